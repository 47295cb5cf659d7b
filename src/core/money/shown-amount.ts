import { exponent } from './money.ts';

/** From which size on a short amount is written in which steps, in whole units of a currency: `1.23m`, `133k`, `6.9k`, `150`, `9.50`. */
const WRITTEN_STEPS: readonly (readonly [from: number, step: number])[] = [
  [999_500_000, 10_000_000],
  [999_500, 10_000],
  [99_950, 1000],
  [999.5, 100],
  [100, 1],
];
/** Below all of them: hundredths. */
const SMALLEST_STEP = 0.01;

/** The step in which a short amount of this size is written, minor units. @example shownStep(133_400_00, 'PLN') // => 1_000_00 */
export function shownStep(minor: number, currency: string): number {
  const unit = 10 ** exponent(currency);
  const size = Math.abs(minor) / unit;
  const written = WRITTEN_STEPS.find(([from]) => size >= from)?.[1] ?? SMALLEST_STEP;
  return Math.max(1, Math.round(written * unit));
}

/**
 * An amount as a short one reads, minor units: what a share that stands beside it is of.
 *
 * @param minor minor units. @example shownAmount(164_432_17, 'EUR') // => 164_000_00, as it reads `164k`
 */
export function shownAmount(minor: number, currency: string): number {
  const step = shownStep(minor, currency);
  return Math.round(minor / step) * step;
}

/** Which part of a target an amount is, both as they read, 0..; a target of nothing is reached. */
export const shownShare = (minor: number, targetMinor: number, currency: string): number => {
  const target = shownAmount(targetMinor, currency);
  return target === 0 ? 1 : shownAmount(minor, currency) / target;
};
