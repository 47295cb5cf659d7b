import { describe, expect, it } from 'vitest';
import { parseListFilter } from '../../../src/input/lines/list-filter.ts';
import { CLOSING } from '../understood/filters.ts';

describe('the days on which listed deals close', () => {
  it.each(CLOSING)('%s', (typed, days) => {
    const context = { today: '2026-11-29', fiscalStartMonth: 2, monthFirst: false, currency: 'PLN' } as const;
    const { closing, period, rest } = parseListFilter(typed, context);
    expect([closing === undefined ? '–' : `${closing.from} – ${closing.to}`, period, rest]).toEqual([days, undefined, '']);
  });
});
