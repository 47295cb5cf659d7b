import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_CODES } from '../../../src/core/people/language.ts';
import { addDays } from '../../../src/core/time/calendar.ts';
import { spellOutFromNow } from '../../../src/input/dates/time-of-day.ts';
import { findZonedTime, withOwnHour } from '../../../src/input/dates/zoned-time.ts';
import { parseDealLine } from '../../../src/input/lines/deal-line.ts';
import { parseNextStep, stepTime } from '../../../src/input/lines/next-step-line.ts';
import { splitStepDays } from '../../../src/input/lines/step-days.ts';
import { findDayDoubt, findDaysDoubt, findHourDoubt } from '../../../src/input/lines/step-doubts.ts';
import { inLines } from '../../../src/input/lines/step-text.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import { stepLine } from '../../../src/slack/views/deal/forms/edit-form.ts';
import {
  FROM_NOW,
  NO_STEP_DOUBTS,
  STEP_DOUBTS,
  STEPS_IN_A_LINE,
  TWO_DAYS,
  WITH_DAY,
  WITH_HOUR,
  WITH_ZONE,
  WITHOUT_DAY,
} from '../understood/next-steps.ts';

const twoDigits = (number: number): string => String(Math.floor(number)).padStart(2, '0');
const context = { today: '2026-11-29', fiscalStartMonth: 1, monthFirst: false } as const;

describe('an hour counted from now', () => {
  it.each(FROM_NOW)('%s', (typed, afternoon, night) => {
    expect(spellOutFromNow(typed, 14 * 60 + 10)).toBe(afternoon);
    expect(spellOutFromNow(typed, 23 * 60 + 45)).toBe(night);
  });
});

describe('an hour and a day as the product writes them', () => {
  it('are read back, in every language', () => {
    const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
    const leads = fc.constantFrom('call Maria at', 'zadzwonić do Marii o', 'Maria');
    const languages = fc.constantFrom(...LANGUAGE_CODES);
    fc.assert(
      fc.property(minutes, fc.integer({ min: 1, max: 300 }), languages, leads, (minute, days, language, lead) => {
        const { f } = LANGUAGES[language];
        const [time, on] = [`${twoDigits(minute / 60)}:${twoDigits(minute % 60)}`, addDays(context.today, days)];
        const read = parseNextStep(`${lead} ${time}, ${f.day(on)}`, context);
        expect([read.step, read.on, read.at]).toEqual([`${lead} ${time}`, on, time]);
        expect(stepTime(read.step)).toBe(time);
      }),
    );
  });
});

describe.each([
  ['with an hour', WITH_HOUR],
  ['with a day', WITH_DAY],
  ['without a day', WITHOUT_DAY],
])('a next step %s', (_, rows) => {
  it.each(rows)('%s', (typed, step, on, at) => {
    const read = parseNextStep(typed, context);
    expect([read.step, read.on ?? '–', read.at ?? '–']).toEqual([step, on, at]);
  });

  it.each(rows)('%s keeps its hour where it is stored', (typed) => {
    const { step, at } = parseNextStep(typed, context);
    expect(stepTime(step)).toBe(at);
  });
});

describe('a day or an hour that cannot be read for sure', () => {
  const doubtOf = (typed: string) =>
    findHourDoubt(typed) ??
    findDaysDoubt(typed) ??
    (parseNextStep(typed, context).on === null ? findDayDoubt(typed, context) : undefined);

  it.each(STEP_DOUBTS)('is asked about: %s', (typed, why, text) => {
    expect(doubtOf(typed)).toEqual({ why, text });
  });

  it.each([...NO_STEP_DOUBTS, ...[...WITH_HOUR, ...WITH_DAY].map(([typed]) => typed)])('is none in: %s', (typed) => {
    expect(doubtOf(typed)).toBeUndefined();
  });
});

describe('a text of several lines', () => {
  it('is parted again where a deal stood in front of it', () => {
    expect(inLines('call Maria • send the offer', ['acme call Maria', '• send the offer'])).toBe('call Maria\n• send the offer');
    expect(inLines('call Maria', ['acme', '', 'call Maria'])).toBe('call Maria');
    expect(inLines('call Maria', ['acme call Maria'])).toBe('call Maria');
    expect(inLines('', ['acme'])).toBe('');
  });
});

describe('a text that names two days', () => {
  it.each(TWO_DAYS)('%s', (typed, ...steps) => {
    expect(splitStepDays(typed, context)).toEqual(steps);
    const days = steps.map((step) => parseNextStep(step, context).on);
    expect(new Set(days).size).toBe(steps.length);
  });

  it.each([...WITH_HOUR, ...WITH_DAY, ...WITHOUT_DAY].filter(([typed]) => !/ and send|, wys/.test(typed)))(
    '%s is one step',
    (typed) => {
      expect(splitStepDays(typed, context)).toHaveLength(1);
    },
  );

  it('of 4,000 characters is taken apart without waiting', () => {
    for (const piece of ['and tomorrow ', 'jutro i ', 'Friday, ', ', ', 'i ', '3 and 4 December '])
      expect(splitStepDays(piece.repeat(4000 / piece.length), context).length).toBeLessThan(12);
  });
});

describe('an hour on another clock', () => {
  it.each(WITH_ZONE)('%s', (typed, zone, step) => {
    const found = findZonedTime(typed);
    const read = parseNextStep(found?.zone === undefined ? typed : found.text, context);
    const own = found?.zone === undefined ? read.step : withOwnHour(read.step, '02:15', found.typed);
    expect([found?.zone ?? '–', own]).toEqual([zone, step]);
    // No reminder comes at an hour of a clock that is not known.
    expect(stepTime(own)).toBe(zone === '–' ? null : '02:15');
    expect(findZonedTime(own)?.zone).toBe(undefined);
  });

  it.each(['call at 10', 'call at 10 last time', 'meet at 10 about the test', 'zadzwonić o 10 mojego czasu'])(
    '%s is none',
    (typed) => {
      expect(findZonedTime(typed)).toBeUndefined();
    },
  );
});

describe('the steps of a deal in one line', () => {
  it.each(STEPS_IN_A_LINE)('%s', (typed, name, ...steps) => {
    const draft = parseDealLine(typed, { ...context, currency: 'PLN' });
    expect([draft.name, ...draft.steps]).toEqual([name, ...steps]);
  });

  it('as a form lists it is the same step when it is read back, in every language', () => {
    const steps = fc.constantFrom(
      'send the offer',
      'call Maria at 10',
      'zadzwonić o 9:30',
      'demo 12:30',
      'wysłać ofertę',
      'lunch with Mr Friday',
    );
    const days = fc.option(fc.integer({ min: 0, max: 800 }), { nil: null });
    fc.assert(
      fc.property(steps, days, fc.constantFrom(...LANGUAGE_CODES), (step, ahead, language) => {
        const on = ahead === null ? null : addDays(context.today, ahead);
        const read = parseNextStep(stepLine(LANGUAGES[language], { step, on }), context);
        expect([read.step, read.on]).toEqual([step, on]);
      }),
    );
  });
});
