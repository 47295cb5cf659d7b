import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { move } from '../../src/core/deal/advance.ts';
import { withdraw } from '../../src/core/deal/close.ts';
import { assign } from '../../src/core/deal/edit.ts';
import { DAY_MS } from '../../src/core/time/durations.ts';
import { loadCommitmentLines } from '../../src/facts/commitment-facts.ts';
import { loadDigestFacts } from '../../src/facts/digest/week-facts.ts';
import type { Database } from '../../src/store/db/database.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { type Company, createCompany, requireSaved } from '../support/company.ts';
import { MONDAY } from '../support/deal-builders.ts';
import { scopeAt } from '../support/scope-at.ts';
import { emptyDatabase, openTestDatabase } from '../support/store/test-database.ts';

const day = (days: number): number => MONDAY + days * DAY_MS;
const ANYWAY = { anyway: { remindOn: '2026-12-18' as const } };

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

/** Anna takes what an episode of Offer asks for, which was seen on the first day: to move deal 1, and to make a new one. */
async function promised({ tenant, pipeline, anna }: Company): Promise<string> {
  const alert = await tenant.stageAlerts.begin({
    pipelineId: pipeline.id,
    stageId: 'offer',
    drySince: day(0),
    seenAt: day(0),
    needed: 1,
  });
  if (alert === undefined) throw new Error('no episode');
  const taken = { alertId: alert.id, memberId: anna.id, toStageId: 'offer', dueOn: '2026-11-20' as const, madeAt: day(1) };
  await tenant.commitments.claim({ ...taken, dealNumber: 1, newDeals: null });
  await tenant.commitments.claim({ ...taken, dealNumber: null, newDeals: 1 });
  return alert.id;
}

it('what somebody took on was kept or not as of the instant that is asked for, whatever became of it since', async () => {
  const home = await createCompany(database);
  const { tenant, pipeline, act, writeRequest } = home;
  await home.createDeal({}, day(0));
  const alertId = await promised(home);
  const kept = async (at: number, from = at) =>
    (await loadCommitmentLines(await scopeAt(home, at), from)).map(({ what, done }) => `${what} ${done}`).toSorted();
  expect(await kept(day(2))).toEqual(['move false', 'new false']);
  requireSaved(
    await tenant
      .deals(ALL_DEALS)
      .change(
        1,
        (file) => move(file, { pipeline, to: 'offer', reason: 'ready', ...ANYWAY }, act(day(3))),
        writeRequest(undefined, day(3)),
      ),
  );
  await home.createDeal({}, day(3));
  await tenant.stageAlerts.recover([alertId], { at: day(4), deliveries: [] });
  // Both deals were entered by mistake, it turned out.
  for (const number of [1, 2])
    requireSaved(
      await tenant.deals(ALL_DEALS).change(number, (file) => withdraw(file, act(day(6))), writeRequest(undefined, day(6))),
    );
  expect(await kept(day(0))).toEqual([]);
  expect(await kept(day(2))).toEqual(['move false', 'new false']);
  expect(await kept(day(3.5))).toEqual(['move true', 'new true']);
  // The episode has ended, and this was taken on before the week that is asked for.
  expect(await kept(day(5))).toEqual([]);
  expect(await kept(day(5), day(0))).toEqual(['move true', 'new true']);
  expect(await kept(day(7), day(0))).toEqual(['new false']);
});

it('a digest of the past goes by the episodes that were open then', async () => {
  const home = await createCompany(database);
  const { tenant, pipeline } = home;
  await home.createDeal({ stageId: 'offer' }, day(0));
  const begun = { pipelineId: pipeline.id, stageId: 'offer', needed: 1 };
  const first = await tenant.stageAlerts.begin({ ...begun, drySince: day(0), seenAt: day(1) });
  await tenant.stageAlerts.recover([first?.id ?? ''], { at: day(3), deliveries: [] });
  const second = await tenant.stageAlerts.begin({ ...begun, drySince: day(5), seenAt: day(5) });
  const open = async (at: number) => (await tenant.stageAlerts.open(pipeline.id, at)).map(({ id }) => id);
  expect(await open(day(0))).toEqual([]);
  expect(await open(day(2))).toEqual([first?.id]);
  expect(await open(day(4))).toEqual([]);
  expect(await open(day(6))).toEqual([second?.id]);
  // Short of three, unless an episode that was open when the first plan was made says that one is enough.
  const ofThree = { ...pipeline, stages: pipeline.stages.map((stage) => ({ ...stage, minimum: stage.id === 'offer' ? 3 : 0 })) };
  const gaps = async (at: number) =>
    (await loadDigestFacts(await scopeAt({ tenant, pipeline: ofThree }, at))).gaps.map(({ stageId }) => stageId);
  expect(await gaps(day(4))).toEqual([]);
  expect(await gaps(day(30))).toEqual(['offer']);
});

it('what the owner promised of a deal follows it to a new owner, and what others promised stays with them', async () => {
  const home = await createCompany(database);
  const { tenant, act, anna, writeRequest } = home;
  const { member: piotr } = await tenant.loadOrCreateRequester(
    { slackUserId: 'U2', name: 'Piotr' },
    { language: 'en', at: day(0) },
  );
  await home.createDeal({}, day(0));
  await promised(home);
  const owns = async (ownerId: string, at: number) =>
    requireSaved(
      await tenant.deals(ALL_DEALS).change(1, (file) => assign(file, ownerId, act(at, 'manager')), writeRequest(undefined, at)),
    );
  const promisers = async (at: number) =>
    (await loadCommitmentLines(await scopeAt(home, at), at)).map(({ what, memberId }) => [what, memberId]).toSorted();
  await owns(piotr.id, day(2));
  expect(await promisers(day(3))).toEqual([
    ['move', piotr.id],
    ['new', anna.id],
  ]);
  await owns(anna.id, day(4));
  expect(await promisers(day(5))).toEqual([
    ['move', anna.id],
    ['new', anna.id],
  ]);
});
