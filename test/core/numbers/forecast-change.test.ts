import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Counters, NO_COUNTERS, type StockRow } from '../../../src/core/history/counters.ts';
import { type ChangedDeal, changeSide, type ForecastState } from '../../../src/core/numbers/deal-change.ts';
import { forecastChange } from '../../../src/core/numbers/forecast-change.ts';
import { summarizeForecastChange } from '../../../src/core/numbers/forecast-change-parts.ts';
import { fitFunnel } from '../../../src/core/numbers/model/funnel-model.ts';
import { seededRandom } from '../../../src/core/numbers/statistics/random.ts';
import { startOfDayUtc, utcDate } from '../../../src/core/time/calendar.ts';
import { DAY_MS, WEEK_MS } from '../../../src/core/time/durations.ts';
import { FIRM_START, firmPipeline, observeAt, randomFirm, STAGE_IDS, simulateHistory } from '../../support/simulated-firm.ts';

const NOW = FIRM_START + 300 * DAY_MS;
const SINCE = NOW - WEEK_MS;
const PERIOD = { from: NOW - 12 * DAY_MS, to: NOW + 18 * DAY_MS };
const random = seededRandom(7);
const { counters, wins } = observeAt(simulateHistory(randomFirm(random, 1, 0.4), random, 300), NOW);
const model = fitFunnel(firmPipeline, counters, NOW);

const stage = fc.constantFrom(...STAGE_IDS);
const owner = fc.constantFrom('rep0', 'rep3');
const value = fc.option(fc.integer({ min: 1, max: 50_000_00 }));
const base = fc.record({ stageId: stage, ownerId: owner, tier: fc.constant(0 as const), pipelineValueMinor: value });
const before: fc.Arbitrary<ForecastState> = fc
  .record({ base, days: fc.integer({ min: 1, max: 90 }), outcome: fc.constantFrom('open', 'open', 'open', 'won', 'lost') })
  .map(({ base: own, days, outcome }) => ({
    ...own,
    outcome,
    stageSince: SINCE - days * DAY_MS,
    closedAt: outcome === 'open' ? null : SINCE - DAY_MS,
  }));
const after: fc.Arbitrary<ForecastState> = fc
  .record({
    base,
    days: fc.integer({ min: 0, max: 6 }),
    outcome: fc.constantFrom('open', 'open', 'won', 'lost', 'withdrawn'),
    closed: fc.constantFrom(NOW - DAY_MS, NOW - 40 * DAY_MS),
  })
  .map(({ base: own, days, outcome, closed }) => ({
    ...own,
    outcome,
    stageSince: NOW - days * DAY_MS,
    closedAt: outcome === 'open' ? null : closed,
  }));
/** Of a week: some stand where they stood, some changed, some are new. */
const week = fc.array(
  fc.oneof(
    before.map((state) => ({ before: state, after: state, happened: false })),
    fc.record({ before: fc.option(before), after, happened: fc.constant(true) }),
    before.chain((state) =>
      value.map((pipelineValueMinor) => ({ before: state, after: { ...state, pipelineValueMinor }, happened: true })),
    ),
  ),
  { maxLength: 15 },
);

function stockRow({ stageId, ownerId, tier, stageSince, pipelineValueMinor }: ForecastState): StockRow {
  const day = utcDate(stageSince);
  const priced = { valueMinor: pipelineValueMinor ?? 0, unpriced: pipelineValueMinor === null ? 1 : 0 };
  return { stageId, ownerId, tier, day, count: 1, offsetMs: stageSince - startOfDayUtc(day), ...priced };
}

/** What a deal counts for, straight from the definition. */
function worth(state: ForecastState | null, at: number): number {
  const valueMinor = state?.pipelineValueMinor ?? 0;
  if (state?.outcome === 'won' && state.closedAt !== null && state.closedAt >= PERIOD.from) return valueMinor;
  if (state?.outcome !== 'open') return 0;
  return valueMinor * model.winProbabilityWithin({ ...state, ageMs: at - state.stageSince }, PERIOD.to - at);
}

