import type { BacktestSnapshot } from '../core/backtest/backtest-snapshot.ts';
import type { DealTable, ForecastTable } from '../core/backtest/scorebook.ts';
import { utcDate } from '../core/time/calendar.ts';

const PERIOD_LABELS = {
  eom: 'to the end of the month',
  eoq: 'to the end of the quarter',
  eoy: 'to the end of the year',
  d30: '30 days ahead',
  d90: '90 days ahead',
} as const;

/** A number with so many decimals, '–' where there is none. */
const formatNumber = (value: number | undefined, digits = 3): string =>
  value === undefined || !Number.isFinite(value) ? '–' : value.toFixed(digits);

function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** Brier, log loss and calibration error of each method as a table; smaller is better. */
export function dealTable({ question, rows }: DealTable): string {
  const body = rows.map((row) => [
    row.method,
    formatNumber(row.brier, 4),
    formatNumber(row.logLoss, 4),
    formatNumber(row.calibrationError, 4),
  ]);
  const title = `Win probability: ${question} (${rows[0]?.n ?? 0} deals called)`;
  return `${title}\n${formatTable(['', 'Brier', 'log loss', 'calibration error'], body)}`;
}

/** Which point of a forecast its errors are taken from, and why: before the tables. */
export const SCORING_NOTE = `MAE is the mean absolute error of a forecast's median (its 50 % quantile), RMSE the root mean squared error of its mean, which is
also what forecast / actual compares (1.00 is right): each point by the error that it makes smallest. What is won is skewed, so the
median lies below the mean, and by absolute errors alone a method that says too little would look right. A method that says one number
is scored by it throughout. Days before the first win or loss are left out: until then nothing is forecast.`;

/** Errors of each method's forecasts as a table. */
export function forecastTable({ scope, ahead, rows }: ForecastTable): string {
  const body = rows.map((row) => [
    row.method,
    formatNumber(row.maeShare),
    formatNumber(row.rmseShare),
    formatNumber(row.crpsShare),
    row.intervalCoverage === undefined ? '–' : `${(100 * row.intervalCoverage).toFixed(0)} %`,
    formatNumber(row.intervalWidth, 2),
    formatNumber(row.bias, 2),
  ]);
  const title = `Value won ${PERIOD_LABELS[ahead]}, ${scope === 'team' ? 'team' : 'each rep'} (${rows[0]?.n ?? 0} forecasts)`;
  return `${title}\n${formatTable(['', 'MAE / mean', 'RMSE / mean', 'CRPS / mean', 'inside 80 %', 'its width', 'forecast / actual'], body)}`;
}

const roundTo = (value: number, digits: number): number => Number(value.toFixed(digits));

/** The predictions as `--out` writes them: the form is fixed, others read it. */
export function predictionsJson(product: string, dataset: string, snapshots: readonly BacktestSnapshot[]) {
  return {
    product,
    snapshots: snapshots.map(({ origin, deals, forecasts }) => ({
      dataset,
      origin: utcDate(origin),
      deals: Object.fromEntries(
        deals.map(({ dealId, pWin, p30d }) => [dealId, { p_win: roundTo(pWin, 6), p_30d: roundTo(p30d, 6) }]),
      ),
      forecasts: forecasts.map(({ scope, ahead, mean, q }) => ({
        scope,
        period: ahead,
        mean: roundTo(mean, 2),
        q: q.map((each) => roundTo(each, 2)),
      })),
    })),
  };
}
