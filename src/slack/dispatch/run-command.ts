import { allPipelines, areSeveral } from '../../core/pipeline/pipelines.ts';
import { takePipelineName } from '../../input/pipeline-reference.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { markReply, nameReply } from '../request/mark-reply.ts';
import type { Routes } from '../request/routes.ts';
import { isFunnelCommand, type RoutedCommand, routeCommand } from './route-command.ts';

/**
 * Runs a command on the pipeline that its line names, where there are several and the word is about one: `/funnel forecast partners`,
 * `/funnel partners`, `/funnel partners forecast`.
 */
export async function runCommand(
  routes: Routes,
  { command, handler, word, rest }: Pick<RoutedCommand, 'handler' | 'word' | 'rest'> & { readonly command: string },
  context: RequestContext,
): Promise<Reply> {
  const isName = word === 'other' && isFunnelCommand(command);
  if (!(isName || handler.isOfPipeline === true) || !areSeveral(context.pipelines)) return handler.run(context, rest);
  const named = takePipelineName(rest, allPipelines(context.pipelines));
  const own = named === undefined ? context : { ...context, pipeline: named.pipeline };
  const next = isName && named !== undefined ? routeCommand(routes, command, named.rest) : { handler, rest: named?.rest ?? rest };
  const reply = await next.handler.run(own, next.rest);
  return markReply(next.handler.isOfPipeline === true ? nameReply(reply, own) : reply, own);
}
