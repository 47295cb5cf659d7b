import type { TeamId } from '../../core/ids.ts';
import { LANGUAGE_CODES } from '../../core/people/language.ts';
import { type Team, type TeamsState, teamById, teamPath, teamsInUse, teamsManagedBy } from '../../core/people/teams.ts';
import { inTeam } from '../../facts/team-scope.ts';
import { takeName } from '../../input/pipeline-reference.ts';
import { WHOLE_WORDS } from '../../locale/command-words.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { contextLine } from '../views/kit/blocks.ts';
import { markPipeline } from '../views/kit/pipeline-mark.ts';
import { literal } from '../views/kit/text.ts';

/** A request whose figures are those of a team and all below it. */
export function inTeamContext(
  context: RequestContext,
  { state, team }: { readonly state: TeamsState; readonly team: Team },
): RequestContext {
  const scoped = inTeam(context, { state, team });
  return { ...scoped, deals: scoped.tenant.deals(context.viewer) };
}

/** A request and what is left of its line, once a team in it was read. */
export type TeamRequest = { readonly context: RequestContext; readonly rest: string };

const WHOLE = LANGUAGE_CODES.flatMap((code) => WHOLE_WORDS[code]).map((name) => ({ id: null, name }));

/**
 * Reads which team a line is about: the one that it names; where it names none, that of the channel, else the one team that somebody manages
 * who sets nothing up for all; else, and where it asks for the whole, all.
 *
 * @param loose whether a name may stand in another case, or only as it is.
 */
export async function readTeam(
  context: RequestContext,
  rest: string,
  { loose }: { readonly loose: boolean },
): Promise<TeamRequest> {
  const { managedTeams, tenant } = context;
  if (managedTeams === null) return { context, rest };
  const state = await tenant.teams.all();
  const named = takeName<{ readonly id: TeamId | null; readonly name: string }>(
    rest,
    [...teamsInUse(state.teams), ...WHOLE],
    loose,
  );
  if (named !== undefined) {
    const team = named.thing.id === null ? undefined : teamById(state.teams, named.thing.id);
    return { context: team === undefined ? context : inTeamContext(context, { state, team }), rest: named.rest };
  }
  const team = (await channelTeam(context, state)) ?? ownTeam(context, state);
  return { context: team === undefined ? context : inTeamContext(context, { state, team }), rest };
}

/** The team that the channel of a request gets its posts about. */
async function channelTeam({ tenant, channelId, pipeline }: RequestContext, { teams }: TeamsState): Promise<Team | undefined> {
  const here = (await tenant.subscriptions.all()).find(
    (each) => each.channelId === channelId && each.pipelineId === pipeline.id && each.teamId !== null,
  );
  return here === undefined ? undefined : teamById(teamsInUse(teams), here.teamId);
}

/** The one team that somebody manages, with those below it, who is not there for all. */
function ownTeam({ member }: RequestContext, { teams }: TeamsState): Team | undefined {
  const [own, second] = teamsManagedBy(teams, member.id);
  const isOne = second === undefined || teamPath(teams, second.id).some(({ id }) => id === own?.id);
  return isOne && member.role !== 'admin' ? own : undefined;
}

/** The context of a press on an answer that was about a team; as it is where that team is gone. */
export async function pressedTeam(context: RequestContext, teamId: TeamId | undefined): Promise<RequestContext> {
  if (teamId === undefined) return context;
  const state = await context.tenant.teams.all();
  const team = teamById(teamsInUse(state.teams), teamId);
  return team === undefined ? context : inTeamContext(context, { state, team });
}

/** An answer about a team says which one, and its buttons go on with it. */
export function nameTeam(reply: Reply, { m, team, pipeline, command }: RequestContext): Reply {
  if (team === undefined || reply.kind !== 'say') return reply;
  const path = teamPath(team.state.teams, team.team.id).map(({ name }) => literal(name, 60));
  const line = contextLine(m.teams.about(path, literal(command)));
  const blocks = markPipeline(reply.message.blocks, pipeline.id, team.team.id);
  return { ...reply, message: { ...reply.message, blocks: blocks.length < 50 ? [line, ...blocks] : blocks } };
}
