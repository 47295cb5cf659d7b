import type { Deal } from '../../core/deal/deal.ts';
import { pipelineOf } from '../../core/pipeline/pipelines.ts';
import type { Pipeline } from '../../core/pipeline/stage.ts';
import type { RequestContext } from './flow.ts';

/** The pipeline whose stages a deal goes through, whichever one the request is about. */
export const dealPipeline = ({ pipelines }: Pick<RequestContext, 'pipelines'>, deal: Pick<Deal, 'pipelineId'>): Pipeline =>
  pipelineOf(pipelines, deal);

/** The request as if it were about the pipeline of a deal: what follows decides on that deal, or shows it. */
export function inPipelineOf(context: RequestContext, deal: Pick<Deal, 'pipelineId'> | undefined): RequestContext {
  if (deal === undefined || deal.pipelineId === context.pipeline.id) return context;
  return { ...context, pipeline: dealPipeline(context, deal) };
}
