import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addNote } from '../../src/core/deal/edit.ts';
import { fitFunnel } from '../../src/core/numbers/model/funnel-model.ts';
import { seededRandom } from '../../src/core/numbers/statistics/random.ts';
import { loadPipeline } from '../../src/facts/load-pipeline.ts';
import { NO_CHOICES } from '../../src/import/read/import-choices.ts';
import { type ImportRequest, runImport } from '../../src/import/run-import.ts';
import type { Database } from '../../src/store/db/database.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { type Company, createCompany } from '../support/company.ts';
import { randomFirm, STAGE_IDS } from '../support/simulated-firm.ts';
import { historyCsv, simulatedStageHistory } from '../support/simulated-stage-history.ts';
import { emptyDatabase, openTestDatabase } from '../support/store/test-database.ts';
import { tableOf } from '../support/table-files.ts';

const NOW = Date.parse('2026-11-16T09:00:00Z');
const HEAD = 'at,deal_id,rep,value,currency,event,stage';
const STAGES = STAGE_IDS;

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

const run = (text: string, more: Partial<ImportRequest> = {}) =>
  runImport(home.tenant, home.pipeline, {
    table: tableOf(text),
    stages: [],
    reps: new Map(),
    dryRun: false,
    at: NOW,
    fileName: 'history.csv',
    choices: NO_CHOICES,
    timeZone: 'UTC',
    progress: () => undefined,
    ...more,
  });
const csv = (...lines: readonly string[]): string => [HEAD, ...lines].join('\n');
const counts = async (text: string, more: Partial<ImportRequest> = {}) => {
  const result = await run(text, more);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.counts;
};
const rows = async (table: string): Promise<number> => {
  const [row] = await database.session((sql) => sql.query(`SELECT count(*)::integer AS n FROM ${table}`));
  return Number(row?.['n']);
};

/** A deal that goes forward, skips, comes back, is lost, reopens and is won; its value grows and its rep changes on the way. */
const LIFE = csv(
  '2026-01-01T08:00:00Z,A-1,Anna,1000,EUR,stage,Lead',
  '2026-01-05T08:00:00Z,A-1,Anna,,,stage,Prospect',
  '2026-01-09T08:00:00Z,A-1,Piotr,1500,EUR,stage,Offer',
  '2026-01-10T08:00:00Z,A-1,Piotr,,,stage,Offer',
  '2026-01-12T08:00:00Z,A-1,Piotr,,,stage,Needs',
  '2026-02-01T08:00:00Z,A-1,Piotr,,,lost,',
  '2026-03-01T08:00:00Z,A-1,Ewa,,,stage,Offer',
  '2026-03-02T08:00:00Z,A-1,Ewa,1800,EUR,value,',
  '2026-03-09T08:00:00Z,A-1,Ewa,2000,EUR,won,',
);

