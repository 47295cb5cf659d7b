/** Memoizes a function of a horizon in ms; negative horizons count as 0. */
export function memoizeByHorizon<T>(make: (horizonMs: number) => T): (horizonMs: number) => T {
  const known = new Map<number, T>();
  return (horizonMs) => {
    const from = Math.max(0, horizonMs);
    const value = known.get(from) ?? make(from);
    known.set(from, value);
    return value;
  };
}
