import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { MemberId, TeamId } from '../../../../core/ids.ts';
import type { Member } from '../../../../core/people/member.ts';
import { ownTeam } from '../../../../core/people/team-edits.ts';
import { membersOn, type Team, type TeamsState, teamById, teamPath, teamsInTreeOrder } from '../../../../core/people/teams.ts';
import type { UserGroupList } from '../../../../core/people/user-group.ts';
import type { PlainDate } from '../../../../core/time/calendar.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../../locale/safe-text.ts';
import { buttons, modal, row } from '../../kit/blocks.ts';
import { defineFormData } from '../../kit/form-data.ts';
import { literal, memberNameText, richText } from '../../kit/text.ts';
import { COMPARE_GROUP, groupState } from './team-groups.ts';

/** Opens a page of all teams (the value is where it begins); one team; the forms. Values are ids. */
export const OPEN_TEAMS = 'teams.open';
export const OPEN_TEAM = 'teams.one';
export const ADD_TEAM = 'teams.add';
export const EDIT_TEAM = 'teams.edit';
export const MOVE_PEOPLE = 'teams.people';
export const REMOVE_TEAM = 'teams.remove';
/** Takes back what was just done; the value is the change. */
export const UNDO_TEAMS = 'teams.undo';

/** Which team a page or form is about; none of a new one. */
export const teamsFormData = defineFormData(z.object({ id: z.string().optional() }));

/** Teams of a page: each is a block, and Slack takes a hundred. */
export const TEAMS_PER_PAGE = 40;
/** People of a team, and planned moves, that are named. */
const NAMED_PEOPLE = 40;
const NAMED_MOVES = 10;
const NAMED_MANAGERS = 3;

/** What was just done, and the way back. */
export type TeamsNotice = { readonly text: SafeText; readonly changeId?: string | null };

/** Teams and people as a page shows them, as of a day. */
export type TeamsView = {
  readonly state: TeamsState;
  readonly members: readonly Member[];
  readonly today: PlainDate;
  /** Slack's user groups, where a page is about them. */
  readonly userGroups?: UserGroupList | undefined;
  readonly notice?: TeamsNotice | undefined;
};

const noticeBlocks = (m: Messages, notice: TeamsNotice | undefined): readonly KnownBlock[] =>
  notice === undefined
    ? []
    : [
        richText(notice.text),
        ...buttons(notice.changeId == null ? undefined : { id: UNDO_TEAMS, text: m.common.undo, value: notice.changeId }),
        { type: 'divider' },
      ];

const nameOf = (team: Pick<Team, 'name'>): SafeText => literal(team.name, 60);

/** Managers by name, and who of them has left: their news goes to the team above. */
const managerNames = (m: Messages, members: readonly Member[], ids: readonly MemberId[]): readonly SafeText[] => {
  const byId = new Map(members.map((member) => [member.id, member]));
  return ids
    .flatMap((id) => byId.get(id) ?? [])
    .map((member) => (member.active ? memberNameText(member) : safe`${memberNameText(member)} (${m.people.left})`));
};

/** All teams, each below the one that it is a part of, and who is in none. */
export function teamsView(m: Messages, { state, members, today, notice }: TeamsView, from = 0): ModalView {
  const t = m.teams;
  const all = teamsInTreeOrder(state.teams);
  const offset = Math.min(from, Math.max(0, all.length - 1));
  const shown = all.slice(offset, offset + TEAMS_PER_PAGE);
  const inTeams = membersOn(state.memberships, new Set(all.map(({ id }) => id)), today);
  const without = members.filter(({ id, active }) => active && !inTeams.has(id));
  return modal({
    id: 'teams.list',
    title: t.title,
    close: m.common.close,
    data: teamsFormData.encode({}),
    blocks: [
      ...noticeBlocks(m, notice),
      richText(t.intro),
      ...(all.length === 0 ? [richText(t.none)] : []),
      ...shown.map((team, index) => {
        const text = t.line({
          name: nameOf(team),
          level: teamPath(state.teams, team.id).length,
          count: membersOn(state.memberships, new Set([team.id]), today).size,
          managers: managerNames(m, members, team.managerIds.slice(0, NAMED_MANAGERS)),
        });
        return row(text, { id: `${OPEN_TEAM}:${index}`, text: t.open, value: team.id });
      }),
      ...(all.length === 0 ? [] : [richText(t.withoutTeam(without.length))]),
      ...buttons(
        { id: ADD_TEAM, text: t.add, value: 'new', style: 'primary' },
        offset > 0
          ? { id: `${OPEN_TEAMS}:earlier`, text: t.earlier, value: `${Math.max(0, offset - TEAMS_PER_PAGE)}` }
          : undefined,
        offset + shown.length < all.length
          ? { id: `${OPEN_TEAMS}:later`, text: t.later, value: `${offset + TEAMS_PER_PAGE}` }
          : undefined,
      ),
    ],
  });
}

/** Who goes or comes, with the day. */
function plannedMoves(m: Messages, { state, members, today }: TeamsView, teamId: TeamId): readonly SafeText[] {
  const concerned = members.filter(({ id }) =>
    state.memberships.some(
      (each) => each.memberId === id && each.teamId === teamId && (each.until === null || each.until > today),
    ),
  );
  return concerned.flatMap((member) => {
    const { next } = ownTeam(state, member.id, today);
    if (next === null) return [];
    const to = teamById(state.teams, next.teamId);
    return [m.teams.planned(memberNameText(member), next.on, to && nameOf(to))];
  });
}

/** One team: where it belongs, who manages it, who is in it, and what can be done with it. */
export function teamView(m: Messages, view: TeamsView, team: Team): ModalView {
  const t = m.teams;
  const { state, members, today, notice } = view;
  const { id } = team;
  const inIt = membersOn(state.memberships, new Set([id]), today);
  const people = members.filter((member) => inIt.has(member.id));
  const facts = [
    t.path(teamPath(state.teams, id).map(nameOf)),
    t.managedBy(managerNames(m, members, team.managerIds)),
    ...groupState(m, view.userGroups, team),
    t.people(people.slice(0, NAMED_PEOPLE).map(memberNameText), Math.max(0, people.length - NAMED_PEOPLE)),
    ...plannedMoves(m, view, id).slice(0, NAMED_MOVES),
  ];
  return modal({
    id: 'teams.page',
    title: t.title,
    close: m.common.close,
    data: teamsFormData.encode({ id }),
    blocks: [
      ...noticeBlocks(m, notice),
      richText(joinSafe(facts, '\n')),
      ...buttons(
        { id: MOVE_PEOPLE, text: t.move, value: id, style: 'primary' },
        team.userGroupId === null ? undefined : { id: COMPARE_GROUP, text: m.teamGroups.compare, value: id },
        { id: EDIT_TEAM, text: t.edit, value: id },
        { id: REMOVE_TEAM, text: t.remove, value: id, style: 'danger' },
        { id: OPEN_TEAMS, text: t.backToAll, value: '0' },
      ),
    ],
  });
}
