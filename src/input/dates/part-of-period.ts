import { addDays, addMonths, daysBetween, type PlainDate, weekday } from '../../core/time/calendar.ts';
import { type DateContext, type DaySpan, periodAt } from './period-phrase.ts';

type Part = 'start' | 'early' | 'middle' | 'late';

/** How people name a part of a period, folded; what stands behind is the period. */
const PARTS: readonly (readonly [Part, RegExp])[] = [
  ['middle', /^(?:(?:the )?middle of|mid|(?:w )?polow(?:a|y|ie|e)|(?:w )?srod(?:ek|ku))[ -](?:the )?/],
  ['start', /^(?:(?:the )?(?:start|1st half) of) (?:the )?/],
  ['early', /^(?:early(?: in)?|(?:the )?beginning of|(?:na |z )?(?:poczatk(?:u|iem)|poczatek)) (?:the )?/],
  ['late', /^(?:late(?: in)?|pod koniec) (?:the )?/],
];
const HALF = /^(?:(?:the )?(first|second|1st|2nd) half of|(?:w )?(pierwsz\w+|drug\w+) polow\w+) (?:the )?/;
/** Days of a month that are its beginning. */
const EARLY_DAYS = 10;

/**
 * The days that a part of a period means: `mid December`, `połowa grudnia`, `early next week`, `pod koniec grudnia`, `second half of June`. A
 * middle is one day: the 15th, a week's Wednesday, a year's half. Of a period without a year, the next whose part is not over.
 *
 * @returns undefined where the phrase names no part, or a part of nothing.
 */
export function partOfPeriod(phrase: string, context: DateContext): DaySpan | undefined {
  const [whole, first, polish] = HALF.exec(phrase) ?? [];
  if (whole !== undefined) {
    const isFirst = first === undefined ? polish?.startsWith('pierwsz') === true : /^(?:first|1st)$/.test(first);
    return upcoming(phrase.slice(whole.length), context, (span) => halfOf(span, isFirst));
  }
  for (const [part, pattern] of PARTS) {
    const lead = pattern.exec(phrase)?.[0];
    if (lead !== undefined) return upcoming(phrase.slice(lead.length), context, (span) => partOf(span, part));
  }
  return undefined;
}

/** The part of the period that comes: of this year's, or of the next one's where that is over. */
function upcoming(rest: string, context: DateContext, part: (span: DaySpan) => DaySpan): DaySpan | undefined {
  const words = rest.split(' ');
  const read = (today: PlainDate): DaySpan | undefined => {
    const match = periodAt(words, { ...context, today, towards: 'future' });
    return match === undefined || match.length !== words.length || match.span.from === match.span.to ? undefined : match.span;
  };
  const span = read(context.today);
  if (span === undefined) return undefined;
  const found = part(span);
  const later = found.to < context.today ? read(addDays(span.to, 1)) : undefined;
  return later === undefined || later.from < span.from ? found : part(later);
}

function partOf(span: DaySpan, part: Part): DaySpan {
  const days = daysBetween(span.from, span.to) + 1;
  const lastWorkday = days <= 7 ? addDays(span.to, -2) : span.to;
  switch (part) {
    case 'start':
      return { from: span.from, to: span.from };
    case 'early':
      return { from: span.from, to: days <= 7 ? addDays(span.from, 1) : addDays(span.from, EARLY_DAYS - 1) };
    case 'middle': {
      const on = middleOf(span, days);
      return { from: on, to: on };
    }
    case 'late':
      return { from: days <= 7 ? addDays(span.from, 3) : addDays(span.to, -EARLY_DAYS), to: lastWorkday };
  }
}

/** A week's Wednesday, a month's 15th, the 15th of a quarter's second month, the last day of a half of a year. */
function middleOf({ from }: DaySpan, days: number): PlainDate {
  if (days <= 7) return addDays(from, 2);
  if (days <= 31) return addDays(from, 14);
  return days <= 92 ? addDays(addMonths(from, 1), 14) : addDays(addMonths(from, days <= 184 ? 3 : 6), -1);
}

function halfOf(span: DaySpan, isFirst: boolean): DaySpan {
  const days = daysBetween(span.from, span.to) + 1;
  const end =
    days <= 31 ? addDays(span.from, days <= 7 ? 2 : 14) : addDays(addMonths(span.from, days > 184 ? 6 : days > 92 ? 3 : 1), -1);
  const to = days <= 7 && weekday(span.to) === 7 ? addDays(span.to, -2) : span.to;
  return isFirst ? { from: span.from, to: end } : { from: addDays(end, 1), to };
}
