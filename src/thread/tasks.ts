import type { Counters } from '../core/counters.ts';
import { type EventLines, type HistoryTally, historyTally } from '../core/history-tally.ts';
import { type Reckoned, type Reckoning, reckon } from '../core/numbers/reckoning.ts';

/** A slice of a history to be counted under a name: read where it is counted. */
export type TallySlice = {
  readonly id: string;
  readonly isFirst: boolean;
  readonly lines: EventLines;
  readonly takeBack?: EventLines;
};

/** Everything that is computed beside the main thread: plain data in, plain data out. */
export type Tasks = {
  readonly reckon: (reckoning: Reckoning) => Reckoned;
  readonly count: (slice: TallySlice) => null;
  readonly seen: (tally: { readonly id: string }) => Int32Array;
  /** Ends what was counted under a name. */
  readonly counted: (tally: { readonly id: string }) => ReadonlyMap<string, Counters>;
  /** Drops what was counted under a name, where nobody wants it any more. */
  readonly forget: (tally: { readonly id: string }) => null;
};
export type TaskName = keyof Tasks;

/** The tasks of one thread; what is being counted is kept between slices, and is gone with the thread. */
export function tasks(): Tasks {
  const tallies = new Map<string, HistoryTally>();
  const known = (id: string): HistoryTally => {
    const tally = tallies.get(id);
    if (tally === undefined) throw new Error('what was counted is gone with the thread that had ended');
    return tally;
  };
  return {
    reckon,
    count: ({ id, isFirst, lines, takeBack }) => {
      if (isFirst) tallies.set(id, historyTally());
      if (takeBack !== undefined) known(id).takeBack(takeBack);
      known(id).add(lines);
      return null;
    },
    seen: ({ id }) => known(id).seen(),
    counted: ({ id }) => {
      const result = known(id).end();
      tallies.delete(id);
      return result;
    },
    forget: ({ id }) => {
      tallies.delete(id);
      return null;
    },
  };
}
