import { type CounterSum, type Counters, counterSum, negateCounters } from './counters.ts';
import { type DealEvent, effectiveEvents } from './deal-event.ts';
import { type CountedEvent, type CountedState, wholeParts } from './stage-history.ts';

/** What the counters read of an event, short enough to pass millions of them on. */
export type EventLine = readonly [
  pipelineId: string,
  dealNumber: number,
  version: number,
  kind: DealEvent['kind'],
  at: number,
  undoes: number | null,
  before: StateLine | null,
  after: StateLine,
];
export type StateLine = readonly [
  stageId: string,
  stageSince: number,
  ownerId: string,
  tier: CountedState['tier'],
  outcome: CountedState['outcome'],
  pipelineValueMinor: number | null,
];

export type HistoryTally = {
  /** Counts events of whole deals, ordered by deal and version. */
  readonly add: (lines: readonly EventLine[]) => void;
  /** Takes back what these events were counted as: a part of a deal's history up to some version. */
  readonly takeBack: (lines: readonly EventLine[]) => void;
  /** How far each deal was counted: its number and last version, one after the other. */
  readonly seen: () => Int32Array;
  /** What all of it amounts to, by pipeline. */
  readonly end: () => ReadonlyMap<string, Counters>;
};

const stateOf = ([stageId, stageSince, ownerId, tier, outcome, pipelineValueMinor]: StateLine): CountedState => ({
  stageId,
  stageSince,
  ownerId,
  tier,
  outcome,
  pipelineValueMinor,
});

type HistoryEvent = CountedEvent & Pick<DealEvent, 'version' | 'undoes'>;

const eventOf = ([, , version, kind, at, undoes, before, after]: EventLine): HistoryEvent => ({
  version,
  kind,
  at,
  undoes,
  before: before === null ? null : stateOf(before),
  after: stateOf(after),
});

/** Adds up the histories of deals, part by part, growing in place: for a rebuild of the counters from millions of events. */
export function historyTally(): HistoryTally {
  const sums = new Map<string, CounterSum>();
  const seen: number[] = [];
  const sumOf = (pipelineId: string): CounterSum => {
    const sum = sums.get(pipelineId) ?? counterSum();
    sums.set(pipelineId, sum);
    return sum;
  };
  const each = (lines: readonly EventLine[], count: (own: readonly EventLine[], sum: CounterSum) => void): void => {
    for (let from = 0; from < lines.length; ) {
      const [pipelineId = '', number] = lines[from] ?? [];
      let to = from;
      while (lines[to]?.[1] === number) to += 1;
      count(lines.slice(from, to), sumOf(pipelineId));
      from = to;
    }
  };
  return {
    add: (lines) =>
      each(lines, (own, sum) => {
        for (const part of wholeParts(effectiveEvents(own.map(eventOf)))) sum.add(part);
        const last = own.at(-1);
        if (last !== undefined) seen.push(last[1], last[2]);
      }),
    takeBack: (lines) =>
      each(lines, (own, sum) => {
        for (const part of wholeParts(effectiveEvents(own.map(eventOf)))) sum.add(negateCounters(part));
      }),
    seen: () => Int32Array.from(seen),
    end: () => new Map([...sums].map(([pipelineId, sum]) => [pipelineId, sum.counters()])),
  };
}
