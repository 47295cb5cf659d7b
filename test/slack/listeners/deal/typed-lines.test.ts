import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHANGES, LISTS } from '../../../input/understood/commands.ts';
import { setUpFunnel, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
afterAll(() => lejek.stop());

/** Three open deals, of Piotr two. Anna and Piotr are known by name. */
async function makeDeals(): Promise<void> {
  const { anna, piotr, ewa } = lejek;
  await setUpFunnel(lejek, ewa);
  await lejek.createDeal(piotr, 'Acme', valueInEuros(12_000));
  await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(8_000), stageId: 'offer' });
  await lejek.createDeal(anna, 'Kowent');
  for (const person of [anna, piotr]) await lejek.typeCommand(person, '/deal');
}

/** What a person sees of a command: in the language of its first word. */
const typeAs = (line: string): Promise<string> => lejek.typeCommand(line.startsWith('/szansa') ? lejek.anna : lejek.piotr, line);

describe('a list', () => {
  beforeAll(async () => {
    await lejek.reset();
    await makeDeals();
    const { piotr } = lejek;
    for (const name of ['Lost Ltd', 'Gone Ltd']) {
      await lejek.createDeal(piotr, name);
      await lejek.typeCommand(piotr, `/deal lost "${name}" too expensive`);
    }
  });

  it.each(LISTS)('%s', async (typed, title) => {
    expect(await typeAs(typed)).toContain(title);
  });
});

describe('a change', () => {
  beforeEach(async () => {
    await lejek.reset();
    await makeDeals();
  });

  it.each(CHANGES)('%s', async (typed, shown) => {
    await lejek.tenant.members.setRole((await lejek.tenant.members.bySlackUser(lejek.anna.id))?.id ?? '', 'manager');
    const person = typed.startsWith('/szansa') ? lejek.anna : lejek.piotr;
    const said = await typeAs(typed);
    if (said === '') await person.waitForView();
    expect(said || lejek.readScreen(person)).toContain(shown);
    await person.closeAll();
  });
});
