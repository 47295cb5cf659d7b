import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawableText, graphemes } from '../../../src/slack/charts/drawable-text.ts';
import { anyText } from './any-text.ts';
import { interFont } from './inter-font.ts';

describe('the characters of a text', () => {
  test('are the segments that Unicode defines, in plain text too', () => {
    const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
    // Latin, Greek, Cyrillic, punctuation, arrows, signs and blocks, with what joins them here and there.
    const plain = fc.string({
      unit: fc.integer({ min: 0x20, max: 0x25ff }).map((code) => String.fromCodePoint(code)),
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.oneof(plain, anyText(40)), (text) => {
        expect([...graphemes(text)]).toEqual(Array.from(segmenter.segment(text), ({ segment }) => segment));
      }),
      { examples: [['a\u0301'], ['\r\n'], ['x\u00ad\u00ad'], ['©\ufe0f']] },
    );
  });
});

describe('the text that a chart can draw', () => {
  test('keeps Polish, Greek and Cyrillic letters', () => {
    const text = 'Zażółć gęślą jaźń Προσφορά Переговоры';
    expect(drawableText(text)).toBe(text);
  });

  test('drops emoji, whole families and flags too', () => {
    expect(drawableText('🚀 Oferta 👨‍👩‍👧 wysłana 🇵🇱 1️⃣')).toBe('Oferta wysłana');
  });

  test('marks a run of letters that the font lacks by one ellipsis', () => {
    expect(drawableText('商談 A')).toBe('… A');
    expect(drawableText('عرض')).toBe('…');
  });

  test('drops control characters and lone surrogates, and makes white space single spaces', () => {
    expect(drawableText('a\u0000b\u0007\ud83d c\n\t d\u00a0e\ufeff')).toBe('ab c d e');
  });

  test('puts an accent written apart back on its letter, and drops one that the font cannot place', () => {
    expect(drawableText('z\u0307')).toBe('ż');
    expect(drawableText('x\u0489')).toBe('x');
  });

  test('contains only characters that all three weights have', () => {
    const fonts = [interFont(400), interFont(600), interFont(700)];
    const everything = Array.from({ length: 0x3000 }, (_, i) => i);
    const missing = everything.filter((codePoint) => {
      const drawn = drawableText(String.fromCodePoint(codePoint));
      return (
        drawn !== '' && fonts.some((font) => Array.from(drawn).some((character) => !font.has(character.codePointAt(0) ?? 0)))
      );
    });
    expect(missing).toEqual([]);
  });

  test('is the same when it is drawn again', () => {
    fc.assert(
      fc.property(anyText(60), (text) => {
        expect(drawableText(drawableText(text))).toBe(drawableText(text));
      }),
    );
  });
});
