import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitLine, fitTwoLines } from '../../../src/slack/charts/fit-text.ts';
import { type Font, textWidth } from '../../../src/slack/charts/inter-metrics.ts';

const FONT: Font = { size: 24, weight: 600 };

describe('a text in a given width', () => {
  test('stays whole when it fits', () => {
    expect(fitLine('Oferta', 200, FONT)).toBe('Oferta');
    expect(fitTwoLines('Oferta', 200, FONT)).toEqual(['Oferta']);
  });

  test('is cut with an ellipsis when it does not', () => {
    expect(fitLine('Kontakt z osobą decyzyjną', 150, FONT)).toMatch(/^Kontakt.*…$/);
  });

  test('takes two lines between words before it is cut', () => {
    expect(fitTwoLines('Kontakt z osobą decyzyjną', 230, FONT)).toEqual(['Kontakt z osobą', 'decyzyjną']);
  });

  test('is one cut line when its first word is too wide', () => {
    expect(fitTwoLines(`${'W'.repeat(3000)} oferta`, 200, FONT)).toEqual(['WWWWWWW…']);
  });

  test('is never wider than asked, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 30, max: 600 }), (text, width) => {
        const lines = [fitLine(text, width, FONT), ...fitTwoLines(text, width, FONT)];
        expect(lines.filter((line) => textWidth(line, FONT) > width)).toEqual([]);
        expect(fitTwoLines(text, width, FONT).length).toBeLessThanOrEqual(2);
      }),
    );
  });
});
