import { foldText } from '../../core/fold-text.ts';
import { DAYS_AHEAD_BY_PHRASE, MONTH_BY_WORD, UNIT_BY_WORD, WEEKDAY_BY_WORD } from './date-words.ts';
import { MINUTES_IN_WORDS, namedHour, spokenTimeAt } from './spoken-time.ts';
import { zoneAt } from './zone-words.ts';

/** A time of day among words: `HH:mm`, and the words [start, end) that say it. */
export type TimeMatch = { readonly at: string; readonly start: number; readonly end: number };

/** Before an hour, beyond doubt or nearly so. */
const PREPOSITION = /^(?:at|o|@)$/;
/** Before an hour where a day stands beside: `tomorrow around 10`, `jutro po 10`. */
const LOOSE_PREPOSITION =
  /^(?:around|about|after|before|by|till|until|from|between|okolo|ok\.?|kolo|po|przed|od|do|na|miedzy|punkt|punktualnie|~)$/;
/** Between a day and its hour: `jutro rano ok. 9`. */
const EARLY_OR_LATE = /^(?:rano|wieczorem|morning|afternoon|evening)$/;
const EVENING = /^(?:tonight|evening|afternoon|wieczorem|pm|poludniu)$/;
const HOUR_WORD = /^(?:g|godz\.?|godzinie|godziny|godzina)$/;
/** `10`, `10:30`, `10.30`, `17h30`, `10am`, `3:15pm`, `15h`, `15:00h`, `10:00-11:00`; `10-tej`. */
const CLOCK = /^(\d{1,2})(?:[:.h](\d\d))?(am|pm|a\.m\.|p\.m\.|h|ish)?(?:-?(?:[a-z]{0,3}ej)|[-–](\d{1,2})([:.]\d\d)?(am|pm|h)?)?$/;
/** `at 1730`, `tomorrow 0900`. */
const CLOCK_IN_FOUR = /^([01]\d|2[0-3])([0-5]\d)$/;
/** `in 30 minutes`, `in an hour`, `za godzinę`, `za 2 godz.`, `za pół godziny`. */
const FROM_NOW =
  /(?<!\S)(in|za) (?:(\d{1,3}|an?|half an|pół) ?)?(hours?|h|minutes?|mins?|min|godzin[ęyaą]?|godz\.?|minut[ęya]?)(?![\p{L}\d])/iu;
/** Behind a price: `10.50-12.00 zł`. */
const MONEY = /^(?:zl|pln|eur|euro|usd|gbp|chf|tys|mln|[€$£%])\.?$/;
const HALF_OF_DAY = /^(?:am|pm|a\.m\.|p\.m\.)$/;
/** Parts of a day behind an hour: `3 po południu`, `9 rano`, `6 in the evening`. */
const LATE: readonly (readonly string[])[] = [
  ['po', 'poludniu'],
  ['wieczorem'],
  ['in', 'the', 'afternoon'],
  ['in', 'the', 'evening'],
];
const EARLY: readonly (readonly string[])[] = [['rano'], ['in', 'the', 'morning']];
/** Before this nobody works: `at 3` is 15:00. */
const FIRST_WORKING_HOUR = 7;
/** Words that may follow an hour that has neither minutes nor a half of the day; before others it is a number of something. */
const AFTER_HOUR =
  /^(?:with|to|about|on|in|and|re|for|do|z|ze|w|we|na|i|u|ws\.?|dla|przez|a|today|tomorrow|jutro|dzis|dzisiaj|pojutrze|monday|tuesday|wednesday|thursday|friday)$/;

/**
 * A text whose hour is counted from now, with that hour in its place: `call in an hour` is `call today at 15:40`.
 *
 * @param now minutes since midnight on the person's clock.
 */
export function spellOutFromNow(text: string, now: number): string {
  const found = FROM_NOW.exec(text);
  const [whole = '', lead = '', count, unit = ''] = found ?? [];
  const isHour = /^(?:h|godz)/i.test(unit);
  // `in minutes` is no time yet.
  if (found === null || (count === undefined && !isHour)) return text;
  const many = /^(?:half an|pół)$/i.test(count ?? '') ? 0.5 : /^\d/.test(count ?? '') ? Number(count) : 1;
  const then = now + Math.round(many * (isHour ? 60 : 1));
  if (then >= 2 * MINUTES_IN_DAY) return text;
  const time = `${twoDigits(Math.floor(then / 60) % 24)}:${twoDigits(then % 60)}`;
  const isToday = then < MINUTES_IN_DAY;
  const day = lead.toLowerCase() === 'za' ? (isToday ? 'dziś o' : 'jutro o') : isToday ? 'today at' : 'tomorrow at';
  return `${text.slice(0, found.index)}${day} ${time}${text.slice(found.index + whole.length)}`;
}

