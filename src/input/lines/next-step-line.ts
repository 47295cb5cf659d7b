import { foldText } from '../../core/fold-text.ts';
import { type PlainDate, weekday, weekdayAfter } from '../../core/time/calendar.ts';
import { parseDate } from '../dates/date.ts';
import { DAYS_AHEAD_BY_PHRASE, MONTH_BY_WORD, WEEKDAY_BY_WORD } from '../dates/date-words.ts';
import { partOfPeriod } from '../dates/part-of-period.ts';
import { type DateContext, periodAt } from '../dates/period-phrase.ts';
import { findTimeOfDay } from '../dates/time-of-day.ts';
import { dayBefore, startOfNamedMonth, workingDayAfter } from './step-day.ts';
import { plainStep } from './step-text.ts';

/** A next step as it was typed. */
export type ParsedNextStep = {
  /** What is to be done, with its hour where it has one; '' for a day alone. */
  readonly step: string;
  /** Null: no day was said. */
  readonly on: PlainDate | null;
  /** 'HH:mm'; null where no hour was said. */
  readonly at: string | null;
  /** What the digits of the day mean with day and month the other way round. */
  readonly other?: PlainDate;
};

/** No date that people write has more words. */
const MAX_DATE_WORDS = 6;
/** Words that are looked at: a step has few. */
const MAX_WORDS = 60;
/** Separators between the step and the date. */
const EDGE = /^[\s,;:-]+|(?<![\s,;:-])[\s,;:-]+$/g;
/** What ends a sentence behind a date. */
const SENTENCE_END = /[!?.…,;:)]{1,3}$/;
const MONTH_LEADS = /^(?:in|w|we)$/;
const BY = /^(?:by|on|until|till|do|na|w|we|before|przed)$/;
/** `Tuesday or Wednesday` is no day yet. */
const OR = /^(?:or|lub|albo)$/;
const AFTER = /^(?:after|po)$/;
const BEFORE = /^(?:before|przed)$/;
/** Before a day that comes again and again: no one day is meant. */
const EVERY = /^(?:every|each|co|kazd(?:y|a|e|ego))$/;
const AND = /^(?:and|i|oraz|&)$/;
/** Before a number of a document: `aneks nr 4.12`. */
const NUMBER_OF = /^(?:nr|no|numer|number|v|wersja)\.?$/;
/** Before what something is about: `raport za maj`, `the offer for 2027`. */
const ABOUT = /^(?:about|for|of|re|za|o|on)$/;
/** `12/2026` says which invoice, `2027` which budget; behind a preposition they are days. */
const PERIOD_IN_DIGITS = /^(?:\d{1,2}[./-])?20\d\d$/;
/** Before a number of something: `raise the price to 12.5`. */
const BEFORE_NUMBER = /^(?:to|of|from|od|x|za|about|o|at|ze?)$/;
const PART_OF_DAY = /^(?:morning|afternoon|evening|rano|rana|wieczorem|am|pm)$/;
/** `this evening`, `tonight`: today, and its evening stays with the step. */
const TODAY_PART = /(?<![\p{L}\d])(?:(?:this (morning|afternoon|evening))|tonight)(?![\p{L}\d])/iu;
/** Before a last day: `by next week` is its end, `next week` its beginning. */
const DEADLINE = /^(?:by|until|till|do|before|przed|end|eo[wmqy]|koniec|konca)(?: |$)/;
/** `oferta na weekend`, `a long weekend`: of `w weekend` and `po weekendzie` it is known which. */
const NOT_THIS_WEEKEND = /^(?:(?:na|for|do|the) )?weekend(?:u|em|zie)?$/;
/** Before a name: `Mr May`, `pani Maj`. */
const TITLE = /^(?:mr|mrs|ms|miss|dr|sir|pan|pana|panu|panem|pani|pania|p|prof)\.?$/;

