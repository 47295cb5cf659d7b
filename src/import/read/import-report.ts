import { foldText } from '../../core/fold-text.ts';
import type { ImportConflict } from '../../core/history/import-row.ts';
import type { StageId } from '../../core/ids.ts';
import { openStages, type Pipeline } from '../../core/pipeline/stage.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { Table } from '../../input/files/table.ts';
import type { ImportQuestion } from './import-choices.ts';
import type { PreparedImport } from './prepare-import.ts';
import type { ImportSystem } from './propose-columns.ts';
import type { StageMeaning } from './propose-stages.ts';
import type { BadDealRow } from './row-problem.ts';
import type { SuspiciousRow } from './suspicious-rows.ts';

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
  /** Deals that the file closes both ways, of which the last one counts. */
  readonly closedTwice: number;
  /** Columns that are kept in the deals' notes, lines whose note has no room for all of them, and columns that nothing is taken from. */
  readonly noted: readonly string[];
  readonly cutNotes: readonly number[];
  readonly unused: readonly string[];
  readonly suspicious: readonly SuspiciousRow[];
  readonly questions: readonly ImportQuestion[];
};

/** What the stages of a file were taken for, but for those of the same name. */
export function stageMeanings({ stages }: Pick<PreparedImport, 'stages'>, pipeline: Pipeline): ImportReport['meanings'] {
  const own = new Map(pipeline.stages.map(({ id, name }) => [id, foldText(name)] as const));
  return stages.flatMap(({ name, rows, meaning }) =>
    meaning === undefined || own.get(meaning) === foldText(name) ? [] : [{ name, rows, meaning }],
  );
}

/** Open deals of each stage and their value, minor units. */
export type StageSums = ReadonlyMap<StageId, { readonly deals: number; readonly minor: number }>;

/** Open deals and their value in each stage that holds any, in the pipeline's order. */
export const stageSums = (sums: StageSums, pipeline: Pipeline): ImportReport['stages'] =>
  openStages(pipeline).flatMap(({ id }) => {
    const sum = sums.get(id);
    return sum === undefined ? [] : [{ stageId: id, ...sum }];
  });
