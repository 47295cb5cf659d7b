import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { computePipelineNumbers } from '../src/core/funnel/pipeline-numbers.ts';
import { repReviews } from '../src/core/funnel/rep-review.ts';
import { countEventParts } from '../src/core/history/count-events.ts';
import { type Counters, createCounterAccumulator } from '../src/core/history/counters.ts';
import { planImport } from '../src/core/history/plan-import.ts';
import type { Win } from '../src/core/history/win.ts';
import { funnelHealth } from '../src/core/numbers/funnel-findings.ts';
import { fitFunnel } from '../src/core/numbers/model/funnel-model.ts';
import { stageMeasures } from '../src/core/numbers/needs/stage-measures.ts';
import { seededRandom } from '../src/core/numbers/statistics/random.ts';
import { openStages, type Pipeline } from '../src/core/pipeline/stage.ts';
import type { StoredPipeline } from '../src/core/pipeline/stored-pipeline.ts';
import { createTierTimeline } from '../src/core/pipeline/tiers.ts';
import { dateAt, type PlainDate } from '../src/core/time/calendar.ts';
import { DAY_MS, HOUR_MS } from '../src/core/time/durations.ts';
import { periodContaining, periodInstants } from '../src/core/time/periods.ts';
import { loadDigestFacts } from '../src/facts/digest/week-facts.ts';
import { loadPipeline } from '../src/facts/load-pipeline.ts';
import { loadRepReviews } from '../src/facts/rep-facts.ts';
import { NO_CHOICES } from '../src/import/read/import-choices.ts';
import { readImport } from '../src/import/read-import.ts';
import { resolvePeople } from '../src/import/resolve-people.ts';
import { runImport } from '../src/import/run-import.ts';
import type { Database } from '../src/store/db/database.ts';
import { type Company, createCompany } from './support/company.ts';
import { scopeAt } from './support/scope-at.ts';
import { firmPipeline, observeAt, randomFirm, simulateHistory } from './support/simulated-firm.ts';
import { emptyDatabase, openTestDatabase } from './support/store/test-database.ts';
import { tableOf } from './support/table-files.ts';

/** Monday, 16 November 2026, 10:00 in Warsaw. */
const NOW = Date.parse('2026-11-16T09:00:00Z');
const ZONE = 'Europe/Warsaw';

let database: Database;
let home: Company;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  await emptyDatabase(database);
  home = await createCompany(database);
});
afterAll(() => database.close());

/** Every number that people see, from counters alone: what the pure core makes of them. */
function computeNumbers(pipeline: Pipeline, counters: Counters, wins: readonly Win[], at = NOW) {
  const model = fitFunnel(pipeline, counters, at);
  const month = periodInstants(periodContaining(dateAt(at, ZONE), 'month', 1), ZONE);
  const wonMinor = wins.filter((win) => win.at >= month.from).reduce((sum, win) => sum + win.valueMinor, 0);
  const lastNinetyDaysMinor = wins.filter((win) => win.at > at - 90 * DAY_MS).reduce((sum, win) => sum + win.valueMinor, 0);
  const ask = { wonMinor, lastNinetyDaysMinor, endsAt: month.to, past: [], seed: 1 };
  const { forecasts, stages } = computePipelineNumbers({ pipeline, counters, at, wins, forecasts: [ask], stages: true });
  const meanWinMinor = wins.reduce((sum, { valueMinor }) => sum + valueMinor, 0) / Math.max(1, wins.length);
  const measures = stageMeasures(pipeline, model, { counters, meanWinMinor });
  const won = wins.map(({ ownerId, valueMinor }) => ({ ownerId, count: 1, valueMinor }));
  return {
    model,
    stages,
    forecast: forecasts[0],
    measures,
    health: funnelHealth(model, counters, at),
    reps: repReviews(model, counters, { won, open: won.map(({ ownerId }) => ({ ownerId, openMs: DAY_MS })) }),
  };
}

