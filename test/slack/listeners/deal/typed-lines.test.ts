import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHANGES, LISTS } from '../../../input/understood/commands.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
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

describe('a new deal', () => {
  beforeEach(() => lejek.reset());

  it('takes a telephone number and an e-mail address for its contact', async () => {
    const { piotr, sales, tenant } = lejek;
    await piotr.command(sales, '/deal new Acme ERP 12k, contact: Jan, jan@example.com +48 601 234 567');
    const view = await piotr.waitForView((each) => each.callback_id === 'deal.create');
    expect(piotr.values(view)['phone']?.['phone']?.['value']).toBe('+48 601 234 567');
    await piotr.submit();
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-1 Acme ERP');
    expect(await tenant.deals(ALL_DEALS).file(1)).toMatchObject({
      deal: { name: 'Acme ERP', value: { minor: 1_200_000 } },
      contact: { name: 'Jan', email: 'jan@example.com', phone: '+48 601 234 567' },
    });
  });

  it('is read from several lines as well', async () => {
    const { piotr, sales, tenant } = lejek;
    await piotr.command(
      sales,
      '/deal new Company: Acme\nName: Acme ERP\nValue: *12k*\nContact: Jan, 601 234 567\nnext:\n• call Jan\n• send the offer',
    );
    await piotr.waitForView((each) => each.callback_id === 'deal.create');
    await piotr.submit();
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-1 Acme ERP');
    expect(await tenant.deals(ALL_DEALS).file(1)).toMatchObject({
      deal: { name: 'Acme ERP', company: 'Acme', value: { minor: 1_200_000 } },
      contact: { name: 'Jan', phone: '601 234 567' },
    });
  });

  it('says which of two days it took, and that a weekday is another one', async () => {
    const { piotr, anna, sales } = lejek;
    await piotr.command(sales, '/deal new Acme ERP close 12/01');
    await piotr.waitForView();
    expect(lejek.readScreen(piotr)).toContain('I read the date as 12 Jan 2027. If you mean 1 Dec 2026, change it.');
    await piotr.closeAll();
    await anna.command(sales, '/szansa nowa Acme do pn. 1 grudnia');
    await anna.waitForView();
    expect(lejek.readScreen(anna)).toContain('„pn. 1 grudnia” to inny dzień tygodnia.');
    await anna.closeAll();
  });
});
