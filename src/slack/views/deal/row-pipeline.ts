import type { Deal } from '../../../core/deal/deal.ts';
import { areSeveral, type Pipelines, pipelineOf } from '../../../core/pipeline/pipelines.ts';
import type { Pipeline } from '../../../core/pipeline/stage.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { literal } from '../kit/text.ts';

/** Characters of a pipeline's name beside a deal. */
const NAME_LIMIT = 24;

/** Whose stages deals are told with. `pipelines`: where deals of several may stand beside each other; else all are of the one. */
export type PipelineContext = { readonly pipeline: Pipeline; readonly pipelines?: Pipelines | undefined };

type OfPipeline = Pick<Deal, 'pipelineId'>;

/** The pipeline that a deal is told with. */
export const rowPipeline = ({ pipeline, pipelines }: PipelineContext, deal: OfPipeline): Pipeline =>
  pipelines === undefined ? pipeline : pipelineOf(pipelines, deal);

/** The name of a deal's pipeline, where the workspace has several; else nothing. */
export const pipelineParts = ({ pipelines }: Pick<PipelineContext, 'pipelines'>, deal: OfPipeline): readonly SafeText[] =>
  pipelines === undefined || !areSeveral(pipelines) ? [] : [literal(pipelineOf(pipelines, deal).name, NAME_LIMIT)];
