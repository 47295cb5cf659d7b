import type { ModalView } from '@slack/types';
import type { TeamEdit, TeamProblem } from '../../../core/people/team-edits.ts';
import { type Team, teamById, teamsInUse } from '../../../core/people/teams.ts';
import type { Messages } from '../../../locale/messages.ts';
import type { ButtonHandler, Press, Reply, RequestContext } from '../../request/flow.ts';
import { TEAM_FIELDS } from '../../views/workspace/settings/teams-forms.ts';
import { type TeamsNotice, type TeamsView, teamsView, teamView } from '../../views/workspace/settings/teams-pages.ts';
import { forAdmins } from './for-admins.ts';
import { describeTeamsChange, teamSentence } from './history/teams-history.ts';

export const forTeamAdmins = (context: RequestContext, run: () => Promise<Reply>): Promise<Reply> =>
  forAdmins(context, context.m.teams.adminsOnly, run);

export async function loadTeamsView({ tenant, today }: RequestContext, notice?: TeamsNotice): Promise<TeamsView> {
  const [state, members] = await Promise.all([tenant.teams.all(), tenant.members.all()]);
  return { state, members, today, notice };
}

const inUse = ({ state }: TeamsView, id: string | undefined): Team | undefined => teamById(teamsInUse(state.teams), id ?? '');

/** With what Slack says of its groups, where the team follows one. */
async function withGroupOf({ userGroups }: RequestContext, view: TeamsView, team: Team): Promise<TeamsView> {
  return team.userGroupId === null ? view : { ...view, userGroups: await userGroups.list() };
}

/** The page of one; all of them, where it is gone. */
export async function showTeamPage(context: RequestContext, id?: string, notice?: TeamsNotice): Promise<ModalView> {
  const view = await loadTeamsView(context, notice);
  const team = inUse(view, id);
  return team === undefined ? teamsView(context.m, view) : teamView(context.m, await withGroupOf(context, view, team), team);
}

/** From a message it opens, within the pages it takes the place of the one before. */
export const showView = (press: Press, view: ModalView): Reply => ({ kind: press.data === null ? 'open' : 'update', view });

/** A page or form of one team; all teams and a sentence, where it is gone. */
export const pressTeam = (
  make: (context: RequestContext, view: TeamsView, team: Team) => ModalView | Promise<ModalView>,
): ButtonHandler => ({
  opensForm: true,
  run: (context, press) =>
    forTeamAdmins(context, async () => {
      const view = await loadTeamsView(context);
      const team = inUse(view, press.value);
      if (team !== undefined) return showView(press, await make(context, await withGroupOf(context, view, team), team));
      return showView(press, teamsView(context.m, { ...view, notice: { text: context.m.teams.problems.gone } }));
    }),
});

const FIELD_OF_PROBLEM: Partial<Readonly<Record<TeamProblem['why'], string>>> = {
  ...{ cycle: TEAM_FIELDS.parent, tooDeep: TEAM_FIELDS.parent, tooManyManagers: TEAM_FIELDS.managers },
  tooFarAhead: TEAM_FIELDS.from,
};

/** A problem under its field. */
export const teamErrors = (m: Messages, problem: TeamProblem, otherwise: string): Reply => ({
  kind: 'errors',
  errors: { [FIELD_OF_PROBLEM[problem.why] ?? otherwise]: teamSentence(m, problem) },
});

/** Saves and shows the page of a team with what was done; a problem stands under its field, or on the page where there is no field. */
export async function saveTeams(
  context: RequestContext,
  edit: TeamEdit,
  how: { readonly page?: string | undefined; readonly field: string | null; readonly group?: { readonly handle: string } },
): Promise<Reply> {
  const { m, tenant, member, at, today } = context;
  const key = context.writeRequest().key ?? tenant.newId();
  const group = how.group === undefined ? {} : { group: how.group };
  const saved = await tenant.teams.save(edit, { memberId: member.id, at, today, key, ...group });
  if (!saved.ok) {
    const { problem } = saved;
    if (how.field !== null) return teamErrors(m, problem, how.field);
    return { kind: 'update', view: await showTeamPage(context, how.page, { text: teamSentence(m, problem) }) };
  }
  const change = saved.changeId === null ? undefined : await tenant.settingChanges.byId(saved.changeId);
  const what = change === undefined ? undefined : await describeTeamsChange(context, change);
  return {
    kind: 'update',
    view: await showTeamPage(context, how.page, { text: m.teams.saved(what ?? []), changeId: saved.changeId }),
  };
}
