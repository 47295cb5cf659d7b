import type { Win } from '../history/win.ts';
import type { MemberId } from '../ids.ts';
import type { OpenGroup } from './open-groups.ts';
import { average, clamp, total, valueAt } from './statistics/array-math.ts';
import type { Random } from './statistics/random.ts';

/** Distribution of the value of a new win, whole minor units: mean, squared coefficient of variation, and a random draw. */
export type WinValues = { readonly mean: number; readonly cv2: number; readonly draw: (random: Random) => number };

/** Latest wins that the distribution is drawn from. Source: docs/forecasting.md, section 5. */
const LATEST_WINS = 400;

const squaredDeviations = (values: readonly number[], mean: number): number => total(values.map((value) => (value - mean) ** 2));
const pickRandom = (values: readonly number[], random: Random): number => valueAt(values, Math.floor(random() * values.length));

/**
 * Credibility of a rep's own win values against the team's, 0..1: n / (n + within / between).
 *
 * `within` is the variance of log values inside reps, `between` that of the reps' true means. Where reps are alike, few wins give little
 * credibility; where they sell different things, few are enough. Logarithms, because values scatter in proportion to their size; wins of no
 * value are left out.
 *
 * @param valuesByRep values of wins by rep. A rep without a win, one rep alone, or one win each: 0.
 * Source: Buhlmann and Straub 1970, "Glaubwuerdigkeit fuer Schadensaetze": the non-parametric estimators of the two variances.
 */
export function repCredibility(valuesByRep: ReadonlyMap<string, readonly number[]>, rep: string): number {
  const byRep = new Map(
    [...valuesByRep]
      .map(([id, values]) => [id, values.filter((value) => value > 0).map(Math.log)] as const)
      .filter(([, values]) => values.length > 0),
  );
  const reps = [...byRep.values()];
  const own = byRep.get(rep)?.length ?? 0;
  const all = reps.flat();
  const free = reps.length - 1;
  if (free < 1 || all.length - reps.length < 1 || own === 0) return 0;
  const mean = average(all);
  const withinReps = total(reps.map((values) => squaredDeviations(values, average(values)))) / (all.length - reps.length);
  const squares = total(reps.map(({ length }) => length ** 2)) / all.length;
  const around = total(reps.map((values) => values.length * (average(values) - mean) ** 2));
  const betweenReps = (around - free * withinReps) / (all.length - squares);
  return betweenReps > 0 ? clamp((own * betweenReps) / (own * betweenReps + withinReps), 0, 1) : 0;
}

/**
 * Values that new wins are drawn from: the latest wins of the team; for a rep a mixture with the rep's own, weighted by their credibility.
 * Before the first win, the mean value of the open deals.
 */
export function winValues(of: {
  readonly wins: readonly Win[];
  readonly open: readonly OpenGroup[];
  readonly ownerId?: MemberId;
}): WinValues {
  const latest = of.wins.slice(0, LATEST_WINS);
  const count = total(of.open.map((group) => group.count));
  const open = count === 0 ? [] : [total(of.open.map(({ valueMinor }) => valueMinor)) / count];
  const team = latest.length > 0 ? latest.map(({ valueMinor }) => valueMinor) : open;
  const byRep = new Map<string, number[]>();
  for (const { ownerId, valueMinor } of latest) {
    const values = byRep.get(ownerId) ?? [];
    byRep.set(ownerId, values);
    values.push(valueMinor);
  }
  const own = byRep.get(of.ownerId ?? '') ?? [];
  const ownShare = of.ownerId === undefined ? 0 : repCredibility(byRep, of.ownerId);
  const mean = (1 - ownShare) * average(team) + ownShare * average(own);
  const variance =
    ((1 - ownShare) * squaredDeviations(team, mean)) / Math.max(1, team.length) +
    (ownShare * squaredDeviations(own, mean)) / Math.max(1, own.length);
  return {
    mean,
    cv2: mean > 0 ? variance / mean ** 2 : 0,
    draw: (random) => pickRandom(ownShare > 0 && random() < ownShare ? own : team, random),
  };
}
