import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addNote, edit } from '../../src/core/deal/edit.ts';
import { fileOfTable } from '../../src/import/deals-file.ts';
import { type DealsImport, importDeals, lookAtDeals } from '../../src/import/deals-import.ts';
import { type ImportChoices, NO_CHOICES } from '../../src/import/read/import-choices.ts';
import type { Database } from '../../src/store/db/database.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { type Company, createCompany } from '../support/company.ts';
import { CRM_FILES } from '../support/crm-files.ts';
import { emptyDatabase, openTestDatabase } from '../support/store/test-database.ts';
import { tableOf } from '../support/table-files.ts';

const NOW = Date.parse('2026-11-16T09:00:00Z');
const HOUR = 3_600_000;

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

const place = (now: number) => ({ tenant: home.tenant, pipeline: home.pipeline, timeZone: 'Europe/Warsaw', now });
const look = (text: string, now = NOW, choices: Partial<ImportChoices> = {}): Promise<DealsImport> =>
  lookAtDeals({ file: fileOfTable(tableOf(text)), fileName: 'deals.csv' }, place(now), { ...NO_CHOICES, ...choices });

/** Imports a file. @returns what it found, and the run that it can be taken back by. */
async function bring(text: string, now = NOW) {
  const found = await look(text, now);
  const run = { id: home.tenant.imports.newId(), memberId: home.anna.id, fileName: 'deals.csv', choices: {} };
  expect(await importDeals(found, place(now), { run, progress: () => undefined })).toBe(true);
  expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  return { report: found.report, runId: run.id };
}
const undo = async (runId: string, at = NOW + HOUR) => {
  const undone = await home.tenant.imports.undo(runId, { memberId: home.anna.id, at });
  expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  return undone;
};
const deal = async (number: number) => (await home.tenant.deals(ALL_DEALS).file(number))?.deal;
const history = async (number: number) => (await home.tenant.deals(ALL_DEALS).history(number)).map(({ kind }) => kind);
const byName = async (name: string) =>
  (await home.tenant.deals(ALL_DEALS).search(name.toLowerCase(), { openOnly: false, limit: 9 })).deals[0];

