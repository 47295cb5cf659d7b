import { type DealEvent, effectiveEvents } from '../deal/deal-event.ts';
import { type CompactCounterSums, createCompactCounterSums } from './compact-counter-sums.ts';
import { type CountedEvent, countHistoryInto } from './count-events.ts';
import type { CountedState, CounterSink } from './counter-sink.ts';
import type { Counters } from './counters.ts';

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
  readonly subtract: (lines: EventLines) => void;
  /** How far each deal was counted: its number and last version, one after the other. */
  readonly lastVersions: () => Int32Array;
  /** What all of it amounts to, by pipeline. */
  readonly finish: () => ReadonlyMap<string, Counters>;
};

type TalliedEvent = CountedEvent & Pick<DealEvent, 'version' | 'undoes'>;

/** The events of a deal in each pipeline that it was in. */
type DealInPipelines = Map<string, TalliedEvent[]>;

/** The one copy of each id: a part of a text would keep all of that in memory. */
function createInterner(): (id: string) => string {
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
export function createHistoryTally(): HistoryTally {
  const sums = new Map<string, CompactCounterSums>();
  const seen: number[] = [];
  const intern = createInterner();
  const parseState = (fields: readonly string[], from: number): CountedState => ({
    stageId: intern(fields[from] ?? ''),
    stageSince: Number(fields[from + 1]),
    ownerId: intern(fields[from + 2] ?? ''),
    // The database holds what core has written: see deal.ts.
    tier: Number(fields[from + 3]) as CountedState['tier'],
    outcome: intern(fields[from + 4] ?? '') as CountedState['outcome'],
    pipelineValueMinor: fields[from + 5] === '' ? null : Number(fields[from + 5]),
  });
  const parseBefore = (fields: readonly string[], last: TalliedEvent | undefined): CountedState | null => {
    if (fields.length === BEFORE) return last?.after ?? null;
    return fields[BEFORE] === '-' ? null : parseState(fields, BEFORE);
  };
  const parseEvent = (fields: readonly string[], last: TalliedEvent | undefined): TalliedEvent => ({
    version: Number(fields[2]),
    kind: fields[3] as DealEvent['kind'],
    at: Number(fields[4]),
    undoes: fields[5] === '' ? null : Number(fields[5]),
    before: parseBefore(fields, last),
    after: parseState(fields, AFTER),
  });
  const forEachDeal = (
    text: EventLines,
    count: (own: readonly TalliedEvent[], sum: CompactCounterSums) => void,
    ended?: (number: number, version: number) => void,
  ): void => {
    let own: DealInPipelines = new Map();
    let last: TalliedEvent | undefined;
    let number = '';
    const end = () => {
      if (last === undefined) return;
      for (const [pipelineId, events] of own) {
        const sum = sums.get(pipelineId) ?? createCompactCounterSums();
        sums.set(pipelineId, sum);
        count(events, sum);
      }
      ended?.(Number(number), last.version);
    };
    for (const line of text === '' ? [] : text.split('\n')) {
      const fields = line.split('\t');
      if (fields[1] !== number) {
        end();
        own = new Map();
        last = undefined;
        number = fields[1] ?? '';
      }
      last = parseEvent(fields, last);
      const pipelineId = intern(fields[0] ?? '');
      const events = own.get(pipelineId);
      if (events === undefined) own.set(pipelineId, [last]);
      else events.push(last);
    }
    end();
  };
  const tally = (own: readonly TalliedEvent[], counting: CounterSink): void => countHistoryInto(effectiveEvents(own), counting);
  return {
    add: (lines) =>
      forEachDeal(
        lines,
        (own, sum) => tally(own, sum.plus),
        (number, version) => seen.push(number, version),
      ),
    subtract: (lines) => forEachDeal(lines, (own, sum) => tally(own, sum.minus)),
    lastVersions: () => Int32Array.from(seen),
    finish: () => new Map([...sums].map(([pipelineId, sum]) => [pipelineId, sum.counters()])),
  };
}
