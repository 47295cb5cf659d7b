import { cell, clamp, total } from './cells.ts';
import type { OpenGroup } from './open-groups.ts';
import type { Random } from './random.ts';
import type { Win } from './win.ts';

/** What a new win may be worth, whole minor units: the mean, its squared coefficient of variation, and a draw. */
export type WinValues = { readonly mean: number; readonly cv2: number; readonly drawn: (random: Random) => number };

/** So many of the latest wins count. Source: forecasting, section 5. */
const LATEST = 400;

const meanOf = (values: readonly number[]): number => (values.length === 0 ? 0 : total(values) / values.length);
const squaresAround = (values: readonly number[], mean: number): number => total(values.map((value) => (value - mean) ** 2));
const pick = (values: readonly number[], random: Random): number => cell(values, Math.floor(random() * values.length));

/**
 * How far a rep's own wins say what the rep's next one is worth, 0..1: n / (n + within / between).
 *
 * `within` is the variance of logarithms of values inside a rep, `between` that of the reps' true means. Where reps are alike, the mean of
 * a few wins is chance, and the team's says more; where they sell different things, a few wins are enough. Logarithms, for a rep who sells
 * small things scatters as much in proportion, not in amount; a win of no value says nothing.
 *
 * @param valuesByRep values of wins by rep. A rep without a win, one rep alone, or one win each: 0.
 * Source: Buhlmann and Straub 1970, "Glaubwuerdigkeit fuer Schadensaetze": the non-parametric estimators of the two variances.
 */
export function credibility(valuesByRep: ReadonlyMap<string, readonly number[]>, rep: string): number {
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
  const mean = meanOf(all);
  const within = total(reps.map((values) => squaresAround(values, meanOf(values)))) / (all.length - reps.length);
  const squares = total(reps.map(({ length }) => length ** 2)) / all.length;
  const around = total(reps.map((values) => values.length * (meanOf(values) - mean) ** 2));
  const between = (around - free * within) / (all.length - squares);
  return between > 0 ? clamp((own * between) / (own * between + within), 0, 1) : 0;
}

/**
 * Values that new wins are drawn from: the latest of the team; of a rep, the rep's own as far as they are credible, else the team's.
 * Before any win the mean of what is open.
 */
export function winValues(of: {
  readonly wins: readonly Win[];
  readonly open: readonly OpenGroup[];
  readonly ownerId?: string;
}): WinValues {
  const latest = of.wins.slice(0, LATEST);
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
  const trust = of.ownerId === undefined ? 0 : credibility(byRep, of.ownerId);
  const mean = (1 - trust) * meanOf(team) + trust * meanOf(own);
  const variance =
    ((1 - trust) * squaresAround(team, mean)) / Math.max(1, team.length) +
    (trust * squaresAround(own, mean)) / Math.max(1, own.length);
  return {
    mean,
    cv2: mean > 0 ? variance / mean ** 2 : 0,
    drawn: (random) => pick(trust > 0 && random() < trust ? own : team, random),
  };
}
