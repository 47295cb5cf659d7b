import type { PlainTextOption } from '@slack/types';
import { UNDO_WINDOW_MS } from '../../../core/deal/undo.ts';
import { foldText } from '../../../core/fold-text.ts';
import type { MemberId } from '../../../core/ids.ts';
import { isReachable } from '../../../core/people/member.ts';
import type { TeamEdit } from '../../../core/people/team-edits.ts';
import { allPipelines } from '../../../core/pipeline/pipelines.ts';
import { normalizeText } from '../../../input/slack-text.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import type { Flow, Press, Reply, RequestContext, SubmitHandler } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { parseFunnelCommand } from '../../request/parse-command.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { teamsHistory } from '../../steps/settings/history/teams-history.ts';
import { previewGroup } from '../../steps/settings/preview-group.ts';
import { forTeamAdmins, loadTeamsView, pressTeam, saveTeams, showTeamPage, showView } from '../../steps/settings/teams.ts';
import { option } from '../../views/kit/blocks.ts';
import { literal, memberNameText } from '../../views/kit/text.ts';
import { GROUP_FIELD, NO_GROUP } from '../../views/workspace/settings/team-groups.ts';
import {
  MOVE_PEOPLE_FORM,
  movePeopleForm,
  NO_TEAM,
  REMOVE_TEAM_FORM,
  removeTeamForm,
  TEAM_FIELDS,
  TEAM_FORM,
  teamForm,
} from '../../views/workspace/settings/teams-forms.ts';
import {
  ADD_TEAM,
  EDIT_TEAM,
  MOVE_PEOPLE,
  OPEN_TEAM,
  OPEN_TEAMS,
  REMOVE_TEAM,
  type TeamsView,
  teamsFormData,
  teamsView,
  teamView,
  UNDO_TEAMS,
} from '../../views/workspace/settings/teams-pages.ts';

/** A name that would mean something else behind the command: nobody could type it. */
function reservedName({ m, pipelines }: RequestContext, name: string): SafeText | undefined {
  const read = parseFunnelCommand(name);
  if (read.kind === 'word' && foldText(name) !== '') return m.teams.problems.reserved(literal(read.typedWord, 40));
  const same = allPipelines(pipelines).find((pipeline) => foldText(pipeline.name) === foldText(name));
  return same === undefined ? undefined : m.teams.problems.pipelineName(literal(same.name, 60));
}

type Named = { readonly ids: readonly MemberId[] } | { readonly problem: SafeText };

/** Members behind Slack users. Who only reads may be one. */
async function readUsers(context: RequestContext, users: readonly string[]): Promise<Named> {
  const ids: MemberId[] = [];
  for (const user of users) {
    const member = await context.resolveMember(user);
    const reader = member === 'reader' ? await context.tenant.members.bySlackUser(user) : undefined;
    if (typeof member === 'string' && reader === undefined) return { problem: context.m.common.cannotOwn[member] };
    ids.push(...(reader === undefined ? [] : [reader.id]), ...(typeof member === 'string' ? [] : [member.id]));
  }
  return { ids };
}

const teamChoice = (form: Form, name: string): string | null => {
  const chosen = form.choice(name);
  return chosen === null || chosen === NO_TEAM ? null : chosen;
};

const forTeam = (run: (context: RequestContext, form: Form, id: string | undefined) => Promise<Reply>): SubmitHandler =>
  submitHandler(teamsFormData, (context, form, { id }) => forTeamAdmins(context, () => run(context, form, id)));

async function submitTeam(context: RequestContext, form: Form, id: string | undefined): Promise<Reply> {
  const name = normalizeText(form.text(TEAM_FIELDS.name) ?? '');
  const reserved = reservedName(context, name);
  if (reserved !== undefined) return { kind: 'errors', errors: { [TEAM_FIELDS.name]: reserved } };
  const managers = await readUsers(context, form.choices(TEAM_FIELDS.managers));
  if ('problem' in managers) return { kind: 'errors', errors: { [TEAM_FIELDS.managers]: managers.problem } };
  const to = { name, parentId: teamChoice(form, TEAM_FIELDS.parent), managerIds: managers.ids };
  const group = form.choice(GROUP_FIELD);
  const follows = (await context.tenant.teams.all()).teams.find((team) => team.id === id)?.userGroupId ?? null;
  if (group !== null && group !== NO_GROUP && group !== follows) {
    const coming = { ...to, managerIds: [...to.managerIds], groupId: group };
    return previewGroup(context, id === undefined ? coming : { ...coming, id });
  }
  const made = id ?? context.tenant.newId();
  // A form without the choice leaves it as it is.
  const followed = group === NO_GROUP && follows !== null ? { userGroupId: null } : {};
  const edit: TeamEdit =
    id === undefined
      ? { kind: 'add', team: { ...to, id: made, userGroupId: null } }
      : { kind: 'change', id, to: { ...to, ...followed } };
  return saveTeams(context, edit, { page: made, field: TEAM_FIELDS.name });
}

