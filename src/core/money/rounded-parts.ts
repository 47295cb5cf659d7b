/**
 * Parts of a sum, rounded so that they add up to the rounded sum: each to a neighbouring step, those first upwards that lose most.
 *
 * @param partsMinor whole minor units, of any sign. @param stepMinor > 0, what is rounded to.
 * @param totalMinor a multiple of the step that they are to add up to instead, at most a step away from their own sum.
 * @returns multiples of the step in the order of the parts; their sum is the sum of the parts, rounded to the step.
 * @throws RangeError on a step that is not above 0.
 * Source: the largest remainder method (Hamilton's apportionment).
 * @example roundedParts([33_40, 33_30, 33_30], 1_00) // => [34_00, 33_00, 33_00]
 */
export function roundedParts(partsMinor: readonly number[], stepMinor: number, totalMinor?: number): readonly number[] {
  if (!(stepMinor > 0)) throw new RangeError(`not a step to round to: ${stepMinor}`);
  const steps = partsMinor.map((part) => Math.floor(part / stepMinor));
  const total = Math.round((totalMinor ?? partsMinor.reduce((sum, part) => sum + part, 0)) / stepMinor);
  const missing = total - steps.reduce((sum, step) => sum + step, 0);
  const remainder = (i: number): number => (partsMinor[i] ?? 0) / stepMinor - (steps[i] ?? 0);
  const order = [...steps.keys()].sort((a, b) => remainder(b) - remainder(a) || a - b);
  // A sum of its own may be a step more than all parts upwards, or less than all downwards: the one nearest to it takes that step.
  const ends = totalMinor === undefined ? 0 : missing - Math.min(order.length, Math.max(0, missing));
  const raised = new Set(order.slice(0, Math.max(0, missing)));
  const nearest = ends > 0 ? order[0] : order.at(-1);
  return steps.map((step, i) => (step + (raised.has(i) ? 1 : 0) + (i === nearest ? ends : 0)) * stepMinor);
}
