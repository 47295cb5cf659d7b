import { computePipelineNumbers, type NumbersRequest, type PipelineNumbers } from '../core/funnel/pipeline-numbers.ts';
import type { Counters } from '../core/history/counters.ts';
import { createHistoryTally, type EventLines, type HistoryTally } from '../core/history/history-tally.ts';
import { createDealsTables, type DealsTableSteps } from '../import/read/deals-tables.ts';

/**
 * A slice of a history to add to a tally, as text that is parsed in the worker. `isFirst` starts the tally; `subtract`: events to remove
 * first.
 */
export type TallySlice = {
  readonly id: string;
  readonly isFirst: boolean;
  readonly lines: EventLines;
  readonly subtract?: EventLines;
};

/** Tasks of the worker thread: serializable input and output. */
export type Tasks = DealsTableSteps & {
  readonly computeNumbers: (request: NumbersRequest) => PipelineNumbers;
  readonly count: (slice: TallySlice) => null;
  readonly lastVersions: (tally: { readonly id: string }) => Int32Array;
  /** Finishes a tally and returns its counters by pipeline. */
  readonly result: (tally: { readonly id: string }) => ReadonlyMap<string, Counters>;
  /** Drops an abandoned tally. */
  readonly discard: (tally: { readonly id: string }) => null;
};
export type TaskName = keyof Tasks;

/** The tasks of one thread. Running tallies and open tables are kept between slices and are lost with the thread. */
export function createTasks(): Tasks {
  const tallies = new Map<string, HistoryTally>();
  const requireTally = (id: string): HistoryTally => {
    const tally = tallies.get(id);
    if (tally === undefined) throw new Error('what was counted is gone with the thread that had ended');
    return tally;
  };
  return {
    ...createDealsTables(),
    computeNumbers: computePipelineNumbers,
    count: ({ id, isFirst, lines, subtract }) => {
      if (isFirst) tallies.set(id, createHistoryTally());
      if (subtract !== undefined) requireTally(id).subtract(subtract);
      requireTally(id).add(lines);
      return null;
    },
    lastVersions: ({ id }) => requireTally(id).lastVersions(),
    result: ({ id }) => {
      const result = requireTally(id).finish();
      tallies.delete(id);
      return result;
    },
    discard: ({ id }) => {
      tallies.delete(id);
      return null;
    },
  };
}
