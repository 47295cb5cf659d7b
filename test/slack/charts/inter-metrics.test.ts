import { Resvg } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import { type Font, textWidth } from '../../../src/slack/charts/inter-metrics.ts';
import { fontFiles } from '../../../src/slack/charts/png.ts';
import { textElement } from '../../../src/slack/charts/svg.ts';
import { interFont } from './inter-font.ts';

const WEIGHTS: readonly Font['weight'][] = [400, 600, 700];
const POLISH = 'ąćęłńóśźżĄĆĘŁŃÓŚŹŻ';
const EM = 2048;

describe('the width of a text', () => {
  test.each(WEIGHTS)('is that of the font for every ASCII character, at weight %i', (weight) => {
    const font = interFont(weight);
    const codePoints = Array.from({ length: 95 }, (_, i) => i + 0x20);
    const measured = codePoints.map((codePoint) => textWidth(String.fromCodePoint(codePoint), { size: EM, weight }));
    expect(measured).toEqual(codePoints.map((codePoint) => font.advance(codePoint)));
  });

  test.each(WEIGHTS)('is never short for Polish letters and signs, at weight %i', (weight) => {
    const font = interFont(weight);
    const short = Array.from(`${POLISH}–—…·−„”→←äöüßéèñçåæøœ§©°±½`).filter(
      (character) => textWidth(character, { size: EM, weight }) < font.advance(character.codePointAt(0) ?? 0),
    );
    expect(short).toEqual([]);
  });

  test.each([
    'Kontakt z osobą decyzyjną',
    'AVAVATATo Wa',
    '65% z poprzedniego etapu',
    '1 240 000 zł',
    'Lejek sprzedaży — Q2 2026',
    'Привет продажи',
  ])('is at least what is drawn, and hardly more: %s', (text) => {
    const font: Font = { size: 24, weight: 600 };
    const drawn = drawnWidth(text, font);
    expect(textWidth(text, font)).toBeGreaterThanOrEqual(drawn);
    expect(textWidth(text, font)).toBeLessThan(drawn * 1.12);
  });

  test('grows with the size, and an empty text has none', () => {
    const half = textWidth('Oferta', { size: 12, weight: 400 });
    expect(textWidth('Oferta', { size: 24, weight: 400 })).toBeCloseTo(2 * half);
    expect(textWidth('', { size: 24, weight: 400 })).toBe(0);
  });
});

function drawnWidth(text: string, font: Font): number {
  const body = textElement(text, { x: 10, y: 60, font, fill: '#000000' });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="100" font-family="Inter">${body}</svg>`;
  return new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: fontFiles() } }).getBBox()?.width ?? 0;
}