/**
 * Parses `call Maria tomorrow at 10`: the next step, its day where the text names one, and its hour.
 *
 * The hour stays with the step (`call Maria at 10`). A month alone is somebody's name (`call April`, `call Mr May`), unless a preposition
 * says otherwise (`in April`: its first day; `by April`: its last).
 *
 * @returns the text as it is without a day. A day alone has no step.
 * @example parseNextStep('telefon do Marii w piątek o 9', context) // => { step: 'telefon do Marii o 9', on: '2026-11-20', at: '09:00' }
 */
export function parseNextStep(text: string, context: DateContext): ParsedNextStep {
  const plain = plainStep(text).replace(TODAY_PART, (_, part?: string) => `today ${part ?? 'evening'}`);
  const words = plain.split(' ');
  const time = findTimeOfDay(words.slice(0, MAX_WORDS));
  const at = time?.at ?? null;
  const isTime = (index: number) => time !== undefined && index >= time.start && index < time.end;
  const plainWord = (index: number) => foldText(words[index] ?? '').replace(SENTENCE_END, '');
  const isNoon = (index: number) => /^(?:po|przed)$/.test(plainWord(index)) && plainWord(index + 1) === 'poludniu';
  const isPartOfDay = (index: number) => index > 0 && (PART_OF_DAY.test(plainWord(index)) || isNoon(index) || isNoon(index - 1));
  const others = words.map((word, index) => ({ word, index })).filter(({ index }) => !isTime(index) && !isPartOfDay(index));
  const day = findDayOfHour(
    others.map(({ word }) => word),
    { ...context, timeAt: time === undefined ? undefined : others.filter(({ index }) => index < time.start).length },
  );
  if (day === undefined) return { step: withStoredHour(words.join(' ').replace(EDGE, ''), at), on: null, at };
  const ofDay = new Set(others.slice(day.start, day.end).map(({ index }) => index));
  const kept = words.filter((_, index) => !ofDay.has(index));
  const says = kept.some((_, index) => !isTime(index)) && others.length > ofDay.size;
  const step = says ? withStoredHour(kept.join(' ').replace(EDGE, ''), at) : '';
  return { step, on: day.on, at, ...(day.other === undefined ? {} : { other: day.other }) };
}

/** `10`, `10.30`, `10ish`; of `10-11` the first. */
const HOUR_IN_STEP = /(?<![\d.:])(\d{1,2})(?:[.:](\d\d))?(?:ish)?(?![\d.:])/g;

/** A step whose hour is read without its day as well: `call after 10` is stored as `call after 10:00`. */
function withStoredHour(step: string, at: string | null): string {
  if (at === null || stepTime(step) === at) return step;
  const hour = Number(at.slice(0, 2));
  let isFirst = true;
  return step.replace(HOUR_IN_STEP, (written: string, hours: string, minutes?: string) => {
    const isIt = [hour, hour % 12].includes(Number(hours)) && (minutes === undefined || minutes === at.slice(3));
    if (!isIt || !isFirst) return written;
    isFirst = false;
    return at;
  });
}

/** The words in [start, end). */
type Span = { readonly start: number; readonly end: number };
/** `timeAt`: an hour was found before this word, so a weekday beside it is one. */
type StepContext = DateContext & { readonly timeAt: number | undefined };
type DayMatch = Span & { readonly on: PlainDate; readonly other?: PlainDate };

