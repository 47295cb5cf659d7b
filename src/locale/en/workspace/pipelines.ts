import type { DealVisibility } from '../../../core/people/viewer.ts';
import type { Trade } from '../../../core/pipeline/trade-templates.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

const deals = (count: number): string => `${f.number(count)} open ${f.plural(count, { one: 'deal', many: 'deals' })}`;

/** Several pipelines: which there are, and what each is about. Names are safe text. */
export const pipelines = {
  title: 'Pipelines',
  intro:
    "Each pipeline has its own stages, currency, channel and targets. A new deal goes to its channel's pipeline, else to the default one.",
  adminsOnly: (admins: readonly string[]) =>
    admins.length === 0
      ? 'There is no admin yet: save `/funnel setup`, and you can add pipelines.'
      : `Only an admin can change pipelines (${f.list(admins)}). Nothing changed.`,
  line: ({ name, isDefault, holds, channels }: { name: string; isDefault: boolean; holds: string; channels: string }) =>
    `${name}${isDefault ? ' · default' : ''}\n${holds} · ${channels === '' ? 'no channel' : channels}`,
  archivedLine: (name: string, holds: string) => `${name}\narchived · ${holds}`,
  archivedTitle: '*Archived*',
  add: 'New pipeline',
  open: 'Open',
  all: 'Pipelines',
  backToAll: '← All pipelines',
  /** What the page of one says. */
  name: (name: string) => `*${name}*`,
  isDefault: 'The default: a new deal goes here where its channel has no pipeline of its own.',
  isArchived:
    'Archived: nothing new is opened here, and nothing is posted. Its deals are still there, and can be found, changed and closed.',
  totals: (currency: string) => `Totals in ${currency}; this currency stays, so that sums of the past stay true`,
  noChannel: 'No channel yet: it has no digest and no alerts in a channel.',
  channels: (names: string) => `Digest and alerts: ${names}`,
  stages: 'Stages',
  setup: 'Channel and digest',
  targets: 'Targets',
  whoSees: 'Who sees its deals',
  rename: 'Rename',
  makeDefault: 'Make it the default',
  archive: 'Archive …',
  restore: 'Use it again',
  sure: {
    title: 'Archive this pipeline?',
    text: (count: number) =>
      count === 0
        ? 'Nothing new is opened in it and nothing is posted about it. You can use it again at any time.'
        : `${deals(count)} ${f.plural(count, { one: 'stays', many: 'stay' })} in it and can still be found, changed and closed. Nothing new is opened there, and nothing is posted. You can use it again at any time.`,
    yes: 'Archive',
    no: 'Keep it',
  },
  form: {
    add: 'New pipeline',
    rename: 'Rename',
    save: 'Save',
    name: 'Name',
    nameHint: 'People type it: `/funnel partners` shows the funnel of the pipeline Partners.',
    from: 'Begin with',
    seven: 'the seven stages of sales',
    copy: (name: string) => `a copy of the stages of ${name}`,
    trade: {
      renewals: 'renewals: contracts that run out',
      partners: 'partners: firms that sell with us',
      tenders: 'projects by tender',
    } satisfies Record<Trade, string>,
    currency: 'Currency of totals',
    currencyHint: 'It stays as it is, so that sums of the past stay true.',
  },
  /** Who sees single deals of a pipeline. */
  visibility: {
    title: 'Who sees its deals',
    label: 'Single deals are seen by',
    hint: 'Totals of the funnel stay visible to everybody. Admins see every deal, and so do its owner and whoever covers for the owner today.',
    who: {
      everybody: 'everybody',
      team: 'the own team and those below it',
      own: 'each their own, and totals',
    } satisfies Record<DealVisibility, string>,
    channels: 'Channels that still show its deals',
    channelsHint:
      'Everybody in such a channel reads names and values there. In other channels cards lose their text, and posts keep to totals.',
    seen: (who: string) => `Single deals are seen by: ${who}`,
    shownIn: (names: string) => `Still shown in: ${names}`,
  },
  /** Of the form of a channel. */
  setupField: 'Pipeline',
  setupHint: 'What the channel gets its digest, alerts and deal cards about.',
  what: {
    add: (name: string) => `new pipeline ${name}`,
    rename: (from: string, to: string) => `pipeline ${from} is now called ${to}`,
    makeDefault: (name: string) => `the default pipeline is ${name}`,
    archive: (name: string) => `pipeline ${name} archived`,
    restore: (name: string) => `pipeline ${name} is in use again`,
    visibility: ({ name, who, channels }: { name: string; who: string; channels: number }) =>
      `deals of ${name} are seen by: ${who}${channels === 0 ? '' : `, and in ${f.number(channels)} ${f.plural(channels, { one: 'channel', many: 'channels' })}`}`,
  },
  saved: (what: string) => `*Saved:* ${what}.`,
  next: 'Next: give it a channel, and look at its stages.',
  undone: (what: string) => `*Undone:* ${what}.`,
  changedSince: 'Not undone: somebody has changed the pipelines since. Look at them in `/funnel pipelines`.',
  problems: {
    gone: 'There is no such pipeline. Nothing changed.',
    unchanged: 'It is so already. Nothing changed.',
    empty: 'Give it a name with letters or digits.',
    tooLong: (length: number, most: number) => `That is ${f.number(length)} characters; at most ${f.number(most)} fit here.`,
    nameTaken: (name: string) => `There is a pipeline called ${name} already. Choose another name.`,
    reserved: (word: string) => `"${word}" already means something behind \`/funnel\`. Choose another name.`,
    tooMany: (most: number) => `At most ${f.number(most)} pipelines are in use at once. Archive one first.`,
    isDefault: 'This is the default pipeline. Make another one the default first.',
    isArchived: 'It is archived. Use it again first.',
  },
};

export type PipelinesMessages = typeof pipelines;
