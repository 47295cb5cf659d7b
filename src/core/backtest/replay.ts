import { type Counters, counterSum } from '../counters.ts';
import type { CountedState } from '../counting.ts';
import { counterParts } from '../stage-history.ts';
import type { HistoryEvent, OpenThen, PastWin } from './history-event.ts';
import { tierBounds } from './tier-bounds.ts';

/** A visit that a deal paid to a stage: which baselines count by. */
export type PastVisit = { readonly stageId: string; readonly rep: string; readonly at: number };

/** Hears of deals as they close and come back. */
export type Listener = {
  readonly closed: (visits: readonly PastVisit[], won: boolean, at: number) => void;
  readonly reopened: (visits: readonly PastVisit[], won: boolean, at: number) => void;
};

/** A history that is lived again, event by event. */
export type Replay = {
  readonly take: (event: HistoryEvent) => void;
  readonly counters: () => Counters;
  readonly open: () => readonly OpenThen[];
  /** In order of time. */
  readonly wins: readonly PastWin[];
  /** Final values of won deals that had no value while they were open. */
  readonly unvaluedWins: readonly number[];
};

type Standing = {
  readonly dealId: string;
  readonly createdAt: number;
  readonly state: CountedState;
  readonly value: number | null;
  readonly visits: readonly PastVisit[];
  readonly closedAt: number;
};

const MINOR = 100;

/**
 * Replays a stage history into the counters that the store would hold: credit to the owner before the event, a repeat of the same stage
 * is ignored, a stage after won or lost reopens, and a line of a closed deal that is no stage changes nothing.
 */
export function replay({ closed, reopened }: Listener): Replay {
  const sum = counterSum();
  const deals = new Map<string, Standing>();
  const open = new Map<string, Standing>();
  const tiers = tierBounds();
  const wins: PastWin[] = [];
  const unvaluedWins: number[] = [];

  const stateOf = (before: CountedState | undefined, event: HistoryEvent, value: number | null): CountedState => {
    const enters = event.kind === 'stage' && (before?.outcome !== 'open' || before.stageId !== event.stageId);
    return {
      stageId: event.stageId ?? before?.stageId ?? '',
      stageSince: enters ? event.at : (before?.stageSince ?? event.at),
      ownerId: event.rep,
      tier: enters ? tiers.tierOf(value, event.at) : (before?.tier ?? 0),
      outcome: event.kind === 'won' || event.kind === 'lost' ? event.kind : 'open',
      pipelineValueMinor: value === null ? null : Math.round(value * MINOR),
    };
  };

  function take(event: HistoryEvent): void {
    const deal = deals.get(event.dealId);
    const before = deal?.state;
    const closes = event.kind === 'won' || event.kind === 'lost';
    if (before !== undefined && before.outcome !== 'open' && event.kind !== 'stage') return;
    if (before === undefined && event.kind === 'value') return;
    const value = event.value ?? deal?.value ?? null;
    if (value !== null && value > 0 && (deal?.value ?? 0) <= 0) tiers.saw(value);
    const after = stateOf(before, event, value);
    const kind = before === undefined ? 'opened' : before.outcome !== 'open' ? 'reopened' : closes ? after.outcome : 'advanced';
    if (before !== undefined || !closes)
      for (const part of counterParts({
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
    take,
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