/** The day that the words end or begin with, or that stands among them beyond doubt (`call tomorrow about the offer`). */
function findDay(words: readonly string[], context: StepContext): DayMatch | undefined {
  const most = Math.min(MAX_DATE_WORDS, words.length);
  for (let count = most; count > 0; count -= 1) {
    const found = dayAt(words, { start: words.length - count, end: words.length }, context);
    if (found !== undefined) return found;
  }
  for (let count = most; count > 0; count -= 1) {
    const found = dayAt(words, { start: 0, end: count }, context);
    if (found !== undefined) return found;
  }
  const isLed = AFTER.test(foldText(words[0] ?? '')) || BEFORE.test(foldText(words[0] ?? ''));
  for (let count = isLed ? most : 0; count > 1; count -= 1) {
    const found = dayAt(words, { start: 1, end: count }, context);
    if (found !== undefined) return found;
  }
  for (let start = 1; start < Math.min(words.length, MAX_WORDS); start += 1) {
    for (let count = Math.min(3, words.length - start); count > 0; count -= 1) {
      const found = isSureDay(words.slice(start, start + count), context)
        ? dayAt(words, { start, end: start + count }, context)
        : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The day of a step; where two are named, the one beside the hour. */
function findDayOfHour(words: readonly string[], context: StepContext): DayMatch | undefined {
  const { timeAt } = context;
  const found = findDay(words, context);
  if (found === undefined || timeAt === undefined || found.end === timeAt || found.start === timeAt) return found;
  const beside = dayBesideTime(words, context);
  return beside === undefined || (beside.start < found.end && found.start < beside.end) ? found : beside;
}

/** The day right before or behind the hour: of `call tomorrow at 10 and send it on Friday`, tomorrow. */
function dayBesideTime(words: readonly string[], context: StepContext): DayMatch | undefined {
  const { timeAt } = context;
  if (timeAt === undefined) return undefined;
  for (let count = Math.min(MAX_DATE_WORDS, words.length); count > 0; count -= 1) {
    for (const start of [timeAt - count, timeAt]) {
      const span = { start, end: start + count };
      const isSure = start >= 0 && span.end <= words.length && isSureDay(words.slice(start, span.end), context);
      const found = isSure ? dayAt(words, span, context) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Whether words in the middle of a step can be nothing but a day: `tomorrow`, `on Friday`, `w piątek`, `by 30 Nov`. */
function isSureDay(words: readonly string[], { timeAt }: StepContext): boolean {
  const folded = words.map(foldText);
  const whole = folded.join(' ').replace(/,$/, '');
  if (DAYS_AHEAD_BY_PHRASE.has(whole)) return true;
  const isOne = timeAt !== undefined && folded.length === 1;
  if (isOne && whole.length > 2 && WEEKDAY_BY_WORD.has(whole.replace(SENTENCE_END, ''))) return true;
  if (isOne && /^\d{1,2}[./]\d{1,2}[.,]?$/.test(whole)) return true;
  const [first = '', ...rest] = folded;
  const last = rest.at(-1)?.replace(SENTENCE_END, '') ?? '';
  if (BY.test(first) && (WEEKDAY_BY_WORD.has(last) || /^(?:\d{1,2}\.\d{2}|\d{1,2}(?:st|nd|rd|th|-?[a-z]*go))$/.test(last)))
    return true;
  if (/^(?:in|za) (?:\S+ )?(?:days?|weeks?|months?|dni|tydzien|tygodnie|tygodni|miesiac|miesiace|miesiecy)$/.test(whole))
    return true;
  if (/^(?:next week|w (?:przyszlym|nastepnym) tygodniu)$/.test(whole)) return true;
  return /\d/.test(whole) && folded.some((word) => word.length > 2 && MONTH_BY_WORD.has(word.replace(/\.$/, '')));
}

function dayAt(words: readonly string[], { start, end }: Span, context: DateContext): DayMatch | undefined {
  const count = end - start;
  const phrase = words
    .slice(start, end)
    .join(' ')
    .replace(/^[(,]+/, '');
  const folded = foldText(phrase).replace(SENTENCE_END, '');
  const before = foldText(words[start - 1] ?? '');
  // `every Monday and Friday`
  if (AND.test(before) && words.slice(0, start).some((word) => EVERY.test(foldText(word)))) return undefined;
  if (isOneOfTwo(words, end) || (BY.test(before) && OR.test(foldText(words[start - 2] ?? '')))) return undefined;
  if (TITLE.test(before) || OR.test(before) || EVERY.test(before) || EVERY.test(folded.split(' ')[0] ?? '')) return undefined;
  if (
    (NUMBER_OF.test(before) && /^\d/.test(folded)) ||
    isSubject(folded, before) ||
    (PERIOD_IN_DIGITS.test(folded) && words.length > 1)
  )
    return undefined;
  if (BEFORE_NUMBER.test(before) && /^\d{1,2}\.\d{1,2}$/.test(folded)) return undefined;
  if (NOT_THIS_WEEKEND.test(folded) && !AFTER.test(before) && !BEFORE.test(before)) return undefined;
  const [lead = '', name = ''] = folded.split(' ');
  const month =
    count === 1 ? MONTH_BY_WORD.get(folded) : count === 2 && MONTH_LEADS.test(lead) ? MONTH_BY_WORD.get(name) : undefined;
  if (month !== undefined && count === 1 && words.length > 1) return undefined;
  if (month !== undefined && count === 2) return { on: startOfNamedMonth(month, context), start, end };
  const begins =
    DEADLINE.test(folded) || AFTER.test(before) || BEFORE.test(before) || BY_WORD.test(before)
      ? undefined
      : spanStart(folded, context);
  if (begins !== undefined) return { on: begins, start, end };
  for (const text of [phrase, phrase.replace(SENTENCE_END, '')]) {
    const date = parseDate(text, context);
    if (date.ok && AFTER.test(before)) return { on: workingDayAfter(date.on), start: start - 1, end };
    if (date.ok && BEFORE.test(before)) return { on: dayBefore(date.on, context), start: start - 1, end };
    if (date.ok) return { on: date.on, start, end, ...(date.other === undefined ? {} : { other: date.other }) };
  }
  return undefined;
}

/** Whether another day follows, of which one is meant: `w pon. lub wt.`. */
function isOneOfTwo(words: readonly string[], end: number): boolean {
  const next = words.slice(end + 1, end + 3).map((word) => foldText(word).replace(SENTENCE_END, ''));
  const day = BY.test(next[0] ?? '') ? next[1] : next[0];
  return OR.test(foldText(words[end] ?? '')) && (WEEKDAY_BY_WORD.has(day ?? '') || DAYS_AHEAD_BY_PHRASE.has(day ?? ''));
}

/** Whether a month, quarter or year says what something is about: `about May`, `za Q1`, `for 2027`. */
function isSubject(phrase: string, before: string): boolean {
  const [first = '', ...behind] = phrase.split(' ');
  const rest = ABOUT.test(before) ? [first, ...behind] : ABOUT.test(first) ? behind : [];
  const [name = ''] = rest;
  const isMonth = rest.length === 1 || /^20\d\d$/.test(rest[1] ?? '') ? MONTH_BY_WORD.has(name) : false;
  return isMonth || (rest.length > 0 && rest.length < 3 && /^(?:q[1-4]|h[12]|(?:\d{1,2}[./])?20\d\d)$/.test(name));
}

const BY_WORD = /^(?:by|until|till|do|within|end|of|ciagu)$/;

/** The first working day of a week, month or part of one that comes: `next week`, `w połowie grudnia`, `in Q1`; undefined for a day. */
function spanStart(phrase: string, context: DateContext): PlainDate | undefined {
  const words = phrase.replace(/^(?:in|w|we|na|sometime|gdzies) (?:the )?/, '').split(' ');
  const period = periodAt(words, { ...context, towards: 'future' });
  const span = partOfPeriod(words.join(' '), context) ?? (period?.length === words.length ? period.span : undefined);
  if (span === undefined || span.from === span.to || span.from <= context.today) return undefined;
  return weekday(span.from) > 5 ? weekdayAfter(span.from, 1) : span.from;
}

/** The hour of a stored step, 'HH:mm'; null where it has none. */
export const stepTime = (step: string | null): string | null =>
  step === null ? null : (findTimeOfDay(step.split(' ').slice(0, MAX_WORDS))?.at ?? null);
