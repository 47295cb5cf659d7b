import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../simulator/person/person.ts';
import { renderView } from '../../simulator/terminal/render.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/time/durations.ts';
import type { DeliveryDraft } from '../../src/store/types/posts.ts';
import { moveCloseDate, setUpFunnel, useStage } from '../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const memberId = async (person: Person): Promise<string> => (await lejek.tenant.members.bySlackUser(person.id))?.id ?? '';
const tallies = async (person: Person) => lejek.tenant.members.directTallies(await memberId(person), lejek.now());

/** A message as it is once Slack has it. */
async function sent(draft: Pick<DeliveryDraft, 'kind' | 'target' | 'payload'>): Promise<void> {
  const { store, tenant } = lejek;
  const at = lejek.now();
  await tenant.deliveries.queue([{ ...draft, key: `test/${at}`, subject: null, notBefore: at }], at);
  const [claimed] = await store.claimDeliveries(at, { now: at, ms: HOUR_MS }, 1);
  if (claimed === undefined) throw new Error('nothing is queued');
  await tenant.deliveries.settle(claimed.key, claimed.attempt, { state: 'sent', at, channelId: draft.target, messageTs: '1.1' });
}

describe('a class of direct messages', () => {
  it('counts a morning note as acted on where its reader changed one of its deals within two days, and says so on Home', async () => {
    const { piotr, anna } = lejek;
    for (const [name, nextStepOn] of [
      ['Bielik', '2026-11-17'],
      ['Kowent', '2026-11-30'],
    ] as const)
      await lejek.createDeal(piotr, name, { nextStep: 'Call', nextStepOn });
    lejek.setNow(Date.parse('2026-11-17T07:35:00Z'));
    await lejek.tick();
    expect(lejek.posts(piotr.id)).toHaveLength(1);
    expect((await tallies(piotr))['morning-note']).toEqual({ posted: 1, acted: 0 });
    lejek.advanceClock(HOUR_MS);
    // Not named by it.
    await moveCloseDate(lejek, piotr, 2, '2026-12-18');
    expect((await tallies(piotr))['morning-note']).toEqual({ posted: 1, acted: 0 });
    await moveCloseDate(lejek, piotr, 1, '2026-12-18');
    expect((await tallies(piotr))['morning-note']).toEqual({ posted: 1, acted: 1 });
    expect((await tallies(anna))['morning-note']).toEqual({ posted: 0, acted: 0 });
    const homeOf = async (person: Person): Promise<string> => {
      await person.openHome();
      return renderView(await person.waitForHome(), {}, { width: 200 }).replaceAll('\u00A0', ' ');
    };
    expect(await homeOf(piotr)).toContain('1 in the last 90 days; acted on within two days: 1.');
    expect(await homeOf(anna)).not.toContain('Przez ostatnie 90 dni');
  });

  it('does not count what came later, nor a note that kept no deals', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik', {});
    const about = { memberId: await memberId(piotr), today: '2026-11-16' };
    await sent({ kind: 'morning-note', target: piotr.id, payload: about });
    expect((await tallies(piotr))['morning-note']).toEqual({ posted: 0, acted: 0 });
    lejek.advanceClock(HOUR_MS);
    await sent({ kind: 'morning-note', target: piotr.id, payload: { ...about, deals: [1] } });
    lejek.advanceClock(2 * DAY_MS + HOUR_MS);
    await moveCloseDate(lejek, piotr, 1, '2026-12-18');
    expect((await tallies(piotr))['morning-note']).toEqual({ posted: 1, acted: 0 });
  });

  it('counts the managers’ note, as it is sent, where its reader changed one of the deals that it told of', async () => {
    const { ewa, piotr } = lejek;
    await setUpFunnel(lejek, ewa, { managers: [ewa.id] });
    await lejek.createDeal(piotr, 'Bielik', { stageId: 'offer', closeOn: '2026-12-10' });
    await lejek.createDeal(piotr, 'Kowent', { stageId: 'offer', closeOn: '2026-12-10' });
    await moveCloseDate(lejek, piotr, 1, '2026-12-18');
    await lejek.runDaysUntil(Date.parse('2026-11-23T08:00:00Z'));
    await lejek.runUntil(lejek.now() + HOUR_MS, 5 * MINUTE_MS);
    expect(lejek.posts(ewa.id).join('\n')).toContain('For managers only');
    expect((await tallies(ewa))['manager-note']).toEqual({ posted: 1, acted: 0 });
    // A deal of Piotr's that the note said nothing of; and the deal that it told of, by its owner.
    await moveCloseDate(lejek, ewa, 2, '2026-12-18');
    await moveCloseDate(lejek, piotr, 1, '2026-12-19');
    expect((await tallies(ewa))['manager-note']).toEqual({ posted: 1, acted: 0 });
    await moveCloseDate(lejek, ewa, 1, '2026-12-22');
    expect((await tallies(ewa))['manager-note']).toEqual({ posted: 1, acted: 1 });
  });

  it('counts it where its reader changed a deal of somebody whom it named, and not one that kept nothing', async () => {
    const { ewa, anna, piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik', {});
    await lejek.createDeal(anna, 'Kowent', {});
    const about = { memberId: await memberId(ewa), pipelineId: 'sales' };
    await sent({ kind: 'manager-note', target: ewa.id, payload: about });
    lejek.advanceClock(MINUTE_MS);
    await sent({
      kind: 'manager-note',
      target: ewa.id,
      payload: { ...about, named: { deals: [], people: [await memberId(piotr)] } },
    });
    lejek.advanceClock(HOUR_MS);
    await moveCloseDate(lejek, ewa, 2, '2026-12-18');
    expect((await tallies(ewa))['manager-note']).toEqual({ posted: 1, acted: 0 });
    await moveCloseDate(lejek, ewa, 1, '2026-12-18');
    expect((await tallies(ewa))['manager-note']).toEqual({ posted: 1, acted: 1 });
  });

  it('counts an alert as one of a channel: where somebody took on what it asks for', async () => {
    const { ewa, piotr, tenant } = lejek;
    await setUpFunnel(lejek, ewa);
    await useStage(lejek, piotr, { stageId: 'offer', deals: 5 });
    await lejek.runUntil(lejek.now() + DAY_MS, 3 * HOUR_MS);
    expect((await tallies(ewa))['stage-alert']).toEqual({ posted: 1, acted: 0 });
    const [alert] = await tenant.stageAlerts.open('sales');
    const what = { dealNumber: null, newDeals: 2, toStageId: 'offer', dueOn: '2026-11-20', madeAt: lejek.now() } as const;
    await tenant.commitments.claim({ ...what, alertId: alert?.id ?? '', memberId: await memberId(piotr) });
    expect((await tallies(ewa))['stage-alert']).toEqual({ posted: 1, acted: 1 });
  });
});
