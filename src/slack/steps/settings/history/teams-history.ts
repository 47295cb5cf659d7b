import { z } from 'zod';
import type { MemberId, TeamId } from '../../../../core/ids.ts';
import { TEAM_LIMITS, type TeamProblem, type TeamsDelta } from '../../../../core/people/team-edits.ts';
import { SINCE_ALWAYS, type Team, teamOn } from '../../../../core/people/teams.ts';
import { isPlainDate, type PlainDate } from '../../../../core/time/calendar.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../../locale/safe-text.ts';
import type { SettingChange } from '../../../../store/types/setting-changes.ts';
import type { TeamsRecord } from '../../../../store/types/teams.ts';
import type { RequestContext } from '../../../request/flow.ts';
import { literal, memberNameText } from '../../../views/kit/text.ts';
import type { SettingHistory } from './setting-history.ts';

const day = z.custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value));
const delta = z.object({
  teams: z.array(
    z.object({
      ...{ id: z.string(), name: z.string(), parentId: z.string().nullable(), managerIds: z.array(z.string()) },
      ...{ userGroupId: z.string().nullable(), removedAt: z.number().nullable() },
    }),
  ),
  people: z.array(
    z.object({
      memberId: z.string(),
      memberships: z.array(z.object({ memberId: z.string(), teamId: z.string(), from: day, until: day.nullable() })),
    }),
  ),
});
/** Payload of a change of teams. Stored. */
const teamsChange = z.object({
  edit: z.enum(['add', 'change', 'remove', 'move']),
  before: delta,
  after: delta,
  endedSubscriptions: z.array(z.string()).optional(),
  group: z.object({ handle: z.string() }).optional(),
});

const parseChange = ({ payload }: Pick<SettingChange, 'payload'>): TeamsRecord | undefined => teamsChange.safeParse(payload).data;

/** Why teams cannot be changed so, as a sentence. */
export function teamSentence(m: Messages, problem: TeamProblem): SafeText {
  const p = m.teams.problems;
  switch (problem.why) {
    case 'tooLong':
      return p.tooLong(problem.length, TEAM_LIMITS.name);
    case 'nameTaken':
    case 'cycle':
      return p[problem.why](literal(problem.name, 60));
    case 'tooDeep':
      return p.tooDeep(literal(problem.name, 60), TEAM_LIMITS.levels);
    case 'tooMany':
      return p.tooMany(TEAM_LIMITS.inUse);
    case 'tooManyManagers':
      return p.tooManyManagers(TEAM_LIMITS.managers);
    case 'gone':
    case 'unchanged':
    case 'changedSince':
    case 'empty':
    case 'tooFarAhead':
      return p[problem.why];
  }
}

type Names = {
  readonly team: (id: TeamId | null) => SafeText | undefined;
  readonly people: (ids: readonly MemberId[]) => readonly SafeText[];
};

/** Names of teams and people as they are now. */
async function loadNames({ tenant }: RequestContext, { before, after }: TeamsRecord): Promise<Names> {
  const [{ teams }, members] = await Promise.all([tenant.teams.all(), tenant.members.all()]);
  const known = new Map([...before.teams, ...after.teams, ...teams].map((team) => [team.id, team.name]));
  const people = new Map(members.map((member) => [member.id, memberNameText(member)]));
  return {
    team: (id) => (id === null ? undefined : literal(known.get(id) ?? id, 60)),
    people: (ids) => ids.map((id) => people.get(id) ?? literal(id)),
  };
}

/** People of a move that are named. */
const NAMED_PEOPLE = 5;

/** The first day on which somebody's memberships differ; undefined: since always. */
function firstDifference(before: TeamsDelta, after: TeamsDelta): PlainDate | undefined {
  const rows = (of: TeamsDelta) => of.people.flatMap(({ memberships }) => memberships);
  const days = [...rows(before), ...rows(after)].flatMap(({ from, until }) => (until === null ? [from] : [from, until]));
  const differing = days
    .toSorted()
    .find((on) => after.people.some(({ memberId }) => teamOn(rows(before), memberId, on) !== teamOn(rows(after), memberId, on)));
  return differing === SINCE_ALWAYS ? undefined : differing;
}

/** Where somebody is in the end; null: in no team. */
const lastTeam = ({ memberships }: TeamsDelta['people'][number]): TeamId | null => {
  const last = memberships.at(-1);
  return last === undefined || last.until !== null ? null : last.teamId;
};

