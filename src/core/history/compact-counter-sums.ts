import type { StageId } from '../ids.ts';
import { DAY_MS, type DurationMs } from '../time/durations.ts';
import { type CounterSink, dayText, monthText, utcDayNumber } from './counter-sink.ts';
import { addCounters, type Counters, type EntryKind } from './counters.ts';

/** Sums under whole numbers: a text put together for each of millions of pieces would take most of the time. */
type Sums = Map<number, number>;
type StockSums = { count: number; offsetMs: DurationMs; valueMinor: number; unpriced: number };

/** More than there are age bins, and than there are tiers. */
const BINS = 32;
const TIERS = 8;

const pair = (high: number, of: number, low: number): number => high * of + low;
const split = (key: number, of: number): readonly [high: number, low: number] => {
  const high = Math.floor(key / of);
  return [high, key - high * of];
};

function getOrInsert<Key, Value>(map: Map<Key, Value>, key: Key, none: () => Value): Value {
  const held = map.get(key);
  if (held !== undefined) return held;
  const fresh = none();
  map.set(key, fresh);
  return fresh;
}

const addToSum = (sums: Sums, key: number, by: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + by);
};

const createSums = (): Sums => new Map();
const createMap = <Key, Value>(): Map<Key, Value> => new Map();

/** The sums of one stage. */
const createStageSums = () => ({
  exposure: createMap<number, number>(),
  exits: createMap<string, Sums>(),
  repExits: createMap<string, Sums>(),
  tierExits: createMap<number, number>(),
  entries: createMap<EntryKind, Sums>(),
  stock: createMap<string, Map<number, StockSums>>(),
});
type StageSums = ReturnType<typeof createStageSums>;

function toStageCounters(stageId: StageId, sums: StageSums): Counters {
  const credit = (month: number, isLost: number, count: number) => ({
    ...{ stageId, month: monthText(month) },
    ...{ notLost: isLost === 0 ? count : 0, lost: isLost === 0 ? 0 : count },
  });
  const each = <Key, Row>(outer: ReadonlyMap<Key, Sums>, row: (of: Key, key: number, sum: number) => Row): readonly Row[] =>
    [...outer].flatMap(([of, inner]) => [...inner].map(([key, sum]) => row(of, key, sum)));
  return {
    exposure: [...sums.exposure].map(([key, exposureMs]) => {
      const [month, ageBin] = split(key, BINS);
      return { stageId, month: monthText(month), ageBin, exposureMs };
    }),
    exits: each(sums.exits, (destination, key, count) => {
      const [month, ageBin] = split(key, BINS);
      return { stageId, month: monthText(month), ageBin, destination, count };
    }),
    repExits: each(sums.repExits, (memberId, key, count) => {
      const [month, isLost] = split(key, 2);
      return { ...credit(month, isLost, count), memberId };
    }),
    tierExits: [...sums.tierExits].map(([key, count]) => {
      const [rest, isLost] = split(key, 2);
      const [month, tier] = split(rest, TIERS);
      return { ...credit(month, isLost, count), tier };
    }),
    entries: each(sums.entries, (how, day, count) => ({ stageId, day: dayText(day), how, count })),
    stock: [...sums.stock].flatMap(([ownerId, held]) =>
      [...held].map(([key, sum]) => {
        const [day, tier] = split(key, TIERS);
        return { stageId, ownerId, tier, day: dayText(day), ...sum };
      }),
    ),
  };
}

/** Counts into sums that grow in place: for a history of millions of events. */
export type CompactCounterSums = {
  readonly plus: CounterSink;
  /** Takes the same back. */
  readonly minus: CounterSink;
  readonly counters: () => Counters;
};

export function createCompactCounterSums(): CompactCounterSums {
  const stages = new Map<string, StageSums>();
  const at = (stageId: StageId): StageSums => getOrInsert(stages, stageId, createStageSums);
  const counting = (sign: 1 | -1): CounterSink => ({
    addExposure: ({ stageId, month, ageBin }, ms) => addToSum(at(stageId).exposure, pair(month, BINS, ageBin), sign * ms),
    addExit: ({ stageId, month, ageBin }, destination) =>
      addToSum(getOrInsert(at(stageId).exits, destination, createSums), pair(month, BINS, ageBin), sign),
    addCredit: ({ stageId, ownerId, tier }, month, isLost) => {
      const sums = at(stageId);
      const lost = isLost ? 1 : 0;
      addToSum(getOrInsert(sums.repExits, ownerId, createSums), pair(month, 2, lost), sign);
      addToSum(sums.tierExits, pair(pair(month, TIERS, tier), 2, lost), sign);
    },
    addEntry: (stageId, day, how) => addToSum(getOrInsert(at(stageId).entries, how, createSums), day, sign),
    addOpenDeal: ({ stageId, ownerId, tier, stageSince, pipelineValueMinor }) => {
      const day = utcDayNumber(stageSince);
      const sum = getOrInsert(
        getOrInsert(at(stageId).stock, ownerId, createMap<number, StockSums>),
        pair(day, TIERS, tier),
        () => ({
          ...{ count: 0, offsetMs: 0, valueMinor: 0, unpriced: 0 },
        }),
      );
      sum.count += sign;
      sum.offsetMs += sign * (stageSince - day * DAY_MS);
      if (pipelineValueMinor === null) sum.unpriced += sign;
      else sum.valueMinor += sign * pipelineValueMinor;
    },
  });
  return {
    plus: counting(1),
    minus: counting(-1),
    counters: () => addCounters([...stages].map(([stageId, sums]) => toStageCounters(stageId, sums))),
  };
}
