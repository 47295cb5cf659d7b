import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { MINUTE_MS } from '../../../../src/core/time/durations.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { setUpFunnel, valueInEuros } from '../../../support/bot-actions.ts';
import { addPipeline, createDealIn } from '../../../support/several-pipelines.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const deal = async (number: number) => (await lejek.tenant.deals(ALL_DEALS).file(number))?.deal;
const memberId = async (person: Person) => (await lejek.tenant.members.bySlackUser(person.id))?.id ?? '';

async function clickLast(person: Person, id: string): Promise<void> {
  const answer = lejek.slack.ephemerals(person.id).at(-1);
  if (answer === undefined) throw new Error('nothing was said');
  await person.click(answer, id);
}

/** Opens the form below a list, and ticks deals in it. */
async function tick(person: Person, list: string, numbers: readonly number[]): Promise<void> {
  await lejek.typeCommand(person, list);
  await clickLast(person, 'deal.several');
  await person.waitForView((view) => view.callback_id === 'deal.save-several');
  const values = await Promise.all(numbers.map(async (number) => `${number}@${(await deal(number))?.version}`));
  person.fillInput('deals0', values);
}

async function submit(person: Person): Promise<string> {
  const answers = lejek.slack.ephemerals(person.id).length;
  const { closed, errors } = await person.submit();
  if (!closed) return JSON.stringify(errors);
  await expect.poll(() => lejek.slack.ephemerals(person.id).length).toBe(answers + 1);
  return lejek.lastAnswer(person);
}

const makeDeals = async (owner: Person, count: number) => {
  for (let index = 1; index <= count; index += 1)
    await lejek.createDeal(owner, `Firm ${index}`, { ...valueInEuros(1000 * index), stageId: index > 2 ? 'needs' : 'lead' });
};

