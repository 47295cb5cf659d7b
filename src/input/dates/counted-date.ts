import {
  addDays,
  addMonths,
  addWorkingDays,
  type PlainDate,
  plainDate,
  weekday,
  weekdayAfter,
  weekdayOnOrBefore,
} from '../../core/time/calendar.ts';
import type { PhraseDate } from './calendar-date.ts';
import { type CalendarUnit, COUNT_BY_WORD, UNIT_BY_WORD, WEEKDAY_BY_WORD } from './date-words.ts';
import { type DateContext, periodAt } from './period-phrase.ts';

/** Beyond this many of anything a date is a slip of the finger: it would leave the calendar of four-digit years. */
export const MAX_COUNT = 999;

const LEAD = /^(?:in|za|within|w ciagu|po uplywie) /;
const BEHIND = / (?:from (?:now|today)|od (?:dzis|dzisiaj|teraz)|later|pozniej|czasu)$/;
const TIME_BEHIND = /(?<=month|week|day|year)(?:'?s'?)? time$/;
/** `in 3d`, `in 2 wks`. */
const SHORT_UNIT = /^(\d{1,3}) ?(d|w|wks?|mos?|mths?|yrs?)$/;
const UNIT_BY_LETTER: ReadonlyMap<string, CalendarUnit> = new Map([
  ['d', 'day'],
  ['w', 'week'],
  ['m', 'month'],
  ['y', 'year'],
]);
const WORKING_DAYS = /^(?:(?:working|business|work) days?|dni robocz(?:ych|e)|dzien roboczy)$/;
const PHRASES: ReadonlyMap<string, readonly [count: number, unit: CalendarUnit]> = new Map([
  ['fortnight', [14, 'day']],
  ['a fortnight', [14, 'day']],
  ['half a year', [6, 'month']],
  ['half year', [6, 'month']],
  ['pol roku', [6, 'month']],
  ['poltora roku', [18, 'month']],
  ['a year and a half', [18, 'month']],
  ['poltora miesiaca', [45, 'day']],
  ['a month and a half', [45, 'day']],
  ['poltora tygodnia', [10, 'day']],
  ['pol miesiaca', [15, 'day']],
]);

/**
 * A time counted from today: `in 2 weeks`, `za miesiąc`, `within 30 days`, `w ciągu dwóch tygodni`, `a week from now`, `za 10 dni roboczych`,
 * `in half a year`. A few, or kilka, is no number.
 */
export function parseCountedDate(phrase: string, { today }: DateContext): PhraseDate {
  const isLed = LEAD.test(phrase);
  const plain = phrase
    .replace(LEAD, '')
    .replace(TIME_BEHIND, '')
    .replace(BEHIND, '')
    .replace(/^(?:a couple of|pare) (?=week|day|month)/, '2 ');
  if (!isLed && plain === phrase) return undefined;
  const [, shortCount, shortUnit = ''] = SHORT_UNIT.exec(plain) ?? [];
  const letter = UNIT_BY_LETTER.get(shortUnit.slice(0, 1));
  if (shortCount !== undefined && letter !== undefined) return addUnits(today, Number(shortCount), letter);
  const known = PHRASES.get(plain);
  if (known !== undefined) return addUnits(today, known[0], known[1]);
  const [, typed = '1', unitWords = ''] = /^(?:(an?|\d{1,3}|[a-z]+) )?([a-z]+(?: [a-z]+)?)\.?$/.exec(plain) ?? [];
  const count = COUNT_BY_WORD.get(typed) ?? (/^\d{1,3}$/.test(typed) ? Number(typed) : MAX_COUNT + 1);
  if (count > MAX_COUNT) return undefined;
  if (WORKING_DAYS.test(unitWords)) return addWorkingDays(today, count, () => false);
  const unit = UNIT_BY_WORD.get(unitWords);
  return unit === undefined ? undefined : addUnits(today, count, unit);
}

export function addUnits(on: PlainDate, count: number, unit: CalendarUnit): PlainDate {
  switch (unit) {
    case 'day':
      return addDays(on, count);
    case 'week':
      return addDays(on, 7 * count);
    case 'month':
      return addMonths(on, count);
    case 'quarter':
      return addMonths(on, 3 * count);
    case 'year':
      return addMonths(on, 12 * count);
  }
}

