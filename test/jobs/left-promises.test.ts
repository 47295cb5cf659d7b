import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../simulator/person/person.ts';
import { DAY_MS, MINUTE_MS } from '../../src/core/time/durations.ts';
import { setUpFunnel, valueInEuros } from '../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const told = (person: Person) => lejek.posts(person.id).filter((post) => post.includes('promise'));

/** A member of the team who may leave, and what they promised about a stage that is short. */
async function promiseOf(person: Person, what: { readonly dealNumber: number | null; readonly newDeals: number | null }) {
  const { tenant } = lejek;
  const member = await tenant.members.bySlackUser(person.id);
  const draft = { pipelineId: 'sales', stageId: 'offer', drySince: lejek.now(), seenAt: lejek.now(), needed: 2 };
  const alert = (await tenant.stageAlerts.open('sales'))[0] ?? (await tenant.stageAlerts.begin(draft));
  if (alert === undefined || member === undefined) throw new Error('nothing to promise about');
  const promised = { ...what, toStageId: 'offer', dueOn: '2026-12-04', memberId: member.id, madeAt: lejek.now() } as const;
  return (await tenant.commitments.claim({ ...promised, alertId: alert.id })).commitment.id;
}

async function jan(): Promise<Person> {
  const person = lejek.slack.as(lejek.slack.addUser({ name: 'jan', realName: 'Jan', locale: 'en-GB' }).id);
  lejek.slack.inviteToChannel(lejek.sales, person.id);
  await lejek.typeCommand(person, '/deal list');
  return person;
}

async function leave(person: Person): Promise<void> {
  lejek.slack.deactivate(person.id);
  await expect.poll(async () => (await lejek.tenant.members.bySlackUser(person.id))?.active).toBe(false);
  lejek.advanceClock(MINUTE_MS);
  await lejek.tick();
}

describe('what somebody promised who has left', () => {
  it('goes to the owner of the deal, or is free again; managers read both, the new holder reads theirs', async () => {
    const { ewa, piotr, tenant } = lejek;
    await setUpFunnel(lejek, ewa);
    const leaver = await jan();
    const owned = await lejek.createDeal(leaver, 'Kowent', { ...valueInEuros(12_000), stageId: 'needs' });
    const piotrs = await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'needs' });
    const [own, others, fresh] = [
      await promiseOf(leaver, { dealNumber: owned, newDeals: null }),
      await promiseOf(leaver, { dealNumber: piotrs, newDeals: null }),
      await promiseOf(leaver, { dealNumber: null, newDeals: 2 }),
    ];
    await lejek.tick();
    expect(told(ewa)).toEqual([]);
    await leave(leaver);
    const [word = ''] = told(ewa);
    expect(word).toContain('Jan may no longer use Lejek. 3 promises were open:');
    expect(word).toContain('D-1 Kowent to Offer, by Fri 4 Dec: free to take again');
    expect(word).toContain('D-2 Bielik to Offer, by Fri 4 Dec: now with Piotr, who owns the deal');
    expect(word).toContain('2 new deals for Offer, by Fri 4 Dec: free to take again');
    expect(told(piotr)).toEqual([expect.stringContaining('D-2 Bielik to Offer, by Fri 4 Dec: now yours, as it is your deal')]);
    expect(told(piotr)[0]).not.toContain('Kowent');
    const owner = await tenant.members.bySlackUser(piotr.id);
    expect((await tenant.commitments.byId(others))?.memberId).toBe(owner?.id);
    expect([await tenant.commitments.byId(own), await tenant.commitments.byId(fresh)]).toEqual([undefined, undefined]);
  });

  it('is told once, and of nobody who is still here', async () => {
    const { ewa, piotr } = lejek;
    await setUpFunnel(lejek, ewa);
    const leaver = await jan();
    await promiseOf(leaver, { dealNumber: null, newDeals: 1 });
    await promiseOf(piotr, { dealNumber: await lejek.createDeal(piotr, 'Bielik', { stageId: 'needs' }), newDeals: null });
    await leave(leaver);
    expect(told(ewa)).toEqual([expect.stringContaining('One promise was open:')]);
    lejek.advanceClock(DAY_MS);
    await lejek.tick();
    expect(told(ewa)).toHaveLength(1);
  });

  it('and was done by then is not told', async () => {
    const { ewa } = lejek;
    await setUpFunnel(lejek, ewa);
    const leaver = await jan();
    const moved = await lejek.createDeal(leaver, 'Kowent', { ...valueInEuros(12_000), stageId: 'offer' });
    await promiseOf(leaver, { dealNumber: moved, newDeals: null });
    await leave(leaver);
    expect(told(ewa)).toEqual([]);
  });
});
