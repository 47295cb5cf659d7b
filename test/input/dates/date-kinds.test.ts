import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_CODES } from '../../../src/core/people/language.ts';
import { addDays, isPlainDate } from '../../../src/core/time/calendar.ts';
import { PERIOD_KINDS, periodContaining, quarterNumber } from '../../../src/core/time/periods.ts';
import { lineHasMonthFirst, parseDate } from '../../../src/input/dates/date.ts';
import { parseDealLine } from '../../../src/input/lines/deal-line.ts';
import { LANGUAGES, writesMonthFirst } from '../../../src/locale/languages.ts';
import {
  COUNTED,
  DAY_AND_MONTH,
  DAYS_ALONE,
  FISCAL_PERIODS,
  HALVES,
  IN_A_LINE,
  PARTS,
  TODAY,
  WEEKDAYS,
  WRITTEN,
  YEARS,
} from '../understood/dates.ts';

const CONTEXT = { today: '2026-11-29', fiscalStartMonth: 2, monthFirst: false } as const;
const read = (text: string, context: Parameters<typeof parseDate>[1] = CONTEXT): string => {
  const date = parseDate(text, context);
  if (!date.ok) return date.why;
  return date.other === undefined ? date.on : `${date.on} or ${date.other}`;
};

describe.each([
  ['years', YEARS],
  ['weekdays', WEEKDAYS],
  ['quarters and years of the firm', FISCAL_PERIODS],
  ['halves, short years and fiscal years', HALVES],
  ['days of a month that is not named', DAYS_ALONE],
  ['parts of a period', PARTS],
  ['today by its hours', TODAY],
  ['counted from today', COUNTED],
  ['other ways to write', WRITTEN],
])('%s', (_, rows) => {
  it.each(rows)('%s', (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });
});

describe('a day and a month in digits', () => {
  it.each(DAY_AND_MONTH)('%s', (typed, dayFirst, monthFirst) => {
    expect(read(typed)).toBe(dayFirst);
    expect(read(typed, { ...CONTEXT, monthFirst: true })).toBe(monthFirst);
  });

  it('are in the order of the person, who may read Lejek in another language than Slack', () => {
    expect(writesMonthFirst('en-US', 'en')).toBe(true);
    expect([writesMonthFirst('en-GB', 'en'), writesMonthFirst('pl-PL', 'pl'), writesMonthFirst('en-US', 'pl')]).toEqual([
      false,
      false,
      false,
    ]);
    expect(writesMonthFirst(null, 'en')).toBe(false);
  });

  it('are in one order in a line, which any number above 12 tells', () => {
    expect(lineHasMonthFirst('was 04/30, close 05/06', false)).toBe(true);
    expect(lineHasMonthFirst('was 30/04, close 05/06', true)).toBe(false);
    expect([lineHasMonthFirst('close 05/06', true), lineHasMonthFirst('30/04 and 04/30', false)]).toEqual([true, false]);
  });
});

describe('a date in the line of a deal', () => {
  it.each(IN_A_LINE)('%s', (typed, name, expected, minor) => {
    const draft = parseDealLine(typed, { ...CONTEXT, currency: 'PLN' });
    const [problem] = draft.problems;
    const guess = problem?.why === 'dayOrMonth' ? `${problem.on} or ${problem.other}` : undefined;
    const asked = problem?.why === 'hour' ? `${draft.closeOn}, asked: ${problem.text}` : undefined;
    expect([draft.name, guess ?? asked ?? draft.closeOn ?? problem?.why ?? '–', draft.money?.minor]).toEqual([
      name,
      expected,
      minor,
    ]);
  });
});

describe('a date as the product writes it', () => {
  const anyDay = fc.integer({ min: 0, max: 3650 }).map((days) => addDays('2024-01-01', days));
  const languages = fc.constantFrom(...LANGUAGE_CODES);
  const months = fc.integer({ min: 1, max: 12 });

  it('is read back, with its year, in every language', () => {
    fc.assert(
      fc.property(anyDay, languages, (on, language) => {
        expect(read(LANGUAGES[language].f.date(on))).toBe(on);
      }),
    );
  });

  it('is read back with its weekday, up to a year ahead', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 364 }), languages, (days, language) => {
        const on = addDays(CONTEXT.today, days);
        expect(read(LANGUAGES[language].f.day(on))).toBe(on);
        expect(read(LANGUAGES[language].f.longDay(on))).toBe(on);
      }),
    );
  });

  it('as a quarter is read back as its last day, whenever the year begins', () => {
    fc.assert(
      fc.property(anyDay, months, languages, (day, fiscalStartMonth, language) => {
        const period = periodContaining(day, 'quarter', fiscalStartMonth);
        const written = LANGUAGES[language].targets.quarter(quarterNumber(period, fiscalStartMonth), period.startsOn);
        expect(read(written, { ...CONTEXT, fiscalStartMonth })).toBe(period.endsOn);
      }),
    );
  });

  it('ends a period where the lists end it', () => {
    fc.assert(
      fc.property(anyDay, months, fc.constantFrom(...PERIOD_KINDS), (today, fiscalStartMonth, kind) => {
        const end = read(`end of ${kind}`, { today, fiscalStartMonth, monthFirst: false });
        expect(isPlainDate(end) && end).toBe(periodContaining(today, kind, fiscalStartMonth).endsOn);
      }),
    );
  });
});
