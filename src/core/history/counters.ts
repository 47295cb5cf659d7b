import type { MemberId, StageId } from '../ids.ts';
import type { PlainDate } from '../time/calendar.ts';
import type { DurationMs } from '../time/durations.ts';

/** Exposure of ended visits: whole ms spent in a stage, by month (UTC) and age bin of the visit. */
export type ExposureRow = {
  readonly stageId: StageId;
  readonly month: string;
  readonly ageBin: number;
  readonly exposureMs: DurationMs;
};
/** Exits from a stage; `destination` is a stage id, 'won' or 'lost'. */
export type ExitRow = {
  readonly stageId: StageId;
  readonly month: string;
  readonly ageBin: number;
  readonly destination: string;
  readonly count: number;
};
export type RepExitRow = {
  readonly stageId: StageId;
  readonly memberId: MemberId;
  readonly month: string;
  readonly notLost: number;
  readonly lost: number;
};
export type TierExitRow = {
  readonly stageId: StageId;
  readonly tier: number;
  readonly month: string;
  readonly notLost: number;
  readonly lost: number;
};
export type EntryKind = 'created' | 'imported' | 'moved' | 'reopened';
export type EntryRow = { readonly stageId: StageId; readonly day: PlainDate; readonly how: EntryKind; readonly count: number };
/** Open deals by stage, owner, tier and day of entry (UTC). `offsetMs` sums ms from the start of that day to each entry. */
export type StockRow = {
  readonly stageId: StageId;
  readonly ownerId: MemberId;
  readonly tier: number;
  readonly day: PlainDate;
  readonly count: number;
  readonly offsetMs: DurationMs;
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

/** How rows of one table add up: rows of the same key are one row. */
type RowArithmetic<R> = {
  readonly key: (row: R) => string;
  readonly plus: (a: R, b: R) => R;
  readonly minus: (row: R) => R;
  readonly isZero: (row: R) => boolean;
};

/** Between the parts of a key; stage and member ids hold no control characters. */
const key = (...parts: readonly (string | number)[]): string => parts.join('\u0001');
/** Without a negative zero, which is equal to zero but not the same. */
const negate = (value: number): number => 0 - value;

const creditArithmetic = <
  R extends { readonly stageId: StageId; readonly month: string; readonly notLost: number; readonly lost: number },
>(
  of: (row: R) => string | number,
): RowArithmetic<R> => ({
  key: (row) => key(row.stageId, of(row), row.month),
  plus: (a, b) => ({ ...a, notLost: a.notLost + b.notLost, lost: a.lost + b.lost }),
  minus: (row) => ({ ...row, notLost: negate(row.notLost), lost: negate(row.lost) }),
  isZero: ({ notLost, lost }) => notLost === 0 && lost === 0,
});

const ARITHMETIC: { readonly [Table in keyof Counters]: RowArithmetic<Counters[Table][number]> } = {
  exposure: {
    key: ({ stageId, month, ageBin }) => key(stageId, month, ageBin),
    plus: (a, b) => ({ ...a, exposureMs: a.exposureMs + b.exposureMs }),
    minus: (row) => ({ ...row, exposureMs: negate(row.exposureMs) }),
    isZero: ({ exposureMs }) => exposureMs === 0,
  },
  exits: {
    key: ({ stageId, month, ageBin, destination }) => key(stageId, month, ageBin, destination),
    plus: (a, b) => ({ ...a, count: a.count + b.count }),
    minus: (row) => ({ ...row, count: negate(row.count) }),
    isZero: ({ count }) => count === 0,
  },
  repExits: creditArithmetic(({ memberId }) => memberId),
  tierExits: creditArithmetic(({ tier }) => tier),
  entries: {
    key: ({ stageId, day, how }) => key(stageId, day, how),
    plus: (a, b) => ({ ...a, count: a.count + b.count }),
    minus: (row) => ({ ...row, count: negate(row.count) }),
    isZero: ({ count }) => count === 0,
  },
  stock: {
    key: ({ stageId, ownerId, tier, day }) => key(stageId, ownerId, tier, day),
    plus: (a, b) => ({
      ...a,
      count: a.count + b.count,
      offsetMs: a.offsetMs + b.offsetMs,
      valueMinor: a.valueMinor + b.valueMinor,
      unpriced: a.unpriced + b.unpriced,
    }),
    minus: (row) => ({
      ...row,
      count: negate(row.count),
      offsetMs: negate(row.offsetMs),
      valueMinor: negate(row.valueMinor),
      unpriced: negate(row.unpriced),
    }),
    isZero: ({ count, offsetMs, valueMinor, unpriced }) => count === 0 && offsetMs === 0 && valueMinor === 0 && unpriced === 0,
  },
};

type Sum<R> = { readonly add: (rows: readonly R[]) => void; readonly rows: () => readonly R[] };

function createRowSum<R>({ key: keyOf, plus, isZero }: RowArithmetic<R>): Sum<R> {
  const sums = new Map<string, R>();
  return {
    add(rows) {
      for (const row of rows) {
        const at = keyOf(row);
        const held = sums.get(at);
        const sum = held === undefined ? row : plus(held, row);
        if (isZero(sum)) sums.delete(at);
        else sums.set(at, sum);
      }
    },
    rows: () => [...sums].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row),
  };
}

/** Counters that grow in place: for a replay of many events, where adding up whole counters again and again would take too long. */
export type CounterAccumulator = { readonly add: (part: Counters) => void; readonly counters: () => Counters };

export function createCounterAccumulator(): CounterAccumulator {
  const exposure = createRowSum(ARITHMETIC.exposure);
  const exits = createRowSum(ARITHMETIC.exits);
  const repExits = createRowSum(ARITHMETIC.repExits);
  const tierExits = createRowSum(ARITHMETIC.tierExits);
  const entries = createRowSum(ARITHMETIC.entries);
  const stock = createRowSum(ARITHMETIC.stock);
  return {
    add(part) {
      exposure.add(part.exposure);
      exits.add(part.exits);
      repExits.add(part.repExits);
      tierExits.add(part.tierExits);
      entries.add(part.entries);
      stock.add(part.stock);
    },
    counters: () => ({
      exposure: exposure.rows(),
      exits: exits.rows(),
      repExits: repExits.rows(),
      tierExits: tierExits.rows(),
      entries: entries.rows(),
      stock: stock.rows(),
    }),
  };
}

/** The sum of counters: one row per key, in one order, rows of nothing but zeros left out. Two equal sums are deeply equal. */
export function addCounters(parts: readonly Counters[]): Counters {
  const sum = createCounterAccumulator();
  for (const part of parts) sum.add(part);
  return sum.counters();
}

/** What takes these counters back. */
export function negateCounters(counters: Counters): Counters {
  return {
    exposure: counters.exposure.map(ARITHMETIC.exposure.minus),
    exits: counters.exits.map(ARITHMETIC.exits.minus),
    repExits: counters.repExits.map(ARITHMETIC.repExits.minus),
    tierExits: counters.tierExits.map(ARITHMETIC.tierExits.minus),
    entries: counters.entries.map(ARITHMETIC.entries.minus),
    stock: counters.stock.map(ARITHMETIC.stock.minus),
  };
}
