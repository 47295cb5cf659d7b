import type { Team, TeamsState } from '../../src/core/people/teams.ts';
import type { UserGroup, UserGroupList } from '../../src/core/people/user-group.ts';
import type { Messages } from '../../src/locale/messages.ts';
import { literal } from '../../src/slack/views/kit/text.ts';
import { type GroupTrouble, groupPreview, teamGroupMessage } from '../../src/slack/views/workspace/settings/team-groups.ts';
import { movePeopleForm, removeTeamForm, teamForm } from '../../src/slack/views/workspace/settings/teams-forms.ts';
import { OPEN_TEAM, type TeamsView, teamsView, teamView } from '../../src/slack/views/workspace/settings/teams-pages.ts';
import { TODAY, type ViewData } from './view-data.ts';

const SIZES = { empty: 0, usual: 3, extreme: 60 } as const;
const PEOPLE = { empty: 0, usual: 5, extreme: 1000 } as const;

/** Sixty teams of a thousand people at most, in three levels, each name as long as it may be. */
function view({ dataSize, text, member }: ViewData): TeamsView {
  const name = (index: number) => (dataSize === 'usual' ? `Team ${index}` : [...text].slice(0, 40).join('') || 'Team');
  const teams: readonly Team[] = Array.from({ length: SIZES[dataSize] }, (_, index) => ({
    ...{ id: `t${index}`, name: name(index), userGroupId: index % 5 === 4 ? 'S1' : null, removedAt: null },
    parentId: index % 3 === 0 ? null : `t${index - 1}`,
    managerIds: Array.from({ length: index % 11 }, (_, i) => `m${i}`),
  }));
  const members = Array.from({ length: PEOPLE[dataSize] }, (_, index) => ({
    ...member,
    ...{ id: `m${index}`, name: dataSize === 'usual' ? 'Anna' : text.slice(0, 200) || 'Anna' },
    slackUserId: index % 7 === 6 ? null : `U${index}`,
  }));
  const memberships: TeamsState['memberships'] = members.flatMap(({ id }, index) => {
    if (index % 10 === 9 || teams.length === 0) return [];
    const [now, next] = [teams[0]?.id ?? '', teams[index % teams.length]?.id ?? ''];
    return [
      { memberId: id, teamId: now, from: '1970-01-01', until: '2026-12-01' },
      { memberId: id, teamId: next, from: '2026-12-01', until: null },
    ];
  });
  const notice = dataSize === 'empty' ? undefined : { text: literal(text, 600), changeId: 's1' };
  return { state: { teams, memberships }, members, today: TODAY, notice };
}

const groupOf = ({ dataSize, text }: ViewData): UserGroup => ({
  ...{ id: 'S1', users: [], updatedAt: 0, disabledAt: 0 },
  handle: dataSize === 'usual' ? 'sales-north' : text.slice(0, 300),
  name: dataSize === 'usual' ? 'Sales North' : text.slice(0, 300),
});

/** Every answer of Slack's about its groups. */
const groupLists = (data: ViewData): readonly UserGroupList[] => [
  { ok: true, groups: [groupOf(data)] },
  { ok: true, groups: [] },
  ...(['scope', 'plan', 'noAnswer'] as const).map((why) => ({ ok: false as const, why })),
];

/** A team that follows a group, whatever Slack says of it. */
const following = (data: ViewData): readonly [TeamsView, Team][] => {
  const team = { id: 't4', name: 'North', parentId: null, managerIds: [], userGroupId: 'S1', removedAt: null };
  return groupLists(data).map((userGroups) => [{ ...view(data), userGroups }, team]);
};

function previews(m: Messages, data: ViewData) {
  const people = view(data).members;
  const many = data.dataSize === 'extreme' ? 200 : 1;
  const leftOut = data.dataSize === 'empty' ? {} : { guest: 2, bot: many, left: 1, stranger: 5, unknown: 1 };
  const form = { id: 't4', name: 'North', parentId: null, managerIds: ['m1'], groupId: 'S1', print: 'x'.repeat(16) };
  return ([null, 'empties', 'mostLeave'] as const).map((risk) =>
    groupPreview(
      m,
      { group: groupOf(data), joins: people, leaves: people.slice(1), leftOut, risk, isChanged: risk !== null },
      form,
    ),
  );
}

const messages = (m: Messages, data: ViewData) => {
  const { state, members } = view(data);
  const counts = { handle: groupOf(data).handle, joins: 1, leaves: 5 };
  const memberIds = members.map(({ id }) => id);
  const troubles: readonly GroupTrouble[] = [
    ...(['gone', 'scope', 'plan'] as const).map((why) => ({ why })),
    ...(['empties', 'mostLeave'] as const).map((why) => ({ why, ...counts })),
    { why: 'contested', memberIds, teamIds: state.teams.slice(0, 2).map(({ id }) => id) },
  ];
  const team = { id: 't4', name: data.dataSize === 'usual' ? 'North' : [...data.text].slice(0, 40).join('') };
  return troubles.map((trouble) => teamGroupMessage(m, { team, trouble, teams: state.teams, members, openTeam: OPEN_TEAM }));
};

/** Views of teams. */
export const TEAMS_VIEWS = {
  groupPreview: previews,
  teamGroupMessage: messages,
  teamsView: (m: Messages, data: ViewData) => [0, 40].map((from) => teamsView(m, view(data), from)),
  teamView: (m: Messages, data: ViewData) =>
    view(data)
      .state.teams.slice(0, 12)
      .map((team) => teamView(m, view(data), team))
      .concat(following(data).map(([shown, team]) => teamView(m, shown, team))),
  teamForm: (m: Messages, data: ViewData) =>
    [undefined, ...view(data).state.teams.slice(0, 12)]
      .map((team) => teamForm(m, view(data), team))
      .concat(following(data).map(([shown, team]) => teamForm(m, shown, team))),
  movePeopleForm: (m: Messages, data: ViewData) =>
    view(data)
      .state.teams.slice(0, 2)
      .map((team) => movePeopleForm(m, view(data), team))
      .concat(following(data).map(([shown, team]) => movePeopleForm(m, shown, team))),
  removeTeamForm: (m: Messages, data: ViewData) =>
    view(data)
      .state.teams.slice(0, 2)
      .map((team) => removeTeamForm(m, view(data), team)),
};
