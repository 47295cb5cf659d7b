import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advance } from '../../../src/core/deal/advance.ts';
import { lose, reopen, withdraw } from '../../../src/core/deal/close.ts';
import { moveToPipeline } from '../../../src/core/deal/other-pipeline.ts';
import { undo } from '../../../src/core/deal/undo.ts';
import { countHistory } from '../../../src/core/history/count-events.ts';
import { addCounters, type Counters } from '../../../src/core/history/counters.ts';
import { positionsBefore } from '../../../src/core/history/rewind.ts';
import { tradeTemplate } from '../../../src/core/pipeline/pipeline-templates.ts';
import { localizePipelines, pipelineOf } from '../../../src/core/pipeline/pipelines.ts';
import { localizePipeline } from '../../../src/core/pipeline/stored-pipeline.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { loadMoveProgress } from '../../../src/facts/commitment-facts.ts';
import { loadCountersAsOf } from '../../../src/facts/model-facts.ts';
import type { Database } from '../../../src/store/db/database.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { createCompany, requireSaved } from '../../support/company.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { priced } from '../../support/priced.ts';
import { expectExitsListedAsCounted } from '../../support/store/listed-exits.ts';
import { openTestDatabase } from '../../support/store/test-database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const ANYWAY = { anyway: { remindOn: '2026-11-20' as const } };
const price = priced(90_000);

/** A company with a second pipeline, whose stages are those of another trade. */
async function companyWithPartners(id: string) {
  const home = await createCompany(database, id);
  const stored = tradeTemplate('partners', { id: 'partners', name: 'Partners', currency: 'EUR' });
  await home.tenant.pipelineSettings.save(
    { kind: 'add', id: 'partners', name: 'Partners' },
    { memberId: home.anna.id, at: MONDAY, key: 'add' },
    stored,
  );
  return { ...home, partners: localizePipeline(stored, 'en') };
}

