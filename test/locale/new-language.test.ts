import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_CODES } from '../../src/core/people/language.ts';
import { compilePlanted } from '../support/compile-planted.ts';

const ROOT = new URL('../../', import.meta.url);
const LIST = 'src/core/people/language.ts';
const WORDS = 'src/locale/command-words.ts';

const sourceFiles = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('store/generated'))
    .map((file) => `${folder}/${file}`);

/** Files that do not compile, each with what is said of it first. */
function errorsByFile(errors: readonly string[]): Readonly<Record<string, string>> {
  const read = errors.map((line) => /^(?:.*\/)?(src\/[^(]+)\([^)]*\): error TS\d+: (.*)$/.exec(line));
  return Object.fromEntries(read.toReversed().map((found) => [found?.[1] ?? '', found?.[2] ?? '']));
}

describe('a language', () => {
  it('that is on the list without its words does not compile, and the errors name what is missing', {
    timeout: 120_000,
  }, async () => {
    const files = Object.fromEntries(sourceFiles('src').map((file) => [file, readFileSync(new URL(file, ROOT), 'utf8')]));
    const list = (files[LIST] ?? '').replace("['en', 'pl'] as const", "['en', 'pl', 'de'] as const");
    expect(list).toContain("'de'");
    const compiled = await compilePlanted({ german: { ...files, [LIST]: list } });
    const errors = errorsByFile(compiled('german'));
    for (const file of ['core/pipeline/seven-stages', 'locale/format', 'locale/languages', 'store/workspaces'])
      expect(errors[`src/${file}.ts`], file).toMatch(/'?de'? is missing/);
    expect(errors[WORDS]).toMatch(/'?de'? is missing/);
  });

  it('is on one list alone: nothing else in the product names one outside the words themselves', () => {
    const codes = LANGUAGE_CODES.map((code) => `'${code}'`).join('|');
    const pattern = new RegExp(`(?<!DateTimeFormat\\(|Segmenter\\(|localeFormat\\()(?:${codes})`);
    const places = sourceFiles('src')
      .filter((file) => !file.startsWith('src/locale/') && file !== LIST)
      .filter((file) => pattern.test(readFileSync(new URL(file, ROOT), 'utf8')));
    expect(places).toEqual([]);
  });
});
