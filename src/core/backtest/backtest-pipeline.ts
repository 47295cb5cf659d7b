import { defaultStartingProbabilities } from '../numbers/model/prior.ts';
import type { Pipeline } from '../pipeline/stage.ts';

/** Pipeline of a backtest: only the stages, their order and the currency of the history are known; the rest is default. */
export function backtestPipeline(stageIds: readonly string[], currency: string): Pipeline {
  const ladder = defaultStartingProbabilities(stageIds.length);
  return {
    id: 'backtest',
    name: 'backtest',
    currency,
    version: 1,
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
