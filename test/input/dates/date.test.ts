import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isPlainDate, type PlainDate, weekday } from '../../../src/core/time/calendar.ts';
import { parseDate } from '../../../src/input/dates/date.ts';

/** A Tuesday. */
const TODAY: PlainDate = '2026-11-24';

const read = (text: string, today = TODAY) => {
  const date = parseDate(text, { today, fiscalStartMonth: 1, monthFirst: false });
  return date.ok ? date.on : date.why;
};

describe('parseDate', () => {
  it.each([
    '30 June',
    'June 30',
    'June 30th',
    '30th of June',
    'the 30th of June',
    'by 30 June',
    '30.06',
    '30.6.',
    '30/06',
    '30 czerwca',
    '30 cze',
    '30 VI',
    'do 30.06',
    '30 CZERWCA',
  ])('reads %s as the next 30 June', (text) => {
    expect(read(text)).toBe('2027-06-30');
  });

  it.each([
    '30.06.2026',
    '30.06.26',
    '2026-06-30',
    '2026/6/30',
    '30-06-2026',
    'June 30, 2026',
    '30 czerwca 2026 r.',
    '30 czerwca 2026 roku',
  ])('reads %s as written, though it has passed', (text) => {
    expect(read(text)).toBe('2026-06-30');
  });

  it.each([
    ['today', '2026-11-24'],
    ['dziś', '2026-11-24'],
    ['dzis', '2026-11-24'],
    ['tomorrow', '2026-11-25'],
    ['jutro', '2026-11-25'],
    ['wczoraj', '2026-11-23'],
    ['friday', '2026-11-27'],
    ['piątek', '2026-11-27'],
    ['w piątek', '2026-11-27'],
    ['do piątku', '2026-11-27'],
    ['tuesday', '2026-12-01'],
    ['we wtorek', '2026-12-01'],
    ['next friday', '2026-12-04'],
    ['w przyszły piątek', '2026-12-04'],
    ['in 2 weeks', '2026-12-08'],
    ['za 2 tygodnie', '2026-12-08'],
    ['in two weeks', '2026-12-08'],
    ['za tydzień', '2026-12-01'],
    ['za miesiąc', '2026-12-24'],
    ['za 3 dni', '2026-11-27'],
    ['in a year', '2027-11-24'],
  ])('counts %s from today', (text, on) => {
    expect(read(text)).toBe(on);
  });

  it.each([
    ['end of quarter', '2026-12-31'],
    ['koniec kwartału', '2026-12-31'],
    ['do końca kwartału', '2026-12-31'],
    ['EOQ', '2026-12-31'],
    ['end of the month', '2026-11-30'],
    ['month end', '2026-11-30'],
    ['koniec tego roku', '2026-12-31'],
    ['end of next quarter', '2027-03-31'],
    ['next month', '2026-12-31'],
    ['w przyszłym miesiącu', '2026-12-31'],
    ['end of week', '2026-11-27'],
    ['next week', '2026-12-04'],
    ['June', '2027-06-30'],
    ['koniec czerwca', '2027-06-30'],
    ['listopad', '2026-11-30'],
    ['February 2028', '2028-02-29'],
    ['Q3', '2027-09-30'],
    ['Q4', '2026-12-31'],
    ['2027 Q1', '2027-03-31'],
    ['III kwartał 2026', '2026-09-30'],
  ])('takes %s for its last day', (text, on) => {
    expect(read(text)).toBe(on);
  });

  it('puts the day first, unless only a slash and an impossible month say otherwise', () => {
    expect([read('05/06'), read('06/30'), read('06.30')]).toEqual(['2027-06-05', '2027-06-30', 'noSuchDay']);
  });

  it('keeps today in this year and moves yesterday to the next', () => {
    expect([read('24 nov'), read('23 nov')]).toEqual(['2026-11-24', '2027-11-23']);
  });

  it('ends the week on Friday, and from Saturday on the next one', () => {
    expect([read('end of week', '2026-11-27'), read('end of week', '2026-11-28')]).toEqual(['2026-11-27', '2026-12-04']);
    expect([read('next week', '2026-11-28'), read('next month', '2026-01-31')]).toEqual(['2026-12-04', '2026-02-28']);
  });

  it.each(['30 lutego', '29.02', '29.02.2027', '31.04', 'June 31st', '2026-13-01', '00.00', '32 maja'])(
    'knows that there is no %s',
    (text) => {
      expect(read(text)).toBe('noSuchDay');
    },
  );

  it('finds a leap day in its year', () => {
    expect([read('29.02', '2028-01-15'), read('29 lutego', '2027-12-01')]).toEqual(['2028-02-29', '2028-02-29']);
  });

  it.each([
    'March Networks',
    'Maj Sp. z o.o.',
    '30',
    '2026',
    '12 500',
    'soon',
    'next day',
    'i',
    '30-06',
    'in 9999 days',
    'June 30 500',
  ])('does not read %s', (text) => {
    expect(read(text)).toBe('notADate');
  });

  it('says that nothing was typed, and quotes what it could not read', () => {
    expect(read(' \n')).toBe('empty');
    expect(parseDate(' 30  lutego ', { today: TODAY, fiscalStartMonth: 1, monthFirst: false })).toEqual({
      ok: false,
      why: 'noSuchDay',
      text: '30 lutego',
    });
  });

  const anyDate = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('1990-01-01', days));

  it('reads every date back in every form with a year', () => {
    const form = (locale: string, dateStyle: 'short' | 'long' | 'medium') => (on: PlainDate) =>
      new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }).format(new Date(on));
    const forms = [
      form('pl', 'long'),
      form('pl', 'medium'),
      form('pl', 'short'),
      form('en-GB', 'long'),
      form('en-GB', 'medium'),
      form('en-GB', 'short'),
      form('en-US', 'long'),
      form('en-US', 'medium'),
      (on: PlainDate) => on,
    ];
    fc.assert(
      fc.property(anyDate, fc.constantFrom(...forms), (on, write) => {
        expect(read(write(on))).toBe(on);
      }),
    );
  });

  it('reads the day and month of every date of the next year back', () => {
    const coming = fc.integer({ min: 0, max: 364 }).map((days) => addDays(TODAY, days));
    fc.assert(
      fc.property(
        coming,
        fc.constantFrom('pl', 'en-GB', 'en-US'),
        fc.constantFrom('long' as const, 'short' as const),
        (on, locale, month) => {
          const written = new Intl.DateTimeFormat(locale, { day: 'numeric', month, timeZone: 'UTC' }).format(new Date(on));
          expect(read(written)).toBe(on);
        },
      ),
    );
  });

  it('finds a weekday within the next seven days', () => {
    const names = ['poniedziałek', 'wtorek', 'środa', 'czwartek', 'piątek', 'sobota', 'niedziela'] as const;
    fc.assert(
      fc.property(anyDate, fc.nat(6), (today, index) => {
        const on = read(names[index] ?? '', today);
        if (!isPlainDate(on)) throw new Error(`read as ${on}`);
        expect(weekday(on)).toBe(index + 1);
        expect(on > today && on <= addDays(today, 7)).toBe(true);
      }),
    );
  });

  it('never fails, whatever is typed', () => {
    const piece = fc.constantFrom(
      '30',
      '.',
      '06',
      '/',
      '-',
      ' ',
      'june',
      'end of ',
      'next ',
      'za ',
      'koniec ',
      'roku',
      '2026',
      'q',
      '3',
      'do ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          expect(read(text)).toMatch(/^(\d{4}-\d\d-\d\d|empty|notADate|noSuchDay)$/);
        },
      ),
    );
  });
});
