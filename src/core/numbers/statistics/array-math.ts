/** The number at an index; 0 outside. */
export const valueAt = (numbers: ArrayLike<number>, index: number): number => numbers[index] ?? 0;

/** Adds to the number at an index, in place. */
export function addAt(numbers: Float64Array, index: number, more: number): void {
  numbers[index] = (numbers[index] ?? 0) + more;
}

/** Sum of numbers. */
export function total(numbers: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i += 1) sum += numbers[i] ?? 0;
  return sum;
}

/** Arithmetic mean; 0 of none. */
export const average = (numbers: ArrayLike<number>): number => (numbers.length === 0 ? 0 : total(numbers) / numbers.length);

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Log-odds of a probability, ln(p / (1 - p)); p is clamped to 1e-9 away from 0 and 1. */
export const logit = (p: number): number => {
  const inside = clamp(p, 1e-9, 1 - 1e-9);
  return Math.log(inside / (1 - inside));
};

/** Inverse of {@link logit}. */
export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** 90 % point of the normal distribution: the half-width of an 80 % interval in standard deviations. */
export const Z_90 = 1.2815515655446004;

/** 80 % range of a probability with a standard error `sd`: normal on log-odds (delta method), so that it stays inside 0..1. */
export function probabilityInterval(p: number, sd: number): { readonly low: number; readonly high: number } {
  const spread = (Z_90 * sd) / Math.max(1e-9, p * (1 - p));
  return { low: logistic(logit(p) - spread), high: logistic(logit(p) + spread) };
}