async function submitPeople(context: RequestContext, form: Form, id: string | undefined): Promise<Reply> {
  const people = await readUsers(context, form.choices(TEAM_FIELDS.people));
  if ('problem' in people) return { kind: 'errors', errors: { [TEAM_FIELDS.people]: people.problem } };
  const known = new Set((await context.tenant.members.all()).map((member) => member.id));
  const memberIds = [...people.ids, ...form.choices(TEAM_FIELDS.others).filter((other) => known.has(other))];
  if (memberIds.length === 0) return { kind: 'errors', errors: { [TEAM_FIELDS.people]: context.m.teams.problems.nobody } };
  const edit: TeamEdit = {
    kind: 'move',
    memberIds,
    teamId: teamChoice(form, TEAM_FIELDS.to),
    from: form.date(TEAM_FIELDS.from),
  };
  return saveTeams(context, edit, { page: id, field: TEAM_FIELDS.people });
}

/** Takes back what was just done, where the person is: by who did it, for ten minutes. */
async function undo(context: RequestContext, press: Press): Promise<Reply> {
  const { m, tenant, member, at } = context;
  return forTeamAdmins(context, async () => {
    const change = await tenant.settingChanges.byId(press.value);
    const isMine = change?.memberId === member.id;
    const isLate = change !== undefined && at - change.at > UNDO_WINDOW_MS;
    const undone = change === undefined || !isMine || isLate || change.undoneAt !== null ? undefined : change;
    const answer = undone === undefined ? undefined : await teamsHistory.undo(context, undone);
    const text =
      answer?.said ?? (isLate ? m.setup.undoTooLate : change?.undoneAt != null ? m.setup.undoneAlready : m.common.gone);
    return showView(press, await showTeamPage(context, undefined, { text }));
  });
}

/** With Slack's user groups, of which one may be chosen. */
const withGroups = async ({ userGroups }: RequestContext, view: TeamsView): Promise<TeamsView> => ({
  ...view,
  userGroups: view.userGroups ?? (await userGroups.list()),
});

const MAX_OPTIONS = 100;

/** People who cannot be picked as Slack users, by what their names contain. */
async function suggestOthers({ tenant }: RequestContext, typed: string): Promise<readonly PlainTextOption[]> {
  const others = (await tenant.members.all()).filter((member) => !isReachable(member));
  const fitting = others.filter(({ name }) => foldText(name).includes(foldText(typed)));
  return fitting.slice(0, MAX_OPTIONS).map((member) => option(memberNameText(member), member.id));
}

/** Teams: an admin makes them, says what is a part of what, who manages and who is in them. */
export const teamsFlow = {
  funnelCommands: {
    teams: {
      takesDeal: null,
      opensForm: true,
      run: (context) => forTeamAdmins(context, async () => ({ kind: 'open', view: await showTeamPage(context) })),
    },
  },
  buttons: {
    [OPEN_TEAMS]: {
      opensForm: true,
      run: (context, press) =>
        forTeamAdmins(context, async () => {
          const from = Number(/^\d{1,4}$/.exec(press.value)?.[0] ?? 0);
          return showView(press, teamsView(context.m, await loadTeamsView(context), from));
        }),
    },
    [OPEN_TEAM]: pressTeam(({ m }, view, team) => teamView(m, view, team)),
    [ADD_TEAM]: {
      opensForm: true,
      run: (context, press) =>
        forTeamAdmins(context, async () =>
          showView(press, teamForm(context.m, await withGroups(context, await loadTeamsView(context)))),
        ),
    },
    [EDIT_TEAM]: pressTeam(async (context, view, team) => teamForm(context.m, await withGroups(context, view), team)),
    [MOVE_PEOPLE]: pressTeam(({ m }, view, team) => movePeopleForm(m, view, team)),
    [REMOVE_TEAM]: pressTeam(({ m }, view, team) => removeTeamForm(m, view, team)),
    [UNDO_TEAMS]: { opensForm: true, run: undo },
  },
  forms: {
    [TEAM_FORM]: forTeam(submitTeam),
    [MOVE_PEOPLE_FORM]: forTeam(submitPeople),
    [REMOVE_TEAM_FORM]: forTeam((context, form, id = '') =>
      saveTeams(context, { kind: 'remove', id, membersTo: teamChoice(form, TEAM_FIELDS.to) }, { field: TEAM_FIELDS.to }),
    ),
  },
  options: {
    [TEAM_FIELDS.others]: suggestOthers,
  },
} satisfies Flow;
