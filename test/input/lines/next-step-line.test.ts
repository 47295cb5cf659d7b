import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_CODES } from '../../../src/core/people/language.ts';
import { addDays } from '../../../src/core/time/calendar.ts';
import { spellOutFromNow } from '../../../src/input/dates/time-of-day.ts';
import { parseNextStep, stepTime } from '../../../src/input/lines/next-step-line.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import { FROM_NOW, WITH_DAY, WITH_HOUR, WITHOUT_DAY } from '../understood/next-steps.ts';

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
