import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutralizeFormula, restoreFormula } from '../../src/core/formula-text.ts';

const BEGINNINGS = ['', '=', '+', '-', '@', '\t', '\r', '\n', "'", "''", "'=", "'t ", '＝', '＋', ' =', '"'];
const anyText = fc
  .tuple(fc.constantFrom(...BEGINNINGS), fc.string({ unit: 'binary' }))
  .map(([beginning, text]) => `${beginning}${text}`);

describe('a text in a table that spreadsheets open', () => {
  it.each([
    ['=HYPERLINK("http://evil.example")', '\'=HYPERLINK("http://evil.example")'],
    ['+48 600', "'+48 600"],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ["'t Hooft", "''t Hooft"],
    ["'=x", "''=x"],
    ['Acme = more', 'Acme = more'],
    ['', ''],
  ])('%j is written %j', (text, cell) => expect(neutralizeFormula(text)).toBe(cell));

  it('never begins as a formula, and comes back as it was, whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const cell = neutralizeFormula(text);
        expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        expect(restoreFormula(cell)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});
