import { foldText } from '../../core/fold-text.ts';
import { addMonths, firstOfMonth, type PlainDate, plainDate, startOfMonth } from '../../core/time/calendar.ts';
import { nextPeriod, type Period, type PeriodKind, periodContaining } from '../../core/time/periods.ts';
import { MONTH_BY_WORD, UNIT_BY_WORD } from '../dates/date-words.ts';
import { type Mention, parseSlackText, withoutMentions } from '../slack-text.ts';

/** One typed line about a target, as far as it is understood. */
export type TargetLine = {
  readonly who: Mention | undefined;
  readonly period: Period;
  /** What is left: the amount as typed. */
  readonly amount: string;
};

/** Longest line that is parsed: a longer one is no amount. */
const MAX_LENGTH = 150;
const QUARTER = /^(?:q|k|kw)\.?([1-4])$/;
const NEXT = new Set(['next', 'nastepny', 'nastepnego', 'przyszly', 'przyszlego']);
const NOISE = new Set(['for', 'na', 'this', 'ten', 'tego', 'target', 'cel', 'to', 'do', '=']);

/** The month of that number that is not over yet, or began less than six months ago. */
function monthNear(month: number, today: PlainDate): PlainDate {
  const year = Number(today.slice(0, 4));
  const candidates = [year - 1, year, year + 1].flatMap((each) => plainDate(each, month, 1) ?? []);
  const earliest = addMonths(startOfMonth(today), -5);
  return candidates.find((on) => on >= earliest) ?? startOfMonth(today);
}

/**
 * Reads `@anna 60k december`, `q4 780 tys.`, `2,9 mln rok`, in any order. Without a period it is about this month.
 *
 * @param fiscalStartMonth the month in which the year begins.
 */
export function parseTargetLine(raw: string, today: PlainDate, fiscalStartMonth: number): TargetLine {
  const read = parseSlackText(raw);
  const who = read.mentions.find(({ kind }) => kind === 'user');
  let kind: PeriodKind = 'month';
  let on: PlainDate = today;
  let next = false;
  const rest: string[] = [];
  const plain = withoutMentions(read).trim();
  if (plain.length > MAX_LENGTH) return { who, period: periodContaining(today, kind, fiscalStartMonth), amount: plain };
  for (const word of plain.split(/\s+/).filter((each) => each !== '')) {
    const folded = foldText(word);
    const month = /^\d/.test(folded) ? undefined : MONTH_BY_WORD.get(folded);
    const named = UNIT_BY_WORD.get(folded);
    const quarter = QUARTER.exec(folded)?.[1];
    if (NEXT.has(folded)) next = true;
    else if (quarter !== undefined) {
      kind = 'quarter';
      on = addMonths(periodContaining(today, 'year', fiscalStartMonth).startsOn, 3 * (Number(quarter) - 1));
    } else if (named === 'month' || named === 'quarter' || named === 'year') kind = named;
    else if (month !== undefined) on = monthNear(month, today);
    else if (/^20\d\d$/.test(folded) && rest.length > 0) {
      kind = 'year';
      on = firstOfMonth(Number(folded), fiscalStartMonth);
    } else if (!NOISE.has(folded)) rest.push(word);
  }
  const period = periodContaining(on, kind, fiscalStartMonth);
  return { who, period: next ? nextPeriod(period) : period, amount: rest.join(' ') };
}
