import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeSplits, moveSplits, parseDealReference, referenceSplits } from '../../src/input/deal-reference.ts';

describe('parseDealReference', () => {
  it.each(['D-123', 'd123', '#123', '123', 'D 123', 'D–123', ' d-00123 '])('reads %s as number 123', (text) => {
    expect(parseDealReference(text)).toEqual({ kind: 'number', number: 123 });
  });

  it.each(['Bielik', 'D-0', '0', '5250001234', 'd-1a', 'D-123 Bielik', '-123', ''])('takes %s for a part of a name', (text) => {
    expect(parseDealReference(text)).toEqual({ kind: 'text', text });
  });

  it('reads every number in every spelling', () => {
    const number = fc.integer({ min: 1, max: 999_999_999 });
    fc.assert(
      fc.property(number, fc.constantFrom('D-', 'd', '#', ''), (each, prefix) => {
        expect(parseDealReference(`${prefix}${each}`)).toEqual({ kind: 'number', number: each });
      }),
    );
  });
});

describe('splits', () => {
  it('try the longest beginning first', () => {
    expect(referenceSplits('bielik za drogo')).toEqual([
      { reference: 'bielik za drogo', rest: '' },
      { reference: 'bielik za', rest: 'drogo' },
      { reference: 'bielik', rest: 'za drogo' },
    ]);
  });

  it('trust a colon first', () => {
    expect(referenceSplits('Zielony Młyn: za drogo: serio')[0]).toEqual({ reference: 'Zielony Młyn', rest: 'za drogo: serio' });
  });

  it.each(['"Klient 2" za drogo', '„Klient 2” za drogo', "'Klient 2' za drogo", '‘Klient 2’, za drogo', '«Klient 2»: za drogo'])(
    'trust quotes before all: %s',
    (line) => {
      expect(referenceSplits(line)[0]).toEqual({ reference: 'Klient 2', rest: 'za drogo' });
    },
  );

  it('take a name in quotes for one word where it moves or is merged', () => {
    expect(moveSplits('"Serwis do wózków" do oferty')[0]).toEqual({ reference: 'Serwis do wózków', rest: 'oferty' });
    expect(mergeSplits('„Klient z Łodzi” z „Klient i Syn”')[0]).toEqual({ reference: 'Klient z Łodzi', rest: '"Klient i Syn"' });
    expect(referenceSplits("D'Arc too expensive")).toContainEqual({ reference: "D'Arc", rest: 'too expensive' });
  });

  it('leave a dash between the two to neither', () => {
    expect(referenceSplits('Bielik - za drogo')).toContainEqual({ reference: 'Bielik', rest: 'za drogo' });
  });

  it('of nothing are none', () => {
    expect([referenceSplits(' '), moveSplits('')]).toEqual([[], []]);
  });

  it('keep every word of the text, in order', () => {
    const words = fc.array(fc.constantFrom('do', 'oferty', 'Bielik', 'D-12', 'na', '5'), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(words, (each) => {
        for (const { reference, rest } of referenceSplits(each.join(' ')))
          expect(`${reference} ${rest}`.trim()).toBe(each.join(' '));
      }),
    );
  });

  it('of a long note stop at a beginning of 12 words', () => {
    expect(referenceSplits('słowo '.repeat(600))).toHaveLength(12);
    expect(moveSplits('do '.repeat(600)).length).toBeLessThan(30);
  });
});

describe('moveSplits', () => {
  it('trust the last word that leads to a goal', () => {
    expect(moveSplits('serwis do wózków do oferty')[0]).toEqual({ reference: 'serwis do wózków', rest: 'oferty' });
    expect(moveSplits('bielik to Offer sent')[0]).toEqual({ reference: 'bielik', rest: 'Offer sent' });
    expect(moveSplits('bielik → 5')[0]).toEqual({ reference: 'bielik', rest: '5' });
    expect(moveSplits('Bielik: oferta')[0]).toEqual({ reference: 'Bielik', rest: 'oferta' });
  });

  it('do without one, and at last without a stage', () => {
    expect(moveSplits('zielony młyn oferta')).toEqual([
      { reference: 'zielony młyn', rest: 'oferta' },
      { reference: 'zielony', rest: 'młyn oferta' },
      { reference: 'zielony młyn oferta', rest: '' },
    ]);
  });

  it('leave the word stage out', () => {
    expect(moveSplits('D-141 na etap oferta')[0]).toEqual({ reference: 'D-141', rest: 'oferta' });
    expect(moveSplits('D-141 to the stage Offer')[0]).toEqual({ reference: 'D-141', rest: 'Offer' });
  });
});
