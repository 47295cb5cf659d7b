/** Values that a bound needs to rest on. */
const ENOUGH = 30;
/** Latest values that bounds are made of. */
const REMEMBERED = 2000;

/** Terciles of the values that deals came with, kept by month so that a deal's tier never depends on later deals. */
export type TierBounds = {
  readonly saw: (value: number) => void;
  /** 1 low, 2 middle, 3 high; 0 without a value or before there are bounds. */
  readonly tierOf: (value: number | null, at: number) => 0 | 1 | 2 | 3;
};

/** Bounds that are made anew when a month (UTC) begins. Source: forecasting, section 1: dated bounds, fixed at a visit's entry. */
export function tierBounds(): TierBounds {
  const seen: number[] = [];
  let month = -1;
  let bounds: readonly [number, number] | undefined;
  const refresh = (at: number): void => {
    const date = new Date(at);
    const now = date.getUTCFullYear() * 12 + date.getUTCMonth();
    if (now === month) return;
    month = now;
    if (seen.length < ENOUGH) return;
    const sorted = seen.slice(-REMEMBERED).sort((a, b) => a - b);
    bounds = [sorted[Math.floor(sorted.length / 3)] ?? 0, sorted[Math.floor((2 * sorted.length) / 3)] ?? 0];
  };
  return {
    saw: (value) => void seen.push(value),
    tierOf: (value, at) => {
      refresh(at);
      if (bounds === undefined || value === null) return 0;
      return value < bounds[0] ? 1 : value < bounds[1] ? 2 : 3;
    },
  };
}
