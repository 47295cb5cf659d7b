import type { HistoryEvent } from '../history/history-event.ts';
import type { DurationMs } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';

/** Actual outcomes of deals within the observed history; undefined where the outcome is censored by its end. */
export type Outcomes = {
  /** Won after an instant: 1 or 0; undefined while the deal is still open at the end of the history. */
  readonly everWon: (dealId: string, after: Instant) => 0 | 1 | undefined;
  /** Won within so many ms after an instant; undefined where the history ends before. */
  readonly wonWithin: (dealId: string, after: Instant, withinMs: DurationMs) => 0 | 1 | undefined;
  /** Value won in (after, until]; of one rep where named; undefined where the history ends before `until`. */
  readonly wonValue: (after: Instant, until: Instant, rep?: string) => number | undefined;
};

/** @param events the whole history in order of time. */
export function outcomes(events: readonly HistoryEvent[]): Outcomes {
  const endsAt = events.at(-1)?.at ?? 0;
  const winTimesByDeal = new Map<string, number[]>();
  const lastStateByDeal = new Map<string, { open: boolean; value: number | null }>();
  const wins: { at: Instant; rep: string; value: number }[] = [];
  for (const { at, dealId, kind, rep, value } of events) {
    const before = lastStateByDeal.get(dealId);
    if (before === undefined ? kind === 'value' : !before.open && kind !== 'stage') continue;
    const known = value ?? before?.value ?? null;
    lastStateByDeal.set(dealId, { open: kind !== 'won' && kind !== 'lost', value: known });
    if (kind !== 'won') continue;
    winTimesByDeal.set(dealId, [...(winTimesByDeal.get(dealId) ?? []), at]);
    wins.push({ at, rep, value: known ?? 0 });
  }
  const wonIn = (dealId: string, after: Instant, until: Instant): boolean =>
    winTimesByDeal.get(dealId)?.some((at) => at > after && at <= until) ?? false;
  return {
    everWon: (dealId, after) => {
      if (wonIn(dealId, after, endsAt)) return 1;
      return lastStateByDeal.get(dealId)?.open === false ? 0 : undefined;
    },
    wonWithin: (dealId, after, withinMs) => {
      if (wonIn(dealId, after, after + withinMs)) return 1;
      return after + withinMs <= endsAt ? 0 : undefined;
    },
    wonValue: (after, until, rep) => {
      if (until > endsAt) return undefined;
      let sum = 0;
      for (const win of wins) if (win.at > after && win.at <= until && (rep === undefined || win.rep === rep)) sum += win.value;
      return sum;
    },
  };
}
