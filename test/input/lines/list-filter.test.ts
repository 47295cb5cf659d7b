import { describe, expect, it } from 'vitest';
import { parseListFilter } from '../../../src/input/lines/list-filter.ts';
import { CLOSING, PERIODS } from '../understood/filters.ts';

const context = { today: '2026-11-29', fiscalStartMonth: 2, monthFirst: false, currency: 'PLN' } as const;

describe('a period', () => {
  it.each(PERIODS)('%s', (typed, days) => {
    const { closing, period } = parseListFilter(typed, context);
    expect([closing, period === undefined ? '–' : `${period.from} – ${period.to}`]).toEqual([undefined, days]);
  });
});

describe('the days on which listed deals close', () => {
  it.each(CLOSING)('%s', (typed, days) => {
    const { closing, period, rest } = parseListFilter(typed, context);
    expect([closing === undefined ? '–' : `${closing.from} – ${closing.to}`, period, rest]).toEqual([days, undefined, '']);
  });
});
