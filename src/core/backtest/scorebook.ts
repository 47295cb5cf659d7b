import { type CalibrationBin, type Called, calibrationBins, type DealScores, dealScores } from './deal-scores.ts';
import { type ForecastScores, forecastScores, type Told } from './forecast-scores.ts';
import type { Ahead } from './periods-ahead.ts';

/** What a probability was about. */
export type Question = 'ever won' | 'won in 30 days';
export type ScopeKind = 'team' | 'reps';

export type DealTable = { readonly question: Question; readonly rows: readonly ({ readonly method: string } & DealScores)[] };
export type ForecastTable = {
  readonly scope: ScopeKind;
  readonly ahead: Ahead;
  readonly rows: readonly ({ readonly method: string } & ForecastScores)[];
};

/** Collects what each method said and what came of it. */
export type Scorebook = {
  readonly called: (question: Question, method: string, called: Called) => void;
  readonly told: (scope: ScopeKind, ahead: Ahead, method: string, told: Told) => void;
  readonly dealTables: () => readonly DealTable[];
  readonly forecastTables: () => readonly ForecastTable[];
  readonly calibration: (question: Question, method: string) => readonly CalibrationBin[];
};

/** Values of one key, in the order in which keys first came. */
function lists<T>() {
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

export function scorebook(): Scorebook {
  const calls = lists<Called>();
  const tellings = lists<Told>();
  const questions = new Map<string, { question: Question; methods: Set<string> }>();
  const frames = new Map<string, { scope: ScopeKind; ahead: Ahead; methods: Set<string> }>();
  return {
    called: (question, method, called) => {
      const frame = questions.get(question) ?? { question, methods: new Set() };
      questions.set(question, frame);
      frame.methods.add(method);
      calls.add(`${question}|${method}`, called);
    },
    told: (scope, ahead, method, told) => {
      const frame = frames.get(`${scope}|${ahead}`) ?? { scope, ahead, methods: new Set() };
      frames.set(`${scope}|${ahead}`, frame);
      frame.methods.add(method);
      tellings.add(`${scope}|${ahead}|${method}`, told);
    },
    dealTables: () =>
      [...questions.values()].map(({ question, methods }) => ({
        question,
        rows: [...methods].map((method) => ({ method, ...dealScores(calls.get(`${question}|${method}`)) })),
      })),
    forecastTables: () =>
      [...frames.values()].map(({ scope, ahead, methods }) => ({
        scope,
        ahead,
        rows: [...methods].flatMap((method) => {
          const scores = forecastScores(tellings.get(`${scope}|${ahead}|${method}`));
          return scores === undefined ? [] : [{ method, ...scores }];
        }),
      })),
    calibration: (question, method) => calibrationBins(calls.get(`${question}|${method}`)),
  };
}
