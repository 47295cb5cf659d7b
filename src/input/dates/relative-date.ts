import { addDays, type PlainDate, weekdayAfter, weekdayOnOrBefore } from '../../core/time/calendar.ts';
import { periodContaining } from '../../core/time/periods.ts';
import { type PhraseDate, parseEndOfYear, parseNamedPeriod } from './calendar-date.ts';
import { addUnits } from './counted-date.ts';
import { type CalendarUnit, DAYS_AHEAD_BY_PHRASE, UNIT_BY_WORD, WEEKDAY_BY_WORD } from './date-words.ts';
import type { DateContext } from './period-phrase.ts';

const END_OF = /^(?:end(?: of)?|koniec|konca|koncem|koncu) (?:the )?(.+)$/;
const END_AFTER = /^([a-z]+) end$/;
const NEXT = /^(?:next|przyszl[a-z]+|nastepn[a-z]+) /;
const THIS = /^(?:this(?: coming)?|coming|upcoming|tym|tego|ten|ta|te|biezac[a-z]+|najblizsz[a-z]+|nadchodzac[a-z]+) /;
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['eow', 'week end'],
  ['eom', 'month end'],
  ['eoq', 'quarter end'],
  ['eoy', 'year end'],
  ['eofy', 'year end'],
]);
/** Days by their names: `tomorrow`, `jutro`, `pojutrze`. */
export function parseDateAhead(phrase: string, { today }: DateContext): PhraseDate {
  const days = DAYS_AHEAD_BY_PHRASE.get(phrase);
  return days === undefined ? undefined : addDays(today, days);
}

/** A weekday: `Friday`, `w piątek` the first after today, `next Friday`, `przyszły piątek` the one of next week. */
export function parseWeekday(phrase: string, { today }: DateContext): PhraseDate {
  const isNext = NEXT.test(phrase);
  const day = WEEKDAY_BY_WORD.get(phrase.replace(NEXT, '').replace(THIS, '').replace(/\.$/, ''));
  if (day === undefined) return undefined;
  return isNext ? addDays(weekdayOnOrBefore(today, 1), day + 6) : weekdayAfter(today, day);
}

/**
 * The end of a period: `end of quarter`, `koniec roku`, `month end`, `eoq`, `end of June`, `next month`, `przyszły tydzień`.
 *
 * A week ends on Friday; from Saturday on, `end of week` is the Friday of the week that comes.
 */
export function parsePeriodEnd(phrase: string, context: DateContext): PhraseDate {
  const { today } = context;
  const written = ABBREVIATIONS.get(phrase) ?? phrase;
  const ending = END_OF.exec(written)?.[1] ?? END_AFTER.exec(written)?.[1];
  const named = ending ?? written;
  const isNext = NEXT.test(named);
  if (ending === undefined && !isNext && !THIS.test(named)) return undefined;
  const period = UNIT_BY_WORD.get(named.replace(NEXT, '').replace(THIS, ''));
  if (period === undefined)
    return ending === undefined ? undefined : (parseNamedPeriod(ending, context) ?? parseEndOfYear(ending, context));
  return period === 'day'
    ? undefined
    : endOfUnit(isNext ? addUnits(startOfUnit(today, period), 1, period) : today, period, context);
}

/** A day from which one step of a period lands in the next one: a Saturday's end of week is already next week's. */
function startOfUnit(on: PlainDate, period: CalendarUnit): PlainDate {
  return period === 'week' ? weekdayOnOrBefore(on, 1) : on;
}

/** Quarters and years are the firm's. */
function endOfUnit(on: PlainDate, unit: Exclude<CalendarUnit, 'day'>, { fiscalStartMonth }: DateContext): PlainDate {
  return unit === 'week' ? weekdayAfter(addDays(on, -1), 5) : periodContaining(on, unit, fiscalStartMonth).endsOn;
}
