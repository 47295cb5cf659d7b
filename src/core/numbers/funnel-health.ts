import type { Counters } from '../history/counters.ts';
import { utcDate } from '../time/calendar.ts';
import { DAY_MS } from '../time/durations.ts';
import { excludeBulkImports } from './model/bulk-imports.ts';
import { PRIOR_DEALS } from './model/prior.ts';
import { dropProbability } from './statistics/drop-probability.ts';
import { benjaminiHochberg, binomialAtLeast, fisherExact } from './statistics/significance-tests.ts';

/** How many deals reached a stage in the last quarter (entered it), and whether the next one was reached by more, which a funnel does not do. */
export type FunnelShapeStage = {
  readonly stageId: string;
  readonly reached: number;
  /** More deals in the next stage than chance explains (p < 0.05) and at least 1.3 times as many. */
  readonly nextLarger: boolean;
};

const QUARTER_DAYS = 90;

/** The shape of the funnel: entries of every stage in the last quarter. Source: forecasting, section 7. */
export function funnelShape(stageIds: readonly string[], entries: Counters['entries'], at: number): readonly FunnelShapeStage[] {
  const [since, today] = [utcDate(at - QUARTER_DAYS * DAY_MS), utcDate(at)];
  const recentEntries = excludeBulkImports(entries).filter(({ day }) => day > since && day <= today);
  const reached = stageIds.map((id) =>
    recentEntries.filter((row) => row.stageId === id).reduce((sum, { count }) => sum + count, 0),
  );
  return stageIds.map((stageId, k) => {
    const here = reached[k] ?? 0;
    const next = reached[k + 1] ?? 0;
    const nextLarger = next > 0 && next >= 1.3 * here && binomialAtLeast(next, here + next, 0.5) < 0.05;
    return { stageId, reached: here, nextLarger };
  });
}

/** Share of a stage's exits that were not lost, lately and in the year before. */
export type StageDrop = {
  readonly stageId: string;
  readonly recent: { readonly exits: number; readonly share: number };
  readonly earlier: { readonly exits: number; readonly share: number };
  /** Probability that the share fell by a tenth or more. */
  readonly probability: number;
  /** The drop is to be told. */
  readonly dropped: boolean;
};

type ExitSplit = { kept: number; lost: number };

const monthBefore = (at: number, months: number): string => {
  const now = new Date(at);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7);
};

/** Exits of a stage in the months [from, to). */
function exitSplit(
  exits: Counters['exits'],
  stageId: string,
  { from, to }: { readonly from: string; readonly to: string },
): ExitSplit {
  const sum: ExitSplit = { kept: 0, lost: 0 };
  for (const row of exits) {
    if (row.stageId !== stageId || row.month < from || row.month >= to) continue;
    if (row.destination === 'lost') sum.lost += row.count;
    else sum.kept += row.count;
  }
  return sum;
}

const exitCount = ({ kept, lost }: ExitSplit): number => kept + lost;
const passedShare = (split: ExitSplit): number => (exitCount(split) === 0 ? 0 : split.kept / exitCount(split));

/** Exits that a recent window needs. */
const MIN_RECENT_EXITS = 10;

/**
 * Which stages let fewer deals pass than in the year before.
 *
 * Counters are monthly, so "lately" is the running month and the one before, or three before where there are fewer than ten exits.
 * Told when a fall by a tenth is more than 90 % likely, ten exits are there, and Fisher's test survives several comparisons (10 %).
 * Source: forecasting, section 7.
 */
export function stageDrops(stageIds: readonly string[], exits: Counters['exits'], at: number): readonly StageDrop[] {
  const end = monthBefore(at, -1);
  const rows = stageIds.map((stageId) => {
    const months = exitCount(exitSplit(exits, stageId, { from: monthBefore(at, 1), to: end })) >= MIN_RECENT_EXITS ? 1 : 3;
    const begin = monthBefore(at, months);
    return {
      stageId,
      recent: exitSplit(exits, stageId, { from: begin, to: end }),
      earlier: exitSplit(exits, stageId, { from: monthBefore(at, months + 12), to: begin }),
    };
  });
  const survives = benjaminiHochberg(
    rows.map(({ recent, earlier }) => fisherExact([recent.kept, recent.lost], [earlier.kept, earlier.lost])),
    0.1,
  );
  return rows.map(({ stageId, recent, earlier }, i) => {
    const usual = (earlier.kept + 1) / (exitCount(earlier) + 2);
    const withPrior = ({ kept, lost }: ExitSplit): ExitSplit => ({
      kept: kept + PRIOR_DEALS * usual,
      lost: lost + PRIOR_DEALS * (1 - usual),
    });
    const probability = exitCount(earlier) === 0 ? 0 : dropProbability(withPrior(recent), withPrior(earlier), 0.9);
    return {
      stageId,
      recent: { exits: exitCount(recent), share: passedShare(recent) },
      earlier: { exits: exitCount(earlier), share: passedShare(earlier) },
      probability,
      dropped:
        probability > 0.9 &&
        exitCount(recent) >= MIN_RECENT_EXITS &&
        survives[i] === true &&
        passedShare(recent) < passedShare(earlier),
    };
  });
}