const everyNumber = (value: unknown): readonly number[] =>
  typeof value === 'number' ? [value] : value instanceof Object ? Object.values(value).flatMap(everyNumber) : [];

/** What holds whatever the data: nothing is infinite or not a number, probabilities are inside 0 and 1, ranges hold what they are about. */
function expectSane(
  pipeline: Pipeline,
  { model, stages, forecast, measures, health, reps }: ReturnType<typeof computeNumbers>,
): void {
  expect([...stages.keys()]).toEqual(openStages(pipeline).map(({ id }) => id));
  for (const each of stages.values()) {
    expect(each.low).toBeGreaterThan(0);
    expect(each.low).toBeLessThanOrEqual(each.win);
    expect(each.high).toBeGreaterThanOrEqual(each.win);
    expect(each.high).toBeLessThan(1);
    expect(each.passRate).toBeGreaterThan(0);
    expect(each.passRate).toBeLessThanOrEqual(1);
  }
  for (const stageId of stages.keys()) {
    for (const days of [0, 1, 400, 5000]) {
      const { win, low, high } = model.winProbability({ stageId, ageMs: days * DAY_MS, ownerId: 'nobody', tier: 0 });
      expect(win).toBeGreaterThan(0);
      expect(win).toBeLessThan(1);
      expect([low <= win, win <= high]).toEqual([true, true]);
    }
  }
  expect(forecast?.quantilesMinor).toEqual(forecast?.quantilesMinor.toSorted((a, b) => a - b));
  expect(forecast?.lowMinor).toBeGreaterThanOrEqual(0);
  expect(forecast?.highMinor).toBeGreaterThanOrEqual(forecast?.lowMinor ?? 0);
  for (const number of everyNumber([[...stages.values()], forecast, measures, health, reps]))
    expect(Number.isFinite(number)).toBe(true);
}

/** One line of a history: day (or instant), deal, rep, value, what happened. */
type Row = readonly [at: string, deal: string, rep: string, value: string, what: string];
const HEAD = 'at,deal_id,rep,value,currency,event,stage';
const toCsv = (rows: readonly Row[]): string =>
  [
    HEAD,
    ...rows.map(([at, deal, rep, value, what]) => {
      const [amount = '', currency = 'EUR'] = value.split(' ');
      const event = ['won', 'lost', 'value'].includes(what) ? `${what},` : `stage,${what}`;
      return `${at},${deal},${rep},${amount},${currency},${event}`;
    }),
  ].join('\n');

/** The same history through the core and through the store: both have to say the same, and everything has to be sane. */
async function importAndRead(rows: readonly Row[], at = NOW, pipeline = home.pipeline) {
  const { tenant } = home;
  const table = tableOf(toCsv(rows));
  const cast = await resolvePeople(tenant, new Map());
  const read = await readImport(table, {
    tenant,
    pipeline,
    people: cast,
    stages: [],
    choices: NO_CHOICES,
    timeZone: 'UTC',
    now: at,
  });
  expect(read.bad).toEqual([]);
  const plan = planImport(read.lines, new Map(), { pipeline, tiers: createTierTimeline([]) });
  const sum = createCounterAccumulator();
  for (const { events } of plan.deals) for (const event of events) for (const part of countEventParts(event)) sum.add(part);
  const pure = sum.counters();
  const wins = plan.deals.flatMap(({ deal }) =>
    deal.outcome === 'won' && deal.closedAt !== null && deal.pipelineValueMinor !== null
      ? [{ ownerId: deal.ownerId, at: deal.closedAt, valueMinor: deal.pipelineValueMinor }]
      : [],
  );
  const result = await runImport(tenant, pipeline, {
    table,
    stages: [],
    reps: new Map(),
    dryRun: false,
    at,
    fileName: 'history.csv',
    choices: NO_CHOICES,
    timeZone: 'UTC',
    progress: () => undefined,
  });
  expect(result).toMatchObject({ ok: true });
  expect(await tenant.funnel.verifyCounters()).toEqual([]);
  const kept = await tenant.funnel.counters(pipeline.id);
  const anonymous = (counters: Counters) => ({
    exits: counters.exits.length,
    all: counters.exits.reduce((total, { count }) => total + count, 0),
    lost: counters.repExits.reduce((total, each) => total + each.lost, 0),
    exposure: counters.exposure.reduce((total, { exposureMs }) => total + exposureMs, 0),
    open: counters.stock.reduce((total, { count }) => total + count, 0),
    openMinor: counters.stock.reduce((total, { valueMinor }) => total + valueMinor, 0),
    entries: counters.entries.reduce((total, { count }) => total + count, 0),
  });
  expect(anonymous(kept)).toEqual(anonymous(pure));
  const numbers = computeNumbers(pipeline, pure, wins, at);
  expectSane(pipeline, numbers);
  const facts = await loadDigestFacts(await scopeAt({ tenant, pipeline }, at, ZONE), { thread: true });
  for (const { stageId, numbers: stageNumbers } of facts.stages) {
    expect(stageNumbers?.win).toBeCloseTo(numbers.model.stageStatistics(stageId).win, 12);
  }
  const reps = await loadRepReviews(tenant, pipeline, at);
  for (const number of everyNumber([facts, reps])) expect(Number.isFinite(number)).toBe(true);
  return { ...numbers, counters: kept, facts, reviews: reps, wins };
}

