import { foldText } from '../../core/fold-text.ts';
import type { ImportConflict } from '../../core/history/import-row.ts';
import type { ImportedDeal } from '../../core/history/plan-import.ts';
import type { Money } from '../../core/money/money.ts';
import { openStages, type Pipeline } from '../../core/pipeline/stage.ts';
import { addDays, type PlainDate, utcDate } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { Table } from '../../input/files/table.ts';
import type { ImportQuestion } from './import-choices.ts';
import type { PreparedImport } from './prepare-import.ts';
import type { ImportSystem } from './propose-columns.ts';
import type { StageMeaning } from './propose-stages.ts';
import type { BadDealRow } from './row-problem.ts';

/** A row that can be read and may be wrong all the same. */
export type SuspiciousRow = { readonly line: number; readonly name: string } & (
  | { readonly why: 'huge'; readonly money: Money }
  | { readonly why: 'old' | 'farAhead'; readonly on: PlainDate }
);

/** What an import will do, for a person to look at before it is made. Values are minor units of the pipeline's currency. */
export type ImportReport = {
  readonly fileName: string;
  readonly system: ImportSystem;
  readonly read: Table['read'];
  readonly rows: number;
  readonly newDeals: number;
  readonly changedDeals: number;
  readonly unchanged: number;
  readonly open: number;
  readonly openMinor: number;
  readonly won: number;
  readonly lost: number;
  /** First and last instant of what is new; null where nothing is. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** What the file's stages were taken for, where they are called otherwise here. */
  readonly meanings: readonly { readonly name: string; readonly rows: number; readonly meaning: StageMeaning }[];
  /** Open deals of each stage that holds any, in the pipeline's order. */
  readonly stages: readonly { readonly stageId: string; readonly deals: number; readonly minor: number }[];
  readonly unpriced: readonly (readonly [currency: string, deals: number])[];
  readonly newPeople: readonly string[];
  readonly conflicts: readonly ImportConflict[];
  readonly bad: readonly BadDealRow[];
  readonly leftOut: number;
  readonly unused: readonly string[];
  readonly suspicious: readonly SuspiciousRow[];
  readonly questions: readonly ImportQuestion[];
};

/** A value so many times the median may have lost its decimal sign. */
const HUGE_FACTOR = 100;
/** Fewer values have no median that tells. */
const FEWEST_VALUES = 5;
/** Before this day nobody kept deals in a computer. */
const OLDEST: PlainDate = '1990-01-01';
const FAR_DAYS = 5 * 365;

/** Rows that are read as they are written, and look wrong. */
export function suspiciousRows(rows: PreparedImport['rows'], now: Instant): readonly SuspiciousRow[] {
  const values = rows.flatMap(({ money }) => (money === null || money.minor === 0 ? [] : [money.minor])).sort((a, b) => a - b);
  const median = values.length < FEWEST_VALUES ? undefined : values[Math.floor(values.length / 2)];
  const farthest = addDays(utcDate(now), FAR_DAYS);
  return rows.flatMap(({ line, name, money, steps, closeOn }): readonly SuspiciousRow[] => {
    const began = utcDate(Math.max(steps[0].at, Date.parse('0001-01-02T00:00:00Z')));
    return [
      ...(money !== null && median !== undefined && money.minor >= HUGE_FACTOR * median
        ? [{ line, name, why: 'huge', money } as const]
        : []),
      ...(began < OLDEST ? [{ line, name, why: 'old', on: began } as const] : []),
      ...(closeOn !== null && closeOn > farthest ? [{ line, name, why: 'farAhead', on: closeOn } as const] : []),
    ];
  });
}

/** What the stages of a file were taken for, but for those of the same name. */
export function stageMeanings({ stages }: Pick<PreparedImport, 'stages'>, pipeline: Pipeline): ImportReport['meanings'] {
  const own = new Map(pipeline.stages.map(({ id, name }) => [id, foldText(name)] as const));
  return stages.flatMap(({ name, rows, meaning }) =>
    meaning === undefined || own.get(meaning) === foldText(name) ? [] : [{ name, rows, meaning }],
  );
}

/** Open deals and their value in each stage. */
export function stageSums(deals: readonly ImportedDeal[], pipeline: Pipeline): ImportReport['stages'] {
  const open = deals.flatMap(({ deal }) => (deal.outcome === 'open' ? [deal] : []));
  return openStages(pipeline).flatMap(({ id }) => {
    const own = open.filter(({ stageId }) => stageId === id);
    const minor = own.reduce((sum, { pipelineValueMinor }) => sum + (pipelineValueMinor ?? 0), 0);
    return own.length === 0 ? [] : [{ stageId: id, deals: own.length, minor }];
  });
}
