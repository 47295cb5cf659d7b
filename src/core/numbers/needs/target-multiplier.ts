import type { SteadyStage } from './steady-stage.ts';
import type { TargetPeriod } from './target-periods.ts';

/** 80 % quantile of the normal distribution. */
const Z_80 = 0.84;

/**
 * Second and third moment of a deal's value over the powers of its mean: log-normal with a coefficient of variation of 1. The skew is why
 * more than half of the periods bring less than the mean.
 */
const VALUE_SECOND_MOMENT = 2;
const VALUE_THIRD_MOMENT = 8;

/**
 * Multiple of the steady-state stock that reaches the target with the given confidence: at 50 % the median of the total reaches it, not the
 * mean, which a few large wins pull up.
 *
 * @param target in whole minor units, as `meanWinMinor` is; wins expected from deals still to come are deducted.
 * @returns 0 for a target that is met already, or that no open deal can help.
 * Source: docs/forecasting.md, section 6, with the Cornish-Fisher expansion to the third cumulant (Abramowitz and Stegun 26.2.49).
 */
export function targetMultiplier(
  steady: readonly SteadyStage[],
  target: Pick<TargetPeriod, 'targetMinor' | 'wonMinor' | 'newMinor' | 'newWins'>,
  { meanWinMinor, confidence }: { readonly meanWinMinor: number; readonly confidence: 0.5 | 0.8 },
): number {
  const need = target.targetMinor - target.wonMinor - target.newMinor;
  const gain = steady.reduce((sum, each) => sum + each.steadyCount * each.win * each.valueMinor, 0);
  if (!(gain > 0) || target.targetMinor <= target.wonMinor) return 0;
  const risk = steady.reduce((sum, each) => sum + each.steadyCount * each.win * (1 - each.win) * each.valueMinor ** 2, 0);
  const skew = steady.reduce((sum, each) => sum + each.steadyCount * each.win * each.valueMinor ** 3, 0);
  const z = confidence === 0.5 ? 0 : Z_80;
  let factor = Math.max(0, need / gain);
  for (let round = 0; round < 200; round += 1) {
    const variance = VALUE_SECOND_MOMENT * (factor * risk + target.newWins * meanWinMinor ** 2);
    const third = VALUE_THIRD_MOMENT * (factor * skew + target.newWins * meanWinMinor ** 3);
    const beyond = variance > 0 ? z * Math.sqrt(variance) + ((1 - z * z) / 6) * (third / variance) : 0;
    factor = Math.max(0, (need + beyond) / gain);
  }
  return factor;
}
