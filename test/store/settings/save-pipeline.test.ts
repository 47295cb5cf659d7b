import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { advance, move } from '../../../src/core/deal/advance.ts';
import { edit } from '../../../src/core/deal/edit.ts';
import { openDeal } from '../../../src/core/deal/open-deal.ts';
import { undo } from '../../../src/core/deal/undo.ts';
import { editPipeline } from '../../../src/core/pipeline/edit-pipeline.ts';
import type { PipelineEdit, StageDraft } from '../../../src/core/pipeline/pipeline-edit.ts';
import { localizePipeline, type StoredPipeline } from '../../../src/core/pipeline/stored-pipeline.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src/core/time/durations.ts';
import { importedDeals } from '../../../src/import/import-counts.ts';
import type { Database } from '../../../src/store/db/database.ts';
import type { CardsFrom, TouchedDeal } from '../../../src/store/types/pipeline-changes.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { type Company, createCompany, requireSaved } from '../../support/company.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { priced } from '../../support/priced.ts';
import { expectExitsListedAsCounted } from '../../support/store/listed-exits.ts';
import { emptyDatabase, openTestDatabase } from '../../support/store/test-database.ts';

const ANYWAY = { anyway: { remindOn: '2026-11-20' as const } };
const NOW = MONDAY + HOUR_MS;

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

const stored = async (): Promise<StoredPipeline> => {
  const pipeline = await home.tenant.pipeline();
  if (pipeline === undefined) throw new Error('no pipeline');
  return pipeline;
};

function edited(pipeline: StoredPipeline, change: PipelineEdit): StoredPipeline {
  const result = editPipeline(pipeline, change, { language: 'en', at: NOW, newId: home.tenant.newId });
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.pipeline;
}

let keys = 0;
/** Saves an edit as an admin does. */
async function save(
  change: PipelineEdit,
  { before, at = NOW, key }: { before?: StoredPipeline; at?: number; key?: string } = {},
) {
  const from = before ?? (await stored());
  keys += 1;
  return home.tenant.savePipeline(edited(from, change), at, {
    act: home.act(at, 'admin'),
    key: key ?? `edit ${keys}`,
    payload: { before: from },
  });
}

type Kept = {
  readonly before: StoredPipeline;
  readonly touched: readonly TouchedDeal[];
  readonly cardsFrom: readonly CardsFrom[];
};

/** Takes a change back, as the undo button does. */
async function takeBack(changeId: string | null, at = NOW + MINUTE_MS) {
  const change = await home.tenant.settingChanges.byId(changeId ?? '');
  if (change === undefined) throw new Error('no such change');
  const { before, touched, cardsFrom } = change.payload as Kept;
  const { version } = await stored();
  return home.tenant.savePipeline({ ...before, version }, at, {
    act: home.act(at, 'admin'),
    key: `undo ${changeId}`,
    payload: {},
    undoes: { changeId: changeId ?? '', touched, cardsFrom },
  });
}

const REMOVE_NEEDS: PipelineEdit = { kind: 'removeStage', stageId: 'needs', into: 'decision' };
const draft = (name: string): StageDraft => ({
  name: { en: name, pl: '' },
  shortName: { en: '', pl: '' },
  meaning: { en: '', pl: '' },
  actions: { en: [], pl: [] },
  probabilityPercent: 30,
  minimum: 1,
  ageingDays: 14,
  strict: false,
});
const stageOf = async (number: number) => (await home.tenant.deals(ALL_DEALS).file(number))?.deal.stageId;
const kinds = async (number: number) => (await home.tenant.deals(ALL_DEALS).history(number)).map(({ kind }) => kind);
const moveTo = async (number: number, to: string, at = NOW) =>
  home.tenant
    .deals(ALL_DEALS)
    .change(
      number,
      (file) =>
        move(file, { pipeline: home.pipeline, to, reason: 'so', answers: { ticks: ['known-needs'] }, ...ANYWAY }, home.act(at)),
      home.writeRequest(undefined, at),
    );

