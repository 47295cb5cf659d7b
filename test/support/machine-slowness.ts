/** CPU time that the reference work takes on a quiet core of the machine that the limits were set on, ms. */
const REFERENCE_MS = 60;

/** A fixed piece of work on texts and numbers, as readers and forecasts do it. */
function referenceWork(): number {
  let sum = 0;
  const counts = new Map<string, number>();
  for (let index = 0; index < 120_000; index += 1) {
    const key = `deal ${(Math.imul(index, 2_654_435_761) >>> 0) % 5000}`.toLowerCase();
    counts.set(key, (counts.get(key) ?? 0) + Math.sqrt(index));
    sum += key.replace(/\d/g, 'x').length + Math.exp(-index / 1e5);
  }
  return sum + counts.size;
}

/**
 * How many times slower this machine is at the moment, at least 1: a limit on computing time holds for the machine that it was set on, and a
 * shared core takes more time for the same work.
 */
export function machineSlowness(): number {
  referenceWork();
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run += 1) {
    const before = process.cpuUsage();
    referenceWork();
    best = Math.min(best, process.cpuUsage(before).user / 1000);
  }
  return Math.max(1, best / REFERENCE_MS);
}
