import type { DurationMs } from '../../time/durations.ts';

/** Memoizes a function of one argument, compared as keys of a Map. */
export function memoize<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}

/** Memoizes a function of a horizon in ms; negative horizons count as 0. */
export function memoizeByHorizon<Value>(compute: (horizonMs: DurationMs) => Value): (horizonMs: DurationMs) => Value {
  const memoized = memoize(compute);
  return (horizonMs) => memoized(Math.max(0, horizonMs));
}
