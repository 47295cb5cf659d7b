import type { ModalView, PlainTextOption } from '@slack/types';
import { isReachable } from '../../../../core/people/member.ts';
import { TEAM_LIMITS } from '../../../../core/people/team-edits.ts';
import { membersOn, type Team, teamAndBelow, teamPath, teamsInTreeOrder } from '../../../../core/people/teams.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { safe } from '../../../../locale/safe-text.ts';
import { field, modal, option } from '../../kit/blocks.ts';
import { literal, richText } from '../../kit/text.ts';
import { choice, textField } from './pipeline-fields.ts';
import { groupDecides, groupField } from './team-groups.ts';
import { type TeamsView, teamsFormData } from './teams-pages.ts';

/** Callback ids of the forms, and their fields. */
export const TEAM_FORM = 'teams.save';
export const MOVE_PEOPLE_FORM = 'teams.save-people';
export const REMOVE_TEAM_FORM = 'teams.save-removal';
/** `others`: people without a Slack account; its options are looked up, for there may be a thousand. */
export const TEAM_FIELDS = {
  ...{ name: 'name', parent: 'parent', managers: 'managers', people: 'people', others: 'teams.others', from: 'from', to: 'to' },
} as const;

/** Stands for no team in a choice. */
export const NO_TEAM = 'none';

const teamOptions = (teams: readonly Team[], all: readonly Team[]): readonly PlainTextOption[] =>
  teams.map(({ id, name }) => option(safe`${literal('\u2003'.repeat(teamPath(all, id).length - 1))}${literal(name, 60)}`, id));

/** A new team, or what one is called, where it belongs and who manages it. */
export function teamForm(m: Messages, { state, members, userGroups }: TeamsView, team?: Team): ModalView {
  const f = m.teams.form;
  const own = team === undefined ? new Set<string>() : teamAndBelow(state.teams, team.id);
  const above = teamsInTreeOrder(state.teams).filter(
    ({ id }) => !own.has(id) && teamPath(state.teams, id).length < TEAM_LIMITS.levels,
  );
  const parents = [option(f.noParent, NO_TEAM), ...teamOptions(above, state.teams)];
  const users = (team?.managerIds ?? []).flatMap((id) => members.find((each) => each.id === id)?.slackUserId ?? []);
  return modal({
    id: TEAM_FORM,
    title: team === undefined ? f.add : f.edit,
    submit: f.save,
    close: m.common.cancel,
    data: teamsFormData.encode(team === undefined ? {} : { id: team.id }),
    blocks: [
      textField(TEAM_FIELDS.name, { label: f.name, value: team?.name ?? '', most: TEAM_LIMITS.name, hint: f.nameHint }),
      field(TEAM_FIELDS.parent, f.parent, choice(parents, team?.parentId ?? NO_TEAM)),
      field(TEAM_FIELDS.managers, f.managers, {
        type: 'multi_users_select',
        max_selected_items: TEAM_LIMITS.managers,
        ...(users.length === 0 ? {} : { initial_users: users }),
        optional: true,
        hint: f.managersHint,
      }),
      ...(userGroups === undefined ? [] : [groupField(m, userGroups, team)]),
    ],
  });
}

/** Who goes to a team, or out of it, and from when. */
export function movePeopleForm(m: Messages, { state, members, userGroups }: TeamsView, team: Team): ModalView {
  const f = m.teams.form;
  const to = [...teamOptions(teamsInTreeOrder(state.teams), state.teams), option(f.noTeam, NO_TEAM)];
  return modal({
    id: MOVE_PEOPLE_FORM,
    title: f.move,
    submit: f.save,
    close: m.common.cancel,
    data: teamsFormData.encode({ id: team.id }),
    blocks: [
      ...groupDecides(m, userGroups, team),
      field(TEAM_FIELDS.people, f.people, { type: 'multi_users_select', optional: true, hint: f.peopleHint }),
      ...(members.some((member) => !isReachable(member))
        ? [
            field(TEAM_FIELDS.others, f.others, {
              type: 'multi_external_select',
              min_query_length: 0,
              optional: true,
            }),
          ]
        : []),
      field(TEAM_FIELDS.to, f.to, choice(to, team.id)),
      field(TEAM_FIELDS.from, f.from, { type: 'datepicker', optional: true, hint: f.fromHint }),
    ],
  });
}

/** Where those go who are in a team that is removed. */
export function removeTeamForm(m: Messages, { state, today }: TeamsView, team: Team): ModalView {
  const f = m.teams.form;
  const others = teamsInTreeOrder(state.teams).filter(({ id }) => id !== team.id);
  const count = membersOn(state.memberships, new Set([team.id]), today).size;
  return modal({
    id: REMOVE_TEAM_FORM,
    title: f.remove,
    submit: f.removeYes,
    close: m.common.cancel,
    data: teamsFormData.encode({ id: team.id }),
    blocks: [
      richText(f.removing(literal(team.name, 60), count)),
      field(
        TEAM_FIELDS.to,
        f.membersTo,
        choice([option(f.noTeam, NO_TEAM), ...teamOptions(others, state.teams)], team.parentId ?? NO_TEAM),
      ),
    ],
  });
}