const monthGoal = ({ facts }: Awaited<ReturnType<typeof importAndRead>>) =>
  facts.goals.find(({ period }) => period.kind === 'month');
const opened = (count: number): readonly Row[] =>
  Array.from({ length: count }, (_, i): Row => ['2026-11-02', `deal ${i}`, 'Anna', '1000', 'Lead']);

/** Changes the stages of the pipeline. */
async function saveStages(change: (stages: StoredPipeline['stages']) => StoredPipeline['stages']): Promise<void> {
  const stored = await home.tenant.pipeline();
  if (stored === undefined) throw new Error('no pipeline');
  await home.tenant.savePipeline({ ...stored, stages: change(stored.stages) }, NOW);
}

describe('the numbers, where they could break:', () => {
  it('no deal at all', async () => {
    const { tenant, pipeline } = home;
    const nothing = computeNumbers(pipeline, await tenant.funnel.counters(pipeline.id), []);
    expectSane(pipeline, nothing);
    expect(nothing.forecast).toMatchObject({ expectedMinor: 0, lowMinor: 0, highMinor: 0, early: true });
    expect([nothing.reps, nothing.health.findings]).toEqual([[], []]);
    const facts = await loadDigestFacts(await scopeAt({ tenant, pipeline }, NOW, ZONE), { thread: true });
    expect(facts.verdict.kind).toBe('empty');
  });

  it('no closed deal: the ladder, said to be mostly assumption, no forecast, nothing about reps', async () => {
    const it = await importAndRead(opened(3));
    for (const { mostlyAssumption, n } of it.stages.values()) expect([mostlyAssumption, n]).toEqual([true, 0]);
    expect(it.facts.verdict).toMatchObject({ kind: 'early', deals: 3 });
    expect(monthGoal(it)?.forecast).toBeNull();
    expect(it.reviews.map(({ exits, velocity, different }) => [exits, velocity, different])).toEqual([[0, null, []]]);
    expect(it.health.known).toBe(false);
  });

  it('one deal', async () => {
    const it = await importAndRead(opened(1));
    expect(it.facts.open.count).toBe(1);
    expect(it.measures.every(({ flow }) => flow.usual === null)).toBe(true);
  });

  it('one won: still no 100 %, and the forecast holds what was won', async () => {
    const it = await importAndRead([
      ...opened(2),
      ['2026-11-03', 'w', 'Anna', '5000', 'Negotiation'],
      ['2026-11-09', 'w', 'Anna', '', 'won'],
    ]);
    expect(it.stages.get('negotiation')?.win).toBeLessThan(0.95);
    expect(monthGoal(it)?.wonMinor).toBe(500_000);
    expect(monthGoal(it)?.forecast?.lowMinor).toBeGreaterThanOrEqual(500_000);
    expect(monthGoal(it)?.forecast?.early).toBe(true);
  });

  it('one lost: still no 0 %, and the forecast is of the open ones', async () => {
    const it = await importAndRead([
      ...opened(2),
      ['2026-11-03', 'l', 'Anna', '5000', 'Negotiation'],
      ['2026-11-09', 'l', 'Anna', '', 'lost'],
    ]);
    expect(it.stages.get('negotiation')?.win).toBeGreaterThan(0.3);
    expect(monthGoal(it)?.wonMinor).toBe(0);
    expect(monthGoal(it)?.forecast).not.toBeNull();
  });

  it('zero value: counted as a deal, worth nothing', async () => {
    const rows: Row[] = Array.from({ length: 6 }, (_, i): Row[] => [
      ['2026-10-03', `z${i}`, 'Anna', '0', 'Offer'],
      ['2026-11-09', `z${i}`, 'Anna', '', i % 2 === 0 ? 'won' : 'lost'],
    ]).flat();
    const it = await importAndRead([...rows, ['2026-11-02', 'open', 'Anna', '0', 'Lead']]);
    expect(monthGoal(it)).toMatchObject({ wonMinor: 0, wonCount: 3 });
    expect(monthGoal(it)?.forecast).toMatchObject({ expectedMinor: 0, lowMinor: 0, highMinor: 0 });
    expect(it.reviews[0]?.velocity).toMatchObject({ closed: 6, winShare: 0.5, perDayMinor: 0, valueMinor: 0, bottleneck: null });
  });

  it('one stage: it is the whole funnel', async () => {
    const { tenant } = home;
    const [lead] = openStages(home.pipeline);
    const ends = home.pipeline.stages.filter(({ kind }) => kind !== 'open');
    await saveStages((stages) => stages.filter(({ id }) => id === lead?.id || ends.some((end) => end.id === id)));
    const single = await loadPipeline(tenant, 'en');
    if (single === undefined) throw new Error('no pipeline');
    const rows: Row[] = Array.from({ length: 20 }, (_, i): Row[] => [
      ['2026-10-03', `s${i}`, 'Anna', '100', 'Lead'],
      ['2026-10-20', `s${i}`, 'Anna', '', i < 8 ? 'won' : 'lost'],
    ]).flat();
    const it = await importAndRead([...rows, ['2026-11-02', 'open', 'Anna', '100', 'Lead']], NOW, single);
    expect(it.stages.size).toBe(1);
    expect(it.stages.get('lead')?.win).toBeGreaterThan(0.25);
    expect(it.stages.get('lead')?.win).toBeLessThan(0.5);
    expect(it.health.findings).toEqual([]);
  });

  it('all stages renamed: the numbers are those of before', async () => {
    const rows: Row[] = Array.from({ length: 12 }, (_, i): Row[] => [
      ['2026-10-03', `r${i}`, 'Anna', '100', 'Offer'],
      ['2026-10-20', `r${i}`, 'Anna', '', i < 4 ? 'won' : 'lost'],
    ]).flat();
    const before = await importAndRead([...rows, ...opened(2)]);
    const inPolish = (text: string) => ({ written: 'pl' as const, texts: { pl: text } });
    await saveStages((stages) =>
      stages.map((stage) => ({
        ...stage,
        name: inPolish(`Etap ${stage.position}`),
        shortName: inPolish(`E${stage.position}`),
      })),
    );
    const renamed = await loadPipeline(home.tenant, 'en');
    if (renamed === undefined) throw new Error('no pipeline');
    const after = await loadDigestFacts(await scopeAt({ tenant: home.tenant, pipeline: renamed }, NOW, ZONE), { thread: true });
    expect(after.stages.map(({ shortName }) => shortName)).toEqual(['E1', 'E2', 'E3', 'E4', 'E5', 'E6']);
    expect(after.stages.map(({ numbers, count }) => [numbers, count])).toEqual(
      before.facts.stages.map(({ numbers, count }) => [numbers, count]),
    );
    expect(after.goals).toEqual(before.facts.goals);
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('skip and return: a skipped stage is left by nobody, a return is an exit that is not lost', async () => {
    const it = await importAndRead([
      ['2026-10-01', 'a', 'Anna', '100', 'Lead'],
      ['2026-10-05', 'a', 'Anna', '', 'Offer'],
      ['2026-10-09', 'a', 'Anna', '', 'Needs'],
      ['2026-10-12', 'a', 'Anna', '', 'Offer'],
    ]);
    const exits = it.counters.exits.map(({ stageId, destination, count }) => `${stageId}>${destination} ${count}`);
    expect(exits.toSorted()).toEqual(['lead>offer 1', 'needs>offer 1', 'offer>needs 1']);
    expect(it.counters.repExits.reduce((sum, { lost }) => sum + lost, 0)).toBe(0);
    expect(it.health.stages.map(({ stageId, reached }) => [stageId, reached])).toContainEqual(['offer', 2]);
  });

  it('reopened and lost again: two losses and one return, exactly', async () => {
    const it = await importAndRead([
      ['2026-08-01', 'a', 'Anna', '100', 'Offer'],
      ['2026-08-20', 'a', 'Anna', '', 'lost'],
      ['2026-09-10', 'a', 'Anna', '', 'Offer'],
      ['2026-10-10', 'a', 'Anna', '', 'lost'],
    ]);
    expect(it.counters.exits.filter(({ destination }) => destination === 'lost').reduce((sum, { count }) => sum + count, 0)).toBe(
      2,
    );
    expect(it.counters.entries.map(({ how, count }) => [how, count])).toEqual([
      ['imported', 1],
      ['reopened', 1],
    ]);
    expect(it.facts.open.count).toBe(0);
  });

  it('two currencies: converted at the dated rate, and without one never added', async () => {
    await home.tenant.setExchangeRate({ currency: 'PLN', inCurrency: 'EUR' }, '2026-10-01', 0.25);
    const it = await importAndRead([
      ['2026-11-02', 'a', 'Anna', '1000 EUR', 'Lead'],
      ['2026-11-02', 'b', 'Anna', '1000 PLN', 'Lead'],
      ['2026-11-02', 'c', 'Anna', '1000 USD', 'Lead'],
    ]);
    expect(it.facts.open).toMatchObject({ count: 3, valueMinor: 125_000, unpriced: 1 });
    expect(it.health.stages[0]?.valueMinor).toBe(125_000);
  });

  it('the end of a month at local midnight: the last millisecond is October, the next November', async () => {
    const rows = (at: string): readonly Row[] => [
      ['2026-10-01', 'a', 'Anna', '100', 'Offer'],
      [at, 'a', 'Anna', '', 'won'],
    ];
    expect(dateAt(Date.parse('2026-10-31T22:59:59.999Z'), ZONE)).toBe('2026-10-31');
    expect(monthGoal(await importAndRead(rows('2026-10-31T22:59:59.999Z')))).toMatchObject({ wonCount: 0, wonMinor: 0 });
    await emptyDatabase(database);
    home = await createCompany(database);
    expect(monthGoal(await importAndRead(rows('2026-10-31T23:00:00Z')))).toMatchObject({ wonCount: 1, wonMinor: 10_000 });
  });

  it.each<[string, PlainDate, number, string, string, string]>([
    ['begins', '2026-03-29', 743, '2026-03-28T22:59:59.999Z', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
    ['ends', '2026-10-25', 745, '2026-10-24T21:59:59.999Z', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
  ])('the day on which summer time %s', async (_, on, hours, before, first, next) => {
    expect([before, first, next].map((at) => dateAt(Date.parse(at), ZONE))).toEqual([
      expect.not.stringContaining(on),
      on,
      expect.not.stringContaining(on),
    ]);
    const month = periodInstants(periodContaining(on, 'month', 1), ZONE);
    expect((month.to - month.from) / HOUR_MS).toBe(hours);
    const rows: readonly Row[] = [
      ['2026-01-10', 'a', 'Anna', '100', 'Offer'],
      [first, 'a', 'Anna', '', 'won'],
      ['2026-01-10', 'b', 'Anna', '300', 'Offer'],
      [before, 'b', 'Anna', '', 'Negotiation'],
      [first, 'b', 'Anna', '', 'Offer'],
    ];
    const it = await importAndRead(rows, Date.parse(next));
    expect(monthGoal(it)).toMatchObject({ wonCount: 1, wonMinor: 10_000 });
    expect(it.facts.movement).toMatchObject({ won: { count: 1 }, opening: { count: 2 }, closing: { count: 1 } });
    // A visit of one millisecond over that midnight is one of exactly one millisecond.
    const brief = it.counters.exposure.filter(({ stageId }) => stageId === 'negotiation');
    expect(brief.reduce((sum, { exposureMs }) => sum + exposureMs, 0)).toBe(1);
  });

  it('a rep who left: what they did stays counted, and the reps and the team add up', async () => {
    const rows: Row[] = ['Anna', 'Jan'].flatMap((rep) =>
      Array.from({ length: 12 }, (_, i): Row[] => [
        ['2026-10-03', `${rep}${i}`, rep, '100', 'Offer'],
        ['2026-11-05', `${rep}${i}`, rep, '', i < 5 ? 'won' : 'lost'],
      ]).flat(),
    );
    const it = await importAndRead([...rows, ['2026-11-02', 'open', 'Jan', '100', 'Lead']]);
    expect(it.reviews.map(({ exits }) => exits)).toEqual([12, 12]);
    const month = periodInstants(periodContaining('2026-11-16', 'month', 1), ZONE);
    const won = await home.tenant.funnel.won(home.pipeline.id, month.from, month.to);
    expect(won.reduce((sum, { valueMinor }) => sum + valueMinor, 0)).toBe(monthGoal(it)?.wonMinor);
    const jan = (await home.tenant.members.all()).find(({ name }) => name === 'Jan');
    expect(jan?.slackUserId).toBeNull();
    expect(it.reviews.some(({ memberId }) => memberId === jan?.id)).toBe(true);
  });

  it('100,000 deals: every number is made from the counters, none from the deals', () => {
    const random = seededRandom(5);
    const at = Date.parse('2025-06-01T00:00:00Z');
    const { counters, wins } = observeAt(simulateHistory(randomFirm(random, 4, 0.4, 20), random, 500), at);
    const times = 50;
    const many: Counters = {
      exposure: counters.exposure.map((row) => ({ ...row, exposureMs: row.exposureMs * times })),
      exits: counters.exits.map((row) => ({ ...row, count: row.count * times })),
      repExits: counters.repExits.map((row) => ({ ...row, notLost: row.notLost * times, lost: row.lost * times })),
      tierExits: [],
      entries: counters.entries.map((row) => ({ ...row, count: row.count * times })),
      stock: counters.stock.map((row) => ({
        ...row,
        count: row.count * times,
        offsetMs: row.offsetMs * times,
        valueMinor: row.valueMinor * times,
      })),
    };
    const arrived = many.entries.filter(({ how }) => how === 'created').reduce((sum, { count }) => sum + count, 0);
    expect(arrived).toBeGreaterThan(95_000);
    const spent = (of: Counters): number => {
      const begun = process.cpuUsage();
      expectSane(firmPipeline, computeNumbers(firmPipeline, of, wins.toReversed(), at));
      return process.cpuUsage(begun).user / 1000;
    };
    spent(counters);
    const [few, all] = [spent(counters), spent(many)];
    expect(all).toBeLessThan(Math.max(1500, 4 * few));
    // With fifty times the data the numbers rest on it alone.
    const { stages } = computeNumbers(firmPipeline, many, wins.toReversed(), at);
    for (const each of stages.values()) expect(each.mostlyAssumption).toBe(false);
  });
});
