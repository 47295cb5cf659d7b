import type { OpenDealAsOf } from '../history/history-event.ts';
import { DAY_MS } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';
import type { CloseListener, PastVisit } from './replay.ts';

/** Fixed win probabilities of five stages, as sales software commonly ships them. */
const FIXED_LADDER = [0.2, 0.4, 0.6, 0.8, 0.9];
const SMOOTHING = 0.1;
const MONTH_DAYS = 30;

export const BASELINES = ['fixed ladder', 'closed-won / closed', 'naive Bayes'] as const;
export type Baseline = (typeof BASELINES)[number];

/** Baseline win probabilities, updated as deals close and reopen. */
export type Baselines = CloseListener & {
  readonly everWon: (name: Baseline, deal: OpenDealAsOf) => number;
  /** {@link everWon} times the share of wins from the deal's stage that came within 30 days. */
  readonly wonIn30Days: (name: Baseline, deal: OpenDealAsOf) => number;
};

/** The fixed ladder interpolated linearly to any number of stages. @example ladderProbability(0, 3) // => 0.2 */
export function ladderProbability(stage: number, stages: number): number {
  const place = stages <= 1 ? 2 : (stage * (FIXED_LADDER.length - 1)) / (stages - 1);
  const below = Math.floor(place);
  const [low = 0.9, high = low] = [FIXED_LADDER[below], FIXED_LADDER[below + 1]];
  return low + (high - low) * (place - below);
}

type OutcomeCounts = { won: number; lost: number; soon: number };

export function createBaselines(stageIds: readonly string[]): Baselines {
  const stages = new Map<string, OutcomeCounts>();
  const reps = new Map<string, OutcomeCounts>();
  const all: OutcomeCounts = { won: 0, lost: 0, soon: 0 };
  const countsAt = (counts: Map<string, OutcomeCounts>, id: string): OutcomeCounts => {
    const count = counts.get(id) ?? { won: 0, lost: 0, soon: 0 };
    counts.set(id, count);
    return count;
  };
  /** Adds (1) or removes (-1) a closed deal: once per stage that it visited, from its first visit there. */
  const counting =
    (sign: 1 | -1) =>
    (visits: readonly PastVisit[], won: boolean, closedAt: Instant): void => {
      const seen = new Set<string>();
      for (const { stageId, rep, at: enteredAt } of visits) {
        if (seen.has(stageId)) continue;
        seen.add(stageId);
        const soon = won && closedAt - enteredAt <= MONTH_DAYS * DAY_MS ? sign : 0;
        for (const count of [countsAt(stages, stageId), countsAt(reps, rep), all]) {
          if (won) count.won += sign;
          else count.lost += sign;
          count.soon += soon;
        }
      }
    };
  const share = (k: number, of: number): number => (k + SMOOTHING) / (all.won + all.lost === 0 ? 1 : of);
  const naiveBayes = ({ stageId, rep }: OpenDealAsOf): number => {
    const [stage, owner] = [countsAt(stages, stageId), countsAt(reps, rep)];
    const likelihood = (of: 'won' | 'lost'): number =>
      share(all[of], all.won + all.lost + 2 * SMOOTHING) *
      share(stage[of], all[of] + stageIds.length * SMOOTHING) *
      share(owner[of], all[of] + reps.size * SMOOTHING);
    const [won, lost] = [likelihood('won'), likelihood('lost')];
    return won / (won + lost);
  };
  const everWon = (name: Baseline, deal: OpenDealAsOf): number => {
    const ladder = ladderProbability(Math.max(0, stageIds.indexOf(deal.stageId)), stageIds.length);
    if (name === 'fixed ladder') return ladder;
    if (name === 'naive Bayes') return naiveBayes(deal);
    const { won, lost } = countsAt(stages, deal.stageId);
    return won + lost === 0 ? ladder : won / (won + lost);
  };
  return {
    closed: counting(1),
    reopened: counting(-1),
    everWon,
    wonIn30Days: (name, deal) => {
      const { won, soon } = countsAt(stages, deal.stageId);
      return everWon(name, deal) * (won === 0 ? 0.5 : soon / won);
    },
  };
}
