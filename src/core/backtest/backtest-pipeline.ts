import { defaultLadder } from '../numbers/prior.ts';
import type { Pipeline } from '../stage.ts';

/** ISO 4217's own code for money of no currency: a history in CSV does not say which it is in. */
const NO_CURRENCY = 'XXX';

/** A pipeline that nobody configured: only its stages and their order are known. */
export function backtestPipeline(stageIds: readonly string[]): Pipeline {
  const ladder = defaultLadder(stageIds.length);
  return {
    id: 'backtest',
    name: 'backtest',
    currency: NO_CURRENCY,
    lostReasons: [],
    stages: stageIds.map((id, index) => ({
      id,
      position: index + 1,
      kind: 'open',
      name: id,
      shortName: id,
      meaning: '',
      criteria: [],
      actions: [],
      startingProbability: ladder[index] ?? 0.3,
      minimum: 1,
      ageingDays: 30,
      strict: false,
    })),
  };
}
