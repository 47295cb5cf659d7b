import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { buttonLabels, postNotifications } from '../../scripts/ui-labels.ts';
import { WORDS_PAGE, withWordsTable } from '../../scripts/words-table.ts';
import { DEAL_WORDS, FUNNEL_WORDS } from '../../src/locale/command-words.ts';
import { LANGUAGES } from '../../src/locale/languages.ts';
import { FLOWS } from '../../src/slack/listeners/all.ts';
import { buildRoutes } from '../../src/slack/request/routes.ts';
import {
  BUTTON_DRIVERS,
  DEAL_WORD_DRIVERS,
  FORM_DRIVERS,
  FUNNEL_WORD_DRIVERS,
  SELECT_DRIVERS,
  SHORTCUT_DRIVERS,
} from '../support/drivers.ts';

const ROUTES = buildRoutes(FLOWS);

it('the page of commands has the table of words as the code has them: else run npm run -s docs', () => {
  const page = readFileSync(WORDS_PAGE, 'utf8');
  expect(withWordsTable(page)).toBe(page);
});

it('every command has words in both languages', () => {
  for (const { en, pl } of Object.values({ ...DEAL_WORDS, ...FUNNEL_WORDS })) {
    expect(en.length).toBeGreaterThan(0);
    expect(pl.length).toBeGreaterThan(0);
  }
});

it('every button, menu and post says something in both languages, and not the same', () => {
  for (const of of [buttonLabels, postNotifications]) {
    const [en, pl] = [of(LANGUAGES.en), of(LANGUAGES.pl)];
    for (const [id, text] of en) {
      expect([text, pl.get(id)], `${id}: a view that shows it has to be in test/support/views.ts`).not.toContain('');
      expect(text, id).not.toBe(pl.get(id));
    }
  }
});

/** Entries of the code without a driver, and drivers of entries that are gone. */
function undriven(entries: Iterable<string>, drivers: Readonly<Record<string, unknown>>, what: string): readonly string[] {
  const all = new Set(entries);
  const missing = [...all].filter((id) => !Object.hasOwn(drivers, id));
  const gone = Object.keys(drivers).filter((id) => !all.has(id));
  return [
    ...missing.map((id) => `${what} "${id}" is driven by no test: add one line for it in test/support/drivers.ts`),
    ...gone.map((id) => `${what} "${id}" is gone: take its line out of test/support/drivers.ts`),
  ];
}

it('everything that can be typed, pressed, used, filled or chosen has a driver', () => {
  expect([
    ...undriven(Object.keys(ROUTES.dealCommands), DEAL_WORD_DRIVERS, 'the word of /deal'),
    ...undriven(Object.keys(ROUTES.funnelCommands), FUNNEL_WORD_DRIVERS, 'the word of /funnel'),
    ...undriven(ROUTES.buttons.keys(), BUTTON_DRIVERS, 'the button'),
    ...undriven(ROUTES.forms.keys(), FORM_DRIVERS, 'the form'),
    ...undriven(ROUTES.shortcuts.keys(), SHORTCUT_DRIVERS, 'the shortcut'),
    ...undriven(ROUTES.options.keys(), SELECT_DRIVERS, 'the select'),
  ]).toEqual([]);
});
