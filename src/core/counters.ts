/** Exposure of ended visits: whole ms spent in a stage, by month (UTC) and age bin of the visit. */
export type ExposureRow = {
  readonly stageId: string;
  readonly month: string;
  readonly ageBin: number;
  readonly exposureMs: number;
};
/** Exits from a stage; `destination` is a stage id, 'won' or 'lost'. */
export type ExitRow = {
  readonly stageId: string;
  readonly month: string;
  readonly ageBin: number;
  readonly destination: string;
  readonly count: number;
};
export type RepExitRow = {
  readonly stageId: string;
  readonly memberId: string;
  readonly month: string;
  readonly notLost: number;
  readonly lost: number;
};
export type TierExitRow = {
  readonly stageId: string;
  readonly tier: number;
  readonly month: string;
  readonly notLost: number;
  readonly lost: number;
};
export type EntryHow = 'created' | 'imported' | 'moved' | 'reopened';
export type EntryRow = { readonly stageId: string; readonly day: string; readonly how: EntryHow; readonly count: number };
/** Open deals by stage, owner, tier and day of entry (UTC). `offsetMs` sums ms from the start of that day to each entry. */
export type StockRow = {
  readonly stageId: string;
  readonly ownerId: string;
  readonly tier: number;
  readonly day: string;
  readonly count: number;
  readonly offsetMs: number;
  readonly valueMinor: number;
  readonly unpriced: number;
};

/** What one event adds to the counters of a pipeline, or the counters themselves: adding is all that ever happens to them. */
export type Counters = {
  readonly exposure: readonly ExposureRow[];
  readonly exits: readonly ExitRow[];
  readonly repExits: readonly RepExitRow[];
  readonly tierExits: readonly TierExitRow[];
  readonly entries: readonly EntryRow[];
  readonly stock: readonly StockRow[];
};

export const NO_COUNTERS: Counters = { exposure: [], exits: [], repExits: [], tierExits: [], entries: [], stock: [] };

type Row = Readonly<Record<string, string | number>>;

/** The columns that are added up; all others are the key of a row. */
const MEASURES: Readonly<Record<keyof Counters, readonly string[]>> = {
  exposure: ['exposureMs'],
  exits: ['count'],
  repExits: ['notLost', 'lost'],
  tierExits: ['notLost', 'lost'],
  entries: ['count'],
  stock: ['count', 'offsetMs', 'valueMinor', 'unpriced'],
};

const keyOf = (row: Row, measures: readonly string[]): string =>
  JSON.stringify(
    Object.entries(row)
      .filter(([name]) => !measures.includes(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const byKey = (a: readonly [string, unknown], b: readonly [string, unknown]): number => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);

function mergeRows<R extends Row>(rows: Iterable<R>, measures: readonly string[]): readonly R[] {
  const merged = new Map<string, R>();
  for (const row of rows) {
    const key = keyOf(row, measures);
    const sum = merged.get(key);
    const added = measures.map((name) => [name, Number(sum?.[name] ?? 0) + Number(row[name])] as const);
    merged.set(key, { ...row, ...Object.fromEntries(added) });
  }
  const kept = [...merged].filter(([, row]) => measures.some((name) => row[name] !== 0));
  return kept.sort(byKey).map(([, row]) => row);
}

/** The sum of counters: one row per key, in one order, rows of nothing but zeros left out. Two equal sums are deeply equal. */
export function addCounters(parts: readonly Counters[]): Counters {
  return {
    exposure: mergeRows(
      parts.flatMap((part) => part.exposure),
      MEASURES.exposure,
    ),
    exits: mergeRows(
      parts.flatMap((part) => part.exits),
      MEASURES.exits,
    ),
    repExits: mergeRows(
      parts.flatMap((part) => part.repExits),
      MEASURES.repExits,
    ),
    tierExits: mergeRows(
      parts.flatMap((part) => part.tierExits),
      MEASURES.tierExits,
    ),
    entries: mergeRows(
      parts.flatMap((part) => part.entries),
      MEASURES.entries,
    ),
    stock: mergeRows(
      parts.flatMap((part) => part.stock),
      MEASURES.stock,
    ),
  };
}

const negated = <R extends Row>(rows: readonly R[], measures: readonly string[]): readonly R[] =>
  rows.map((row) => ({ ...row, ...Object.fromEntries(measures.map((name) => [name, 0 - Number(row[name])])) }));

/** What takes these counters back. */
export function negateCounters(counters: Counters): Counters {
  return {
    exposure: negated(counters.exposure, MEASURES.exposure),
    exits: negated(counters.exits, MEASURES.exits),
    repExits: negated(counters.repExits, MEASURES.repExits),
    tierExits: negated(counters.tierExits, MEASURES.tierExits),
    entries: negated(counters.entries, MEASURES.entries),
    stock: negated(counters.stock, MEASURES.stock),
  };
}
