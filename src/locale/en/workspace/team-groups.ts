import type { LeftOut } from '../../../core/people/user-group.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const people = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'person', many: 'people' })}`;
const named = (names: readonly string[], more: number): string =>
  f.list(more === 0 ? names : [...names, `${f.number(more)} more`]);
const count = (of: number, words: { readonly one: string; readonly many: string }): readonly string[] =>
  of === 0 ? [] : [`${f.number(of)} ${f.plural(of, words)}`];

type Counts = { readonly joins: number; readonly leaves: number };
const moving = (team: string, { joins, leaves }: Counts): string =>
  `${f.list([
    ...(joins === 0 ? [] : [`${people(joins)} would join`]),
    ...(leaves === 0 ? [] : [`${people(leaves)} would leave`]),
  ])} ${team}`;

/** Teams that are kept in step with a Slack user group. Names are safe text. */
export const teamGroups = {
  field: 'Slack user group',
  hint: 'Whoever is in it is in the team: checked when Slack tells of a change and every morning, and changed in Slack.',
  none: 'no group: people are chosen here',
  label: (handle: string, name: string) => `@${handle} · ${name}`,
  /** In place of the choice. */
  unavailable: {
    scope:
      'A team can follow a Slack user group once Lejek may read them: install the app again and allow `usergroups:read`, which is optional.',
    plan: 'A team can follow a Slack user group once this workspace is on a paid plan of Slack: user groups are a part of these.',
    noAnswer: 'Slack does not show its user groups now: try again in a minute to choose one. The rest can be saved.',
  },
  /** On the page of a team that follows one. */
  follows: (handle: string) => `Kept in step with the Slack user group @${handle}.`,
  keeps: {
    gone: 'Its Slack user group is not in use any more: the team keeps its people. Choose another one in *Name and managers*.',
    scope:
      'It follows a Slack user group that Lejek may not read: the team keeps its people until the app is installed again with `usergroups:read`.',
    plan: 'It follows a Slack user group, which the plan of this workspace does not have: the team keeps its people.',
    noAnswer: 'It follows a Slack user group, which Slack does not show now.',
  },
  /** Above the form of its people. */
  decides: (handle: string | undefined) =>
    `The Slack user group${handle === undefined ? '' : ` @${handle}`} decides who is in this team: change it in Slack, under *Directories › User groups*. What you move here by hand goes back the next morning, or when the group changes.`,
  compare: 'Compare with group',
  inStep: (handle: string) => `The team is in step with @${handle}.`,
  preview: 'People of the group',
  intro: (team: string, handle: string) => `*${team}* and the Slack user group *@${handle}*. When you save:`,
  joins: (names: readonly string[], more: number) => (names.length === 0 ? 'Nobody joins.' : `Joins: ${named(names, more)}`),
  leaves: (names: readonly string[], more: number) => (names.length === 0 ? 'Nobody leaves.' : `Leaves: ${named(names, more)}`),
  leftOut: ({ guest = 0, bot = 0, left = 0, stranger = 0, unknown = 0 }: LeftOut) =>
    `Left out: ${f.list([
      ...count(guest, { one: 'guest', many: 'guests' }),
      ...count(bot, { one: 'app', many: 'apps' }),
      ...count(left, { one: 'deactivated account', many: 'deactivated accounts' }),
      ...count(stranger, { one: 'person of another company', many: 'people of another company' }),
      ...count(unknown, { one: 'person whom Slack does not show', many: 'people whom Slack does not show' }),
    ])}`,
  risk: {
    empties: '*A team would have nobody left.*',
    mostLeave: '*More than half of a team would leave it.*',
  },
  changed: 'The group has changed meanwhile. This is how it is now:',
  problems: {
    gone: 'This user group is not in use any more. Choose another one.',
    taken: (team: string) => `${team} follows this group already. Choose another one.`,
  },
  what: {
    follow: (team: string, handle: string | undefined) =>
      `${team} follows the Slack user group${handle === undefined ? '' : ` @${handle}`}`,
    unfollow: (team: string) => `${team} follows no Slack user group`,
    by: (what: string, handle: string) => `${what}, by Slack user group @${handle}`,
  },
  /** To an admin, once. */
  told: {
    gone: (team: string) =>
      `*${team} follows no Slack user group at the moment:* the group is not in use any more. The team keeps its people. Choose another group, or none, in *Name and managers*.`,
    scope: (team: string) =>
      `*${team} follows no Slack user group at the moment:* Lejek may not read user groups any more. The team keeps its people, and goes on once the app is installed again with \`usergroups:read\`.`,
    plan: (team: string) =>
      `*${team} follows no Slack user group at the moment:* the plan of this workspace has none. The team keeps its people.`,
    empties: (team: string, handle: string, counts: Counts) =>
      `*Is this right?* By the Slack user group @${handle}, ${moving(team, counts)}, and a team would have nobody left. Nothing is changed until you save it.`,
    mostLeave: (team: string, handle: string, counts: Counts) =>
      `*Is this right?* By the Slack user group @${handle}, ${moving(team, counts)}: more than half of a team. Nothing is changed until you save it.`,
    contested: (names: readonly string[], more: number, teams: readonly string[]) =>
      `*In the Slack user groups of ${f.list(teams)}:* ${named(names, more)}. Nobody is in two teams, so they stay where they are until one group is left, in Slack.`,
  },
};

export type TeamGroupsMessages = typeof teamGroups;
