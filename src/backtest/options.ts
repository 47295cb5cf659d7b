import { parseArgs } from 'node:util';
import { isPeriodAhead, PERIODS_AHEAD, type PeriodAhead } from '../core/backtest/periods-ahead.ts';
import type { BacktestScope } from '../core/backtest/scorebook.ts';
import { addDays, isPlainDate, type PlainDate } from '../core/time/calendar.ts';
import { parseList } from '../input/parse-list.ts';
import { errorMessage } from '../platform/error-message.ts';

/** What a backtest was asked for. Origins are dates: that day 00:00 UTC. */
export type BacktestOptions = {
  readonly file: string;
  readonly stageIds: readonly string[];
  /** Named dates, or a rhythm whose open ends the history decides. */
  readonly origins:
    | readonly PlainDate[]
    | { readonly everyDays: number; readonly from: PlainDate | undefined; readonly to: PlainDate | undefined };
  readonly periods: readonly PeriodAhead[];
  readonly scopes: readonly BacktestScope[];
  readonly out: string | undefined;
  readonly chart: string | undefined;
};

export const BACKTEST_USAGE = `npm run -s backtest -- --events FILE.csv[.gz] --stages a,b,c
  --origins 2025-03-01,2025-04-01   days to look ahead from (00:00 UTC), or
  --every 7d --from DAY --to DAY    a rhythm; by default every 7d over the last year of the history
  --periods ${PERIODS_AHEAD.join(',')}
  --scopes team,reps                default team
  --out FILE.json                   what was predicted
  --chart FILE.png                  probability calibration as a picture
Tables: MAE is of a forecast's median, RMSE and forecast / actual of its mean, CRPS of its whole range.`;

const OPTIONS = {
  events: { type: 'string' },
  stages: { type: 'string' },
  origins: { type: 'string' },
  every: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  periods: { type: 'string' },
  scopes: { type: 'string' },
  out: { type: 'string' },
  chart: { type: 'string' },
} as const;

/** The days that were named, or a sentence about the first that is none. */
function parseDays(days: readonly string[]): readonly PlainDate[] | string {
  const wrong = days.find((day) => !isPlainDate(day));
  return wrong === undefined ? days.filter(isPlainDate) : `"${wrong}" is no day: 2025-03-01.`;
}

/** @returns what was asked for, or a sentence about what was not understood. */
export function parseBacktestOptions(args: readonly string[]): BacktestOptions | string {
  let values: ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];
  try {
    values = parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    return errorMessage(error);
  }
  const { events, stages, origins, every = '7d', from, to, periods, scopes = 'team', out, chart } = values;
  if (events === undefined) return 'Which history? --events FILE.csv';
  if (stages === undefined) return 'Which stages, in order? --stages a,b,c';
  const stageIds = parseList(stages);
  if (stageIds.length === 0 || new Set(stageIds).size < stageIds.length) return '--stages names each stage once.';
  const ahead = periods === undefined ? PERIODS_AHEAD : parseList(periods);
  const wrongPeriod = ahead.find((each) => !isPeriodAhead(each));
  if (wrongPeriod !== undefined) return `There is no period "${wrongPeriod}": ${PERIODS_AHEAD.join(', ')}.`;
  const scope = parseList(scopes);
  const wrongScope = scope.find((each) => each !== 'team' && each !== 'reps');
  if (wrongScope !== undefined) return `There is no scope "${wrongScope}": team, reps.`;
  const rhythm = /^(\d{1,4})d?$/.exec(every.trim());
  if (rhythm === null || Number(rhythm[1]) < 1) return `"${every}" is no number of days: 7d.`;
  const days = origins === undefined ? undefined : parseDays(parseList(origins));
  if (typeof days === 'string') return days;
  const range = parseDays([from, to].filter((day) => day !== undefined));
  if (typeof range === 'string') return range;
  if (days?.length === 0) return '--origins names no day.';
  return {
    file: events,
    stageIds,
    origins:
      days === undefined
        ? { everyDays: Number(rhythm[1]), from: range.find((day) => day === from), to: range.find((day) => day === to) }
        : [...new Set(days)].sort(),
    periods: ahead.filter(isPeriodAhead),
    scopes: [...(scope.includes('team') ? (['team'] as const) : []), ...(scope.includes('reps') ? (['reps'] as const) : [])],
    out,
    chart,
  };
}

/**
 * The origins of a history: the named ones, or a rhythm over its last year, but not before it has 90 days.
 *
 * @param first day of the first event. @param last day of the last one.
 */
export function resolveOrigins(asked: BacktestOptions['origins'], first: PlainDate, last: PlainDate): readonly PlainDate[] {
  if (!('everyDays' in asked)) return asked;
  const { everyDays, to = last } = asked;
  const [earliest, year] = [addDays(first, 90), addDays(last, -365)];
  const from = asked.from ?? (earliest > year ? earliest : year);
  const days: PlainDate[] = [];
  for (let day = from; day <= to; day = addDays(day, everyDays)) days.push(day);
  return days;
}
