import { startOfDayUtc } from '../core/time/calendar.ts';
/** `npm run -s backtest -- --events FILE.csv --stages a,b,c …`: what forecasts would have said on one's own past, and how right they were. */

import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { BACKTEST_USAGE, type BacktestOptions, parseBacktestOptions, resolveOrigins } from '../backtest/options.ts';
import { productVersion } from '../backtest/product-version.ts';
import { readTextFile } from '../backtest/read-text-file.ts';
import { dealTable, forecastTable, predictionsJson, SCORING_NOTE } from '../backtest/report.ts';
import { type BacktestResult, backtest, LEJEK } from '../core/backtest/backtest.ts';
import { utcDate } from '../core/time/calendar.ts';
import { parseStageHistory, type StageHistory } from '../input/stage-history-csv.ts';
import { type CalibrationTexts, calibrationSvg } from '../slack/charts/calibration-svg.ts';
import { renderPng } from '../slack/charts/png.ts';
import { printError, printOut, runTool } from './tool.ts';

const EXIT_USAGE = 2;
/** Bad lines that are shown one by one. */
const MAX_SHOWN_LINES = 10;
/** The same history gives the same numbers. */
const SEED = 1;

function reportBadLines({ bad, currency, otherCurrencies }: StageHistory): void {
  for (const { line, why } of bad.slice(0, MAX_SHOWN_LINES)) printError(`line ${line}: ${why}`);
  if (bad.length > MAX_SHOWN_LINES) printError(`… and ${bad.length - MAX_SHOWN_LINES} more`);
  if (bad.length > 0) printError(`${bad.length} lines could not be used and were left out.`);
  if (otherCurrencies > 0) printError(`${otherCurrencies} values are not in ${currency} and were left out: convert them before.`);
}

const chartTexts = (dataset: string): CalibrationTexts => ({
  title: `Called and won: ${dataset}`,
  subtitle: 'Deals by the win probability called, with their number and an 80 % range. On the dashed line both agree.',
  predictedAxis: 'win probability called',
  wonAxis: 'share that won',
  percent: (share) => `${Math.round(100 * share)} %`,
  deals: (n) => String(n),
});

/** On a terminal one line that changes; elsewhere a line per tenth. */
function createProgress(): (done: number, of: number) => void {
  let tenth = -1;
  return (done, of) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of} days${done === of ? '\n' : ' '}`);
    else if (Math.floor((10 * done) / of) > tenth) {
      tenth = Math.floor((10 * done) / of);
      process.stderr.write(`${done} of ${of} days\n`);
    }
  };
}

function runBacktest(
  { events, currency }: StageHistory,
  { origins, stageIds, periods, scopes }: BacktestOptions,
): BacktestResult {
  const [first, last] = [events[0]?.at ?? 0, events.at(-1)?.at ?? 0];
  const days = resolveOrigins(origins, utcDate(first), utcDate(last));
  if (days.length === 0)
    throw new RangeError(`No day to look ahead from: the history runs from ${utcDate(first)} to ${utcDate(last)}.`);
  const reportProgress = createProgress();
  const steps = backtest(events, {
    currency: currency ?? '',
    stageIds,
    origins: days.map((day) => startOfDayUtc(day)),
    periods,
    scopes,
    seed: SEED,
  });
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    reportProgress(step.value.done, step.value.of);
  }
}

async function main(): Promise<number> {
  const options = parseBacktestOptions(process.argv.slice(2));
  if (typeof options === 'string') {
    printError(`${options}\n${BACKTEST_USAGE}`);
    return EXIT_USAGE;
  }
  const history = parseStageHistory(await readTextFile(options.file), options.stageIds);
  reportBadLines(history);
  if (history.events.length === 0) throw new RangeError('The file holds no event that could be used.');
  const { snapshots, scores } = runBacktest(history, options);
  const dataset = basename(options.file);
  printOut(
    `${dataset}: ${history.events.length} events, ${snapshots.length} days looked ahead from. Smaller is better; 80 % is right inside.`,
  );
  for (const table of scores.dealTables()) printOut(`\n${dealTable(table)}`);
  const forecasts = scores.forecastTables();
  if (forecasts.length > 0) printOut(`\n${SCORING_NOTE}`);
  for (const table of forecasts) printOut(`\n${forecastTable(table)}`);
  if (options.out !== undefined) {
    await writeFile(options.out, `${JSON.stringify(predictionsJson(productVersion(), dataset, snapshots))}\n`);
    printError(`Predictions: ${options.out}`);
  }
  if (options.chart !== undefined) {
    await writeFile(options.chart, await renderPng(calibrationSvg(scores.calibration('ever won', LEJEK), chartTexts(dataset))));
    printError(`Calibration: ${options.chart}`);
  }
  return 0;
}

await runTool(main);
