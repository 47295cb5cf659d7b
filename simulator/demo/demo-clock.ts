import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The demo's time: it runs as real time does, and can be moved forward, never back. */
export type DemoClock = {
  readonly now: () => number;
  /** Moves to an instant; one that lies behind is ignored. */
  readonly jumpTo: (at: number) => void;
  /** Ends that it stands still: from now on it runs. */
  readonly run: () => void;
};

/**
 * A clock that remembers where it was.
 *
 * @param file keeps how far the clock is ahead of real time; without one nothing is kept. @param startAt where a new clock begins.
 * @param isHeld it stands still until it is told to run, so that what is prepared is the same however long it takes.
 */
export function createDemoClock(
  file: string | undefined,
  { startAt = Date.now(), isHeld = false }: { readonly startAt?: number | undefined; readonly isHeld?: boolean } = {},
): DemoClock {
  let aheadMs = readOffset(file) ?? startAt - Date.now();
  let heldAt = isHeld ? Date.now() + aheadMs : undefined;
  const now = () => heldAt ?? Date.now() + aheadMs;
  const saveOffset = () => {
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ aheadMs }));
  };
  saveOffset();
  return {
    now,
    jumpTo: (at) => {
      if (heldAt !== undefined) heldAt = Math.max(heldAt, at);
      aheadMs = Math.max(aheadMs, at - Date.now());
      saveOffset();
    },
    run: () => {
      if (heldAt !== undefined) aheadMs = heldAt - Date.now();
      heldAt = undefined;
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
