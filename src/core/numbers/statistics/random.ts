/** A pseudo-random generator of numbers in [0, 1); deterministic for its seed. */
export type Random = () => number;

/** Seeded generator by Bob Jenkins' small fast counter (sfc32): period about 2^128, four 32-bit words of state. */
export function seededRandom(seed: number): Random {
  let a = seed | 0;
  let b = (seed / 2 ** 32) | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 15; i += 1) next();
  return next;
}

/** Standard normal deviate (Box and Muller 1958). */
export const drawNormal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Gamma deviate of a shape > 0 and scale 1 (Marsaglia and Tsang 2000). */
export function drawGamma(random: Random, shape: number): number {
  if (shape < 1) return drawGamma(random, shape + 1) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Poisson deviate; normal approximation above a mean of 60. */
export function drawPoisson(random: Random, mean: number): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * drawNormal(random)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = 1 - random(); product > limit; product *= 1 - random()) count += 1;
  return count;
}

/** Binomial deviate: successes of n trials; normal approximation where the variance is above 25. */
export function drawBinomial(random: Random, n: number, p: number): number {
  const variance = n * p * (1 - p);
  if (variance > 25) return Math.min(n, Math.max(0, Math.round(n * p + Math.sqrt(variance) * drawNormal(random))));
  if (n * p < 10 && n > 20) return Math.min(n, drawSparseBinomial(random, n, p));
  let count = 0;
  for (let i = 0; i < n; i += 1) if (random() < p) count += 1;
  return count;
}

/** Binomial deviate of many trials with few successes, by geometric gaps between them (Devroye 1986). */
function drawSparseBinomial(random: Random, n: number, p: number): number {
  if (p <= 0) return 0;
  const gap = Math.log1p(-p);
  let at = 0;
  for (let count = 0; ; count += 1) {
    at += Math.floor(Math.log(1 - random()) / gap) + 1;
    if (at > n) return count;
  }
}
