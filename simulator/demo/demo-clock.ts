import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The demo's time: it runs as real time does, and can be moved forward, never back. */
export type DemoClock = {
  readonly now: () => number;
  /** Moves to an instant; one that lies behind is ignored. */
  readonly jumpTo: (at: number) => void;
};

/**
 * A clock that remembers where it was.
 *
 * @param file keeps how far the clock is ahead of real time; without one nothing is kept. @param startAt where a new clock begins.
 */
export function createDemoClock(file: string | undefined, startAt: number = Date.now()): DemoClock {
  let aheadMs = readOffset(file) ?? startAt - Date.now();
  const saveOffset = () => {
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ aheadMs }));
  };
  saveOffset();
  return {
    now: () => Date.now() + aheadMs,
    jumpTo: (at) => {
      aheadMs = Math.max(aheadMs, at - Date.now());
      saveOffset();
    },
  };
}

function readOffset(file: string | undefined): number | undefined {
  if (file === undefined) return undefined;
  try {
    const { aheadMs } = JSON.parse(readFileSync(file, 'utf8')) as { aheadMs?: unknown };
    return typeof aheadMs === 'number' && Number.isFinite(aheadMs) ? aheadMs : undefined;
  } catch {
    return undefined;
  }
}
