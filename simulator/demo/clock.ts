import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The demo's time: it runs as real time does, and can be moved forward, never back. */
export type Clock = {
  readonly now: () => number;
  /** Moves to an instant; one that lies behind is ignored. */
  readonly jumpTo: (at: number) => void;
};

/**
 * A clock that remembers where it was.
 *
 * @param file keeps how far the clock is ahead of real time; without one nothing is kept. @param startAt where a new clock begins.
 */
export function createClock(file: string | undefined, startAt: number = Date.now()): Clock {
  let aheadMs = stored(file) ?? startAt - Date.now();
  const keep = () => {
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ aheadMs }));
  };
  keep();
  return {
    now: () => Date.now() + aheadMs,
    jumpTo: (at) => {
      aheadMs = Math.max(aheadMs, at - Date.now());
      keep();
    },
  };
}

function stored(file: string | undefined): number | undefined {
  if (file === undefined) return undefined;
  try {
    const { aheadMs } = JSON.parse(readFileSync(file, 'utf8')) as { aheadMs?: unknown };
    return typeof aheadMs === 'number' && Number.isFinite(aheadMs) ? aheadMs : undefined;
  } catch {
    return undefined;
  }
}
