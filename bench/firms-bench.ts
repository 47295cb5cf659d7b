import { type BacktestResult, backtest, EQUAL_BLEND, LEJEK, MODEL_ALONE, RUN_RATE } from '../src/core/backtest/backtest.ts';
import type { ForecastScores } from '../src/core/backtest/forecast-scores.ts';
import type { PeriodAhead } from '../src/core/backtest/periods-ahead.ts';
import type { BacktestScope } from '../src/core/backtest/scorebook.ts';
import { DAY_MS } from '../src/core/time/durations.ts';
import { FIRM_FEATURES, type FirmFeature, featureFirm } from '../test/support/feature-firms.ts';

/** Days between the origins, and before the first of them. */
const ORIGIN_STEP_DAYS = 14;
const FIRST_ORIGIN_DAYS = 30;
/** Firms are drawn from here on: seeds that nothing was built on. */
const FIRST_SEED = 1001;
const PERIODS = ['eom', 'eoq', 'd90'] as const satisfies readonly PeriodAhead[];
const PERIOD_NAMES: Readonly<Record<(typeof PERIODS)[number], string>> = { eom: 'month', eoq: 'quarter', d90: '90 days' };
/** Features in which a firm changes, where a larger bias is forgiven. */
const TURNS: readonly FirmFeature[] = ['late outcomes', 'turns', 'growing team', 'all at once'];

type FirmScores = Readonly<Record<string, ForecastScores | undefined>>;

function runToEnd(steps: ReturnType<typeof backtest>): BacktestResult {
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

function backtestFirm(feature: FirmFeature, seed: number, scopes: readonly BacktestScope[]): BacktestResult {
  const firm = featureFirm(feature, seed);
  const origins: number[] = [];
  for (let at = firm.from + FIRST_ORIGIN_DAYS * DAY_MS; at + 30 * DAY_MS <= firm.until; at += ORIGIN_STEP_DAYS * DAY_MS)
    origins.push(at);
  return runToEnd(
    backtest(firm.events, { currency: 'PLN', stageIds: firm.stageIds, origins, periods: [...PERIODS], scopes, seed }),
  );
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/**
 * Prints, for firms of each feature, the errors of Lejek's forecasts beside the model alone, the run-rate and the mean of both; each figure
 * is the mean over firms.
 *
 * @param firms of each feature.
 */
export function firmsBench(firms: number, features: readonly FirmFeature[] = FIRM_FEATURES): void {
  const scopes: readonly BacktestScope[] = ['team', 'reps'];
  console.log(
    `\nForecasts of ${firms} firms of each feature, every ${ORIGIN_STEP_DAYS} days of fifteen months; MAE over the mean of what came`,
  );
  console.log(
    [
      'feature'.padEnd(15),
      'period'.padEnd(8),
      'Lejek',
      'model',
      ' rate',
      'blend',
      '/best',
      ' bias',
      ' 80 %',
      'width',
      'reps 80 %',
    ].join('  '),
  );
  for (const feature of features) {
    const results = Array.from({ length: firms }, (_, i) => backtestFirm(feature, FIRST_SEED + i, scopes));
    for (const ahead of PERIODS) {
      const tables = results.flatMap(({ scores }) => {
        const table = (scope: BacktestScope) =>
          scores.forecastTables().find((each) => each.scope === scope && each.ahead === ahead);
        const rows = (scope: BacktestScope): FirmScores =>
          Object.fromEntries((table(scope)?.rows ?? []).map((row) => [row.method, row]));
        return [{ team: rows('team'), reps: rows('reps') }];
      });
      const of = (method: string, what: (score: ForecastScores) => number): number =>
        mean(tables.flatMap(({ team }) => (team[method] === undefined ? [] : [what(team[method])])));
      const errors = [LEJEK, MODEL_ALONE, RUN_RATE, EQUAL_BLEND].map((method) => of(method, ({ maeShare }) => maeShare));
      const best = Math.min(...errors.slice(1));
      const reps = mean(
        tables.flatMap(({ reps: rows }) => (rows[LEJEK] === undefined ? [] : [rows[LEJEK].intervalCoverage ?? 0])),
      );
      const bias = of(LEJEK, (score) => score.bias);
      const allowed = TURNS.includes(feature) ? 0.15 : 0.08;
      console.log(
        [
          feature.padEnd(15),
          PERIOD_NAMES[ahead].padEnd(8),
          ...errors.map((error) => error.toFixed(3)),
          `${((errors[0] ?? 0) / best).toFixed(2)}${(errors[0] ?? 0) > 1.1 * best ? '!' : ' '}`,
          `${bias.toFixed(2)}${ahead !== 'eom' && Math.abs(bias - 1) > allowed ? '!' : ' '}`,
          `${(100 * of(LEJEK, ({ intervalCoverage }) => intervalCoverage ?? 0)).toFixed(0)} %`,
          of(LEJEK, ({ intervalWidth }) => intervalWidth ?? 0).toFixed(2),
          `${(100 * reps).toFixed(0)} %`,
        ].join('  '),
      );
    }
  }
}
