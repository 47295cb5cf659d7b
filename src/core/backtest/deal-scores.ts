/** A predicted probability with its outcome. */
export type ScoredPrediction = { readonly p: number; readonly won: 0 | 1 };

/** Scores of probabilities; lower is better in all three. */
export type DealScores = {
  readonly n: number;
  /** Brier score: the mean squared error. Source: Brier 1950. */
  readonly brier: number;
  /** Mean negative log-likelihood in nats; probabilities are kept 1e-6 away from 0 and 1. */
  readonly logLoss: number;
  /**
   * Expected calibration error: mean distance of predicted and observed share over ten bins, weighted by deals.
   * Source: Naeini et al. 2015.
   */
  readonly calibrationError: number;
};

/** Calibration bin: predictions of similar probability with the observed win share. */
export type CalibrationBin = { readonly n: number; readonly meanP: number; readonly wonShare: number };

const CALIBRATION_BINS = 10;

/** Ten bins of equal width over 0..1; empty ones are left out. */
export function calibrationBins(called: readonly ScoredPrediction[]): readonly CalibrationBin[] {
  const bins = Array.from({ length: CALIBRATION_BINS }, () => ({ n: 0, p: 0, won: 0 }));
  for (const { p, won } of called) {
    const bin = bins[Math.min(CALIBRATION_BINS - 1, Math.floor(p * CALIBRATION_BINS))];
    if (bin === undefined) continue;
    bin.n += 1;
    bin.p += p;
    bin.won += won;
  }
  return bins.filter(({ n }) => n > 0).map(({ n, p, won }) => ({ n, meanP: p / n, wonShare: won / n }));
}

/** @returns NaN scores for no deal at all. @example dealScores([{ p: 0.8, won: 1 }]).brier // => 0.04 (rounded) */
export function dealScores(called: readonly ScoredPrediction[]): DealScores {
  const n = called.length;
  let [brier, logLoss] = [0, 0];
  for (const { p, won } of called) {
    const inside = Math.min(1 - 1e-6, Math.max(1e-6, p));
    brier += (p - won) ** 2;
    logLoss -= Math.log(won === 1 ? inside : 1 - inside);
  }
  const off = calibrationBins(called).reduce((sum, bin) => sum + bin.n * Math.abs(bin.meanP - bin.wonShare), 0);
  return { n, brier: brier / n, logLoss: logLoss / n, calibrationError: off / n };
}
