import { computePipelineNumbers, type NumbersRequest, type PipelineNumbers } from '../core/funnel/pipeline-numbers.ts';
import type { Counters } from '../core/history/counters.ts';
import { createHistoryTally, type EventLines, type HistoryTally } from '../core/history/history-tally.ts';

/** A slice of a history to be counted under a name: read where it is counted. */
export type TallySlice = {
  readonly id: string;
  readonly isFirst: boolean;
  readonly lines: EventLines;
  readonly subtract?: EventLines;
};

/** Everything that is computed beside the main thread: plain data in, plain data out. */
export type Tasks = {
  readonly computeNumbers: (reckoning: NumbersRequest) => PipelineNumbers;
  readonly count: (slice: TallySlice) => null;
  readonly lastVersions: (tally: { readonly id: string }) => Int32Array;
  /** Ends what was counted under a name. */
  readonly result: (tally: { readonly id: string }) => ReadonlyMap<string, Counters>;
  /** Drops what was counted under a name, where nobody wants it any more. */
  readonly discard: (tally: { readonly id: string }) => null;
};
export type TaskName = keyof Tasks;

/** The tasks of one thread; what is being counted is kept between slices, and is gone with the thread. */
export function createTasks(): Tasks {
  const tallies = new Map<string, HistoryTally>();
  const requireTally = (id: string): HistoryTally => {
    const tally = tallies.get(id);
    if (tally === undefined) throw new Error('what was counted is gone with the thread that had ended');
    return tally;
  };
  return {
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