const NEXT_WEEK = '(?:next week|(?:w )?(?:przyszlym|nastepnym|kolejnym) tygodniu|przyszlego tygodnia)';
const DAY_OF_NEXT_WEEK = [
  new RegExp(`^(\\w+\\.?),? (?:of )?${NEXT_WEEK}$`),
  new RegExp(`^${NEXT_WEEK},? (?:on |w |we )?(\\w+\\.?)$`),
];
const WEEKS_ON = [
  /^(\w+) week$/,
  /^(?:a )?week (?:from|on|after) (?:next )?(\w+)$/,
  /^(\w+),? za (?:(dwa|2|trzy|3) )?(?:tydzien|tygodnie)$/,
  /^za (?:(dwa|2|trzy|3) )?(?:tydzien|tygodnie),? (?:w |we )?(\w+)$/,
];

/** A weekday of a later week: `Tuesday next week`, `w przyszłym tygodniu we wtorek`, `Friday week`, `w piątek za tydzień`. */
export function parseWeekdayAhead(phrase: string, { today }: DateContext): PhraseDate {
  for (const pattern of DAY_OF_NEXT_WEEK) {
    const day = WEEKDAY_BY_WORD.get(pattern.exec(phrase)?.[1]?.replace(/\.$/, '') ?? '');
    if (day !== undefined) return addDays(weekdayOnOrBefore(today, 1), day + 6);
  }
  for (const pattern of WEEKS_ON) {
    const groups = pattern.exec(phrase)?.slice(1) ?? [];
    const day = groups.map((word) => WEEKDAY_BY_WORD.get(word ?? '')).find((each) => each !== undefined);
    const count = groups.map((word) => COUNT_BY_WORD.get(word ?? '') ?? Number(word ?? '')).find((each) => each > 1) ?? 1;
    if (day !== undefined) return addDays(weekdayAfter(today, day), 7 * count);
  }
  return undefined;
}

const NTH: ReadonlyMap<string, number> = new Map([
  ...[
    'first 1st pierwszy pierwsza pierwszego',
    'second 2nd drugi druga drugiego',
    'third 3rd trzeci trzecia trzeciego',
    'fourth 4th czwarty czwarta czwartego',
  ].flatMap((words, index) => words.split(' ').map((word) => [word, index + 1] as const)),
  ...'last ostatni ostatnia ostatniego'.split(' ').map((word) => [word, -1] as const),
]);

/** A day of a period by its place: `first Monday of December`, `ostatni piątek miesiąca`, `last working day of June`, `last week of May`. */
export function parseNthDay(phrase: string, context: DateContext): PhraseDate {
  const [, nthWord = '', dayWords = '', periodWords = ''] =
    /^(?:the )?(\w+) ((?:working day|business day|day|week|dzien roboczy|dzien|tydzien|\w+))(?: (?:of|in|w|we) (?:the )?| )(.+)$/.exec(
      phrase,
    ) ?? [];
  const nth = NTH.get(nthWord);
  const words = periodWords.split(' ');
  const period = nth === undefined ? undefined : periodAt(words, { ...context, towards: 'future' });
  if (nth === undefined || period === undefined || period.length !== words.length) return undefined;
  const { from, to } = period.span;
  const day = WEEKDAY_BY_WORD.get(dayWords);
  if (day !== undefined) {
    const first = weekdayAfter(addDays(from, -1), day);
    const on = nth < 0 ? weekdayOnOrBefore(to, day) : addDays(first, 7 * (nth - 1));
    return on > to ? 'noSuchDay' : on;
  }
  const isWorking = /working|business|roboczy/.test(dayWords);
  if (UNIT_BY_WORD.get(dayWords) === 'week') return nth < 0 ? to : addDays(from, 7 * nth - 1);
  if (!isWorking && UNIT_BY_WORD.get(dayWords) !== 'day') return undefined;
  if (nth > 0) return isWorking ? addWorkingDays(addDays(from, -1), nth, () => false) : addDays(from, nth - 1);
  return isWorking && weekday(to) > 5 ? weekdayOnOrBefore(to, 5) : to;
}

