import { readManifest } from '../simulator/read-manifest.ts';
import { DEAL_WORDS, FUNNEL_WORDS } from '../src/locale/command-words.ts';
import { LANGUAGES } from '../src/locale/languages.ts';
import type { Messages } from '../src/locale/messages.ts';
import { buttonLabels, postNotifications } from './ui-labels.ts';

/** The page that holds the table. */
export const WORDS_PAGE = 'docs/commands.md';

const BEGIN = '<!-- words: made by npm run -s docs -->';
const END = '<!-- /words -->';

const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const rows = (command: string, words: typeof DEAL_WORDS | typeof FUNNEL_WORDS): readonly string[] =>
  Object.values(words).map(({ en, pl }) => `| ${command} | ${code(en)} | ${code(pl)} |`);

/** What is in both languages by the same id, as a table. */
function bilingualTable(head: string, of: (m: Messages) => ReadonlyMap<string, string>): readonly string[] {
  const [en, pl] = [of(LANGUAGES.en), of(LANGUAGES.pl)];
  const line = (id: string) => `| \`${id}\` | ${cell(en.get(id) ?? '')} | ${cell(pl.get(id) ?? '')} |`;
  return [`| ${head} | English | Polish |`, '|---|---|---|', ...[...en.keys()].sort().map(line)];
}

/** The manifest names a shortcut in both languages at once. */
function shortcuts(): readonly string[] {
  const line = ({ name, callback_id: id }: { readonly name: string; readonly callback_id: string }) =>
    `| \`${id}\` | ${name.split(' / ').map(cell).join(' | ')} |`;
  return ['| Shortcut | English | Polish |', '|---|---|---|', ...(readManifest().features?.shortcuts ?? []).map(line)];
}

/** A table that is folded until somebody wants it. */
const collapsible = (what: string, table: readonly string[]): readonly string[] => [
  '<details>',
  `<summary>${what}</summary>`,
  '',
  ...table,
  '',
  '</details>',
];

/** Every word, shortcut, button and post that the code has, with what a person reads, as Markdown. */
export function wordsTable(): string {
  return [
    '| After | English | Polish |',
    '|---|---|---|',
    ...rows('deal', DEAL_WORDS),
    ...rows('funnel', FUNNEL_WORDS),
    '',
    'Each of these words works without a slash too, in a message to the bot and after a mention of it: `@Lejek advance acme`, `@Lejek prognoza`.',
    '',
    ...shortcuts(),
    '',
    ...collapsible('Every button and menu, as it reads with a sample deal', bilingualTable('Button', buttonLabels)),
    '',
    ...collapsible('Every post, by what its notification says', bilingualTable('Post', postNotifications)),
  ].join('\n');
}

/** A document with what stands between its markers made anew. Throws where it has no markers. */
export function withWordsTable(text: string): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${WORDS_PAGE} has no markers for the table of words.`);
  return `${text.slice(0, from + BEGIN.length)}\n\n${wordsTable()}\n\n${text.slice(to)}`;
}
