import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { documented } from '../../scripts/words-table.ts';
import { DEAL_WORDS, FUNNEL_WORDS } from '../../src/locale/words.ts';

it('the README has the table of words as the code has them: else run npm run -s docs', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(documented(readme)).toBe(readme);
});

it('every command has words in both languages', () => {
  for (const { en, pl } of Object.values({ ...DEAL_WORDS, ...FUNNEL_WORDS })) {
    expect(en.length).toBeGreaterThan(0);
    expect(pl.length).toBeGreaterThan(0);
  }
});
