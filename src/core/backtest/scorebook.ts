import { type CalibrationBin, calibrationBins, type DealScores, dealScores, type ScoredPrediction } from './deal-scores.ts';
import { type ForecastScores, forecastScores, type ScoredForecast } from './forecast-scores.ts';
import type { PeriodAhead } from './periods-ahead.ts';

/** The event whose probability was predicted. */
export type PredictedOutcome = 'ever won' | 'won in 30 days';
/** Whose wins are forecast: those of the team, or of each rep. */
export type BacktestScope = 'team' | 'reps';

export type DealTable = {
  readonly question: PredictedOutcome;
  readonly rows: readonly ({ readonly method: string } & DealScores)[];
};
export type ForecastTable = {
  readonly scope: BacktestScope;
  readonly ahead: PeriodAhead;
  readonly rows: readonly ({ readonly method: string } & ForecastScores)[];
};

/** Scope and horizon of a forecast. */
export type ForecastFrame = { readonly scope: BacktestScope; readonly ahead: PeriodAhead };

/** Collects the predictions and forecasts of every method with their outcomes. */
export type Scorebook = {
  readonly addPrediction: (question: PredictedOutcome, method: string, called: ScoredPrediction) => void;
  readonly addForecast: ({ scope, ahead }: ForecastFrame, method: string, forecast: ScoredForecast) => void;
  readonly dealTables: () => readonly DealTable[];
  readonly forecastTables: () => readonly ForecastTable[];
  readonly calibration: (question: PredictedOutcome, method: string) => readonly CalibrationBin[];
};

/** Multimap that keeps its keys in order of insertion. */
function createMultimap<T>() {
  const all = new Map<string, T[]>();
  return {
    add: (key: string, value: T): void => {
      const list = all.get(key);
      if (list === undefined) all.set(key, [value]);
      else list.push(value);
    },
    get: (key: string): readonly T[] => all.get(key) ?? [],
    keys: (): readonly string[] => [...all.keys()],
  };
}

export function createScorebook(): Scorebook {
  const predictions = createMultimap<ScoredPrediction>();
  const forecasts = createMultimap<ScoredForecast>();
  const questions = new Map<string, { question: PredictedOutcome; methods: Set<string> }>();
  const frames = new Map<string, { scope: BacktestScope; ahead: PeriodAhead; methods: Set<string> }>();
  return {
    addPrediction: (question, method, called) => {
      const frame = questions.get(question) ?? { question, methods: new Set() };
      questions.set(question, frame);
      frame.methods.add(method);
      predictions.add(`${question}|${method}`, called);
    },
    addForecast: ({ scope, ahead }, method, forecast) => {
      const frame = frames.get(`${scope}|${ahead}`) ?? { scope, ahead, methods: new Set() };
      frames.set(`${scope}|${ahead}`, frame);
      frame.methods.add(method);
      forecasts.add(`${scope}|${ahead}|${method}`, forecast);
    },
    dealTables: () =>
      [...questions.values()].map(({ question, methods }) => ({
        question,
        rows: [...methods].map((method) => ({ method, ...dealScores(predictions.get(`${question}|${method}`)) })),
      })),
    forecastTables: () =>
      [...frames.values()].map(({ scope, ahead, methods }) => ({
        scope,
        ahead,
        rows: [...methods].flatMap((method) => {
          const scores = forecastScores(forecasts.get(`${scope}|${ahead}|${method}`));
          return scores === undefined ? [] : [{ method, ...scores }];
        }),
      })),
    calibration: (question, method) => calibrationBins(predictions.get(`${question}|${method}`)),
  };
}