/** People who come to a team, and those who leave it: each a move of its own. */
function describeMoves(m: Messages, record: TeamsRecord, names: Names): readonly SafeText[] {
  const { before, after } = record;
  return [...new Set(after.people.map(lastTeam))].map((to) => {
    const people = after.people.filter((each) => lastTeam(each) === to);
    const ids = new Set(people.map(({ memberId }) => memberId));
    const was = before.people.filter(({ memberId }) => ids.has(memberId));
    return describeMove(m, { ...record, before: { ...before, people: was }, after: { ...after, people } }, names);
  });
}

function describeMove(m: Messages, { before, after }: TeamsRecord, names: Names): SafeText {
  const who = names.people(after.people.slice(0, NAMED_PEOPLE).map(({ memberId }) => memberId));
  const [first] = after.people;
  const to = first === undefined ? null : lastTeam(first);
  return m.teams.what.move({
    who,
    more: after.people.length - who.length,
    to: names.team(to),
    from: firstDifference(before, after),
  });
}

type ByGroup = TeamsRecord['group'];

const describeGroup = (m: Messages, team: Team, group: ByGroup): readonly SafeText[] => {
  const { what } = m.teamGroups;
  const name = literal(team.name, 60);
  return [team.userGroupId === null ? what.unfollow(name) : what.follow(name, group && literal(group.handle, 60))];
};

/** That it was a group that moved them. */
const byGroup = (m: Messages, moved: SafeText, group: ByGroup): SafeText =>
  group === undefined ? moved : m.teamGroups.what.by(moved, literal(group.handle, 60));

/** What is another of a team, a sentence each. */
function describeTeam(m: Messages, record: TeamsRecord, [from, to, names]: readonly [Team, Team, Names]): readonly SafeText[] {
  const { what } = m.teams;
  const name = literal(to.name, 60);
  const said = [
    ...(from.name === to.name ? [] : [what.rename(literal(from.name, 60), name)]),
    ...(from.parentId === to.parentId ? [] : [what.parent(name, names.team(to.parentId))]),
    ...(from.managerIds.join() === to.managerIds.join() ? [] : [what.managers(name, names.people(to.managerIds))]),
    ...(from.userGroupId === to.userGroupId ? [] : describeGroup(m, to, record.group)),
    ...describeMoves(m, record, names).map((moved) => byGroup(m, moved, record.group)),
  ];
  return said.length === 0 ? [what.change(name)] : said;
}

function describe(m: Messages, record: TeamsRecord, names: Names): readonly SafeText[] {
  const [from, to] = [record.before.teams[0], record.after.teams[0]];
  if (record.edit === 'move' || from === undefined || to === undefined) return [describeMove(m, record, names)];
  if (record.edit === 'change') return describeTeam(m, record, [from, to, names]);
  const said = m.teams.what[record.edit](literal(to.name, 60));
  if (record.edit === 'remove' || to.userGroupId === null) return [said];
  const moved = describeMoves(m, record, names).map((each) => byGroup(m, each, record.group));
  return [said, ...describeGroup(m, to, record.group), ...moved];
}

/** What a change of teams was, a sentence each; undefined for what no version wrote. */
export async function describeTeamsChange(
  context: RequestContext,
  change: Pick<SettingChange, 'payload'>,
): Promise<readonly SafeText[] | undefined> {
  const record = parseChange(change);
  return record === undefined ? undefined : describe(context.m, record, await loadNames(context, record));
}

/** Teams and who is in them: a new one that is taken back is removed, and keeps its past. */
export const teamsHistory: SettingHistory = {
  describe: async (context, change) => {
    const what = await describeTeamsChange(context, change);
    return what === undefined ? undefined : joinSafe(what, '; ');
  },
  undo: async (context, change) => {
    const { m, tenant, member, at, today } = context;
    const record = parseChange(change);
    if (record === undefined) return undefined;
    const said = describe(m, record, await loadNames(context, record));
    const saved = await tenant.teams.save(
      { kind: 'takeBack', from: record.after, to: record.before },
      {
        memberId: member.id,
        at,
        today,
        key: `undo ${change.id}`,
        undoes: { changeId: change.id, subscriptions: record.endedSubscriptions ?? [] },
      },
    );
    if (saved.ok) return { undone: true, said: m.teams.undone(said) };
    const isOther = saved.problem.why === 'changedSince' || saved.problem.why === 'unchanged';
    return { undone: false, said: isOther ? m.teams.changedSince : teamSentence(m, saved.problem) };
  },
};
