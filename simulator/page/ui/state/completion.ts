import type { World } from './world.ts';

/** `insert` takes the place of the last word, or with `isLine` that of the whole line. */
export type Suggestion = { readonly insert: string; readonly name: string; readonly hint: string; readonly isLine?: boolean };

/** Whether the app itself says how a line goes on: its command is complete. */
export const isCommandLine = (before: string): boolean => /^\/\S+ /u.test(before);

const foldText = (text: string) => text.toLowerCase().replaceAll('ł', 'l').normalize('NFD').replaceAll(/\p{M}/gu, '');

/** What the word before the caret may become: a command of the manifest at the beginning of the line, a person after `@`, a channel after `#`. */
export function suggestionsFor(world: World, before: string, mayCommand: boolean): readonly Suggestion[] {
  if (mayCommand && /^\/\S*$/u.test(before)) {
    return world.about.commands
      .filter(({ command }) => command.startsWith(before.toLowerCase()))
      .map(({ command, description = '', usage_hint = '' }) => ({
        insert: `${command} `,
        name: [command, usage_hint].filter(Boolean).join(' '),
        hint: description,
      }));
  }
  const word = /(?<![\p{L}\p{N}])(?<sign>[@#])(?<typed>[\p{L}\p{N}._-]*)$/u.exec(before)?.groups;
  if (word === undefined) return [];
  const { sign, typed = '' } = word;
  const fits = (...names: readonly string[]) =>
    names.some((name) =>
      foldText(name)
        .split(' ')
        .some((part) => part.startsWith(foldText(typed))),
    );
  if (sign === '#')
    return world.channels
      .filter(({ kind, name }) => kind !== 'im' && fits(name))
      .map(({ name }) => ({ insert: `#${name} `, name: `#${name}`, hint: '' }));
  return world.people
    .filter(({ name, realName, deleted }) => !deleted && fits(name, realName))
    .map(({ name, realName }) => ({ insert: `@${name} `, name: realName, hint: `@${name}` }));
}

/** The text before the caret with its last word completed. */
export function withCompletion(before: string, { insert, isLine = false }: Suggestion): string {
  if (isLine) return insert;
  const word = /(?<!\S)\S+$/u.exec(before)?.[0] ?? '';
  const sign = word.search(/[/@#]/u);
  return (sign < 0 ? before : before.slice(0, before.length - word.length + sign)) + insert;
}
