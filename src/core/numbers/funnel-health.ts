import { utcDate } from '../calendar.ts';
import type { Counters } from '../counters.ts';
import { chanceOfDrop } from './beta.ts';
import { binomialAtLeast, fisherExact, survivors } from './exact-tests.ts';
import { DAY_MS } from './fading.ts';
import { PRIOR_DEALS } from './prior.ts';
import { withoutTakeOvers } from './take-overs.ts';

/** How many deals reached a stage in the last quarter (entered it), and whether the next one was reached by more, which a funnel does not do. */
export type ShapeStage = {
  readonly stageId: string;
  readonly reached: number;
  /** More deals in the next stage than chance explains (p < 0.05) and at least 1.3 times as many. */
  readonly nextLarger: boolean;
};

const QUARTER_DAYS = 90;

/** The shape of the funnel: entries of every stage in the last quarter. Source: forecasting, section 7. */
export function funnelShape(stageIds: readonly string[], entries: Counters['entries'], at: number): readonly ShapeStage[] {
  const [since, today] = [utcDate(at - QUARTER_DAYS * DAY_MS), utcDate(at)];
  const lately = withoutTakeOvers(entries).filter(({ day }) => day > since && day <= today);
  const reached = stageIds.map((id) => lately.filter((row) => row.stageId === id).reduce((sum, { count }) => sum + count, 0));
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
  readonly chance: number;
  /** The drop is to be told. */
  readonly dropped: boolean;
};

type Split = { kept: number; lost: number };

const monthsBefore = (at: number, months: number): string => {
  const now = new Date(at);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7);
};

/** Exits of a stage in the months [from, to). */
function splitOf(exits: Counters['exits'], stageId: string, from: string, to: string): Split {
  const sum: Split = { kept: 0, lost: 0 };
  for (const row of exits) {
    if (row.stageId !== stageId || row.month < from || row.month >= to) continue;
    if (row.destination === 'lost') sum.lost += row.count;
    else sum.kept += row.count;
  }
  return sum;
}

const size = ({ kept, lost }: Split): number => kept + lost;
const shareOf = (split: Split): number => (size(split) === 0 ? 0 : split.kept / size(split));

/** Exits that a recent window needs. */
const ENOUGH = 10;

/**
 * Which stages let fewer deals pass than in the year before.
 *
 * Counters are monthly, so "lately" is the running month and the one before, or three before where there are fewer than ten exits.
 * Told when a fall by a tenth is more than 90 % likely, ten exits are there, and Fisher's test survives several comparisons (10 %).
 * Source: forecasting, section 7.
 */
export function stageDrops(stageIds: readonly string[], exits: Counters['exits'], at: number): readonly StageDrop[] {
  const end = monthsBefore(at, -1);
  const rows = stageIds.map((stageId) => {
    const months = size(splitOf(exits, stageId, monthsBefore(at, 1), end)) >= ENOUGH ? 1 : 3;
    const begin = monthsBefore(at, months);
    return {
      stageId,
      recent: splitOf(exits, stageId, begin, end),
      earlier: splitOf(exits, stageId, monthsBefore(at, months + 12), begin),
    };
  });
  const survives = survivors(
    rows.map(({ recent, earlier }) => fisherExact(recent.kept, recent.lost, earlier.kept, earlier.lost)),
    0.1,
  );
  return rows.map(({ stageId, recent, earlier }, i) => {
    const usual = (earlier.kept + 1) / (size(earlier) + 2);
    const withPrior = ({ kept, lost }: Split): Split => ({
      kept: kept + PRIOR_DEALS * usual,
      lost: lost + PRIOR_DEALS * (1 - usual),
    });
    const chance = size(earlier) === 0 ? 0 : chanceOfDrop(withPrior(recent), withPrior(earlier), 0.9);
    return {
      stageId,
      recent: { exits: size(recent), share: shareOf(recent) },
      earlier: { exits: size(earlier), share: shareOf(earlier) },
      chance,
      dropped: chance > 0.9 && size(recent) >= ENOUGH && survives[i] === true && shareOf(recent) < shareOf(earlier),
    };
  });
}