const WEEK_NUMBER = /^(?:(20\d\d)-?)?(?:w|wk|cw|week|weeks?|tydzien|tyg\.?) ?(?:nr ?)?(\d{1,2})(?:[/ ](20\d\d))?$/;

/** The Friday of a numbered week, as calendars at work number them (ISO 8601): `week 50`, `tydzień 50`, `W50`, `2026-W50`. */
export function parseWeekNumber(phrase: string, { today }: DateContext): PhraseDate {
  const [, before, number, behind] = WEEK_NUMBER.exec(phrase) ?? [];
  if (number === undefined) return undefined;
  const week = Number(number);
  const year = before ?? behind;
  const inYear = (each: number): PlainDate => addDays(weekdayOnOrBefore(`${each}-01-04` as PlainDate, 1), 7 * (week - 1) + 4);
  if (week < 1 || week > 53) return 'noSuchDay';
  if (year !== undefined) return inYear(Number(year));
  const thisYear = Number(today.slice(0, 4));
  return inYear(thisYear) >= today ? inYear(thisYear) : inYear(thisYear + 1);
}

const FEASTS: readonly (readonly [month: number, day: number, pattern: RegExp])[] = [
  [12, 24, /^(?:christmas eve|wigili(?:a|i|e))$/],
  [12, 25, /^(?:christmas(?: day)?|xmas|boze(?:go)? narodzeni[eau]|swiet(?:a|ami|ach)?)$/],
  [12, 31, /^(?:new year'?s eve|sylwest(?:er|ra))$/],
  [1, 1, /^(?:new year(?:'?s)?(?: day)?|nowy(?:m)? rok(?:u|iem)?|nowego roku)$/],
];

/** Days that everybody calls by a name: `Christmas`, `przed świętami`, `Nowy Rok`. */
export function parseFeast(phrase: string, { today }: DateContext): PhraseDate {
  const feast = FEASTS.find(([, , pattern]) => pattern.test(phrase.replace(/^the /, '')));
  if (feast === undefined) return undefined;
  const year = Number(today.slice(0, 4));
  const on = plainDate(year, feast[0], feast[1]);
  return on !== undefined && on >= today ? on : plainDate(year + 1, feast[0], feast[1]);
}

const WEEKEND = /^(?:over (?:the )?|this (?:coming )?|ten |najblizszy |at the )?weekend(?:u|em|zie)?$/;
const NEXT_WEEKEND = /^(?:next|przyszl\w+|nastepn\w+|kolejn\w+) weekend(?:u|em|zie)?$/;

/** The Saturday of a weekend, on a Sunday today: `this weekend`, `w weekend`, `next weekend`. */
export function parseWeekend(phrase: string, { today }: DateContext): PhraseDate {
  const saturday = addDays(weekdayOnOrBefore(today, 1), 5);
  if (NEXT_WEEKEND.test(phrase)) return addDays(saturday, 7);
  return WEEKEND.test(phrase) ? (saturday < today ? today : saturday) : undefined;
}

const TODAY_WORDS =
  /^(?:tonight|now|teraz|eod|cob|(?:this|today) (?:morning|afternoon|evening)|(?:the )?end of (?:the |this )?(?:day|business)|close of business|(?:koniec|konca) (?:tego )?dnia|wieczorem)$/;
const END_OF_DAY =
  /^(?:eod|cob|close of business|(?:the )?end of (?:the )?(?:day|business)|(?:koniec|konca) dnia)(?: on| of| w| we|,)? (?=.)/;
const PART_OF_DAY =
  /(?<=\w)(?<!^this) (?:(?:in the )?(?:morning|afternoon|evening)|night|eod|cob|by (?:eod|cob)|z samego rana|(?:z )?rana|rano|wieczorem|po poludniu|przed poludniem|w nocy)$/;

/** Today by its hours: `EOD`, `tonight`, `do końca dnia`. */
export const parseToday = (phrase: string, { today }: DateContext): PhraseDate => (TODAY_WORDS.test(phrase) ? today : undefined);

/** A day without its part: `tomorrow morning`, `jutro po południu`, `EOD Friday`. */
export const withoutPartOfDay = (phrase: string): string => phrase.replace(END_OF_DAY, '').replace(PART_OF_DAY, '');
