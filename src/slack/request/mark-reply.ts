import { areSeveral } from '../../core/pipeline/pipelines.ts';
import { contextLine } from '../views/kit/blocks.ts';
import { markPipeline, namePipeline } from '../views/kit/pipeline-mark.ts';
import { literal } from '../views/kit/text.ts';
import type { Reply, RequestContext } from './flow.ts';
import { withPipeline } from './form-metadata.ts';

/** An answer that is about a pipeline as a whole says which one, where there are several. */
export function nameReply(reply: Reply, { pipeline, pipelines }: Pick<RequestContext, 'pipeline' | 'pipelines'>): Reply {
  if (!areSeveral(pipelines)) return reply;
  if (reply.kind === 'say') return { ...reply, message: namePipeline(reply.message, pipeline) };
  if (reply.kind !== 'open' && reply.kind !== 'update') return reply;
  const blocks = [contextLine(literal(pipeline.name, 60)), ...reply.view.blocks];
  return { ...reply, view: { ...reply.view, blocks } };
}

/**
 * Keeps with an answer which pipeline it is about, so that its buttons and forms go on with that one wherever they are used. What is marked
 * already stays; where there is one pipeline nothing is marked.
 */
export function markReply(reply: Reply, { pipeline, pipelines }: Pick<RequestContext, 'pipeline' | 'pipelines'>): Reply {
  if (!areSeveral(pipelines)) return reply;
  switch (reply.kind) {
    case 'say':
      return { ...reply, message: { ...reply.message, blocks: markPipeline(reply.message.blocks, pipeline.id) } };
    case 'open':
    case 'update':
      return { ...reply, view: withPipeline(reply.view, pipeline.id) };
    case 'errors':
    case 'nothing':
      return reply;
  }
}