describe('a table of deals', () => {
  it('becomes deals with their history, contacts, notes and people, counted exactly', async () => {
    const { report } = await bring(CRM_FILES.hubspot);
    expect(report).toMatchObject({ newDeals: 3, changedDeals: 0, open: 1, won: 1, lost: 1, openMinor: 12_500_50 });
    expect(report.stages).toEqual([{ stageId: 'offer', deals: 1, minor: 12_500_50 }]);
    const won = await byName('Morela');
    expect(won).toMatchObject({ outcome: 'won', externalId: '9002', stageId: 'offer' });
    expect(await history(won?.number ?? 0)).toEqual(['imported', 'skipped', 'won']);
    expect(won?.createdAt).toBe(Date.parse('2026-08-03T06:00:00Z'));
    const lost = await byName('Kasztan');
    expect(lost?.lostReasonId).not.toBeNull();
  });

  it('without dates of stages makes of a closed deal one event at its end', async () => {
    await bring(CRM_FILES.pipedrive);
    const won = await byName('Morela');
    expect(await history(won?.number ?? 0)).toEqual(['imported']);
    expect(won).toMatchObject({ outcome: 'won', closedAt: Date.parse('2026-10-30T15:00:00Z'), stageId: 'negotiation' });
    const open = await byName('Bielik');
    expect(open).toMatchObject({ outcome: 'open', stageSince: Date.parse('2026-10-15T09:30:00Z'), closeOn: '2026-12-20' });
    expect((await home.tenant.deals(ALL_DEALS).file(open?.number ?? 0))?.contact).toMatchObject({
      name: 'Jan Nowak',
      email: 'jan@bielik.example',
    });
    const lost = await byName('Kasztan');
    const [opened] = await home.tenant.deals(ALL_DEALS).history(lost?.number ?? 0);
    expect(lost?.lostReasonId ?? opened?.noteId).not.toBeNull();
  });

  it('a second time changes nothing; a newer one is an update', async () => {
    await bring(CRM_FILES.pipedrive);
    expect((await bring(CRM_FILES.pipedrive, NOW + HOUR)).report).toMatchObject({ newDeals: 0, changedDeals: 0, unchanged: 3 });
    const newer = CRM_FILES.pipedrive
      .replace('12500.5,EUR,Proposal Made', '15000,EUR,Negotiations Started')
      .replace('2026-10-15 11:30:00', '2026-11-16 10:20:00');
    const later = Date.parse('2026-11-16T11:00:00Z');
    expect((await bring(newer, later)).report).toMatchObject({ newDeals: 0, changedDeals: 1, unchanged: 2 });
    const open = await byName('Bielik');
    expect(open).toMatchObject({
      stageId: 'negotiation',
      value: { minor: 15_000_00 },
      stageSince: Date.parse('2026-11-16T09:20:00Z'),
    });
    expect(await history(open?.number ?? 0)).toEqual(['imported', 'advanced']);
    const closed = newer
      .replace('Negotiations Started,Open', 'Negotiations Started,Won')
      .replace('11:30:00,,', '11:30:00,2026-11-16 13:00:00,');
    await bring(
      closed.replace('2026-11-16 10:20:00,,', '2026-11-16 10:20:00,2026-11-16 13:00:00,'),
      Date.parse('2026-11-16T14:00:00Z'),
    );
    expect(await byName('Bielik')).toMatchObject({ outcome: 'won', closedAt: Date.parse('2026-11-16T12:00:00Z') });
  });

  it('keeps what nobody has a field for in one note of each deal, and a second time changes nothing', async () => {
    const text = 'id,name,stage,owner,Industry,Region,Budget\n1,Roof,Lead,Anna,IT,North,\n2,Wall,Lead,Anna,,,\n';
    const { report, runId } = await bring(text);
    expect(report).toMatchObject({ newDeals: 2, noted: ['Industry', 'Region'], unused: [] });
    const notes = async (name: string) => {
      const deals = home.tenant.deals(ALL_DEALS);
      const events = await deals.history((await byName(name))?.number ?? 0);
      return Promise.all(events.flatMap(({ noteId }) => (noteId === null ? [] : [deals.noteText(noteId)])));
    };
    expect([await notes('Roof'), await notes('Wall')]).toEqual([['Industry: IT · Region: North'], []]);
    expect((await bring(text, NOW + HOUR)).report).toMatchObject({ newDeals: 0, changedDeals: 0, unchanged: 2 });
    expect(await notes('Roof')).toEqual(['Industry: IT · Region: North']);
    expect(await undo(runId, NOW + 2 * HOUR)).toEqual({ ok: true, undone: 2, stayed: 0 });
  });

  it('leaves alone what was changed here since, and says so', async () => {
    await bring(CRM_FILES.pipedrive);
    const { number = 0 } = (await byName('Bielik')) ?? {};
    const renamed = await home.tenant.deals(ALL_DEALS).change(
      number,
      (file) =>
        edit(
          file,
          { pipeline: home.pipeline, edits: { deal: { name: 'Bielik here' } } },
          {
            ...home.act(NOW + 1000),
            actor: { id: home.anna.id, role: 'admin' },
          },
        ),
      home.writeRequest(),
    );
    expect(renamed).toMatchObject({ ok: true });
    const newer = CRM_FILES.pipedrive.replace('Bielik CRM', 'Bielik there').replace('12500.5', '13000');
    const { report } = await bring(newer, NOW + HOUR);
    expect(report.conflicts).toEqual([{ line: 2, dealId: '11', field: 'name' }]);
    expect(report.changedDeals).toBe(1);
    expect(await deal(number)).toMatchObject({ name: 'Bielik here', value: { minor: 13_000_00 } });
  });
});

describe('an import that is taken back', () => {
  it('leaves nothing behind, and can be made again', async () => {
    const before = await home.tenant.funnel.counters(home.pipeline.id);
    const { runId } = await bring(CRM_FILES.hubspot);
    expect(await undo(runId)).toEqual({ ok: true, undone: 3, stayed: 0 });
    expect(await home.tenant.funnel.counters(home.pipeline.id)).toEqual(before);
    expect(await deal(1)).toMatchObject({ outcome: 'withdrawn', externalId: null });
    expect(await undo(runId)).toEqual({ ok: false, why: 'already' });
    expect(await undo('nobody')).toEqual({ ok: false, why: 'none' });
    expect((await bring(CRM_FILES.hubspot, NOW + 2 * HOUR)).report).toMatchObject({ newDeals: 3 });
  });

  it('keeps what somebody has worked on since', async () => {
    const { runId } = await bring(CRM_FILES.hubspot);
    const { number = 0 } = (await byName('Bielik')) ?? {};
    await home.tenant
      .deals(ALL_DEALS)
      .change(number, (file) => addNote(file, { text: 'called' }, home.act(NOW + 1000)), home.writeRequest());
    expect(await undo(runId)).toEqual({ ok: true, undone: 2, stayed: 1 });
    expect(await deal(number)).toMatchObject({ outcome: 'open', externalId: '9001' });
  });

  it('puts back what an update changed, event by event', async () => {
    await bring(CRM_FILES.pipedrive);
    const { number = 0 } = (await byName('Bielik')) ?? {};
    const then = await deal(number);
    const newer = CRM_FILES.pipedrive
      .replace('12500.5,EUR,Proposal Made', '15000,EUR,Negotiations Started')
      .replace('2026-12-20', '2027-01-20');
    const { runId } = await bring(newer, NOW + HOUR);
    expect(await history(number)).toEqual(['imported', 'advanced', 'edited']);
    expect(await undo(runId, NOW + 2 * HOUR)).toEqual({ ok: true, undone: 1, stayed: 0 });
    expect(await history(number)).toEqual(['imported', 'advanced', 'edited', 'undone', 'undone']);
    expect(await deal(number)).toMatchObject({
      stageId: 'offer',
      value: then?.value,
      closeOn: '2026-12-20',
      stageSince: then?.stageSince,
    });
  });
});

