import type { Counters } from './counters.ts';
import type { CountedState, Counting } from './counting.ts';
import { type CountingSums, countingSums } from './counting-sums.ts';
import { type DealEvent, effectiveEvents } from './deal-event.ts';
import { type CountedEvent, countWhole } from './stage-history.ts';

/**
 * Events as text, short enough to pass millions of them on: a line each, ordered by deal and version, fields between tabs. They are
 * pipeline, number of the deal, version, kind, instant (ms), version that it undoes, and the counted state after it. Where the event does
 * not begin with the state that the line before ended with, that follows: `-` for none. Null is empty; ids hold no control characters.
 */
export type EventLines = string;

/** The fields of a state in a line, in this order. */
export const STATE_FIELDS = [
  'stageId',
  'stageSince',
  'ownerId',
  'tier',
  'outcome',
  'pipelineValueMinor',
] as const satisfies readonly (keyof CountedState)[];

const AFTER = 6;
const BEFORE = AFTER + STATE_FIELDS.length;

export type HistoryTally = {
  /** Counts events of whole deals, ordered by deal and version. */
  readonly add: (lines: EventLines) => void;
  /** Takes back what these events were counted as: a part of a deal's history up to some version. */
  readonly takeBack: (lines: EventLines) => void;
  /** How far each deal was counted: its number and last version, one after the other. */
  readonly seen: () => Int32Array;
  /** What all of it amounts to, by pipeline. */
  readonly end: () => ReadonlyMap<string, Counters>;
};

type HistoryEvent = CountedEvent & Pick<DealEvent, 'version' | 'undoes'>;

/** The one copy of each id: a part of a text would keep all of that in memory. */
function ids(): (id: string) => string {
  const known = new Map<string, string>();
  return (id) => {
    const held = known.get(id);
    if (held !== undefined) return held;
    const copy: string = JSON.parse(JSON.stringify(id));
    known.set(copy, copy);
    return copy;
  };
}

/** Adds up the histories of deals, part by part, growing in place: for a rebuild of the counters from millions of events. */
export function historyTally(): HistoryTally {
  const sums = new Map<string, CountingSums>();
  const seen: number[] = [];
  const idOf = ids();
  const stateOf = (fields: readonly string[], from: number): CountedState => ({
    stageId: idOf(fields[from] ?? ''),
    stageSince: Number(fields[from + 1]),
    ownerId: idOf(fields[from + 2] ?? ''),
    // The database holds what core has written: see deal.ts.
    tier: Number(fields[from + 3]) as CountedState['tier'],
    outcome: idOf(fields[from + 4] ?? '') as CountedState['outcome'],
    pipelineValueMinor: fields[from + 5] === '' ? null : Number(fields[from + 5]),
  });
  const beforeOf = (fields: readonly string[], last: HistoryEvent | undefined): CountedState | null => {
    if (fields.length === BEFORE) return last?.after ?? null;
    return fields[BEFORE] === '-' ? null : stateOf(fields, BEFORE);
  };
  const eventOf = (fields: readonly string[], last: HistoryEvent | undefined): HistoryEvent => ({
    version: Number(fields[2]),
    kind: fields[3] as DealEvent['kind'],
    at: Number(fields[4]),
    undoes: fields[5] === '' ? null : Number(fields[5]),
    before: beforeOf(fields, last),
    after: stateOf(fields, AFTER),
  });
  const each = (text: EventLines, count: (own: readonly HistoryEvent[], sum: CountingSums, number: number) => void): void => {
    let own: HistoryEvent[] = [];
    let [pipelineId, number] = ['', ''];
    const end = () => {
      if (own.length === 0) return;
      const sum = sums.get(pipelineId) ?? countingSums();
      sums.set(pipelineId, sum);
      count(own, sum, Number(number));
    };
    for (const line of text === '' ? [] : text.split('\n')) {
      const fields = line.split('\t');
      if (fields[1] !== number) {
        end();
        own = [];
        [pipelineId, number] = [idOf(fields[0] ?? ''), fields[1] ?? ''];
      }
      own.push(eventOf(fields, own.at(-1)));
    }
    end();
  };
  const tally = (own: readonly HistoryEvent[], counting: Counting): void => countWhole(effectiveEvents(own), counting);
  return {
    add: (lines) =>
      each(lines, (own, sum, number) => {
        tally(own, sum.plus);
        seen.push(number, own.at(-1)?.version ?? 0);
      }),
    takeBack: (lines) => each(lines, (own, sum) => tally(own, sum.minus)),
    seen: () => Int32Array.from(seen),
    end: () => new Map([...sums].map(([pipelineId, sum]) => [pipelineId, sum.counters()])),
  };
}
