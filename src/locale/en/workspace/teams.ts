import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const members = (count: number): string =>
  count === 0 ? 'nobody in it' : `${f.number(count)} ${f.plural(count, { one: 'person', many: 'people' })}`;

/** Teams, their managers, and who is in which from when. Names are safe text. */
export const teams = {
  title: 'Teams',
  intro:
    'A team has its own funnel, forecast, targets and channel, and may be a part of another one: up to three levels. Teams add up to the whole; who is in none is a row of its own. What happened stays with the team of then.',
  none: 'There are no teams yet: everything is about all of you together.',
  adminsOnly: (admins: readonly string[]) =>
    admins.length === 0
      ? 'There is no admin yet: save `/funnel setup`, and you can make teams.'
      : `Only an admin can change teams (${f.list(admins)}). Nothing changed.`,
  line: ({ name, level, count, managers }: { name: string; level: number; count: number; managers: readonly string[] }) =>
    `${'    '.repeat(level - 1)}${name} · ${members(count)}${managers.length === 0 ? ' · no manager' : ` · ${f.list(managers)}`}`,
  withoutTeam: (count: number) =>
    count === 0
      ? 'Everybody is in a team.'
      : `Without a team: ${f.number(count)} ${f.plural(count, { one: 'person', many: 'people' })}`,
  add: 'New team',
  open: 'Open',
  all: 'Teams',
  backToAll: '← All teams',
  earlier: 'Earlier',
  later: 'More',
  /** The page of one. */
  path: (names: readonly string[]) => `*${names.join(' › ')}*`,
  managedBy: (names: readonly string[]) =>
    names.length === 0
      ? 'No manager: its news goes to the team above, or to the managers of all.'
      : `Managed by ${f.list(names)}`,
  people: (names: readonly string[], more: number) =>
    names.length === 0 ? 'Nobody is in it.' : `In it: ${f.list(more === 0 ? names : [...names, `${f.number(more)} more`])}`,
  planned: (who: string, on: PlainDate, to: string | undefined) =>
    to === undefined ? `${who} leaves on ${f.date(on)}` : `${who} goes to ${to} on ${f.date(on)}`,
  channels: (names: string) => `Digest and alerts: ${names}`,
  noChannel: 'No channel of its own yet.',
  /** Above an answer that is about a team. */
  about: (path: readonly string[], command: string) => `Team: ${path.join(' › ')} · of all: ${command} all`,
  /** Above a post that is about a team. */
  post: (path: string) => `Team: ${path}`,
  setupField: 'Team',
  setupHint: 'Whose deals the channel gets its digest, alerts and deal cards about.',
  everybody: 'everybody',
  edit: 'Name and managers',
  move: 'People',
  channel: 'Channel',
  targets: 'Targets',
  remove: 'Remove …',
  form: {
    add: 'New team',
    edit: 'Team',
    move: 'People of a team',
    remove: 'Remove team',
    save: 'Save',
    name: 'Name',
    nameHint: 'People type it: `/funnel north` shows the funnel of the team North.',
    parent: 'Part of',
    noParent: 'no other team',
    managers: 'Managers',
    managersHint: 'They see this team and all below it, and get its alerts.',
    people: 'People',
    peopleHint: 'Each is in one team at a time: whoever is in another one moves.',
    others: 'People who are not in Slack',
    from: 'From',
    fromHint:
      'Empty: today, and for who was in no team yet, from the beginning. What was won before that day stays with the team of then.',
    to: 'Team',
    noTeam: 'no team',
    membersTo: 'Who is in it goes to',
    removing: (name: string, count: number) =>
      `*${name}* is no longer used: ${members(count)}. Its past keeps its name, the teams below it go one level up, and its channel gets no more posts. You can undo this.`,
    removeYes: 'Remove',
  },
  what: {
    add: (name: string) => `new team ${name}`,
    change: (name: string) => `team ${name} changed`,
    rename: (from: string, to: string) => `team ${from} is now called ${to}`,
    parent: (name: string, above: string | undefined) =>
      above === undefined ? `${name} is a part of no other team` : `${name} is a part of ${above}`,
    managers: (name: string, managers: readonly string[]) =>
      managers.length === 0 ? `${name} has no manager` : `${name} is managed by ${f.list(managers)}`,
    remove: (name: string) => `team ${name} removed`,
    move: ({
      who,
      more,
      to,
      from,
    }: {
      who: readonly string[];
      more: number;
      to: string | undefined;
      from: PlainDate | undefined;
    }) =>
      `${f.list(more === 0 ? who : [...who, `${f.number(more)} more`])} ${to === undefined ? 'in no team' : `in ${to}`}${from === undefined ? '' : ` from ${f.date(from)}`}`,
  },
  saved: (what: readonly string[]) => `*Saved:* ${what.join('; ')}.`,
  undone: (what: readonly string[]) => `*Undone:* ${what.join('; ')}.`,
  changedSince: 'Not undone: somebody has changed these teams since. Look at them in `/funnel teams`.',
  problems: {
    gone: 'There is no such team any more. Nothing changed.',
    unchanged: 'It is so already. Nothing changed.',
    changedSince: 'Somebody has changed the teams meanwhile. Nothing changed; look at them again.',
    empty: 'Give it a name with letters or digits.',
    tooLong: (length: number, most: number) => `That is ${f.number(length)} characters; at most ${f.number(most)} fit here.`,
    nameTaken: (name: string) => `There is a team called ${name} already. Choose another name.`,
    pipelineName: (name: string) => `There is a pipeline called ${name}: nobody would know which is meant. Choose another name.`,
    reserved: (word: string) => `"${word}" already means something behind \`/funnel\`. Choose another name.`,
    tooMany: (most: number) => `At most ${f.number(most)} teams are in use at once. Remove one first.`,
    tooManyManagers: (most: number) => `A team has at most ${f.number(most)} managers.`,
    cycle: (name: string) => `${name} is this team or a part of it, so it cannot be a part of ${name}. Choose another one.`,
    tooDeep: (name: string, levels: number) =>
      `${name} would be on level ${f.number(levels + 1)}; teams go ${f.number(levels)} levels deep. Choose a team further up.`,
    tooFarAhead: 'That is more than a year ahead. Choose an earlier day.',
    nobody: 'Choose at least one person.',
  },
};

export type TeamsMessages = typeof teams;
