import { z } from 'zod';
import { pipelineById } from '../../../core/pipeline/pipelines.ts';
import type { SettingChange } from '../../../store/types/setting-changes.ts';
import type { RequestContext } from '../../request/flow.ts';

/** Where the payloads of changes name their pipeline. */
const ofPipeline = z.object({ pipelineId: z.string().optional(), before: z.object({ id: z.string().optional() }).nullish() });

/** The request as if it were about the pipeline that a setting was changed of; as it is, where the setting is none of a pipeline. */
export function inChangedPipeline(context: RequestContext, { payload }: Pick<SettingChange, 'payload'>): RequestContext {
  const named = ofPipeline.safeParse(payload).data;
  const pipeline = pipelineById(context.pipelines, named?.pipelineId ?? named?.before?.id ?? context.pipeline.id);
  return pipeline === undefined || pipeline.id === context.pipeline.id ? context : { ...context, pipeline };
}
