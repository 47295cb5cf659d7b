import { type DurationMs, SECOND_MS } from '../core/time/durations.ts';

/** Requests at once, and how many more each second. */
const BURST = 60;
const PER_SECOND = 2;
/** Tokens whose use is remembered; beyond that those that have not been used for longest are forgotten first. */
const MAX_REMEMBERED = 10_000;

/** Says of one more request how long to wait before it, ms; 0: it may come now, and counts. */
export type RateLimit = (id: string) => DurationMs;

/**
 * A limit for each id of its own. Source: token bucket, as ITU-T I.371 has it: a bucket of {@link BURST} that fills at a fixed rate, and
 * each request takes one.
 *
 * @param monotonicNow ms.
 */
export function createRateLimit(monotonicNow: () => number): RateLimit {
  const buckets = new Map<string, { readonly level: number; readonly at: number }>();
  return (id) => {
    const now = monotonicNow();
    const last = buckets.get(id) ?? { level: BURST, at: now };
    const level = Math.min(BURST, last.level + ((now - last.at) / SECOND_MS) * PER_SECOND);
    const isFree = level >= 1;
    buckets.delete(id);
    buckets.set(id, { level: isFree ? level - 1 : level, at: now });
    const [oldest] = buckets.keys();
    if (buckets.size > MAX_REMEMBERED && oldest !== undefined) buckets.delete(oldest);
    return isFree ? 0 : Math.ceil(((1 - level) / PER_SECOND) * SECOND_MS);
  };
}
