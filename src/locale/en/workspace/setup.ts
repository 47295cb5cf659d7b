import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

/** Setting up where and when Lejek writes. Channel names come with "#", people are safe text. */
export const setup = {
  title: 'Set up Lejek',
  save: 'Save',
  intro: 'Choose the channel for the weekly summary and alerts, and who is told first when a stage runs short of deals.',
  channel: 'Channel',
  channelHint: 'Lejek must be a member: type /invite @Lejek there first.',
  weekday: 'Summary day',
  weekdayName: (weekday: number) => f.weekday(weekday),
  time: 'Time',
  zone: 'Time zone',
  zonePlaceholder: 'Type a city, e.g. Warsaw',
  language: "The channel's language",
  managers: 'Managers',
  managersHint:
    'They get a direct message when a stage runs short, and can change any deal. If you choose nobody, the admins get it.',
  admins: 'Admins',
  adminsHint: 'They can change these settings and name other admins. You remain one.',
  currency: 'Currency for totals',
  currencyHint: 'You can change it until there is a deal; after that it stays, so that sums of the past stay true.',
  currencyFixed: (currency: string) =>
    `Totals are in ${currency}. With deals there, their currency can no longer be changed; a deal in another one is converted (\`/funnel rates\`).`,
  /** The answer to a form that was opened before there was a deal. */
  currencyKept: (currency: string) =>
    `Totals stay in ${currency}: somebody added a deal meanwhile, and with deals there, their currency can no longer be changed.`,
  fiscal: 'Fiscal year starts in',
  fiscalHint: 'Quarters follow from it. Monthly targets stay; after a change, set quarterly and yearly targets again.',
  errors: {
    archived: 'This channel is archived. Choose another one.',
    notMember: 'Lejek is not in this channel yet. Type /invite @Lejek there, then save again; your choices are kept.',
    unknown: 'Lejek cannot see this channel. Invite it with /invite @Lejek, or choose another one.',
    noAnswer: 'Slack could not confirm that this channel can be used. Try again in a minute.',
    shared: 'Tick this to post there anyway, or choose a channel of your own.',
    zone: 'Choose a zone from the list.',
    time: 'Choose a time.',
    notAPerson: 'Managers must be people in this workspace, not apps or people who have left.',
    adminNotAPerson: 'Admins must be people in this workspace, not apps or people who have left.',
  },
  external: {
    explain: (channel: string) =>
      `*${channel} is shared with another company.* Everyone in it would see deals, values and customer names.`,
    label: 'Another company can read this',
    allow: 'Post there anyway',
    allowHere:
      "This channel is shared with another company, so I don't discuss deals here. You can allow it, or use `/deal` in a channel of your own.",
    askAdmin:
      "This channel is shared with another company, so I don't discuss deals here. An admin can allow it; everywhere else I answer as usual.",
    closed: (channel: string) =>
      `*${channel} is now shared with another company.* I won't post there until you allow it; deals and settings are unchanged.`,
  },
  adminsOnly: (admins: readonly string[]) =>
    admins.length === 0
      ? 'There is no admin yet: save `/funnel setup` and you become the admin.'
      : `Only an admin can change the settings (${f.list(admins)}). Nothing changed.`,
  adminLeft: (former: readonly string[]) =>
    `${f.list(former)}, who was the admin, has left. An owner of this Slack workspace can take over: they save \`/funnel setup\`. Nothing changed.`,
  newAdmin: (admin: string, former: readonly string[]) =>
    `As an owner of this Slack workspace, ${admin} is the admin of Lejek now: ${f.list(former)}, the admin before, has left.`,
  saved: ({
    channel,
    weekday,
    time,
    zone,
    first,
  }: {
    channel: string;
    weekday: number;
    time: string;
    zone: string;
    first: PlainDate;
  }) =>
    `*Saved.* ${channel} gets the summary on ${f.weekday(weekday)}s at ${time} (${zone}), starting ${f.longDay(first)}, and an alert whenever a stage runs short.`,
  managersAre: (people: readonly string[]) => (people.length === 0 ? 'Alerts go to the admins.' : `Managers: ${f.list(people)}.`),
  adminsAre: (people: readonly string[]) => `Admins: ${f.list(people)}.`,
  changed: (channel: string) => `settings: ${channel}`,
  undone: 'Undone: the settings are back as they were.',
  undoNotYours: (who: string) => `This was changed by ${who}, and only they can undo it. Nothing changed.`,
  undoneAlready: 'This is undone already. Nothing changed.',
  undoTooLate: 'Undo works for 10 minutes. You can still change it back.',
  changedSince: (who: string, time: string) =>
    `Not undone: ${who} changed the settings after that, at ${time}. Nothing changed; here they are.`,
  open: 'Open the settings',
  youAreAdmin: 'You are now the admin, as the first person to set up Lejek.',
  preview: 'See the summary',
  addDeal: 'Add a deal',
  welcome: (weekday: number, time: string) =>
    `Lejek is here. Every ${f.weekday(weekday)} at ${time}: how the funnel is doing and what to do about it. To move a deal: \`/deal advance\`.`,
};

export type SetupMessages = typeof setup;
