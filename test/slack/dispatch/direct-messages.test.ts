import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../simulator/person/person.ts';
import { renderMessage } from '../../../simulator/terminal/render.ts';
import { LANGUAGE_CODES, type Language } from '../../../src/core/people/language.ts';
import { DEAL_WORDS, FUNNEL_WORDS, SLASH_COMMANDS } from '../../../src/locale/command-words.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import { safe } from '../../../src/locale/safe-text.ts';
import { plainSpaces } from '../../support/plain-spaces.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(async () => {
  await lejek.reset();
  await lejek.createDeal(lejek.piotr, 'Bielik');
  await lejek.createDeal(lejek.anna, 'Kowent');
});
afterAll(() => lejek.stop());

/** Writes to the bot directly and gives back what it answers. */
async function write(person: Person, words: string): Promise<string> {
  const sent = await person.dm(words);
  const answer = await person.waitForMessage('dm', ({ ts, bot_id }) => bot_id !== undefined && ts > sent.ts, 20_000);
  await expect.poll(() => lejek.app.inFlight()).toBe(0);
  return plainSpaces(renderMessage(answer, { width: 200 }));
}

const POLISH = /[ąćęłńóśźż]|\b(?:szansa|etap|lejek|nowa|wygrana|dalej|pomoc|notatka|oferta|cel|wymaga)\b/iu;
/** What is said of a word that nobody knows, up to the word. */
const unknown = (language: Language) => LANGUAGES[language].help.unknown(safe`#`).split('#')[0] ?? '';

/** Every word that help shows, behind the name of its command without a slash, as somebody types it in a direct message. */
const lines = (language: Language): readonly string[] => {
  const { deal, funnel } = SLASH_COMMANDS[language];
  return [
    ...Object.values(DEAL_WORDS).map((words) => `${deal.slice(1)} ${words[language][0]}`),
    ...Object.values(FUNNEL_WORDS).map((words) => `${funnel.slice(1)} ${words[language][0]}`),
    deal.slice(1),
    funnel.slice(1),
  ];
};

describe.each(LANGUAGE_CODES)('in a direct message, without the slash, in %s', (language) => {
  it.each(lines(language))('%s', async (line) => {
    const said = await write(language === 'pl' ? lejek.anna : lejek.piotr, line);
    for (const each of LANGUAGE_CODES) expect(said).not.toContain(unknown(each));
    if (language === 'pl') expect(said).toMatch(POLISH);
    else expect(said).not.toMatch(/[ąćęłńóśźż]/i);
  });
});

it('a new deal is filled in from the line', async () => {
  const { piotr, anna } = lejek;
  expect(await write(anna, 'szansa nowa Morela serwis 12 tys. zł')).toContain('To wymaga formularza: Nowa szansa.');
  for (const [person, line, name] of [
    [anna, 'szansa nowa Morela serwis 12 tys. zł', 'Morela serwis'],
    [piotr, 'deal new Acme 12k', 'Acme'],
  ] as const) {
    const sent = await person.dm(line);
    const answer = await person.waitForMessage('dm', ({ ts, bot_id }) => bot_id !== undefined && ts > sent.ts, 20_000);
    await person.click(answer, 'command.again');
    const form = await person.waitForView((view) => view.callback_id === 'deal.create', 20_000);
    expect(person.values(form)['name']?.['name']?.['value']).toBe(name);
    await person.closeAll();
  }
});

it('a deal may stand behind the name of the command', async () => {
  expect(await write(lejek.piotr, 'deal bielik')).toContain('D-1 Bielik');
  expect(await write(lejek.anna, 'szansa kowent')).toContain('D-2 Kowent');
});
