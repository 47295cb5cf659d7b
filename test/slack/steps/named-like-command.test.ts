import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../simulator/person/person.ts';
import { renderMessage } from '../../../simulator/terminal/render.ts';
import { DEAL_WORDS } from '../../../src/locale/command-words.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

/** Presses a button below the last answer. */
async function press(person: Person, id: string): Promise<void> {
  const answer = lejek.slack.ephemerals(person.id).at(-1);
  if (answer === undefined) throw new Error('no answer');
  await person.click(answer, id);
}

describe('a firm that is called like a command', () => {
  it('is found before its first word is taken for the command, and the command is one tap away', async () => {
    const { piotr, anna, tenant } = lejek;
    await lejek.createDeal(piotr, 'Machines', { company: 'Nowa Era' });
    const said = await lejek.typeCommand(piotr, '/deal Nowa Era');
    expect(said).toContain('I read "Nowa Era" as the name of a deal.');
    expect(said).toContain('[I meant the command Nowa]');
    expect(said).toContain('D-1 Machines · Nowa Era');
    expect(await lejek.typeCommand(anna, '/szansa nowa era')).toContain(
      '„nowa era” to nazwa szansy, więc nie jest to polecenie.',
    );
    await press(piotr, 'command.again');
    const form = await piotr.waitForView((view) => view.callback_id === 'deal.create', 20_000);
    expect(piotr.values(form)['name']?.['name']?.['value']).toBe('Era');
    await piotr.closeAll();
    expect((await tenant.deals(ALL_DEALS).history(1)).map(({ kind }) => kind)).toEqual(['opened']);
  });

  it.each([
    ['Won Ltd', '/deal won ltd'],
    ['Won Ltd.', '/deal Won Ltd.'],
    ['List & Sons', '/deal list & sons'],
    ['Lista Plus', '/deal lista plus'],
    ['Lista Plus Sp. z o.o.', '/deal lista plus'],
    ['Nowa Żelazna', '/deal nowa zelazna'],
    ['Lost Highway', '/deal lost highway'],
    ['Highway won', '/deal highway won'],
    ['Desk lost', '/deal desk lost'],
    ['Plus wygrana', '/szansa plus wygrana'],
    ['Help Desk', '/deal help desk'],
    ['Move to Offer', '/deal move to offer'],
    ['Delete Key', '/deal delete key'],
  ])('%s by %s', async (name, line) => {
    await lejek.createDeal(lejek.piotr, name);
    await lejek.createDeal(lejek.piotr, 'Highway desk key sons plus ltd');
    expect(await lejek.typeCommand(lejek.piotr, line)).toContain(`D-1 ${name}`);
    expect((await lejek.tenant.deals(ALL_DEALS).file(1))?.deal).toMatchObject({ outcome: 'open', version: 1 });
    expect((await lejek.tenant.deals(ALL_DEALS).file(2))?.deal).toMatchObject({ outcome: 'open', version: 1 });
  });

  it('whatever command it is', async () => {
    const { piotr } = lejek;
    const words = Object.values(DEAL_WORDS).flatMap(({ en, pl }) => [...en, ...pl]);
    const missed: string[] = [];
    for (const word of words.filter((each) => /\p{L}/u.test(each))) {
      await lejek.reset();
      await lejek.createDeal(piotr, 'Other', { company: `${word} Zorro` });
      const said = await lejek.typeCommand(piotr, `/deal ${word} zorro`);
      if (!said.includes(`I read "${word} zorro" as the name of a deal.`) || !said.includes('D-1 Other')) missed.push(word);
    }
    expect(missed).toEqual([]);
  }, 120_000);

  it('several of them are asked about', async () => {
    await lejek.createDeal(lejek.piotr, 'Machines', { company: 'Nowa Era' });
    await lejek.createDeal(lejek.anna, 'Service', { company: 'Nowa Era' });
    const said = await lejek.typeCommand(lejek.anna, '/szansa nowa era');
    expect(said).toContain('Do „nowa era” pasują 2 szanse. Która?');
    expect(said).toContain('[Chodziło o polecenie nowa]');
  });

  it('is found by a message to the bot too, also where the word is one of /funnel', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Machines', { company: 'Target Polska' });
    const sent = await piotr.dm('target polska');
    const answer = await piotr.waitForMessage('dm', ({ ts, bot_id }) => bot_id !== undefined && ts > sent.ts, 10_000);
    expect(renderMessage(answer, { width: 200 })).toContain('D-1 Machines');
    await piotr.click(answer, 'command.again');
    await expect
      .poll(() => lejek.lastAnswer(piotr) + lejek.posts(piotr.id).join('\n'))
      .toContain('Only a manager can set targets');
  });
});

describe('a command stays a command', () => {
  it('where the name only contains its words, or begins with a part of a word', async () => {
    const { piotr, tenant } = lejek;
    await lejek.createDeal(piotr, 'Ltd');
    await lejek.createDeal(piotr, 'All is won ltd');
    await lejek.createDeal(piotr, 'Noted', { company: 'Note Bielikowski' });
    await lejek.createDeal(piotr, 'Bielik');
    await lejek.typeCommand(piotr, '/deal won D-1');
    await piotr.waitForView((view) => view.callback_id === 'deal.enter', 20_000);
    await piotr.closeAll();
    await lejek.typeCommand(piotr, '/deal won ltd');
    await piotr.waitForView((view) => view.callback_id === 'deal.enter', 20_000);
    await piotr.closeAll();
    expect(await lejek.typeCommand(piotr, '/deal note bielik')).not.toContain('I read');
    await piotr.closeAll();
    expect(await lejek.typeCommand(piotr, '/deal note bielik they called')).toContain('Note added to D-4 Bielik');
    expect((await tenant.deals(ALL_DEALS).file(4))?.deal.version).toBe(2);
  });

  it('where a new deal says a value, a date or an owner, though a firm is called alike', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Machines', { company: 'New Acme' });
    await lejek.createDeal(piotr, 'Machines', { company: 'New Acme 12k pumps' });
    for (const line of ['/deal new Acme 12k', '/deal new Acme close 30 November', '/deal new Acme @piotr']) {
      expect(await lejek.typeCommand(piotr, line)).toBe('');
      const form = await piotr.waitForView((view) => view.callback_id === 'deal.create', 20_000);
      expect(piotr.values(form)['name']?.['name']?.['value']).toBe('Acme');
      await piotr.closeAll();
    }
  });

  it('where it stands alone, though a firm has its name', async () => {
    await lejek.createDeal(lejek.piotr, 'Machines', { company: 'List' });
    expect(await lejek.typeCommand(lejek.piotr, '/deal list')).not.toContain('I read');
    expect(await lejek.typeCommand(lejek.piotr, '/deal help')).toContain('What you can type');
  });
});
