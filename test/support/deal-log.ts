import { countEventParts } from '../../src/core/history/count-events.ts';
import type { CountedState } from '../../src/core/history/counter-sink.ts';
import { type Counters, createCounterAccumulator } from '../../src/core/history/counters.ts';

/** One line of a stage history: a deal entered a stage, was won or was lost. Values in whole minor units. */
export type StageLogEvent = {
  readonly at: number;
  readonly dealId: string;
  readonly rep: string;
  readonly valueMinor: number;
  /** Id of an open stage, 'won' or 'lost'. */
  readonly to: string;
};

export type OpenLogDeal = {
  readonly dealId: string;
  readonly ownerId: string;
  readonly stageId: string;
  readonly stageSince: number;
  readonly valueMinor: number;
};
export type WonLogDeal = { readonly dealId: string; readonly ownerId: string; readonly at: number; readonly valueMinor: number };

/** A firm's funnel as it is lived event by event; counted by the core's own rules, every deal in value tier 0. */
export type DealLog = {
  /** Takes the next event; events come in order of time. */
  readonly record: (event: StageLogEvent) => void;
  readonly counters: () => Counters;
  readonly openDeals: () => readonly OpenLogDeal[];
  readonly wins: readonly WonLogDeal[];
};

export function createDealLog(): DealLog {
  const sum = createCounterAccumulator();
  const open = new Map<string, CountedState>();
  const wins: WonLogDeal[] = [];
  return {
    wins,
    record({ at, dealId, rep, valueMinor, to }) {
      const before = open.get(dealId) ?? null;
      const outcome = to === 'won' || to === 'lost' ? to : 'open';
      const stageId = outcome === 'open' ? to : (before?.stageId ?? '');
      const stageSince = before !== null && before.stageId === stageId ? before.stageSince : at;
      const after: CountedState = { stageId, stageSince, ownerId: rep, tier: 0, outcome, pipelineValueMinor: valueMinor };
      const kind = before === null ? 'opened' : outcome === 'open' ? 'advanced' : outcome;
      for (const part of countEventParts({ kind, at, before, after })) sum.add(part);
      if (outcome === 'open') open.set(dealId, after);
      else open.delete(dealId);
      if (outcome === 'won') wins.push({ dealId, ownerId: rep, at, valueMinor });
    },
    counters: sum.counters,
    openDeals: () =>
      [...open].map(([dealId, { ownerId, stageId, stageSince, pipelineValueMinor }]) => ({
        dealId,
        ownerId,
        stageId,
        stageSince,
        valueMinor: pipelineValueMinor ?? 0,
      })),
  };
}
