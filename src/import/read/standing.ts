import type { StageId } from '../../core/ids.ts';
import { openStages, type Pipeline, stageById } from '../../core/pipeline/stage.ts';
import type { TableRow } from '../../input/files/table.ts';
import type { DealField } from './deal-fields.ts';
import { endMeant, type StageMeaning } from './propose-stages.ts';

/** What names of the file mean; undefined where nobody has said. */
export type Meanings = {
  readonly stage: (name: string) => StageMeaning | undefined;
  /** Of a column that says open, won or lost. */
  readonly status: (name: string) => StageMeaning | 'open' | undefined;
};

/** Where a row stands. `unknown`: by a name of the file of which nobody has said what it is. `stageId` of an end: where it was closed. */
export type Standing =
  | { readonly kind: 'deal'; readonly outcome: 'open' | 'won' | 'lost'; readonly stageId: StageId }
  | { readonly kind: 'leftOut' }
  | { readonly kind: 'noStage' }
  | { readonly kind: 'unknown'; readonly name: string };

/** Makes a reader of where rows stand: by their stage, which may be an end, and by what says whether they are open. */
export function createStanding(
  pipeline: Pipeline,
  meanings: Meanings,
  text: (row: TableRow, field: DealField) => string,
): (row: TableRow) => Standing {
  const open = openStages(pipeline);
  const [firstStage, lastStage] = [open[0], open.at(-1)];
  return (row) => {
    const [named, said] = [text(row, 'stage'), text(row, 'status')];
    const stageMeaning = named === '' ? undefined : meanings.stage(named);
    if (named !== '' && stageMeaning === undefined) return { kind: 'unknown', name: named };
    const end = endMeant(stageMeaning);
    const status = said === '' ? undefined : meanings.status(said);
    if (stageMeaning === 'leaveOut' || status === 'leaveOut') return { kind: 'leftOut' };
    // Taken for open, a deal that was given up would count in every forecast.
    if (said !== '' && status === undefined && end === undefined) return { kind: 'unknown', name: said };
    const stage = stageById(pipeline, stageMeaning ?? '') ?? stageById(pipeline, status ?? '');
    const outcome = end ?? endMeant(status) ?? 'open';
    const openStage = stage?.kind === 'open' ? stage : undefined;
    if (openStage === undefined && outcome === 'open') return { kind: 'noStage' };
    // Of a win without its stage the last open one is known; of a loss none is.
    const assumed = outcome === 'won' ? lastStage : firstStage;
    return { kind: 'deal', outcome, stageId: openStage?.id ?? assumed?.id ?? '' };
  };
}
