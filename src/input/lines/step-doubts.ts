import { foldText } from '../../core/fold-text.ts';
import { parseDate } from '../dates/date.ts';
import { DAYS_AHEAD_BY_PHRASE, MONTH_BY_WORD, UNIT_BY_WORD, WEEKDAY_BY_WORD } from '../dates/date-words.ts';
import type { DateContext } from '../dates/period-phrase.ts';
import { plainStep } from './step-text.ts';

/**
 * What of a step has to be asked about: an hour or a day that does not exist, a day that comes again and again, two days of which one is
 * meant, a number that may be a day (`call 15 at 10`).
 */
export type StepDoubt = {
  readonly why: 'noSuchHour' | 'noSuchDay' | 'repeated' | 'eitherDay' | 'unsureDay';
  /** As it was typed. */
  readonly text: string;
};

const HOUR = /(?<![^\s(])(?:at|o|@|godz\.?) ?(\d{1,2}):(\d\d)(?!\d)/iu;
const EVERY = /^(?:every|each|co|kazd(?:y|a|e|ego))$/;
const OR = /^(?:or|lub|albo|czy)$/;
const LEAD = /^(?:on|w|we|na|the)$/;
/** A number of one to thirty-one before an hour. */
const NUMBER_BEFORE_HOUR = /(?<![^\s])([1-9]|[12]\d|3[01]) (?:o|at|@) \d{1,2}(?:[:.]\d\d)?(?:$|[!?.,;])/iu;
/** Before a number of something: `room 15 at 10`. */
const NUMBERED = /^(?:sala|sali|pokoj|pokoju|pok\.?|room|floor|pietro|nr\.?|no\.?|step|krok|etap|q)$/;
/** Before a number that is no day: `raise it to 31.11`. */
const BEFORE_NUMBER = /^(?:to|of|from|od|x|za|about|o|at|ze?|nr\.?|no\.?|wersja|v)$/;
const EDGE = /^\(|[!?.…,;:)]{1,3}$/g;
const MAX_DATE_WORDS = 4;
const MAX_WORDS = 60;

const bare = (word: string | undefined): string => foldText(word ?? '').replace(EDGE, '');
const isDayWord = (word: string | undefined): boolean =>
  WEEKDAY_BY_WORD.has(bare(word)) ||
  DAYS_AHEAD_BY_PHRASE.has(bare(word)) ||
  /^\d{1,2}(?:[./]\d{1,2}|st|nd|rd|th)$/.test(bare(word));

/** The hour that a text names and no clock has: `at 25:00`. */
export function findHourDoubt(text: string): StepDoubt | undefined {
  const [, hour = '', minute = ''] = HOUR.exec(plainStep(text)) ?? [];
  return hour !== '' && (Number(hour) > 23 || Number(minute) > 59) ? { why: 'noSuchHour', text: `${hour}:${minute}` } : undefined;
}

/** Numbers that may be days from one to another: `3-5`, `3 to 5`, `3 lub 5`, and with their month in digits `10-12.12`, `10.12-12.12`. */
const FROM_TO =
  /(?<![\d.,:/-])(?:(\p{L}{3,12}\.?) )?(\d{1,2})(\.\d{1,2})?(?:st|nd|rd|th)? ?(?:[-/]|to|do|a|or|lub|albo) ?(\d{1,2})(\.\d{1,2})?(?:st|nd|rd|th)?\.?(?: (?:of )?(\p{L}{3,12}))?(?![\d:%-])/giu;
/** `Mon/Tue`, `pon-śr`, `tomorrow / Friday`. */
const DAYS_JOINED = /(?<![\p{L}\d])(\p{L}{2,12}\.?) ?[-/] ?(\p{L}{2,12})(?![\p{L}\d])/giu;

/** Behind days; behind a number of things other words stand: `call Jan 3-4 times`. */
const PLACE = /^(?:in|at|with|w|we|z|ze|na)$/i;

const isMonth = (word: string | undefined): boolean => word !== undefined && MONTH_BY_WORD.has(bare(word));
const isMonthNumber = (digits: string | undefined): boolean =>
  digits !== undefined && Number(digits.slice(1)) >= 1 && Number(digits.slice(1)) <= 12;

/** Days of which one has to be named: `trade fair 3-5 December`, `targi 10-12.12`, `call Mon/Tue`. */
export function findDaysDoubt(text: string): StepDoubt | undefined {
  const plain = plainStep(text);
  for (const match of plain.matchAll(FROM_TO)) {
    const { index } = match;
    const [found, before, first, firstMonth, last, lastMonth, behind] = match;
    const inDigits = isMonthNumber(lastMonth) && (firstMonth === undefined || isMonthNumber(firstMonth));
    const isBehindMonth =
      isMonth(before) && !/\d\.? $/.test(plain.slice(0, index)) && (behind === undefined || PLACE.test(behind));
    const isNamed = firstMonth === undefined && lastMonth === undefined && (isMonth(behind) || isBehindMonth);
    const areDays = [first, last].every((day) => Number(day) >= 1 && Number(day) <= 31);
    if (!areDays || !(inDigits || isNamed)) continue;
    const days = isMonth(before) ? found : found.slice(before === undefined ? 0 : before.length + 1);
    return { why: 'eitherDay', text: isMonth(behind) ? days : days.replace(/ \p{L}+$/u, '') };
  }
  for (const [found, first, last] of plain.matchAll(DAYS_JOINED))
    if (isDayWord(first) && isDayWord(last)) return { why: 'eitherDay', text: found };
  return undefined;
}

/** What is doubtful about the day of a step in which none was found; undefined where none is meant. */
export function findDayDoubt(text: string, context: DateContext): StepDoubt | undefined {
  const plain = plainStep(text);
  const words = plain.split(' ').slice(0, MAX_WORDS);
  return repeatedDay(words) ?? eitherDay(words) ?? missingDay(words, context) ?? unsureDay(plain);
}

function repeatedDay(words: readonly string[]): StepDoubt | undefined {
  const at = words.findIndex(
    (word, index) =>
      EVERY.test(bare(word)) && (WEEKDAY_BY_WORD.has(bare(words[index + 1])) || UNIT_BY_WORD.has(bare(words[index + 1]))),
  );
  return at < 0
    ? undefined
    : {
        why: 'repeated',
        text: words
          .slice(at, at + 2)
          .join(' ')
          .replace(EDGE, ''),
      };
}

function eitherDay(words: readonly string[]): StepDoubt | undefined {
  const at = words.findIndex((word, index) => {
    const next = LEAD.test(bare(words[index + 1])) ? index + 2 : index + 1;
    return OR.test(bare(word)) && isDayWord(words[index - 1]) && isDayWord(words[next]);
  });
  const end = LEAD.test(bare(words[at + 1])) ? at + 3 : at + 2;
  return at < 0
    ? undefined
    : {
        why: 'eitherDay',
        text: words
          .slice(at - 1, end)
          .join(' ')
          .replace(EDGE, ''),
      };
}

function missingDay(words: readonly string[], context: DateContext): StepDoubt | undefined {
  for (let count = MAX_DATE_WORDS; count > 0; count -= 1) {
    for (let start = 0; start + count <= words.length; start += 1) {
      const phrase = words
        .slice(start, start + count)
        .join(' ')
        .replace(EDGE, '');
      // `RODO 2.0`, `10.00`
      if (!/\d/.test(phrase) || /^\d+\.0+$/.test(phrase) || BEFORE_NUMBER.test(bare(words[start - 1]))) continue;
      const date = parseDate(phrase, context);
      if (!date.ok && date.why === 'noSuchDay') return { why: 'noSuchDay', text: phrase };
    }
  }
  return undefined;
}

function unsureDay(plain: string): StepDoubt | undefined {
  const found = NUMBER_BEFORE_HOUR.exec(plain);
  const before = bare(plain.slice(0, found?.index).trim().split(' ').at(-1));
  return found === null || NUMBERED.test(before) ? undefined : { why: 'unsureDay', text: found[1] ?? '' };
}
