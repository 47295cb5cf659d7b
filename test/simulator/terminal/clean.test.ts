import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanJson, cleanLine, cleanText } from '../../../simulator/terminal/clean.ts';

it('what could steer the terminal is spelt out', () => {
  expect(cleanText('\u001b[2J')).toBe('\\u001b[2J');
  expect(cleanText('a\u009bb\u007f')).toBe('a\\u009bb\\u007f');
  expect(cleanText('abc\u202edcb')).toBe('abc\\u202edcb');
  expect(cleanText('\ud800')).toBe('\\ud800');
});

it('line feeds and emoji stay, a tab is two spaces', () => {
  expect(cleanText('a\r\nb\n👩‍👧\tc')).toBe('a\nb\n👩‍👧  c');
  expect(cleanLine('a\nb')).toBe('a b');
});

it('every string and field of a JSON value is made safe', () => {
  expect(cleanJson({ 'a\u0007': ['\u0000', 1, null, true] })).toEqual({ 'a\\u0007': ['\\u0000', 1, null, true] });
});

it('no control character but the line feed is left', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(cleanText(text).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}]/u);
    }),
  );
});
