/** Numbers that look random and are the same in every run. */
export type SampleRandom = {
  /** 0 <= x < 1. */
  readonly next: () => number;
  readonly between: (low: number, high: number) => number;
  readonly pickOne: <T>(items: readonly [T, ...T[]]) => T;
  /** Exponentially distributed, with that mean. */
  readonly exponential: (mean: number) => number;
};

/** A generator from a seed: 32-bit multiplicative congruences (the constants of Numerical Recipes' quick generators). */
export function createSampleRandom(seed: number): SampleRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // The low bits of such a generator are poor; mix the high ones in.
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0;
    return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    pickOne: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    exponential: (mean) => -mean * Math.log(1 - next()),
  };
}
