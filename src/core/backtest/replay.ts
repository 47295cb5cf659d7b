import { countEventParts } from '../history/count-events.ts';
import type { CountedState } from '../history/counter-sink.ts';
import { type Counters, createCounterAccumulator } from '../history/counters.ts';
import type { HistoryEvent, OpenDealAsOf, PastWin } from '../history/history-event.ts';
import type { StageId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';
import { MINOR_PER_UNIT } from './assumed-value.ts';
import { createTierAssigner } from './tier-assigner.ts';

/** A visit of a deal to a stage, as the baselines count it. */
export type PastVisit = { readonly stageId: StageId; readonly rep: string; readonly at: Instant };

/** Observer of deals that close and reopen. */
export type CloseListener = {
  readonly closed: (visits: readonly PastVisit[], won: boolean, at: Instant) => void;
  readonly reopened: (visits: readonly PastVisit[], won: boolean, at: Instant) => void;
};

/** Event-by-event replay of a history. */
export type Replay = {
  readonly apply: (event: HistoryEvent) => void;
  readonly counters: () => Counters;
  readonly open: () => readonly OpenDealAsOf[];
  /** In order of time. */
  readonly wins: readonly PastWin[];
  /** Final values of won deals that had no value while they were open. */
  readonly unvaluedWins: readonly number[];
};

type ReplayedDeal = {
  readonly dealId: string;
  readonly createdAt: Instant;
  readonly state: CountedState;
  readonly value: number | null;
  readonly visits: readonly PastVisit[];
  readonly closedAt: Instant;
};

/**
 * Replays a stage history into the counters that the store would hold: credit to the owner before the event, a repeat of the same stage
 * is ignored, a stage after won or lost reopens, and a line of a closed deal that is no stage changes nothing.
 */
export function createReplay({ closed, reopened }: CloseListener): Replay {
  const sum = createCounterAccumulator();
  const deals = new Map<string, ReplayedDeal>();
  const open = new Map<string, ReplayedDeal>();
  const tiers = createTierAssigner();
  const wins: PastWin[] = [];
  const unvaluedWins: number[] = [];

  const stateAfter = (before: CountedState | undefined, event: HistoryEvent, value: number | null): CountedState => {
    const enters = event.kind === 'stage' && (before?.outcome !== 'open' || before.stageId !== event.stageId);
    return {
      stageId: event.stageId ?? before?.stageId ?? '',
      stageSince: enters ? event.at : (before?.stageSince ?? event.at),
      ownerId: event.rep,
      tier: enters ? tiers.tierAt(value, event.at) : (before?.tier ?? 0),
      outcome: event.kind === 'won' || event.kind === 'lost' ? event.kind : 'open',
      pipelineValueMinor: value === null ? null : Math.round(value * MINOR_PER_UNIT),
    };
  };

  function applyEvent(event: HistoryEvent): void {
    const deal = deals.get(event.dealId);
    const before = deal?.state;
    const closes = event.kind === 'won' || event.kind === 'lost';
    if (before !== undefined && before.outcome !== 'open' && event.kind !== 'stage') return;
    if (before === undefined && event.kind === 'value') return;
    const value = event.value ?? deal?.value ?? null;
    if (value !== null && value > 0 && (deal?.value ?? 0) <= 0) tiers.addValue(value);
    const after = stateAfter(before, event, value);
    const kind = before === undefined ? 'opened' : before.outcome !== 'open' ? 'reopened' : closes ? after.outcome : 'advanced';
    if (before !== undefined || !closes)
      for (const part of countEventParts({
        kind: kind === 'open' || kind === 'withdrawn' ? 'edited' : kind,
        at: event.at,
        before: before ?? null,
        after,
      }))
        sum.add(part);
    const visit = { stageId: after.stageId, rep: event.rep, at: event.at };
    const entered = after.outcome === 'open' && after.stageSince === event.at && event.kind === 'stage';
    const visits = entered ? [...(deal?.visits ?? []), visit] : (deal?.visits ?? []);
    if (kind === 'reopened') reopened(deal?.visits ?? [], before?.outcome === 'won', deal?.closedAt ?? 0);
    if (closes) {
      closed(visits, event.kind === 'won', event.at);
      if (event.kind === 'won') {
        wins.push({ dealId: event.dealId, rep: event.rep, at: event.at, value: value ?? 0 });
        if ((deal?.value ?? 0) <= 0) unvaluedWins.push(value ?? 0);
      }
    }
    const standing = {
      dealId: event.dealId,
      createdAt: deal?.createdAt ?? event.at,
      state: after,
      value,
      visits,
      closedAt: event.at,
    };
    deals.set(event.dealId, standing);
    if (after.outcome === 'open') open.set(event.dealId, standing);
    else open.delete(event.dealId);
  }

  return {
    apply: applyEvent,
    counters: sum.counters,
    open: () =>
      [...open.values()].map(({ dealId, createdAt, state, value }) => ({
        dealId,
        createdAt,
        rep: state.ownerId,
        stageId: state.stageId,
        stageSince: state.stageSince,
        tier: state.tier,
        value,
      })),
    wins,
    unvaluedWins,
  };
}
