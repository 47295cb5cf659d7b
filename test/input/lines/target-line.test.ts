import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_CODES } from '../../../src/core/people/language.ts';
import { addDays } from '../../../src/core/time/calendar.ts';
import { nextPeriod, PERIOD_KINDS, periodContaining, quarterNumber } from '../../../src/core/time/periods.ts';
import { parseTargetLine } from '../../../src/input/lines/target-line.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import { TARGETS } from '../understood/targets.ts';

describe('a target', () => {
  it.each(TARGETS)('%s', (typed, amount, period) => {
    const read = parseTargetLine(typed, { today: '2026-11-29', fiscalStartMonth: 1 });
    const quarters = read.half === undefined ? [read.period] : [read.period, nextPeriod(read.period)];
    expect([read.amount, quarters.map(({ startsOn, endsOn }) => `${startsOn} – ${endsOn}`).join(', ')]).toEqual([amount, period]);
  });

  it('is read back from the period as the product writes it', () => {
    const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2026-01-01', days));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 12 }), fc.constantFrom(...LANGUAGE_CODES), (on, fiscalStartMonth, language) => {
        const { targets } = LANGUAGES[language];
        const read = (period: string) => parseTargetLine(`60k ${period}`, { today: '2026-11-29', fiscalStartMonth }).period;
        const [month, quarter, year] = PERIOD_KINDS.map((kind) => periodContaining(on, kind, fiscalStartMonth));
        if (month === undefined || quarter === undefined || year === undefined) throw new Error('a period is missing');
        expect(read(targets.month(month.startsOn))).toEqual(month);
        expect(read(targets.quarter(quarterNumber(quarter, fiscalStartMonth), quarter.startsOn))).toEqual(quarter);
        if (fiscalStartMonth === 1) expect(read(targets.year(year.startsOn))).toEqual(year);
      }),
    );
  });

  it('is of the firm’s quarter, which may have begun in the year before', () => {
    const period = (typed: string) => parseTargetLine(typed, { today: '2027-01-15', fiscalStartMonth: 2 }).period;
    expect(period('60k Q4')).toEqual({ kind: 'quarter', startsOn: '2026-11-01', endsOn: '2027-01-31' });
    expect(period('60k Q1')).toEqual({ kind: 'quarter', startsOn: '2027-02-01', endsOn: '2027-04-30' });
    expect(period('60k year').startsOn).toBe('2026-02-01');
  });
});