it('of two who import the same draft at once, one does', async () => {
  const found = await look(CRM_FILES.pipedrive);
  const run = { id: 'draft', memberId: home.anna.id, fileName: 'deals.csv', choices: {} };
  await home.tenant.imports.saveDraft(run, { pipelineId: home.pipeline.id, at: NOW });
  const both = [found, found].map((each) => importDeals(each, place(NOW), { run, progress: () => undefined }));
  expect((await Promise.all(both)).toSorted()).toEqual([false, true]);
  expect(await home.tenant.imports.runs(5)).toMatchObject([{ id: 'draft', newDeals: 3, importedAt: NOW }]);
});

describe('what was looked at', () => {
  const run = (id: string) => ({ id, memberId: home.anna.id, fileName: 'deals.csv', choices: {} });
  /** Several slices, so that what has changed is found when others are written already. */
  const many = (value: number): string =>
    ['id,name,stage,value,created', ...Array.from({ length: 250 }, (_, n) => `${n},Deal ${n},Lead,${value},2026-01-01`)].join(
      '\n',
    );

  it('is not written where somebody has changed one of its deals since', async () => {
    await bring(many(100));
    const found = await look(many(200), NOW + HOUR);
    expect(found.report).toMatchObject({ newDeals: 0, changedDeals: 250 });
    const { number = 0 } = (await byName('Deal 240')) ?? {};
    await home.tenant
      .deals(ALL_DEALS)
      .change(number, (file) => addNote(file, { text: 'called' }, home.act(NOW + HOUR)), home.writeRequest());
    expect(await importDeals(found, place(NOW + HOUR), { run: run('late'), progress: () => undefined })).toBe(false);
    expect((await byName('Deal 3'))?.value).toMatchObject({ minor: 100_00 });
    expect(await home.tenant.imports.run('late')).toBeUndefined();
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('is not written where somebody has brought one of its deals since', async () => {
    const found = await look(many(100));
    await bring('id,name,stage\n240,Deal 240,Lead');
    expect(await importDeals(found, place(NOW), { run: run('second'), progress: () => undefined })).toBe(false);
    expect(await home.tenant.deals(ALL_DEALS).file(2)).toBeUndefined();
  });

  it('is written slice by slice, numbered in order of time, and counted to the end', async () => {
    const found = await look(many(100));
    const told: string[] = [];
    const progress = (done: number, of: number) => void told.push(`${done} of ${of}`);
    expect(await importDeals(found, place(NOW), { run: run('one'), progress })).toBe(true);
    expect(told).toEqual(['100 of 250', '200 of 250', '250 of 250']);
    expect((await byName('Deal 0'))?.number).toBe(1);
    expect((await byName('Deal 249'))?.number).toBe(250);
    expect((await home.tenant.imports.run('one'))?.newDeals).toBe(250);
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
    expect(await undo('one')).toEqual({ ok: true, undone: 250, stayed: 0 });
  });
});

it('rows that look wrong though they can be read are told', async () => {
  const rows = Array.from({ length: 6 }, (_, n) => `${n},Deal ${n},Lead,${n === 5 ? 100_000 : 100},Anna,2026-01-0${n + 1},`);
  const text = [
    'id,name,stage,value,owner,created,expected close date',
    ...rows,
    '9,Old,Lead,100,Anna,1970-01-01,2045-01-01',
    '10,Epoch,Lead,100,Anna,1950-01-01,1970-01-01',
    '11,First year,Lead,100,Anna,0001-01-01,',
  ].join('\n');
  const { report } = await look(text);
  expect(report.suspicious.map(({ line, why }) => [line, why])).toEqual([
    [7, 'huge'],
    [8, 'old'],
    [8, 'oddClose'],
    [9, 'old'],
    [9, 'oddClose'],
  ]);
  expect(report.suspicious.flatMap((row) => (row.why === 'old' ? [row.on] : []))).toEqual(['1970-01-01', '1950-01-01']);
  expect(report.bad).toMatchObject([{ line: 10, problem: { why: 'date', problem: 'longAgo' } }]);
  await bring(text);
  expect(new Date((await byName('Epoch'))?.createdAt ?? 0).toISOString()).toBe('1949-12-31T23:00:00.000Z');
});