describe('a deal that goes to another pipeline', () => {
  it('keeps its number, facts and history, counts there from then on, and is back as before after an undo', async () => {
    const { tenant, pipeline, partners, createDeal, act, writeRequest } = await companyWithPartners('T1');
    await createDeal({ company: 'Bielik', ...price });
    requireSaved(
      await tenant
        .deals(ALL_DEALS)
        .change(1, (file) => advance(file, { pipeline, ...ANYWAY }, act(MONDAY + DAY_MS)), writeRequest('a')),
    );
    const before = await tenant.funnel.counters(pipeline.id);
    const at = MONDAY + 2 * DAY_MS;
    const to = { pipeline: partners, stageId: 'partner-talk', price };
    const { file, event } = requireSaved(
      await tenant.deals(ALL_DEALS).change(1, (now) => moveToPipeline(now, to, act(at)), writeRequest('b', at)),
    );
    expect(file.deal).toMatchObject({
      number: 1,
      company: 'Bielik',
      pipelineId: 'partners',
      stageId: 'partner-talk',
      version: 4,
    });
    expect(file.deal.missing).toEqual(['contact', 'reachable', 'common-customers']);
    expect(event).toMatchObject({ kind: 'movedIn', before: null, version: 4 });
    const history = await tenant.deals(ALL_DEALS).history(1);
    expect(history.map(({ kind, pipelineId }) => [kind, pipelineId])).toEqual([
      ...[
        ['opened', 'sales'],
        ['advanced', 'sales'],
        ['movedOut', 'sales'],
        ['movedIn', 'partners'],
      ],
    ]);
    expect(addCounters([await tenant.funnel.counters('sales')])).toEqual(addCounters([]));
    expect(addCounters([await tenant.funnel.counters('partners')])).toEqual(countHistory(history.slice(3)));
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
    // As of the day before it stood where it stood then.
    const since = await tenant.funnel.eventsFrom('sales', at, ALL_DEALS);
    const positions = positionsBefore(await tenant.deals(ALL_DEALS).positions('sales'), since);
    expect(positions).toMatchObject([{ number: 1, stageId: 'prospect' }]);
    expect(addCounters([await loadCountersAsOf(tenant, pipeline, since)])).toEqual(addCounters([before]));
    expect((await tenant.deals(ALL_DEALS).asOf('sales', at - 1, { filter: { kind: 'open' }, limit: 5, offset: 0 })).total).toBe(
      1,
    );
    // Nobody is held to a move that was promised there.
    const promised = { number: 1, toStageId: 'offer' };
    const where = { tenant, viewer: ALL_DEALS, pipeline, timeZone: 'Europe/Warsaw' };
    expect(await loadMoveProgress({ ...where, at: at - 1 }, promised)).toMatchObject({ done: false });
    expect(await loadMoveProgress({ ...where, at }, promised)).toBeUndefined();
    // Only its last events are taken back, and only once.
    const undone = await tenant.deals(ALL_DEALS).change(1, (now, all) => undo(now, all, act(at)), {
      ...writeRequest('c', at),
      history: true,
    });
    expect(requireSaved(undone).file.deal).toMatchObject({ pipelineId: 'sales', stageId: 'prospect', version: 6 });
    expect(await tenant.funnel.counters('sales')).toEqual(before);
    expect(addCounters([await tenant.funnel.counters('partners')])).toEqual(addCounters([]));
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
    const twice = await tenant.deals(ALL_DEALS).change(1, (now, all) => undo(now, all, act(at)), {
      ...writeRequest('d', at),
      history: true,
    });
    expect(twice).toMatchObject({ ok: false, refusal: { why: 'nothingToUndo' } });
  });

  it('is moved by its owner or a manager, while it is open, to an open stage of a pipeline in use, and by one of two at once', async () => {
    const { tenant, partners, createDeal, act, writeRequest } = await companyWithPartners('T2');
    await createDeal();
    const attempt = (to: Parameters<typeof moveToPipeline>[1], by = act()) =>
      tenant.deals(ALL_DEALS).change(1, (file) => moveToPipeline(file, to, by), writeRequest());
    const to = { pipeline: partners, stageId: 'partner-talk', price };
    expect(await attempt(to, act(MONDAY, 'rep', 'somebody'))).toMatchObject({
      refusal: { why: 'notAllowed', action: 'deal.move' },
    });
    expect(await attempt({ ...to, stageId: 'partner-active' })).toMatchObject({ refusal: { why: 'noSuchStage' } });
    expect(await attempt({ ...to, pipeline: { ...partners, isArchived: true } })).toMatchObject({
      refusal: { why: 'noSuchStage' },
    });
    const both = await Promise.all([attempt(to), attempt(to, act(MONDAY, 'manager'))]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await attempt(to)).toMatchObject({ refusal: { why: 'nothingToChange' } });
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('leaves counters that equal a rebuild, and the past as it was counted then, whatever is done in whichever order', async () => {
    let company = 0;
    const step = fc.record({
      what: fc.constantFrom('switch', 'switch', 'advance', 'undo', 'undo', 'lose', 'reopen', 'withdraw', 'open'),
      deal: fc.integer({ min: 1, max: 2 }),
      afterMs: fc.constantFrom(0, 1000, 60_000, DAY_MS, 31 * DAY_MS),
      stage: fc.integer({ min: 0, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        company += 1;
        const { tenant, pipeline, partners, createDeal, act } = await companyWithPartners(`P${company}`);
        const pipelines = localizePipelines(
          { first: await stored(tenant, 'sales'), others: [await stored(tenant, 'partners')] },
          'en',
        );
        await createDeal(price);
        await createDeal();
        let at = MONDAY;
        const past: { readonly at: number; readonly counters: readonly Counters[] }[] = [];
        for (const { what, deal, afterMs, stage } of steps) {
          if (afterMs > 0) {
            const counters = await Promise.all(['sales', 'partners'].map((id) => tenant.funnel.counters(id)));
            past.push({ at, counters });
          }
          at += afterMs;
          if (what === 'open') await createDeal(price, at);
          else
            await tenant.deals(ALL_DEALS).change(
              deal,
              (file, history) => {
                const own = pipelineOf(pipelines, file.deal);
                const other = own.id === pipeline.id ? partners : pipeline;
                const to = { pipeline: other, stageId: other.stages[stage]?.id ?? '', price };
                if (what === 'switch') return moveToPipeline(file, to, act(at));
                if (what === 'advance') return advance(file, { pipeline: own, ...ANYWAY }, act(at));
                if (what === 'lose') return lose(file, { pipeline: own, reasonId: 'budget', note: '' }, act(at));
                if (what === 'reopen') return reopen(file, own, act(at));
                return what === 'withdraw' ? withdraw(file, act(at)) : undo(file, history, act(at));
              },
              { key: null, at, history: true },
            );
        }
        expect(await tenant.funnel.verifyCounters()).toEqual([]);
        for (const then of past)
          for (const [index, own] of [pipeline, partners].entries()) {
            const since = await tenant.funnel.eventsFrom(own.id, then.at + 1, ALL_DEALS);
            const seen = await loadCountersAsOf(tenant, own, since);
            expect(addCounters([seen])).toEqual(addCounters([then.counters[index] ?? seen]));
            await expectExitsListedAsCounted(tenant, own, { until: then.at, counters: seen });
          }
      }),
      { numRuns: 8 },
    );
  });
});

async function stored(tenant: Awaited<ReturnType<typeof createCompany>>['tenant'], id: string) {
  const found = await tenant.pipeline(id);
  if (found === undefined) throw new Error(`no pipeline ${id}`);
  return found;
}
