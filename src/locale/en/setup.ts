import type { PlainDate } from '../../core/time/calendar.ts';
import { localeFormat } from '../format.ts';

const f = localeFormat('en');

/** Setting up where and when Lejek writes. Channel names come with "#", people are safe text. */
export const setup = {
  title: 'Set up Lejek',
  save: 'Save',
  intro: 'Which channel gets the weekly summary and the alerts, and who hears first when a stage runs dry.',
  channel: 'Channel',
  channelHint: 'Lejek has to be a member: type /invite @Lejek there first.',
  weekday: 'Day of the summary',
  weekdayName: (weekday: number) => f.weekday(weekday),
  time: 'At',
  zone: 'Time zone',
  zonePlaceholder: 'Type a city, e.g. Warsaw',
  language: "The channel's language",
  managers: 'Managers',
  managersHint: 'They hear by direct message when a stage runs dry, and may change every deal. Nobody: the admin hears.',
  currency: 'Currency of totals',
  currencyHint: 'It can be chosen until the first deal has a value.',
  fiscal: 'The year of targets begins in',
  fiscalHint: 'Quarters count from it. Months keep their targets; after a change, set those of quarters and years again.',
  errors: {
    archived: 'This channel is archived. Choose one that is in use.',
    notMember: 'Lejek is not in this channel yet. Type /invite @Lejek there, then save again; what you chose stays.',
    unknown: 'Lejek cannot see this channel. Invite it with /invite @Lejek, or choose another one.',
    noAnswer: 'Slack did not say whether this channel can be used. Try again in a minute.',
    shared: 'Tick this to post there all the same, or choose a channel of your own.',
    zone: 'Choose a zone from the list.',
    time: 'Choose a time.',
    notAPerson: 'Managers are people of this workspace, not apps or people who left.',
  },
  external: {
    explain: (channel: string) =>
      `*${channel} is shared with another company.* Whoever is in it would read deals, values and names of customers.`,
    label: 'Another company reads along',
    allow: 'Post there all the same',
    allowHere:
      'This channel is shared with another company, so I say nothing about deals here. You can allow it, or use `/deal` in a channel of your own.',
    askAdmin:
      'This channel is shared with another company, so I say nothing about deals here. An admin can allow it; elsewhere I answer as usual.',
    stranger: 'Only people of the company that this Lejek belongs to can use it.',
    closed: (channel: string) =>
      `*${channel} is shared with another company now.* Nothing more is posted there until you allow it; deals and settings are as they were.`,
  },
  adminsOnly: (admins: readonly string[]) =>
    admins.length === 0
      ? 'Only an admin can change the settings. Nothing changed.'
      : `Only an admin can change the settings: ${f.list(admins)}. Nothing changed.`,
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
    `*Saved.* ${channel} gets the summary on ${f.weekday(weekday)}s at ${time} (${zone}), the first on ${f.longDay(first)}, and alerts when a stage runs dry.`,
  managersAre: (people: readonly string[]) => (people.length === 0 ? 'Alerts go to the admins.' : `Managers: ${f.list(people)}.`),
  youAreAdmin: 'You are the admin now: you were the first to set Lejek up.',
  preview: 'See the summary',
  addDeal: 'Add a deal',
  welcome: (weekday: number, time: string) =>
    `Lejek is here. Every ${f.weekday(weekday)} at ${time}: how the funnel is doing and what to do about it. To move a deal: \`/deal advance\`.`,
};

export type SetupMessages = typeof setup;
