import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../src/core/fold-text.ts';

const anyText = fc.array(fc.integer({ min: 0, max: 0x1_ffff })).map((points) => String.fromCodePoint(...points));

describe('fold', () => {
  it('makes every Polish letter plain', () => {
    expect(foldText('ZAŻÓŁĆ GĘŚLĄ JAŹŃ')).toBe('zazolc gesla jazn');
  });

  it('folds letters that Unicode does not take apart', () => {
    expect(foldText('Straße Ørsted Đorđe Œuvre Ægir')).toBe('strasse orsted dorde oeuvre aegir');
  });

  it('takes composed and decomposed letters for the same', () => {
    expect(foldText('o\u0301')).toBe(foldText('ó'));
  });

  it('collapses white space of every kind', () => {
    expect(foldText('  Zielony \u00a0\n Młyn\t')).toBe('zielony mlyn');
  });

  it('keeps punctuation and digits', () => {
    expect(foldText("O'Brien & Syn-37 (Łódź)")).toBe("o'brien & syn-37 (lodz)");
  });

  it('changes nothing the second time', () => {
    fc.assert(fc.property(anyText, (text) => foldText(foldText(text)) === foldText(text)));
  });
});
