import { AGE_BIN_DAYS, visitExposure } from '../../history/count-events.ts';
import type { Counters } from '../../history/counters.ts';
import type { StageId } from '../../ids.ts';
import { type PlainDate, startOfDayUtc } from '../../time/calendar.ts';
import type { DurationMs } from '../../time/durations.ts';
import { DAY_MS } from '../../time/durations.ts';
import type { Instant } from '../../time/instant.ts';
import { addAt } from '../statistics/array-math.ts';
import { decay, monthWeightLookup } from '../statistics/time-decay.ts';
import { recordedOutcomes } from './recording-start.ts';

/** Number of age bins. */
export const AGE_BINS = AGE_BIN_DAYS.length;

/**
 * Counters weighted by exponential time decay, as arrays. Stages are numbered 0..K-1 in the order of the pipeline; destination K is Won, K
 * + 1 is Lost.
 * `exposure` holds days by age bin, `exits` counts by age bin and destination (`bin * (K + 2) + destination`), one array per stage.
 */
export type WeightedCounters = {
  readonly stageIds: readonly string[];
  readonly exposure: readonly Float64Array[];
  readonly exits: readonly Float64Array[];
  /** Ended visits by stage, not decayed: the number of past deals that a statistic is based on. */
  readonly endedVisits: readonly number[];
  /** Decayed arrivals from outside the funnel (created or imported), by stage. */
  readonly arrivals: Float64Array;
  /** Decayed returns from Lost, by stage. */
  readonly reopened: Float64Array;
  /** Losses, and decayed losses. */
  readonly losses: number;
  readonly decayedLosses: number;
  /** Wins, not decayed. */
  readonly wins: number;
};

/** Open stock by stage and day of entry: all that the exposure of running visits depends on. */
function openVisits(stock: Counters['stock'], at: Instant): readonly { stageId: StageId; enteredAt: Instant; count: number }[] {
  const days = new Map<string, { stageId: StageId; day: PlainDate; count: number; offsetMs: DurationMs }>();
  for (const { stageId, day, count, offsetMs } of stock) {
    const key = `${stageId} ${day}`;
    const sum = days.get(key) ?? { stageId, day, count: 0, offsetMs: 0 };
    sum.count += count;
    sum.offsetMs += offsetMs;
    days.set(key, sum);
  }
  return [...days.values()]
    .filter(({ count }) => count > 0)
    .map(({ stageId, day, count, offsetMs }) => ({
      stageId,
      count,
      enteredAt: Math.min(at, Math.round(startOfDayUtc(day) + offsetMs / count)),
    }));
}

/**
 * Weights counters as of an instant: months decay with their age, and open deals add the exposure of their running visits (right-censored).
 * Rows of stages that the pipeline does not have are ignored; of an exit to such a stage only the exposure counts.
 */
export function weighCounters(stageIds: readonly string[], counters: Counters, at: Instant): WeightedCounters {
  const width = stageIds.length + 2;
  const numbers = new Map([...stageIds, 'won', 'lost'].map((id, index) => [id, index]));
  const stageAt = (id: string): number => numbers.get(id) ?? -1;
  const weightInMonth = monthWeightLookup(at);
  const exposure = stageIds.map(() => new Float64Array(AGE_BINS));
  const exits = stageIds.map(() => new Float64Array(AGE_BINS * width));
  const endedVisits = stageIds.map(() => 0);
  const arrivals = new Float64Array(stageIds.length);
  const reopened = new Float64Array(stageIds.length);
  let losses = 0;
  let decayedLosses = 0;
  let wins = 0;

  const running = openVisits(counters.stock, at).flatMap(({ stageId, enteredAt, count }) =>
    visitExposure(stageId, enteredAt, at).map((row) => ({ ...row, exposureMs: row.exposureMs * count })),
  );
  const exposed = [...counters.exposure, ...running];
  const recorded = recordedOutcomes(exposed, counters.exits);
  const weightOf = (month: string): number => (month < recorded.from ? 0 : recorded.share * weightInMonth(month));

  for (const { stageId, month, ageBin, exposureMs } of exposed) {
    const days = exposure[stageAt(stageId)];
    if (days !== undefined) addAt(days, ageBin, (exposureMs / DAY_MS) * weightOf(month));
  }

  for (const { stageId, month, ageBin, destination, count } of counters.exits) {
    const stage = stageAt(stageId);
    const to = stageAt(destination);
    const row = exits[stage];
    if (row === undefined || to < 0 || to === stage) continue;
    addAt(row, ageBin * width + to, count * weightOf(month));
    endedVisits[stage] = (endedVisits[stage] ?? 0) + count;
    if (destination === 'lost') {
      losses += count;
      decayedLosses += count * weightInMonth(month);
    }
    if (destination === 'won') wins += count;
  }
  for (const { stageId, day, how, count } of counters.entries) {
    const stage = stageAt(stageId);
    if (stage < 0 || how === 'moved') continue;
    const weight = count * decay((at - startOfDayUtc(day)) / DAY_MS);
    addAt(how === 'reopened' ? reopened : arrivals, stage, weight);
  }
  return { stageIds, exposure, exits, endedVisits: endedVisits, arrivals, reopened, losses, decayedLosses: decayedLosses, wins };
}
