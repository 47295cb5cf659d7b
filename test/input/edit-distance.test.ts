import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearest, similarity } from '../../src/input/edit-distance.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'ł', 'o'), maxLength: 8 });

describe('editDistance', () => {
  it.each([
    ['dalej', 'dalej', 0],
    ['dlaej', 'dalej', 1],
    ['advnce', 'advance', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
    ['ca', 'abc', 3],
  ])('from %s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is the same there and back, zero only for the same, and at most the longer length', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(editDistance(b, a)).toBe(distance);
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });
});

describe('nearest', () => {
  const commands = ['advance', 'assign', 'move', 'new', 'dalej', 'przenieś', 'wznów'];

  it('forgives slips, more of them in longer words', () => {
    expect(['advnce', 'dlaej', 'nwe', 'przneies', 'WZNOW'].map((typed) => nearest(typed, commands))).toEqual([
      'advance',
      'dalej',
      'new',
      'przenieś',
      'wznów',
    ]);
  });

  it('suggests nothing for a word that is not near', () => {
    expect(['bielik', 'xyz', 'mv', '', 'ne'].map((typed) => nearest(typed, commands))).toEqual(Array(5).fill(undefined));
  });

  it('keeps to the first of two that are as near', () => {
    expect(nearest('aab', ['aaa', 'bab'])).toBe('aaa');
  });
});

describe('similarity', () => {
  it('ranks the deal that was meant first, in spite of slips and missing diacritics', () => {
    const names = ['Bielik, serwis wózków', 'Zielony Młyn', 'Logistyka Sp. z o.o.', 'Białystok Meble', 'Bielik'];
    const best = (typed: string) => names.toSorted((a, b) => similarity(typed, b) - similarity(typed, a))[0];
    expect(['bielk', 'bielik wozkow', 'zielny mlyn', 'lgoistyka', 'młyn', 'bial'].map(best)).toEqual([
      'Bielik',
      'Bielik, serwis wózków',
      'Zielony Młyn',
      'Logistyka Sp. z o.o.',
      'Zielony Młyn',
      'Białystok Meble',
    ]);
  });

  it('is 1 for the same and 0 for nothing in common', () => {
    expect([
      similarity('ZIELONY MLYN', 'Zielony Młyn'),
      similarity('acme', 'Bielik'),
      similarity('', 'Bielik'),
      similarity('a', '--'),
    ]).toEqual([1, 0, 0, 0]);
  });

  it('stays between 0 and 1', () => {
    const words = fc.array(word).map((each) => each.join(' '));
    fc.assert(
      fc.property(words, words, (typed, name) => {
        expect(similarity(typed, name)).toBeGreaterThanOrEqual(0);
        expect(similarity(typed, name)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
