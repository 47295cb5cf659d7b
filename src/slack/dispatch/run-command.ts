import { allPipelines, areSeveral } from '../../core/pipeline/pipelines.ts';
import { takePipelineName } from '../../input/pipeline-reference.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { markReply, nameReply } from '../request/mark-reply.ts';
import type { Routes } from '../request/routes.ts';
import { nameTeam, readTeam } from '../steps/team-context.ts';
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
  const inPipeline = readPipeline(context, { rest, mayName: isName || handler.isOfPipeline === true });
  const { context: own, rest: left } =
    isName || handler.isOfTeam === true
      ? await readTeam(inPipeline.context, inPipeline.rest, { loose: word !== 'reps' && word !== 'target' })
      : inPipeline;
  const isNamed = isName && left !== rest;
  const next = isNamed ? routeCommand(routes, command, left) : { handler, rest: left };
  // A name before a word that is about all of it leaves that word what it is.
  const reply = await next.handler.run(next.handler.isOfTeam === true ? own : inPipeline.context, next.rest);
  const shown = next.handler.isOfTeam === true ? nameTeam(reply, own) : reply;
  if (!areSeveral(context.pipelines)) return shown;
  return markReply(next.handler.isOfPipeline === true ? nameReply(shown, own) : shown, own);
}

/** The pipeline that a line names, where there are several, and what is left of the line. */
function readPipeline(
  context: RequestContext,
  { rest, mayName }: { readonly rest: string; readonly mayName: boolean },
): { readonly context: RequestContext; readonly rest: string } {
  const named = mayName && areSeveral(context.pipelines) ? takePipelineName(rest, allPipelines(context.pipelines)) : undefined;
  return named === undefined ? { context, rest } : { context: { ...context, pipeline: named.pipeline }, rest: named.rest };
}