const MINUTES_IN_DAY = 24 * 60;
const toClock = (hour: number, minute: number): string => `${twoDigits(hour)}:${twoDigits(minute)}`;
const twoDigits = (number: number): string => String(number).padStart(2, '0');

const bare = (word: string | undefined): string => foldText(word ?? '').replace(/^\(|[!?.,;:)]{1,3}$/g, '');

/**
 * The first time of day in a text: `at 10`, `o 10:30`, `10am`, `o godz. 9`, `at 3` (15:00), `w południe`.
 *
 * A bare hour counts behind `at` or `o` only, where a day, a preposition or nothing follows: `rozmowa o 10 sztukach` has none.
 *
 * @example findTimeOfDay(['call', 'tomorrow', 'at', '10']) // => { at: '10:00', start: 2, end: 4 }
 */
export function findTimeOfDay(words: readonly string[]): TimeMatch | undefined {
  for (let start = 0; start < words.length; start += 1) {
    const found = timeAt(words, start);
    const zone = found === undefined ? undefined : zoneAt(words, found.end);
    // An hour on a clock that is not known is none on the person's.
    if (zone !== undefined && zone.zone === undefined) return undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function timeAt(words: readonly string[], start: number): TimeMatch | undefined {
  const spoken = spokenTimeAt(words, start);
  if (spoken !== undefined) {
    const [hour = 0, minute = 0] = spoken.at.split(':').map(Number);
    return {
      ...spoken,
      at: hour < 12 && hour !== 0 && words.some((word) => EVENING.test(bare(word))) ? toClock(hour + 12, minute) : spoken.at,
    };
  }
  const isLoose = LOOSE_PREPOSITION.test(bare(words[start])) && hasDayBeside(words, start);
  const lead = isLoose || PREPOSITION.test(bare(words[start])) || bare(words[start]) === 'w' ? 1 : 0;
  const named = lead === 1 ? namedHour(bare(words[start + 1])) : undefined;
  if (named !== undefined) {
    const minutes = MINUTES_IN_WORDS.get(bare(words[start + 2]));
    const isLater = named < '12:00' && words.some((word) => EVENING.test(bare(word)));
    const at = toClock(Number(named.slice(0, 2)) + (isLater ? 12 : 0), minutes ?? Number(named.slice(3)));
    return { at, start, end: start + (minutes === undefined ? 2 : 3) };
  }
  if (bare(words[start]) === 'noon') return { at: '12:00', start, end: start + 1 };
  if (lead === 1 && bare(words[start]) === 'w') return undefined;
  const isHourWord = HOUR_WORD.test(bare(words[start + lead]));
  const at = start + lead + (isHourWord ? 1 : 0);
  const isAfterDay = lead === 1 || isWeekdayOrAhead(words[start - 1]);
  const inFour = isAfterDay && !isLoose ? CLOCK_IN_FOUR.exec(bare(words[at])) : null;
  const [, hour = '', minute, ownHalf = '', until, untilMinute, untilHalf = ''] = inFour ?? CLOCK.exec(bare(words[at])) ?? [];
  if (hour === '' || MONEY.test(foldText(words[at + 1] ?? ''))) return undefined;
  // `10-11am` is in the morning; `11-1pm` begins before noon.
  const half = ownHalf === '' && Number(hour) < Number(until) ? untilHalf : ownHalf;
  const next = bare(words[at + 1]);
  const halfBehind = half === '' && HALF_OF_DAY.test(foldText(words[at + 1] ?? '').replace(/[!?,;]$/, '')) ? next : '';
  const part = half === '' && halfBehind === '' ? partOfDayAt(words, at + 1) : undefined;
  const isSure = half !== '' || halfBehind !== '' || part !== undefined || isHourWord;
  // A dot may be a date's or a decimal one: `30.11`, `o 10.50 zł`.
  const hasMinutes = minute !== undefined && (/[:h]/.test(words[at] ?? '') || isAfterDay || untilMinute !== undefined);
  if (minute !== undefined && !hasMinutes && !isSure) return undefined;
  const isBare = minute === undefined && !isSure;
  const isLed = lead === 1 && (start === 0 || mayFollowHour(words, at) || (!isLoose && isDay(words[start - 1])));
  const isRangeOfDay = until !== undefined && isDayOfMonth(words, start - 1);
  const behindDay = lead === 0 && at === words.length - 1 && (isWeekdayOrAhead(words[start - 1]) || isRangeOfDay);
  if (isBare && !isLed && !behindDay) return undefined;
  const isMorning = /^a/.test(half) || /^a/.test(halfBehind) || part?.late === false;
  const time = toTime(Number(hour), Number(minute ?? 0), {
    late:
      /^p/.test(half) ||
      /^p/.test(halfBehind) ||
      part?.late === true ||
      (!isMorning && words.some((word) => EVENING.test(bare(word)))),
    early: isMorning,
    exact: minute !== undefined && hour.length === 2,
  });
  const end = at + 1 + (halfBehind === '' ? 0 : 1) + (part?.length ?? 0);
  return time === undefined ? undefined : { at: time, start, end };
}

/** Whether a word ends a day: `w piątek o 15 spotkanie`, `za tydzień o 9 telefon`, `15-go o 9`. */
function isDay(word: string | undefined): boolean {
  const folded = bare(word);
  return isWeekdayOrAhead(word) || UNIT_BY_WORD.has(folded) || /^\d{1,2}(?:[./]\d{1,2}\.?|st|nd|rd|th|-?[a-z]*go)$/.test(folded);
}

/** Whether a day with its month ends at a word: `4.12`, `4 grudnia`. */
const isDayOfMonth = (words: readonly string[], at: number): boolean =>
  /^\d{1,2}[./]\d{1,2}\.?$/.test(bare(words[at])) ||
  (MONTH_BY_WORD.has(bare(words[at])) && /^\d{1,2}(?:st|nd|rd|th|\.)?$/.test(bare(words[at - 1])));

/** Whether a word can be nothing but a day: `Friday`, `wt.`, `tomorrow`; `pt` may be short for something. */
function isWeekdayOrAhead(word: string | undefined): boolean {
  const folded = bare(word);
  return WEEKDAY_BY_WORD.has(folded) || DAYS_AHEAD_BY_PHRASE.has(folded);
}

/** Whether a day stands before a preposition, or behind its hour: `tomorrow after 10`, `po 10 jutro`. */
const hasDayBeside = (words: readonly string[], start: number): boolean =>
  (isDay(words[start - 1]) ||
    (EARLY_OR_LATE.test(bare(words[start - 1])) && isDay(words[start - 2])) ||
    isWeekdayOrAhead(words[start + 2])) &&
  /^\d{1,2}(?:[:.]\d\d)?(?:am|pm)?$/.test(bare(words[start + 1]));

/** Whether what stands behind a bare hour lets it be one: the end, punctuation, a preposition, a day. */
function mayFollowHour(words: readonly string[], at: number): boolean {
  const next = words[at + 1];
  return next === undefined || /[!?.,;:)]$/.test(words[at] ?? '') || AFTER_HOUR.test(bare(next)) || /^\d{1,2}[./]\d/.test(next);
}

function partOfDayAt(words: readonly string[], at: number): { readonly late: boolean; readonly length: number } | undefined {
  const fits = (part: readonly string[]) => part.every((word, index) => bare(words[at + index]) === word);
  const late = LATE.find(fits);
  const found = late ?? EARLY.find(fits);
  return found === undefined ? undefined : { late: late !== undefined, length: found.length };
}

function toTime(
  hour: number,
  minute: number,
  { late, early, exact }: { readonly late: boolean; readonly early: boolean; readonly exact: boolean },
): string | undefined {
  if (hour > 23 || minute > 59) return undefined;
  const twelve = late && hour < 12 ? hour + 12 : early && hour === 12 ? 0 : hour;
  const whole = !late && !early && !exact && hour > 0 && hour < FIRST_WORKING_HOUR ? hour + 12 : twelve;
  return toClock(whole, minute);
}