describe('several deals of a list', () => {
  it('get another owner at once: one answer, one word to the owner, one Undo', async () => {
    const { ewa, anna, piotr } = lejek;
    await setUpFunnel(lejek, ewa);
    await makeDeals(anna, 3);
    await tick(ewa, '/deal list', [1, 2]);
    ewa.fillInput('owner', piotr.id);
    expect(await submit(ewa)).toContain('Done: 2 deals: owner Piotr.');
    expect([(await deal(1))?.ownerId, (await deal(3))?.ownerId]).toEqual([await memberId(piotr), await memberId(anna)]);
    lejek.advanceClock(MINUTE_MS);
    await lejek.tick();
    const words = lejek.posts(piotr.id).filter((post) => post.includes('gave you'));
    expect(words).toEqual([expect.stringContaining('Ewa gave you 2 open deals.')]);
    expect(words[0]).toContain('D-1 Firm 1 · 1k EUR');
    // One deal moves on meanwhile: it stays.
    await lejek.typeCommand(piotr, '/deal note 2 they called');
    await clickLast(ewa, 'setting.undo');
    await expect
      .poll(() => lejek.lastAnswer(ewa))
      .toContain('Undone: 1 deal is back as before. 1 deal has changed since and stays as it is.');
    expect([(await deal(1))?.ownerId, (await deal(2))?.ownerId]).toEqual([await memberId(anna), await memberId(piotr)]);
    expect(await lejek.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('may be of several pipelines: each is named, and a reason that not all of them have says whose it is', async () => {
    const { ewa, anna, tenant } = lejek;
    await setUpFunnel(lejek, ewa);
    await makeDeals(anna, 1);
    const stored = await tenant.pipeline();
    const lostReasons = [
      ...(stored?.lostReasons ?? []).slice(1),
      { id: 'not-renewed', text: { written: 'en' as const, texts: { en: 'not renewed' } } },
    ];
    const pipelineId = await addPipeline(lejek, ewa, 'Renewals', { lostReasons });
    await createDealIn(lejek, { owner: anna, pipelineId }, { name: 'Kowent', ...valueInEuros(12_000), stageId: 'offer' });
    await tick(ewa, '/deal list', [1, 2]);
    const form = lejek.readScreen(ewa);
    expect(form).toMatch(/D-1 Firm 1 · 1k · Lead · \S+/);
    expect(form).toMatch(/D-2 Kowent · 12k · Offer · Renewals/);
    const options = JSON.stringify(ewa.view()?.blocks);
    expect(options).toContain('not renewed · Renewals');
    expect(options).toContain('"no budget"');
    ewa.fillInput('reason', 'not-renewed');
    const said = await submit(ewa);
    expect(said).toContain('Done: 1 deal');
    expect(said).toContain('D-1');
    expect([(await deal(1))?.outcome, (await deal(2))?.outcome]).toEqual(['open', 'lost']);
  });

  it('get a date, a step, or are dropped; what cannot be changed is named', async () => {
    const { ewa, anna } = lejek;
    await setUpFunnel(lejek, ewa);
    await makeDeals(anna, 3);
    await tick(ewa, '/deal list', [1, 2]);
    ewa.fillInput('closeOn', '2026-12-18');
    expect(await submit(ewa)).toContain('Done: 2 deals: close date 18 Dec 2026.');
    await tick(ewa, '/deal list', [1, 3]);
    ewa.fillInput('step', 'call Maria');
    ewa.fillInput('stepOn', '2026-11-20');
    expect(await submit(ewa)).toContain('Done: 2 deals: next step "call Maria".');
    expect(await deal(3)).toMatchObject({ nextStep: 'call Maria', nextStepOn: '2026-11-20' });
    await tick(ewa, '/deal list', [1, 2, 3]);
    await lejek.typeCommand(anna, '/szansa przegrana 2 za drogo');
    ewa.fillInput('reason', 'budget');
    const said = await submit(ewa);
    expect(said).toContain('Done: 2 deals: lost, no budget.');
    expect(said).toContain('1 deal stays as it is: D-2 (just changed by someone).');
    expect([(await deal(1))?.outcome, (await deal(2))?.lostReasonId]).toEqual(['lost', 'expensive']);
    expect(await lejek.tenant.funnel.verifyCounters()).toEqual([]);
    await clickLast(ewa, 'setting.undo');
    await expect.poll(async () => (await deal(3))?.outcome).toBe('open');
    expect(await lejek.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('are changed in one way at a time, and nothing is lost where the form asks back', async () => {
    const { ewa, anna } = lejek;
    await setUpFunnel(lejek, ewa);
    await makeDeals(anna, 2);
    await tick(ewa, '/deal list', []);
    ewa.fillInput('step', 'call');
    expect(await submit(ewa)).toContain('Tick at least one deal.');
    ewa.fillInput('deals0', ['1@1']);
    ewa.fillInput('closeOn', '2026-12-18');
    expect(await submit(ewa)).toContain('One change at a time: leave the other fields empty.');
    expect((await deal(1))?.version).toBe(1);
  });

  it('are the person’s own where they are a rep', async () => {
    const { anna, piotr, ewa } = lejek;
    await setUpFunnel(lejek, ewa);
    await makeDeals(anna, 2);
    await lejek.createDeal(piotr, 'Mine');
    await lejek.typeCommand(piotr, '/deal list');
    await clickLast(piotr, 'deal.several');
    const view = await piotr.waitForView((each) => each.callback_id === 'deal.save-several');
    expect(JSON.stringify(view.blocks)).toContain('D-3 Mine');
    expect(JSON.stringify(view.blocks)).not.toContain('Firm');
    // A form that names others' deals all the same changes none.
    await piotr.closeAll();
    await tick(ewa, '/deal list', [1]);
    ewa.fillInput('step', 'call');
    await lejek.tenant.members.setRole(await memberId(ewa), 'rep');
    expect(await submit(ewa)).toContain("Nothing changed.\n1 deal stays as it is: D-1 (someone else's).".split('\n')[1]);
  });
});
