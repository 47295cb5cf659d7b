import { clamp, logit } from '../statistics/array-math.ts';
import type { ExitCounts } from '../statistics/exit-counts.ts';

/** Effect of one rep (or tier): `share` is its pass rate shrunk towards the pooled one, `effect` and `sd` are on log-odds. */
export type Effect = { readonly share: number; readonly effect: number; readonly sd: number };

const MIN_PRIOR_STRENGTH = 8;
const MAX_PRIOR_STRENGTH = 2000;

/**
 * Empirical Bayes of the pass rates of reps (or tiers) on one stage: the more alike they are, the more each is shrunk to the pooled share.
 *
 * @param byId decayed exits of each rep (or tier).
 * @returns empty with fewer than two of them, or when all or none was lost.
 * Source: docs/forecasting.md, section 3; moment estimate of the beta-binomial overdispersion (Kleinman 1973).
 */
export function estimateEffects(byId: ReadonlyMap<string, ExitCounts>): ReadonlyMap<string, Effect> {
  const all = [...byId].filter(([, { notLost, lost }]) => notLost + lost > 0);
  const n = all.reduce((sum, [, each]) => sum + each.notLost + each.lost, 0);
  const mu = all.reduce((sum, [, each]) => sum + each.notLost, 0) / n;
  if (all.length < 2 || !(mu > 0 && mu < 1)) return new Map();
  let spread = 0;
  let squares = 0;
  for (const [, { notLost, lost }] of all) {
    const size = notLost + lost;
    spread += (size * (notLost / size - mu) ** 2) / (mu * (1 - mu));
    squares += size * size;
  }
  const free = all.length - 1;
  const rho = (spread - free) / Math.max(1e-9, n - squares / n - free);
  const strength = rho > 0 ? clamp(1 / Math.min(rho, 1) - 1, MIN_PRIOR_STRENGTH, MAX_PRIOR_STRENGTH) : MAX_PRIOR_STRENGTH;
  return new Map(
    all.map(([id, { notLost, lost }]) => {
      const kept = notLost + strength * mu;
      const gone = lost + strength * (1 - mu);
      const share = kept / (kept + gone);
      return [id, { share, effect: logit(share) - logit(mu), sd: Math.sqrt(1 / kept + 1 / gone) }];
    }),
  );
}
