import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../simulator/terminal/display-width.ts';
import { type Line, lineWidth, padLine, printLine, wrap, wrapAnywhere } from '../../../simulator/terminal/line.ts';

const plain = (lines: readonly Line[]) => lines.map((line) => printLine(line, false));
const words = fc.string({ unit: fc.constantFrom('a', 'ł', '日', '🎉', ' ', ' ', '\n') });

describe('wrapping', () => {
  it('breaks between words and drops the space there', () => {
    expect(plain(wrap([{ text: 'Offer runs dry in nine days' }], 10))).toEqual(['Offer runs', 'dry in', 'nine days']);
  });

  it('keeps a word whole that runs over two styles', () => {
    expect(plain(wrap([{ text: 'see ' }, { text: 'Bielik', bold: true }, { text: ', now' }], 10))).toEqual([
      'see',
      'Bielik,',
      'now',
    ]);
  });

  it('keeps a solid piece whole, a button for example', () => {
    expect(plain(wrap([{ text: 'or ' }, { text: '[Set it up]', noWrap: true }], 12))).toEqual(['or', '[Set it up]']);
  });

  it('breaks inside a word only when it fits no line', () => {
    expect(plain(wrap([{ text: 'Konstantynopolitańczykowianeczka' }], 12))).toEqual(['Konstantynop', 'olitańczykow', 'ianeczka']);
  });

  it('keeps line feeds, empty lines and the spaces that indent', () => {
    expect(plain(wrap([{ text: 'a\n\n  b' }], 10))).toEqual(['a', '', '  b']);
  });

  it('never makes a line too wide, nor loses a letter', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 20 }), (text, width) => {
        const lines = wrap([{ text }], width);
        for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(width);
        expect(plain(lines).join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
      }),
    );
  });

  it('of preformatted text keeps every space', () => {
    expect(plain(wrapAnywhere([{ text: 'a    b\nc' }], 4))).toEqual(['a', ' b', 'c']);
    expect(wrapAnywhere([{ text: 'a    b' }], 4)).toEqual([[{ text: 'a   ' }], [{ text: ' b' }]]);
  });
});

it('a padded line has the asked width on each side', () => {
  expect(padLine([{ text: 'ół' }], 5, 'right')).toEqual([{ text: '   ' }, { text: 'ół' }]);
  expect(lineWidth(padLine([{ text: '🎉' }], 5, 'center'))).toBe(5);
  expect(displayWidth(printLine(padLine([{ text: 'a' }, { text: 'b' }], 9), false))).toBe(2);
});

it('is coloured only when asked', () => {
  const line: Line = [{ text: 'Offer', bold: true, tone: 'bad' }, { text: ' runs dry' }];
  expect(printLine(line, false)).toBe('Offer runs dry');
  expect(printLine(line, true)).toBe('\u001b[1;31mOffer\u001b[0m runs dry');
});
