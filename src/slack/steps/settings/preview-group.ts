import { editTeams, type TeamEdit, type TeamProblem } from '../../../core/people/team-edits.ts';
import type { Team } from '../../../core/people/teams.ts';
import { usableGroup } from '../../../core/people/user-group.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import type { Reply, RequestContext } from '../../request/flow.ts';
import type { DataOf } from '../../views/kit/form-data.ts';
import { literal } from '../../views/kit/text.ts';
import { GROUP_FIELD, type groupFormData, groupPreview } from '../../views/workspace/settings/team-groups.ts';
import { TEAM_FIELDS } from '../../views/workspace/settings/teams-forms.ts';
import {
  admitJoiners,
  followedGroups,
  followerOf,
  type GroupChange,
  type GroupWork,
  groupViewOf,
  planGroupChange,
  teamInUse,
  withTeam,
} from '../team-groups.ts';
import { saveTeams, showTeamPage, teamErrors } from './teams.ts';

type GroupFormData = DataOf<typeof groupFormData>;
/** A team as it is going to be: none of this id yet, or one that changes. */
type ComingTeam = Omit<GroupFormData, 'print'>;

type Planned =
  | { readonly ok: true; readonly change: GroupChange; readonly work: GroupWork }
  | { readonly ok: false; readonly why: SafeText };

/** Stands for the id of a team that is not there yet. */
const NEW_TEAM = 'new';

const workOf = ({ tenant, userGroups, at, today }: RequestContext): GroupWork => ({ tenant, userGroups, at, today });

/** Asks Slack now what a team's group changes. */
async function planComing(context: RequestContext, coming: ComingTeam): Promise<Planned> {
  const { m, tenant, today } = context;
  const [list, state, members] = await Promise.all([context.userGroups.list(), tenant.teams.all(), tenant.members.all()]);
  if (!list.ok) return { ok: false, why: m.teamGroups.unavailable[list.why] };
  const group = usableGroup(list, coming.groupId);
  if (group === undefined) return { ok: false, why: m.teamGroups.problems.gone };
  const other = followerOf(state, coming.groupId, coming.id);
  if (other !== undefined) return { ok: false, why: m.teamGroups.problems.taken(literal(other.name, 60)) };
  const { name, parentId, managerIds, groupId } = coming;
  const team: Team = { id: coming.id ?? NEW_TEAM, name, parentId, managerIds, userGroupId: groupId, removedAt: null };
  const next = withTeam(state, team);
  const view = groupViewOf({ state: next, members, today }, followedGroups(next.teams, list.groups));
  const work = workOf(context);
  return { ok: true, change: await planGroupChange(work, team, { view, group }), work };
}

/** What stands against the team itself, whoever is in it. */
async function problemOf({ tenant, at, today }: RequestContext, coming: ComingTeam): Promise<TeamProblem | undefined> {
  const { id, groupId: userGroupId, ...rest } = coming;
  const to = { ...rest, userGroupId };
  const edit: TeamEdit = id === undefined ? { kind: 'add', team: { ...to, id: NEW_TEAM } } : { kind: 'change', id, to };
  const result = editTeams(edit, await tenant.teams.all(), { at, today });
  return result.ok ? undefined : result.problem;
}

/** Shows who would join and who would leave, before anything is saved; what stands against it is said under the choice. */
export async function previewGroup(context: RequestContext, coming: ComingTeam): Promise<Reply> {
  const problem = await problemOf(context, coming);
  if (problem !== undefined) return teamErrors(context.m, problem, TEAM_FIELDS.name);
  const planned = await planComing(context, coming);
  if (!planned.ok) return { kind: 'errors', errors: { [GROUP_FIELD]: planned.why } };
  const { change } = planned;
  return { kind: 'update', view: groupPreview(context.m, change, { ...coming, print: change.print }) };
}

/** The same of a team as it is; its page says so where it is in step, or why it cannot be said. */
export async function compareWithGroup(context: RequestContext, team: Team) {
  const { id, name, parentId, managerIds, userGroupId } = team;
  const { m } = context;
  if (userGroupId === null) return showTeamPage(context, id);
  const coming = { id, name, parentId, managerIds: [...managerIds], groupId: userGroupId };
  const planned = await planComing(context, coming);
  if (!planned.ok) return showTeamPage(context, id, { text: planned.why });
  const { change } = planned;
  if (change.joins.length + change.leaves.length === 0)
    return showTeamPage(context, id, { text: m.teamGroups.inStep(literal(change.group.handle, 60)) });
  return groupPreview(m, change, { ...coming, print: change.print });
}

/** Saves a team and its people in one change; where the group has changed since it was shown, it is shown again. */
export async function saveWithGroup(context: RequestContext, { print, ...coming }: GroupFormData): Promise<Reply> {
  const planned = await planComing(context, coming);
  if (!planned.ok) return { kind: 'update', view: await showTeamPage(context, coming.id, { text: planned.why }) };
  const { change, work } = planned;
  if (change.print !== print) {
    const shown = { ...change, isChanged: true };
    return { kind: 'update', view: groupPreview(context.m, shown, { ...coming, print: change.print }) };
  }
  const moves = await admitJoiners(work, change);
  const { name, parentId, managerIds, groupId: userGroupId } = coming;
  const id = coming.id ?? context.tenant.newId();
  const to = { name, parentId, managerIds, userGroupId };
  const known = teamInUse(await context.tenant.teams.all(), coming.id);
  const how = { page: id, field: null, group: { handle: change.group.handle } };
  if (coming.id === undefined) return saveTeams(context, { kind: 'add', team: { ...to, id }, moves }, how);
  if (known === undefined)
    return { kind: 'update', view: await showTeamPage(context, id, { text: context.m.teams.problems.gone }) };
  return saveTeams(context, { kind: 'change', id, to, moves }, how);
}
