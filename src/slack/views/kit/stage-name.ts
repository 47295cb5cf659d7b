import type { StageId } from '../../../core/ids.ts';
import { knownStage, type Pipeline } from '../../../core/pipeline/stage.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { literal } from './text.ts';

/** More than the twelve characters that a short name may have, for names of before that limit. */
const NAME_LIMIT = 20;

/** The short name of a stage, as sentences and rows give it; a removed one too; `…` of none. */
export const stageName = (pipeline: Pipeline, id: StageId | null): SafeText =>
  literal((id === null ? undefined : knownStage(pipeline, id)?.shortName) ?? '…', NAME_LIMIT);
