import { describe, expect, test } from 'vitest';
import { cutToColumns, displayWidth } from '../../../src/slack/charts/display-width.ts';

describe('the columns of a text', () => {
  test('are one for a letter, two for an emoji or a Chinese letter, none for an accent', () => {
    expect(displayWidth('Oferta')).toBe(6);
    expect(displayWidth('zażółć')).toBe(6);
    expect(displayWidth('z\u0307')).toBe(1);
    expect(displayWidth('商談')).toBe(4);
    expect(displayWidth('👨‍👩‍👧')).toBe(2);
    expect(displayWidth('1\u00a0712')).toBe(5);
    expect(displayWidth('−4 ←')).toBe(4);
  });

  test('are never exceeded by a cut text', () => {
    expect(cutToColumns('Określenie potrzeb', 12)).toBe('Określenie…');
    expect(cutToColumns('商談商談', 4)).toBe('商…');
    expect(cutToColumns('Oferta', 6)).toBe('Oferta');
    expect(cutToColumns('Oferta', 0)).toBe('');
  });
});
