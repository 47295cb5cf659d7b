import fc from 'fast-check';
import { expect, it } from 'vitest';
import { displayWidth, graphemes, prefixOfWidth, truncateToWidth } from '../../../simulator/terminal/display-width.ts';

it.each([
  ['plain letters', 'Offer', 5],
  ['Polish letters', 'Zażółć gęślą jaźń', 17],
  ['a letter with a combining accent', 'z\u0307', 1],
  ['an emoji', '🎉', 2],
  ['an emoji of several people', '👩‍👩‍👧', 2],
  ['a flag', '🇵🇱', 2],
  ['a sign made an emoji', '⚠️', 2],
  ['a sign left as it is', '⚠', 1],
  ['Japanese', '日本', 4],
  ['Korean', '한국', 4],
  ['a no-break space', '48\u00a0000', 6],
  ['nothing', '', 0],
])('%s: %s takes %i cells', (_what, text, cells) => {
  expect(displayWidth(text)).toBe(cells);
});

it('a long name is cut with an ellipsis, a short one stays', () => {
  expect(truncateToWidth('Zielony Młyn', 12)).toBe('Zielony Młyn');
  expect(truncateToWidth('Zielony Młyn', 11)).toBe('Zielony Mł…');
  expect(truncateToWidth('Zielony Młyn', 9)).toBe('Zielony…');
  expect(truncateToWidth('日本語', 4)).toBe('日…');
  expect(truncateToWidth('日本語', 0)).toBe('');
});

it('a text that is cut fits, and never ends inside a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, width) => {
      expect(displayWidth(truncateToWidth(text, width))).toBeLessThanOrEqual(width);
      const start = prefixOfWidth(text, width);
      expect(graphemes(text).slice(0, graphemes(start).length).join('')).toBe(start);
    }),
  );
});
