import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { GroupRisk } from '../../../../core/people/group-sync.ts';
import type { Member } from '../../../../core/people/member.ts';
import { type Team, teamById } from '../../../../core/people/teams.ts';
import { type LeftOut, type UserGroup, type UserGroupList, usableGroup } from '../../../../core/people/user-group.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../../locale/safe-text.ts';
import { buttons, field, type Message, modal, option, textMessage } from '../../kit/blocks.ts';
import { type DataOf, defineFormData } from '../../kit/form-data.ts';
import { literal, memberNameText, richText } from '../../kit/text.ts';

/** Field of the form of a team; its options are looked up. */
export const GROUP_FIELD = 'teams.group';
/** Shows what brings a team in step with its group; the value is the team. */
export const COMPARE_GROUP = 'teams.compare';
/** The form that shows it. */
export const GROUP_FORM = 'teams.save-group';
/** Stands for no group in the choice. */
export const NO_GROUP = 'none';

/** A team as it is going to be, and what was shown of its people; no id: a new one. */
export const groupFormData = defineFormData(
  z.object({
    id: z.string().optional(),
    name: z.string(),
    parentId: z.string().nullable(),
    managerIds: z.array(z.string()),
    groupId: z.string(),
    print: z.string(),
  }),
);

/** People who are named. */
const NAMED_PEOPLE = 40;
const NAMED_IN_MESSAGE = 5;
const handleText = ({ handle }: Pick<UserGroup, 'handle'>): SafeText => literal(handle, 60);

/** Who moves, by name, and who is left out. */
export type ShownGroupChange = {
  readonly group: UserGroup;
  readonly joins: readonly Pick<Member, 'name'>[];
  readonly leaves: readonly Pick<Member, 'name'>[];
  readonly leftOut: LeftOut;
  readonly risk: GroupRisk | null;
};

export const noGroupOption = (m: Messages): PlainTextOption => option(m.teamGroups.none, NO_GROUP);

export const groupOption = (m: Messages, group: UserGroup): PlainTextOption =>
  option(m.teamGroups.label(handleText(group), literal(group.name, 60)), group.id);

/** The choice of a group in the form of a team, or how to get it. */
export function groupField(m: Messages, list: UserGroupList, team: Team | undefined): KnownBlock {
  const { teamGroups: g } = m;
  if (!list.ok) return richText(g.unavailable[list.why]);
  const chosen = list.groups.find(({ id }) => id === team?.userGroupId);
  return field(GROUP_FIELD, g.field, {
    type: 'external_select',
    min_query_length: 0,
    initial_option: chosen === undefined ? noGroupOption(m) : groupOption(m, chosen),
    hint: g.hint,
  });
}

/** What the page of a team says of its group; nothing of a team that follows none. */
export function groupState(m: Messages, list: UserGroupList | undefined, team: Team): readonly SafeText[] {
  const { teamGroups: g } = m;
  if (team.userGroupId === null || list === undefined) return [];
  if (!list.ok) return [g.keeps[list.why]];
  const group = usableGroup(list, team.userGroupId);
  return [group === undefined ? g.keeps.gone : g.follows(handleText(group))];
}

/** Above the form of a team's people, where a group decides who they are. */
export function groupDecides(m: Messages, list: UserGroupList | undefined, team: Team): readonly KnownBlock[] {
  if (team.userGroupId === null) return [];
  const group = list === undefined ? undefined : usableGroup(list, team.userGroupId);
  if (list?.ok === true && group === undefined) return [];
  return [richText(m.teamGroups.decides(group && handleText(group)))];
}

const firstNames = (people: readonly Pick<Member, 'name'>[]): readonly [readonly SafeText[], number] => [
  people.slice(0, NAMED_PEOPLE).map(memberNameText),
  Math.max(0, people.length - NAMED_PEOPLE),
];

/** What saving changes: who joins, who leaves, who is left out. @param isChanged it was shown otherwise before. */
export function groupPreview(
  m: Messages,
  shown: ShownGroupChange & { readonly isChanged?: boolean },
  data: DataOf<typeof groupFormData>,
): ModalView {
  const { teamGroups: g } = m;
  const { group, joins, leaves, leftOut, risk } = shown;
  const facts = [
    g.joins(...firstNames(joins)),
    g.leaves(...firstNames(leaves)),
    ...(Object.keys(leftOut).length === 0 ? [] : [g.leftOut(leftOut)]),
    ...(risk === null ? [] : [g.risk[risk]]),
  ];
  return modal({
    id: GROUP_FORM,
    title: g.preview,
    submit: m.teams.form.save,
    close: m.common.cancel,
    data: groupFormData.encode(data),
    blocks: [
      ...(shown.isChanged === true ? [richText(g.changed)] : []),
      richText(g.intro(literal(data.name, 60), handleText(group))),
      richText(joinSafe(facts, '\n')),
    ],
  });
}

/** Why a team is not in step, to an admin. */
export type GroupTrouble =
  | { readonly why: 'gone' | 'scope' | 'plan' }
  | { readonly why: GroupRisk; readonly handle: string; readonly joins: number; readonly leaves: number }
  | { readonly why: 'contested'; readonly memberIds: readonly string[]; readonly teamIds: readonly string[] };

/** What an admin is told, with the way to it. */
export function teamGroupMessage(
  m: Messages,
  shown: {
    readonly team: Pick<Team, 'id' | 'name'>;
    readonly trouble: GroupTrouble;
    readonly teams: readonly Team[];
    readonly members: readonly Pick<Member, 'id' | 'name'>[];
    readonly openTeam: string;
  },
): Message {
  const { teamGroups: g } = m;
  const { team, trouble, teams, members } = shown;
  const name = literal(team.name, 60);
  const open = buttons({ id: shown.openTeam, text: m.teams.open, value: team.id });
  switch (trouble.why) {
    case 'gone':
    case 'scope':
    case 'plan':
      return textMessage(g.told[trouble.why](name), ...open);
    case 'empties':
    case 'mostLeave':
      return textMessage(
        g.told[trouble.why](name, literal(trouble.handle, 60), trouble),
        ...buttons({ id: COMPARE_GROUP, text: g.compare, value: team.id, style: 'primary' }),
      );
    case 'contested': {
      const people = trouble.memberIds.flatMap((id) => members.find((each) => each.id === id) ?? []);
      const names = people.slice(0, NAMED_IN_MESSAGE).map(memberNameText);
      const all = trouble.teamIds.map((id) => literal(teamById(teams, id)?.name ?? id, 60));
      return textMessage(g.told.contested(names, people.length - names.length, all), ...open);
    }
  }
}
