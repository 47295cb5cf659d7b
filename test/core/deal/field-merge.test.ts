import { describe, expect, test } from 'vitest';
import { fingerprint, mergeFields } from '../../../src/core/deal/field-merge.ts';

const shown = { name: fingerprint('Bielik'), value: fingerprint('48\u00A0000 zł'), closeOn: fingerprint(null) };

describe('a form that was filled while others were at work', () => {
  test('changes what the person changed, and nothing else', () => {
    const typed = { name: 'Bielik', value: '48 000 zł', closeOn: '2026-12-18' };
    const now = { name: 'Bielik SA', value: '60 000 zł', closeOn: null };
    expect(mergeFields(shown, typed, now)).toEqual({ touched: ['closeOn'], conflicts: [] });
  });

  test('asks where both changed one field to something else', () => {
    const typed = { name: 'Bielik Polska', value: '12 tys.', closeOn: null };
    const now = { name: 'Bielik Polska', value: '60 000 zł', closeOn: '2026-12-18' };
    expect(mergeFields(shown, typed, now)).toEqual({ touched: ['name', 'value'], conflicts: ['value'] });
  });

  test('a field that was emptied was changed', () => {
    const typed = { name: 'Bielik', value: null, closeOn: null };
    expect(mergeFields(shown, typed, { name: 'Bielik', value: '48 000 zł', closeOn: null }).touched).toEqual(['value']);
  });

  test('texts of any kind have fingerprints of a few letters', () => {
    expect(fingerprint('🎉'.repeat(3000))).toMatch(/^[0-9a-z]{1,7}$/);
    expect(fingerprint('a')).not.toBe(fingerprint('b'));
  });
});
