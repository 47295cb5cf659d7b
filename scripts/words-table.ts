import { DELIVERY_KINDS } from '../src/jobs/delivery-kinds.ts';
import { DEAL_WORDS, FUNNEL_WORDS } from '../src/locale/words.ts';
import { FLOWS } from '../src/slack/listeners/all.ts';
import { SHORTCUTS } from '../src/slack/shortcuts.ts';

const BEGIN = '<!-- words: made by npm run -s docs -->';
const END = '<!-- /words -->';

const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');
const rows = (command: string, words: typeof DEAL_WORDS | typeof FUNNEL_WORDS): readonly string[] =>
  Object.values(words).map(({ en, pl }) => `| ${command} | ${code(en)} | ${code(pl)} |`);

/** Each on a line of its own, so that two branches that add one each can be joined. */
const paragraph = (name: string, words: readonly string[]): readonly string[] => [
  `${name}:`,
  ...words.map((word, index) => `\`${word}\`${index < words.length - 1 ? ',' : '.'}`),
];

/** Every word, shortcut, button and post that the code has, as Markdown. */
export function wordsTable(): string {
  const buttons = [...new Set(FLOWS.flatMap(({ buttons: own }) => Object.keys(own ?? {})))].sort();
  return [
    '| After | English | Polish |',
    '|---|---|---|',
    ...rows('deal', DEAL_WORDS),
    ...rows('funnel', FUNNEL_WORDS),
    '',
    'Each of these words works without a slash too, in a message to the bot and after a mention of it: `@Lejek advance acme`, `@Lejek prognoza`.',
    '',
    ...paragraph('Shortcuts', Object.values(SHORTCUTS)),
    '',
    ...paragraph('Buttons', buttons),
    '',
    ...paragraph('Posts', Object.keys(DELIVERY_KINDS).sort()),
  ].join('\n');
}

/** A document with what stands between its markers made anew. Throws where it has no markers. */
export function documented(text: string): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error('The README has no markers for the table of words.');
  return `${text.slice(0, from + BEGIN.length)}\n\n${wordsTable()}\n\n${text.slice(to)}`;
}
