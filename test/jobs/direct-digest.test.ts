import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setUpFunnel, valueInEuros } from '../support/bot-actions.ts';
import { addPipeline, createDealIn } from '../support/several-pipelines.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

/** Monday, 23 November 2026, in Warsaw. */
const monday = (time: string) => Date.parse(`2026-11-23T${time}:00+01:00`);
const weeks = (person: TestBot['piotr'], words: RegExp) => lejek.posts(person.id).filter((post) => words.test(post));
const at = async (...times: readonly string[]) => {
  for (const time of times) {
    lejek.setNow(monday(time));
    await lejek.tick();
  }
};

describe('the week where no channel reads it', () => {
  it('goes to who is alone, once, and names nobody', async () => {
    const { anna, piotr, ewa, tenant } = lejek;
    for (const other of [anna, ewa]) await tenant.members.upsert({ slackUserId: other.id, account: 'left', at: lejek.now() });
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'needs' });
    await at('08:59');
    expect(weeks(piotr, /Funnel, week 47/)).toEqual([]);
    await at('09:00', '09:01', '12:00');
    expect(weeks(piotr, /Funnel, week 47/)).toHaveLength(1);
    expect(weeks(piotr, /Funnel, week 47/)[0]).not.toMatch(/Set up|Piotr|team/i);
  });

  it('goes to who installed Lejek, with the way to a channel, until a channel gets it', async () => {
    const { anna, piotr, ewa, tenant } = lejek;
    await tenant.updateWorkspace({ installedBy: anna.id });
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'needs' });
    await at('09:00', '09:30');
    expect(weeks(anna, /Lejek, tydzień 47/)).toHaveLength(1);
    expect(weeks(anna, /Lejek, tydzień 47/)[0]).toContain('Ustaw');
    expect(weeks(piotr, /week 47/)).toEqual([]);
    await setUpFunnel(lejek, ewa);
    lejek.setNow(Date.parse('2026-11-30T09:30:00+01:00'));
    await lejek.tick();
    expect(weeks(anna, /Lejek, tydzień/)).toHaveLength(1);
  });

  it('is one for each pipeline of who is alone that holds a deal, named, in order', async () => {
    const { anna, piotr, ewa, tenant } = lejek;
    for (const other of [anna, ewa]) await tenant.members.upsert({ slackUserId: other.id, account: 'left', at: lejek.now() });
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'needs' });
    await addPipeline(lejek, piotr, 'Empty one');
    const partners = await addPipeline(lejek, piotr, 'Partners');
    await createDealIn(
      lejek,
      { owner: piotr, pipelineId: partners },
      { name: 'Kowent', ...valueInEuros(12_000), stageId: 'offer' },
    );
    await at('09:00', '09:01', '12:00');
    const told = weeks(piotr, /Funnel, week 47/);
    expect(told).toHaveLength(2);
    expect(told[0]).not.toMatch(/Kowent|Partners/);
    expect(told[1]).toContain('Partners');
    expect(told.join('\n')).not.toMatch(/Empty one|Set up|team/);
  });

  it('is none before there was a deal', async () => {
    const { piotr, tenant } = lejek;
    await tenant.updateWorkspace({ installedBy: piotr.id });
    lejek.setNow(monday('09:30'));
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    await lejek.tick();
    expect(weeks(piotr, /week/)).toEqual([]);
  });
});
