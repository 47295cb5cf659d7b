import type { Counters } from '../history/counters.ts';
import type { StageId } from '../ids.ts';
import { type PlainDate, startOfMonthBeforeUtc, utcDate, utcMonth } from '../time/calendar.ts';
import { DAY_MS } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';
import { excludeBulkImports } from './model/bulk-imports.ts';
import { PRIOR_DEALS } from './model/prior.ts';
import { dropProbability } from './statistics/drop-probability.ts';
import { addExits, type ExitCounts, exitCount, passRate } from './statistics/exit-counts.ts';
import { benjaminiHochberg, binomialAtLeast, fisherExact } from './statistics/significance-tests.ts';

/** Entries of a stage in the last quarter, and whether significantly more deals entered the next one: the stage was skipped. */
export type FunnelShapeStage = {
  readonly stageId: StageId;
  readonly reached: number;
  /** The next stage had at least 1.3 times as many entries, and significantly more (exact binomial test, p < 0.05). */
  readonly nextLarger: boolean;
};

const QUARTER_DAYS = 90;

/** The open stages in order, and since when those that an admin added or moved stand where they stand. */
export type PlacedStages = { readonly stageIds: readonly string[]; readonly placedAt?: ReadonlyMap<StageId, Instant> };

/**
 * The shape of the funnel: entries of every stage in the last quarter. Two stages are compared from the day after both stood where they stand:
 * nobody passed over a stage that was not there. Source: docs/forecasting.md, section 7.
 */
export function funnelShape(
  { stageIds, placedAt = new Map() }: PlacedStages,
  entries: Counters['entries'],
  at: Instant,
): readonly FunnelShapeStage[] {
  const [since, today] = [utcDate(at - QUARTER_DAYS * DAY_MS), utcDate(at)];
  const recentEntries = excludeBulkImports(entries).filter(({ day }) => day > since && day <= today);
  const reached = (id: string | undefined, after: PlainDate): number =>
    recentEntries.filter((row) => row.stageId === id && row.day > after).reduce((sum, { count }) => sum + count, 0);
  return stageIds.map((stageId, k) => {
    const nextId = stageIds[k + 1];
    const placed = Math.max(placedAt.get(stageId) ?? 0, placedAt.get(nextId ?? '') ?? 0);
    const both = placed === 0 ? since : utcDate(placed);
    const here = reached(stageId, both);
    const next = reached(nextId, both);
    const nextLarger = next > 0 && next >= 1.3 * here && binomialAtLeast(next, here + next, 0.5) < 0.05;
    return { stageId, reached: reached(stageId, since), nextLarger };
  });
}

/** Pass rate of a stage lately and in the year before, each with its number of exits. */
export type StageDrop = {
  readonly stageId: StageId;
  readonly recent: { readonly exits: number; readonly share: number };
  readonly earlier: { readonly exits: number; readonly share: number };
  /** Posterior probability that the pass rate fell by a tenth or more. */
  readonly probability: number;
  /** The drop is significant and is reported. */
  readonly dropped: boolean;
};

const monthBefore = (at: Instant, months: number): string => utcMonth(startOfMonthBeforeUtc(at, months));

/** Exits of a stage in the months [from, to). */
function exitsBetween(
  exits: Counters['exits'],
  stageId: StageId,
  { from, to }: { readonly from: string; readonly to: string },
): ExitCounts {
  const sum = { notLost: 0, lost: 0 };
  for (const row of exits) {
    if (row.stageId !== stageId || row.month < from || row.month >= to) continue;
    sum[row.destination === 'lost' ? 'lost' : 'notLost'] += row.count;
  }
  return sum;
}

const toShare = (exits: ExitCounts) => ({ exits: exitCount(exits), share: passRate(exits) ?? 0 });

/** Fewest exits of the recent window. */
const MIN_RECENT_EXITS = 10;

/**
 * Drops of the pass rate of each stage against the year before.
 *
 * Counters are monthly, so the recent window is the running month and the one before, or the three before where it has fewer than ten exits.
 * A drop is reported when a fall by a tenth has a posterior probability above 0.9, the window has ten exits, and Fisher's exact test is
 * significant at a false discovery rate of 10 % over the stages.
 * Source: docs/forecasting.md, section 7.
 */
export function stageDrops(stageIds: readonly string[], exits: Counters['exits'], at: Instant): readonly StageDrop[] {
  const end = monthBefore(at, -1);
  const rows = stageIds.map((stageId) => {
    const months = exitCount(exitsBetween(exits, stageId, { from: monthBefore(at, 1), to: end })) >= MIN_RECENT_EXITS ? 1 : 3;
    const begin = monthBefore(at, months);
    return {
      stageId,
      recent: exitsBetween(exits, stageId, { from: begin, to: end }),
      earlier: exitsBetween(exits, stageId, { from: monthBefore(at, months + 12), to: begin }),
    };
  });
  const survives = benjaminiHochberg(
    rows.map(({ recent, earlier }) => fisherExact([recent.notLost, recent.lost], [earlier.notLost, earlier.lost])),
    0.1,
  );
  return rows.map(({ stageId, recent, earlier }, i) => {
    const usual = (earlier.notLost + 1) / (exitCount(earlier) + 2);
    const prior = { notLost: PRIOR_DEALS * usual, lost: PRIOR_DEALS * (1 - usual) };
    const probability = exitCount(earlier) === 0 ? 0 : dropProbability(addExits(recent, prior), addExits(earlier, prior), 0.9);
    return {
      stageId,
      recent: toShare(recent),
      earlier: toShare(earlier),
      probability,
      dropped:
        probability > 0.9 &&
        exitCount(recent) >= MIN_RECENT_EXITS &&
        survives[i] === true &&
        toShare(recent).share < toShare(earlier).share,
    };
  });
}
