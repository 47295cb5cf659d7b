import type { ScratchStorage } from '../../scratch-storage.ts';

/** How a drill is run. */
export type DrillRun = {
  /** Seconds instead of minutes: for the tests. */
  readonly isShort: boolean;
  /** Numbers from 0 to 1, the same for the same seed: what is broken when. */
  readonly random: () => number;
  readonly scratch: ScratchStorage;
  readonly stores: readonly StoreKind[];
  /** Shows how far it is. */
  readonly say: (progress: string) => void;
};

export type StoreKind = 'embedded' | 'PostgreSQL';

/** What a drill has found. */
export type DrillReport = {
  /** What was done and how it ended, in the order in which it is read. */
  readonly counts: Readonly<Record<string, number | string>>;
  /** Every sentence is a promise that was broken; none: all is well. */
  readonly wrong: readonly string[];
};

export type Drill = {
  /** What it breaks, and what has to hold all the same. */
  readonly what: string;
  /** Stores that it can be run on; those that are not there are left out, and said to be. */
  readonly stores: readonly StoreKind[];
  readonly run: (run: DrillRun) => Promise<DrillReport>;
};

/** Runs it on one store after the other, and puts the reports together. */
export async function onEachStore(
  { stores }: DrillRun,
  drillOn: (store: StoreKind) => Promise<DrillReport>,
): Promise<DrillReport> {
  const reports: DrillReport[] = [];
  for (const store of stores) reports.push(await drillOn(store));
  return joinReports(reports);
}

export const joinReports = (reports: readonly DrillReport[]): DrillReport => ({
  counts: Object.assign({}, ...reports.map(({ counts }) => counts)),
  wrong: reports.flatMap(({ wrong }) => wrong),
});

/** Mulberry32: a small generator whose sequence follows from its seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from `from` to `to`, both included. */
export const randomInt = (random: () => number, from: number, to: number): number =>
  from + Math.floor(random() * (to - from + 1));

export const pick = <T>(random: () => number, from: readonly T[]): T => {
  const picked = from[Math.floor(random() * from.length)];
  if (picked === undefined) throw new Error('There is nothing to pick from.');
  return picked;
};

/** `min / median / max`, rounded. */
export function spread(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b).map(Math.round);
  return sorted.length === 0 ? '–' : `${sorted[0]} / ${sorted[Math.floor((sorted.length - 1) / 2)]} / ${sorted.at(-1)}`;
}
