/** ln(n!) as a sum of logarithms; a table that grows on demand. */
const logFactorials: number[] = [0];
function logFactorial(n: number): number {
  for (let i = logFactorials.length; i <= n; i += 1) logFactorials.push((logFactorials[i - 1] ?? 0) + Math.log(i));
  return logFactorials[n] ?? 0;
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** A row of a 2 x 2 table: successes and failures of one group. */
export type CountRow = readonly [successes: number, failures: number];

/**
 * Fisher's exact test of a 2 x 2 table of counts, two-sided: the p-value is the probability of all tables no more likely than this one,
 * given its margins. Source: Fisher 1935.
 *
 * @example fisherExact([3, 1], [1, 3]) // => 0.4857 (the lady tasting tea)
 */
export function fisherExact([a, b]: CountRow, [c, d]: CountRow): number {
  const row = a + b;
  const column = a + c;
  const n = a + b + c + d;
  const log = (x: number): number => logChoose(row, x) + logChoose(n - row, column - x) - logChoose(n, column);
  const observedLog = log(a);
  let p = 0;
  for (let x = Math.max(0, column - (n - row)); x <= Math.min(row, column); x += 1) {
    const each = log(x);
    if (each <= observedLog + 1e-7) p += Math.exp(each);
  }
  return Math.min(1, p);
}

/**
 * Exact binomial test, one-sided: the probability of at least `successes` in n trials of probability p.
 *
 * @example binomialAtLeast(8, 10, 0.5) // => 0.0547
 */
export function binomialAtLeast(successes: number, n: number, p: number): number {
  let sum = 0;
  for (let k = successes; k <= n; k += 1) sum += Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
  return Math.min(1, sum);
}

/**
 * Benjamini-Hochberg procedure: which of several p-values are significant at a false discovery rate. Source: Benjamini and Hochberg 1995.
 *
 * @returns one answer per p-value, in their order.
 * @example benjaminiHochberg([0.01, 0.5, 0.06], 0.1) // => [true, false, true]
 */
export function benjaminiHochberg(pValues: readonly number[], rate: number): readonly boolean[] {
  const sorted = pValues.toSorted((a, b) => a - b);
  let limit = -1;
  for (const [i, p] of sorted.entries()) if (p <= ((i + 1) / sorted.length) * rate) limit = p;
  return pValues.map((p) => p <= limit);
}