describe('a stage that is removed', () => {
  it('hands its deals on in one transaction, and their history, the counters and the stage itself say so', async () => {
    await home.createDeal({ stageId: 'needs' });
    await home.createDeal({ stageId: 'needs', ...priced(5_000_00) });
    await home.createDeal({ stageId: 'lead' });
    expect(await save(REMOVE_NEEDS)).toMatchObject({ ok: true, version: 2, touched: 2 });
    expect([await stageOf(1), await stageOf(2), await stageOf(3)]).toEqual(['decision', 'decision', 'lead']);
    expect(await kinds(1)).toEqual(['opened', 'pipelineChanged']);
    expect(await kinds(3)).toEqual(['opened']);
    const after = await stored();
    expect(after.stages.map(({ id, position }) => [id, position])).toEqual([
      ['lead', 1],
      ['prospect', 2],
      ['decision', 3],
      ['offer', 4],
      ['negotiation', 5],
      ['won', 6],
      ['lost', 7],
    ]);
    expect(after.archivedStages).toMatchObject([{ id: 'needs', mergedInto: 'decision' }]);
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
    const counters = await home.tenant.funnel.counters('sales');
    // Nobody left it: the time that they spent there is all that is counted.
    expect(counters.exits).toEqual([]);
    expect(counters.exposure.filter(({ stageId }) => stageId === 'needs').length).toBeGreaterThan(0);
    expect(counters.entries.filter(({ stageId }) => stageId === 'decision')).toEqual([]);
  });

  it('comes back with its deals when that is taken back, but for those that went on since', async () => {
    await home.createDeal({ stageId: 'needs' });
    await home.createDeal({ stageId: 'needs' });
    const before = await stored();
    const saved = await save(REMOVE_NEEDS);
    requireSaved(await moveTo(2, 'offer', NOW + 1000));
    expect(saved.ok && (await takeBack(saved.changeId))).toMatchObject({ ok: true, version: 3, touched: 1 });
    expect([await stageOf(1), await stageOf(2)]).toEqual(['needs', 'offer']);
    expect(await kinds(1)).toEqual(['opened', 'pipelineChanged', 'undone']);
    const { version, ...now } = await stored();
    expect({ ...now, version: before.version }).toEqual(before);
    expect(version).toBe(3);
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
    // Of two presses one takes it back.
    expect(saved.ok && (await takeBack(saved.changeId))).toMatchObject({ ok: true, version: 3 });
  });

  it('is entered by nobody: not by a move, a new deal, an undo, or a file', async () => {
    await home.createDeal({ stageId: 'prospect' });
    await home.createDeal({ stageId: 'needs' });
    requireSaved(await moveTo(2, 'decision'));
    await save(REMOVE_NEEDS, { at: NOW + 1000 });
    const gone = { ok: false, why: 'refused', refusal: { why: 'noSuchStage' } };
    expect(await moveTo(1, 'needs')).toMatchObject({ ...gone, file: { deal: { number: 1, version: 1 } } });
    const opened = await home.tenant
      .deals(ALL_DEALS)
      .create(
        (number) =>
          openDeal({ number, pipeline: home.pipeline }, { name: 'X', ownerId: home.anna.id, stageId: 'needs' }, home.act()),
        home.writeRequest(),
      );
    expect(opened).toMatchObject(gone);
    const undone = await home.tenant.deals(ALL_DEALS).change(2, (file, past) => undo(file, past, home.act(NOW + 2000)), {
      ...home.writeRequest(),
      history: true,
    });
    expect(undone).toMatchObject(gone);
    expect(await stageOf(2)).toBe('decision');
    const event = (await home.tenant.deals(ALL_DEALS).history(1))[0];
    const deal = (await home.tenant.deals(ALL_DEALS).file(1))?.deal;
    if (event === undefined || deal === undefined) throw new Error('no deal');
    const imported = { deal: { ...deal, number: 0, externalId: 'x', stageId: 'needs' }, events: [event], isNew: true };
    const run = { id: 'run-1', memberId: null, fileName: 'deals.csv', choices: {} };
    const batch = { pipelineId: 'sales', deals: importedDeals([imported]), members: [], tiers: [], deliveries: [], at: NOW, run };
    expect(await home.tenant.imports.write(batch, () => {})).toBe(false);
    expect(await home.tenant.deals(ALL_DEALS).file(3)).toBeUndefined();
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('and deals that move at this very moment never end where no stage is', async () => {
    for (let n = 0; n < 12; n += 1) await home.createDeal({ stageId: n % 2 === 0 ? 'prospect' : 'needs' });
    const moves = Array.from({ length: 12 }, (_, n) => moveTo(n + 1, n % 2 === 0 ? 'needs' : 'offer', NOW));
    const [saved, ...moved] = await Promise.all([save(REMOVE_NEEDS, { at: NOW + 1 }), ...moves]);
    expect(saved.ok).toBe(true);
    expect(moved.every((each) => each.ok || each.why === 'changedMeanwhile' || each.why === 'refused')).toBe(true);
    const stages = await Promise.all(Array.from({ length: 12 }, (_, n) => stageOf(n + 1)));
    expect(stages).not.toContain('needs');
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('ends its alert without a word, and channels keep showing cards from the stage that they chose', async () => {
    const rhythm = { weekday: 1, timeOfDay: '09:00', timeZone: 'Europe/Warsaw', language: 'en' as const };
    const channel = async (channelId: string, cardsFrom: number | null) =>
      home.tenant.subscriptions.save({
        ...{ pipelineId: 'sales', channelId, channelName: channelId, ...rhythm, cardsFrom },
        ...{ allowExternal: false, externalAllowedBy: null, nextDueAt: NOW, nextCheckAt: NOW, createdAt: NOW },
      });
    await channel('C1', 1);
    await channel('C3', 3);
    await channel('C5', 5);
    await channel('CNONE', null);
    await home.tenant.stageAlerts.begin({ pipelineId: 'sales', stageId: 'needs', drySince: NOW, seenAt: NOW, needed: 2 });
    const saved = await save(REMOVE_NEEDS, { at: NOW + 1000 });
    const cardsFrom = async () => (await home.tenant.subscriptions.all()).map((each) => [each.channelId, each.cardsFrom]);
    expect(await home.tenant.stageAlerts.open('sales')).toEqual([]);
    expect(await cardsFrom()).toEqual([
      ['C1', 1],
      // The next stage that is left.
      ['C3', 3],
      ['C5', 4],
      ['CNONE', null],
    ]);
    await save({ kind: 'addStage', after: null, draft: draft('Cold') }, { at: NOW + 2000 });
    expect(await cardsFrom()).toEqual([
      ['C1', 1],
      ['C3', 4],
      ['C5', 5],
      ['CNONE', null],
    ]);
    expect(saved.ok).toBe(true);
  });
});

describe('two admins at once', () => {
  it('the second is told, and nothing of the first is overwritten', async () => {
    const before = await stored();
    const add = (name: string): PipelineEdit => ({ kind: 'addStage', after: 'lead', draft: draft(name) });
    const both = await Promise.all([save(add('Demo'), { before }), save(add('Trial'), { before })]);
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, why: 'changedMeanwhile' });
    expect((await stored()).stages).toHaveLength(9);
  });

  it('and the same request twice is one change', async () => {
    const before = await stored();
    const first = await save(REMOVE_NEEDS, { before, key: 'form V1' });
    expect(await save(REMOVE_NEEDS, { before, key: 'form V1' })).toEqual(first);
    expect((await stored()).version).toBe(2);
  });
});

describe('a new criterion', () => {
  const NDA: PipelineEdit = {
    kind: 'saveCriterion',
    stageId: 'decision',
    criterionId: null,
    draft: { text: { en: 'NDA', pl: '' }, required: true, field: null },
  };
  it('marks the deals behind it as incomplete, and its removal takes that back', async () => {
    for (const stageId of ['lead', 'offer', 'negotiation']) await home.createDeal({ stageId });
    const missing = async () =>
      Promise.all([1, 2, 3].map(async (number) => (await home.tenant.deals(ALL_DEALS).file(number))?.deal.missing.length ?? 0));
    const then = await missing();
    const saved = await save(NDA);
    expect(saved).toMatchObject({ ok: true, touched: 2 });
    expect(await missing()).toEqual([then[0], (then[1] ?? 0) + 1, (then[2] ?? 0) + 1]);
    expect(saved.ok && (await takeBack(saved.changeId))).toMatchObject({ ok: true, touched: 2 });
    expect(await missing()).toEqual(then);
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  });
});

it('an added stage that holds deals is not taken back over their heads', async () => {
  const saved = await save({ kind: 'addStage', after: 'lead', draft: draft('Demo') });
  const pipeline = localizePipeline(await stored(), 'en');
  const demo = pipeline.stages[1];
  await home.createDeal();
  requireSaved(
    await home.tenant
      .deals(ALL_DEALS)
      .change(1, (file) => advance(file, { pipeline, ...ANYWAY }, home.act(NOW)), home.writeRequest()),
  );
  expect(await stageOf(1)).toBe(demo?.id);
  expect(saved.ok && (await takeBack(saved.changeId))).toEqual({ ok: false, why: 'occupied', deals: 1 });
  expect((await stored()).stages).toHaveLength(9);
});

it('a removed reason keeps its words for the deals that were lost for it', async () => {
  await save({ kind: 'removeReason', reasonId: 'budget' });
  const pipeline = localizePipeline(await stored(), 'pl');
  expect(pipeline.lostReasons.map(({ id }) => id)).not.toContain('budget');
  expect(pipeline.archivedReasons).toMatchObject([{ id: 'budget', text: 'brak budżetu' }]);
});

it('cards of open deals are drawn anew, and the channel hears of no deal', async () => {
  const rhythm = { weekday: 1, timeOfDay: '09:00', timeZone: 'Europe/Warsaw', language: 'en' as const };
  await home.tenant.subscriptions.save({
    ...{ pipelineId: 'sales', channelId: 'C1', channelName: 'sales', ...rhythm, cardsFrom: 1 },
    ...{ allowExternal: false, externalAllowedBy: null, nextDueAt: NOW, nextCheckAt: NOW, createdAt: NOW },
  });
  await home.createDeal({ stageId: 'needs' });
  await home.createDeal({ stageId: 'lead' });
  await home.tenant.cards.save({ dealNumber: 1, channelId: 'C1', messageTs: '1.0', shownVersion: 1 }, NOW);
  const queued = async () => (await home.tenant.deliveries.ofKind('deal-card', NOW + 1)).map(({ key }) => key);
  await save(REMOVE_NEEDS, { at: NOW + 1000 });
  expect(await queued()).toEqual(['card/C1/1/stages-sales-2']);
  expect(await home.tenant.deliveries.ofKind('deal-event', NOW + 1)).toEqual([]);
});

it('whatever admins and reps do, the counters equal a rebuild and every open deal stands in a stage', async () => {
  type Step = 'move' | 'remove' | 'place' | 'edit' | 'undo';
  const steps = fc.array(
    fc.tuple(fc.constantFrom<Step>('move', 'remove', 'place', 'edit', 'undo'), fc.nat({ max: 40 }), fc.nat({ max: 40 })),
    { minLength: 4, maxLength: 14 },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      await emptyDatabase(database);
      home = await createCompany(database);
      for (const stageId of ['lead', 'needs', 'needs', 'offer', 'negotiation']) await home.createDeal({ stageId });
      let at = NOW;
      let last: string | null = null;
      for (const [step, a, b] of script) {
        at += HOUR_MS;
        const pipeline = localizePipeline(await stored(), 'en');
        const open = pipeline.stages.filter(({ kind }) => kind === 'open').map(({ id }) => id);
        const [one, other] = [open[a % open.length] ?? '', open[b % open.length] ?? ''];
        const number = (a % 5) + 1;
        if (step === 'move') {
          await home.tenant
            .deals(ALL_DEALS)
            .change(
              number,
              (file) => move(file, { pipeline, to: other, reason: 'so', ...ANYWAY }, home.act(at)),
              home.writeRequest(undefined, at),
            );
        } else if (step === 'edit') {
          await home.tenant
            .deals(ALL_DEALS)
            .change(
              number,
              (file) => edit(file, { pipeline, edits: { deal: priced(b) } }, home.act(at)),
              home.writeRequest(undefined, at),
            );
        } else if (step === 'undo') {
          if (last !== null) await takeBack(last, at);
          last = null;
        } else {
          const change: PipelineEdit =
            step === 'remove'
              ? { kind: 'removeStage', stageId: one, into: other }
              : { kind: 'moveStage', stageId: one, after: other === one ? null : other };
          if (!editPipeline(await stored(), change, { language: 'en', at, newId: () => 'x' }).ok) continue;
          const saved = await save(change, { at });
          last = saved.ok ? saved.changeId : null;
        }
      }
      const { funnel } = home.tenant;
      expect(await funnel.verifyCounters()).toEqual([]);
      const counters = await funnel.counters('sales');
      await expectExitsListedAsCounted(home.tenant, localizePipeline(await stored(), 'en'), { until: at, counters });
      const used = (await stored()).stages.map(({ id }) => id);
      for (let number = 1; number <= 5; number += 1) expect(used).toContain(await stageOf(number));
    }),
    { numRuns: 12 },
  );
});