describe('an import of a stage history', () => {
  it('makes of each line what the funnel makes of it, at its own time, counted exactly', async () => {
    expect(await counts(LIFE)).toMatchObject({ newDeals: 1, events: 8, open: 0, won: 1, lost: 0, people: ['Piotr', 'Ewa'] });
    const history = await home.tenant.deals(ALL_DEALS).history(1);
    expect(
      history.map(({ kind, at, through, version }) => [kind, new Date(at).toISOString().slice(0, 10), through, version]),
    ).toEqual([
      ['imported', '2026-01-01', 'import', 1],
      ['advanced', '2026-01-05', 'import', 2],
      ['skipped', '2026-01-09', 'import', 3],
      ['returned', '2026-01-12', 'import', 4],
      ['lost', '2026-02-01', 'import', 5],
      ['reopened', '2026-03-01', 'import', 6],
      ['edited', '2026-03-02', 'import', 7],
      ['won', '2026-03-09', 'import', 8],
    ]);
    const file = await home.tenant.deals(ALL_DEALS).file(1);
    expect(file?.deal).toMatchObject({
      externalId: 'A-1',
      name: 'A-1',
      outcome: 'won',
      value: { minor: 200_000 },
      stageId: 'offer',
      version: 8,
    });
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
    const { repExits } = await home.tenant.funnel.counters(home.pipeline.id);
    const piotr = (await home.tenant.members.all()).find(({ name }) => name === 'Piotr');
    // Anna owned it until it had left Prospect: the line that brings Piotr is hers to be credited with.
    expect(repExits.filter(({ memberId }) => memberId === home.anna.id).map(({ stageId }) => stageId)).toEqual([
      'lead',
      'prospect',
    ]);
    expect(repExits.filter(({ memberId }) => memberId === piotr?.id).map(({ stageId, lost }) => [stageId, lost])).toEqual([
      ['needs', 1],
      ['offer', 0],
    ]);
    expect(piotr).toMatchObject({ slackUserId: null, active: true });
  });

  it('changes nothing a second time, and adds what is new in a longer file', async () => {
    await counts(LIFE);
    const before = await Promise.all(['deal', 'deal_event', 'member', 'stage_exit'].map(rows));
    expect(await counts(LIFE, { at: NOW + 1 })).toMatchObject({ newDeals: 0, changedDeals: 0, unchanged: 1, events: 0 });
    expect(await Promise.all(['deal', 'deal_event', 'member', 'stage_exit'].map(rows))).toEqual(before);
    const longer = `${LIFE}\n2026-05-01T08:00:00Z,A-1,Ewa,,,stage,Negotiation\n2026-05-02T08:00:00Z,B-2,Jan,10,EUR,stage,Lead`;
    expect(await counts(longer, { at: NOW + 2 })).toMatchObject({ newDeals: 1, changedDeals: 1, events: 2, open: 2 });
    expect((await home.tenant.deals(ALL_DEALS).file(1))?.deal).toMatchObject({
      outcome: 'open',
      stageId: 'negotiation',
      version: 9,
    });
    expect((await home.tenant.deals(ALL_DEALS).file(2))?.deal.externalId).toBe('B-2');
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('leaves a deal as it is that was changed here since, or whose past the file tells otherwise', async () => {
    await counts(LIFE);
    await home.tenant
      .deals(ALL_DEALS)
      .change(1, (file) => addNote(file, { text: 'called' }, home.act(NOW)), home.writeRequest(undefined, NOW));
    expect(await counts(`${LIFE}\n2026-05-01T08:00:00Z,A-1,Ewa,,,stage,Lead`)).toMatchObject({ left: 1, events: 0 });
    const other = LIFE.replaceAll('A-1', 'A-2');
    await counts(other);
    const retold = `${other.replace('2026-01-05T08:00:00Z', '2026-01-04T08:00:00Z')}\n2026-05-01T08:00:00Z,A-2,Ewa,,,stage,Lead`;
    expect(await counts(retold)).toMatchObject({ left: 1, events: 0 });
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('lists every bad line with its number, and imports nothing', async () => {
    const result = await run(
      csv(
        '2026-01-01,A,Anna,100,EUR,stage,Lead',
        '',
        'soon,B,Anna,100,EUR,stage,Lead',
        '2026-01-01,C,Anna,100,EUR,stage,Demo',
        '2026-01-01,D,Anna,100,EUR,won,',
        '2027-01-01,E,Anna,100,EUR,stage,Lead',
        '2026-01-01,F,Anna,100,XXL,stage,Lead',
        '2026-01-01,G,,100,EUR,stage,Lead',
        '2026-01-01,H,Anna,99999999999999,EUR,stage,Lead',
      ),
    );
    if (result.ok || result.why !== 'bad') throw new Error('it was imported');
    expect(result.bad).toEqual([
      { line: 4, why: '"soon" is no instant' },
      { line: 5, why: 'there is no stage "Demo"' },
      { line: 6, why: 'deal D is in no stage yet' },
      { line: 7, why: 'it lies in the future' },
      { line: 8, why: '"XXL" is no currency' },
      { line: 9, why: 'deal G has no rep' },
      { line: 10, why: '99999999999999 is more than can be kept' },
    ]);
    expect(await Promise.all(['deal', 'deal_event'].map(rows))).toEqual([0, 0]);
    expect(await run(HEAD)).toEqual({ ok: false, why: 'empty' });
  });

  it('that is interrupted leaves nothing behind, and takes no number', async () => {
    await home.createDeal();
    const stop = () => {
      throw new Error('pulled out');
    };
    await expect(run(LIFE, { progress: stop })).rejects.toThrow('pulled out');
    expect(await Promise.all(['deal', 'deal_event', 'member'].map(rows))).toEqual([1, 1, 1]);
    await counts(LIFE);
    expect((await home.createDeal()).file.deal.number).toBe(3);
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('knows stages by their names in both languages, by those of the file, or by their order, and reps by e-mail, id or name', async () => {
    await home.tenant.members.upsert({ slackUserId: 'U0PIOTR99', name: 'Piotr', email: 'Piotr@Firm.example', at: NOW });
    const reps = new Map([
      ['PK', 'piotr@firm.example'],
      ['pk2', 'U0PIOTR99'],
      ['AN', 'Anna'],
    ]);
    const text = csv(
      '2026-01-01,A,AN,1,EUR,stage,Potencjalni',
      '2026-01-02,A,pk,,EUR,stage,złożenie oferty',
      '2026-01-03,A,PK2,,EUR,stage,demo',
    );
    expect(await counts(text, { reps, stages: new Map([['Demo', 'Needs']]) })).toMatchObject({ people: [] });
    const history = await home.tenant.deals(ALL_DEALS).history(1);
    expect(history.map(({ after }) => after.stageId)).toEqual(['lead', 'offer', 'needs']);
    expect(new Set(history.map(({ after }) => after.ownerId)).size).toBe(2);
    const ordered = csv('2026-01-01,B,Anna,1,EUR,stage,s1', '2026-01-02,B,Anna,1,EUR,stage,s2');
    await counts(ordered, { stages: ['s1', 's2'] });
    expect((await home.tenant.deals(ALL_DEALS).file(2))?.deal.stageId).toBe('prospect');
    expect(await run(text, { reps: new Map([['x', 'nobody@firm.example']]) })).toEqual({
      ok: false,
      why: 'unknown people',
      names: ['nobody@firm.example'],
    });
  });

  it('converts other currencies at their dated rate, and adds none without one', async () => {
    await home.tenant.setExchangeRate({ currency: 'PLN', inCurrency: 'EUR' }, '2026-01-01', 0.25);
    const text = csv(
      '2026-01-05,A,Anna,400,PLN,stage,Lead',
      '2025-12-05,B,Anna,400,PLN,stage,Lead',
      '2026-01-05,C,Anna,0,EUR,stage,Lead',
      '2026-01-05,D,Anna,,,stage,Lead',
    );
    expect(await counts(text)).toMatchObject({ newDeals: 4, open: 4, openMinor: 10_000, unpriced: 1 });
    const [stock] = await home.tenant.funnel.stock(home.pipeline.id);
    expect(stock).toMatchObject({ count: 4, valueMinor: 10_000, unpriced: 2 });
  });

  it('says in a dry run what it would do, and writes nothing', async () => {
    expect(await counts(LIFE, { dryRun: true })).toMatchObject({ newDeals: 1, events: 8, people: ['Piotr', 'Ewa'] });
    expect(await Promise.all(['deal', 'member', 'delivery'].map(rows))).toEqual([0, 1, 0]);
  });

  it('gives a team real probabilities, value tiers and one post on day one', async () => {
    const draft = {
      pipelineId: home.pipeline.id,
      channelId: 'C1',
      channelName: 'sales',
      weekday: 1,
      timeOfDay: '09:00',
      timeZone: 'Europe/Warsaw',
      language: 'en',
      nextDueAt: NOW,
      nextCheckAt: NOW,
    } as const;
    await home.tenant.subscriptions.save({ ...draft, createdAt: NOW });
    const history = simulatedStageHistory(4, 500, randomFirm(seededRandom(4), 2));
    const text = historyCsv(history).replaceAll(',PLN,', ',EUR,');
    const done = await counts(text, { stages: STAGES });
    expect(done.newDeals).toBe(new Set(history.map(({ dealId }) => dealId)).size);
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
    const numbers = await database.session((sql) =>
      sql.query('SELECT max(number)::integer AS last, count(*)::integer AS n FROM deal'),
    );
    expect(numbers).toEqual([{ last: done.newDeals, n: done.newDeals }]);

    const at = Date.parse('2025-05-15T00:00:00Z');
    const counters = await home.tenant.funnel.counters(home.pipeline.id);
    const facts = fitFunnel(home.pipeline, counters, at).stageStatistics('lead');
    expect(facts.mostlyAssumption).toBe(false);
    expect(facts.n).toBeGreaterThan(300);
    const bounds = await home.tenant.tiers.all(home.pipeline.id);
    expect(bounds.length).toBeGreaterThan(6);
    expect(new Set(counters.tierExits.map(({ tier }) => tier))).toEqual(new Set([0, 1, 2, 3]));
    expect((await loadPipeline(home.tenant, 'en'))?.tiers).toEqual({
      lowMinor: bounds.at(-1)?.lowMinor,
      highMinor: bounds.at(-1)?.highMinor,
    });

    const posts = await home.tenant.deliveries.ofKind('imported', 0);
    expect(posts.map(({ target, payload }) => [target, payload])).toEqual([
      ['C1', expect.objectContaining({ newDeals: done.newDeals, won: done.won })],
    ]);
    await counts(text, { stages: STAGES, at: NOW + 1 });
    expect(await home.tenant.deliveries.ofKind('imported', 0)).toHaveLength(1);
  }, 60_000);
});