describe('why a forecast moved', () => {
  it('is told by parts that are the difference of two forecasts by one model, deal by deal', () => {
    fc.assert(
      fc.property(week, (deals) => {
        const numbered = deals.map((deal, i) => ({ number: i + 1, ...deal }));
        const changed: readonly ChangedDeal[] = numbered.filter(({ happened }) => happened);
        const stock = numbered.filter((deal) => deal.after.outcome === 'open').map((deal) => stockRow(deal.after));
        // Rows of one key are one row of the counters: here each deal has its own.
        const keys = stock.map(({ stageId, ownerId, day }) => `${stageId} ${ownerId} ${day}`);
        fc.pre(new Set(keys).size === keys.length);
        const seen: Counters = { ...NO_COUNTERS, stock };
        const data = { pipeline: firmPipeline, counters: seen, wins: [] };
        const change = forecastChange(model, data, { since: SINCE, period: PERIOD, restMinor: null, changed });
        const sum = change.deals.reduce((all, { changeMinor }) => all + changeMinor, change.unchanged.unmoved.changeMinor);
        const expected = numbered.reduce((all, deal) => all + worth(deal.after, NOW) - worth(deal.before, SINCE), 0);
        expect(sum).toBeCloseTo(expected, 3);
        expect(change.arrivalsMinor).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('adds up to the difference as it is shown, whatever the model has learnt', () => {
    const minor = fc.integer({ min: 0, max: 10 ** 11 });
    const kinds = fc.constantFrom('won' as const, 'lost' as const, 'created' as const, 'unmoved' as const);
    const deal = fc.record({ number: fc.nat(), kind: kinds, changeMinor: fc.double({ min: -1e9, max: 1e9, noNaN: true }) });
    const step = fc.constantFrom(100, 1_000_00, 50_000_00);
    fc.assert(
      fc.property(fc.array(deal, { maxLength: 12 }), minor, minor, step, (deals, fromMinor, toMinor, stepMinor) => {
        const of = (count: number, changeMinor: number) => ({ count, changeMinor });
        const unchanged = { unmoved: of(3, -1_234_56.7), joined: of(2, 8_000_01.2), left: of(1, -900_00) };
        const change = { deals, unchanged, arrivalsMinor: -77_00.1, peopleMinor: 5_000_00.3 };
        const shown = summarizeForecastChange(change, { fromMinor, toMinor, stepMinor });
        expect(shown.toMinor).toBe(Math.round(toMinor / stepMinor) * stepMinor);
        expect(shown.parts.reduce((sum, { changeMinor }) => sum + changeMinor, shown.fromMinor)).toBe(shown.toMinor);
        for (const part of shown.parts)
          expect([Math.abs(part.changeMinor) % stepMinor, part.changeMinor === 0]).toEqual([0, false]);
      }),
    );
  });

  it('of a team is told by parts that are the difference of what the team has at both ends', () => {
    const team = { before: ['rep0', 'rep1'], after: ['rep1', 'rep3'] };
    const person = fc.constantFrom('rep0', 'rep1', 'rep3', 'rep4');
    const moves = fc.array(
      fc
        .tuple(before, fc.option(before), after, person, person, fc.boolean())
        .map(([still, first, then, was, is, happened]) =>
          happened
            ? { before: first && { ...first, ownerId: was }, after: { ...then, ownerId: is }, happened }
            : { before: { ...still, ownerId: was }, after: { ...still, ownerId: was }, happened },
        ),
      { maxLength: 20 },
    );
    // rep0 left since, and rep3 came; a closed deal is that of its own day.
    const has = (state: ForecastState | null, end: 'before' | 'after'): boolean => {
      if (state === null) return false;
      const then = state.closedAt === null ? end : state.closedAt < SINCE ? 'before' : 'after';
      return team[then].includes(state.ownerId);
    };
    fc.assert(
      fc.property(moves, (deals) => {
        const numbered = deals.map((deal, i) => ({ number: i + 1, ...deal }));
        const changed = numbered
          .filter(({ happened }) => happened)
          .map((deal): ChangedDeal => {
            const ours = { before: has(deal.before, 'before'), after: has(deal.after, 'after') };
            return { ...deal, side: changeSide(deal, ours) };
          });
        const stock = numbered.filter((deal) => deal.after.outcome === 'open').map((deal) => stockRow(deal.after));
        const keys = stock.map(({ stageId, ownerId, day }) => `${stageId} ${ownerId} ${day}`);
        fc.pre(new Set(keys).size === keys.length);
        const data = { pipeline: firmPipeline, counters: { ...NO_COUNTERS, stock }, wins: [] };
        const request = { since: SINCE, period: PERIOD, restMinor: null, changed, members: team };
        const change = forecastChange(model, data, request);
        const groups = Object.values(change.unchanged).reduce((all, { changeMinor }) => all + changeMinor, 0);
        const sum = change.deals.reduce((all, { changeMinor }) => all + changeMinor, groups);
        const own = (state: ForecastState | null, end: 'before' | 'after') =>
          has(state, end) ? worth(state, end === 'before' ? SINCE : NOW) : 0;
        const expected = numbered.reduce((all, deal) => all + own(deal.after, 'after') - own(deal.before, 'before'), 0);
        expect(sum).toBeCloseTo(expected, 3);
        // Each deal alone says the same as all of them together.
        const unchanged = numbered.flatMap(({ number, after: state, happened }) =>
          happened || state.outcome !== 'open' ? [] : [{ number, ...state }],
        );
        const alone = forecastChange(model, data, { ...request, unchanged }).deals.slice(change.deals.length);
        expect(alone.reduce((all, { changeMinor }) => all + changeMinor, 0)).toBeCloseTo(groups, 3);
        const counts = Object.values(change.unchanged).reduce((all, { count }) => all + count, 0);
        expect(alone.length).toBe(counts);
      }),
      { numRuns: 60 },
    );
  });

  it('of a team names what came into it and what went out of it, and the new deals of other people', () => {
    const open = (pipelineValueMinor: number): ForecastState => ({
      ...{ stageId: 'contract', pipelineValueMinor, outcome: 'open', ownerId: 'rep0', tier: 0, closedAt: null },
      stageSince: NOW - 20 * DAY_MS,
    });
    const won: ForecastState = { ...open(90_00), outcome: 'won', closedAt: NOW - DAY_MS };
    const lost: ForecastState = { ...open(90_00), outcome: 'lost', closedAt: NOW - DAY_MS };
    const cases = [
      [open(80_00), open(85_00), 'joined'],
      [open(80_00), won, 'joined'],
      [open(80_00), lost, 'joined'],
      [lost, open(80_00), 'joined'],
      [won, won, 'joined'],
      [open(80_00), open(85_00), 'left'],
      [open(80_00), won, 'left'],
      [lost, open(80_00), 'left'],
      [won, open(80_00), 'left'],
      [open(80_00), won, 'elsewhere'],
    ] as const;
    const changed = cases.map(([was, is, side], i): ChangedDeal => ({ number: i + 1, before: was, after: is, side }));
    const request = { since: SINCE, period: PERIOD, restMinor: null, changed };
    const data = { pipeline: firmPipeline, counters, wins };
    const members = { before: ['rep0'], after: ['rep0', 'rep3'] };
    const { deals, unchanged, peopleMinor, arrivalsMinor } = forecastChange(model, data, { ...request, members });
    expect(deals.map(({ number, kind, changeMinor }) => `${number} ${kind} ${Math.sign(changeMinor)}`)).toEqual([
      '1 joined 1',
      '2 won 1',
      '4 reopened 1',
      '5 joined 1',
      '6 left -1',
      '7 left -1',
      '9 left -1',
    ]);
    expect(deals.find(({ number }) => number === 2)?.changeMinor).toBe(90_00);
    expect(unchanged.joined.count).toBe(
      counters.stock.reduce((sum, { ownerId, count }) => sum + (ownerId === 'rep3' ? count : 0), 0),
    );
    expect([unchanged.joined.changeMinor > 0, unchanged.left.count, peopleMinor > 0, arrivalsMinor < 0]).toEqual([
      true,
      0,
      true,
      true,
    ]);
    const same = forecastChange(model, data, { ...request, members: { before: ['rep0'], after: ['rep0'] } });
    expect(same.peopleMinor).toBe(0);
    // A deal that was not there yet came from nowhere else.
    expect(changeSide({ before: null }, { before: false, after: true })).toBeUndefined();
    expect(changeSide({ before: { ...lost, outcome: 'withdrawn' } }, { before: true, after: false })).toBe('elsewhere');
  });

  it('names what became of each deal, and a new value apart from a move', () => {
    const open = (stageId: string, pipelineValueMinor: number, days: number): ForecastState => ({
      ...{ stageId, pipelineValueMinor, outcome: 'open', ownerId: 'rep0', tier: 0, closedAt: null },
      stageSince: NOW - days * DAY_MS,
    });
    const won: ForecastState = { ...open('contract', 90_00, 20), outcome: 'won', closedAt: NOW - DAY_MS };
    const lost: ForecastState = { ...open('lead', 50_00, 20), outcome: 'lost', closedAt: NOW - DAY_MS };
    const withdrawn: ForecastState = { ...open('lead', 50_00, 20), outcome: 'withdrawn' };
    const changed: readonly ChangedDeal[] = [
      { number: 1, before: open('contract', 80_00, 20), after: won },
      { number: 2, before: open('lead', 50_00, 20), after: lost },
      { number: 3, before: null, after: open('lead', 50_00, 2) },
      { number: 4, before: open('lead', 50_00, 20), after: open('proposal', 70_00, 2) },
      { number: 5, before: open('proposal', 50_00, 20), after: open('lead', 50_00, 2) },
      { number: 6, before: lost, after: open('lead', 50_00, 2) },
      { number: 7, before: open('lead', 50_00, 20), after: withdrawn },
      { number: 8, before: won, after: { ...won, pipelineValueMinor: 95_00 } },
      { number: 9, before: null, after: withdrawn },
      { number: 10, before: won, after: won },
      { number: 11, before: null, after: won },
    ];
    const data = { pipeline: firmPipeline, counters: NO_COUNTERS, wins };
    const { deals } = forecastChange(model, data, { since: SINCE, period: PERIOD, restMinor: null, changed });
    expect(deals.map(({ number, kind }) => `${number} ${kind}`)).toEqual([
      '1 won',
      '2 lost',
      '3 created',
      '4 advanced',
      '4 edited',
      '5 returned',
      '6 reopened',
      '7 withdrawn',
      '8 edited',
      '11 won',
    ]);
    const by = new Map(deals.map(({ number, kind, changeMinor }) => [`${number} ${kind}`, changeMinor]));
    expect(by.get('11 won')).toBe(90_00);
    expect(by.get('8 edited')).toBe(5_00);
    expect(by.get('4 advanced')).toBeGreaterThan(0);
    expect(by.get('2 lost')).toBeLessThan(0);
    // A deal that was expected in part brings only the rest.
    expect(by.get('1 won')).toBeLessThan(90_00);
  });

  it('counts less time for deals still to come, and is scaled to what the forecast says', () => {
    const data = { pipeline: firmPipeline, counters, wins: wins.toReversed() };
    const request = { since: SINCE, period: PERIOD, changed: [] };
    const plain = forecastChange(model, data, { ...request, restMinor: null });
    expect(plain.arrivalsMinor).toBeLessThan(0);
    expect(plain.unchanged.unmoved.count).toBe(counters.stock.reduce((sum, { count }) => sum + count, 0));
    const bounded = forecastChange(model, data, { ...request, restMinor: 10 ** 13 });
    expect(bounded.arrivalsMinor / plain.arrivalsMinor).toBeCloseTo(2, 9);
  });
});
