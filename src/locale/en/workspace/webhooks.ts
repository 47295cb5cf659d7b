import type { WebhookOff } from '../../../core/history/webhook.ts';
import type { WebhookType } from '../../../core/history/webhook-type.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

/** A message, and when. */
type Told = { what: string; on: PlainDate; time: string };
const when = ({ what, on, time }: Told): string => `${f.date(on)}, ${time} · ${what}`;

/** Events that are told to an address. Addresses and reasons are safe text. */
export const webhooks = {
  title: 'Webhooks',
  intro:
    'Lejek can tell an address of yours what happens to deals: signed, at least once, and for each deal in order. The format is described in docs/webhooks.md.',
  noKey:
    'Webhooks need a key on the server first: whoever runs Lejek sets `LEJEK_ENCRYPTION_KEY` (docs/hosting.md) and starts it again. Nothing was changed.',
  adminsOnly: (admins: readonly string[]) =>
    admins.length === 0
      ? 'There is no admin yet: save `/funnel setup`, and you can add webhooks.'
      : `Only an admin can see and change webhooks (${f.list(admins)}). Nothing changed.`,
  add: 'New address',
  open: 'Open',
  backToAll: '← All webhooks',
  line: (url: string, state: string) => `${url}\n${state}`,
  url: (url: string) => `*${url}*`,
  tells: (types: readonly string[]) => `Tells: ${f.list(types)}`,
  type: {
    'deal.created': 'new deals',
    'deal.moved': 'moves between stages',
    'deal.won': 'wins',
    'deal.lost': 'losses',
    'deal.reopened': 'reopened deals',
    'deal.edited': 'edits',
    'deal.assigned': 'new owners',
    'deal.noted': 'notes (without their text)',
    'deal.undone': 'undone changes',
    'deal.deleted': 'deals entered by mistake',
    'deal.imported': 'imported deals, one message each',
  } satisfies Readonly<Record<WebhookType, string>>,
  state: {
    on: 'On',
    noSecret: 'Restored from a backup without its secret: nothing is sent until you make a new one.',
    failing: (failures: number, on: PlainDate, time: string) =>
      `On, but nothing has come through since ${f.date(on)}, ${time} (${f.number(failures)} ${f.plural(failures, { one: 'try', many: 'tries' })}). After three days it is switched off.`,
    off: (why: WebhookOff, on: PlainDate) =>
      ({
        person: `Off since ${f.date(on)}`,
        failing: `Switched off on ${f.date(on)}: nothing came through for three days. What waited is sent once it is on again.`,
        gone: `Switched off on ${f.date(on)}: the receiver answered 410, gone for good.`,
      })[why],
  },
  secret: (secret: string) =>
    `Its secret, shown only now: \`${secret}\`\nPut it into the receiver, which checks each message with it.`,
  formerSecret: 'The secret before signs as well for another 24 hours.',
  log: '*Last messages*',
  noLog: 'Nothing has been sent yet.',
  test: 'a test',
  delivery: {
    sent: (told: Told) => `✓ ${when(told)}`,
    queued: (told: Told) => `… ${when(told)} · on its way`,
    retried: (told: Told, attempts: number, error: string) =>
      `… ${when(told)} · ${f.number(attempts)} ${f.plural(attempts, { one: 'try', many: 'tries' })}: ${error}`,
    failed: (told: Told, error: string) => `✗ ${when(told)} · given up: ${error}`,
  },
  sendAgain: 'Send again',
  sendTest: 'Send a test',
  change: 'Change',
  newSecret: 'New secret',
  switchOff: 'Switch off',
  switchOn: 'Switch on',
  remove: 'Remove …',
  refresh: 'Refresh',
  sureSecret: {
    title: 'Make a new secret?',
    text: 'The secret of now signs as well for another 24 hours, so that the receiver can change over.',
    yes: 'Make it',
    no: 'Keep it',
  },
  sureRemove: {
    title: 'Remove this address?',
    text: 'Nothing more is sent there, and what waits is dropped. You can undo it for ten minutes.',
    yes: 'Remove',
    no: 'Keep it',
  },
  form: {
    add: 'New address',
    change: 'Change',
    save: 'Save',
    url: 'Address',
    urlHint: 'https://…; it answers with a status of 200 to 299 within ten seconds.',
    types: 'What it is told',
  },
  problems: {
    noUrl: 'I can\'t read this as an address. Try "https://example.com/hook".',
    noHttps: 'The address has to begin with https://.',
    credentials: 'Leave out the name and password before the @: the signature shows that a message is from Lejek.',
    private:
      'This address is in a private network, which the server does not allow. Whoever runs Lejek can (`LEJEK_PRIVATE_WEBHOOKS`).',
    tooLong: 'The address is longer than 1,000 characters.',
    taken: 'This address is told already: open it to change what.',
    tooMany: (most: number) => `There are ${f.number(most)} addresses already: remove one first.`,
    gone: 'It is not there any more. Nothing changed.',
  },
  done: {
    add: (url: string) => `From now on ${url} is told of deals.`,
    change: (url: string) => `Saved: ${url}`,
    secret: 'A new secret signs from now on.',
    off: 'Switched off: what happens meanwhile is not sent later.',
    on: 'Switched on again.',
    remove: (url: string) => `Removed: ${url}`,
    again: 'It is on its way again, under the same id.',
    test: 'A test is on its way. Refresh to see what came of it.',
  },
  /** What was done, in the log of settings. */
  what: {
    add: (url: string) => `webhook added: ${url}`,
    change: (url: string) => `webhook changed: ${url}`,
    secret: (url: string) => `new secret of the webhook ${url}`,
    off: (url: string) => `webhook switched off: ${url}`,
    on: (url: string) => `webhook switched on: ${url}`,
    remove: (url: string) => `webhook removed: ${url}`,
  },
  undone: (what: string) => `Undone: ${what}`,
  changedSince: 'Somebody has changed it since. Nothing was undone.',
  secretStays: 'A secret cannot be brought back. The one before signs as well for 24 hours.',
  /** To an admin, when it was switched off by itself. */
  switchedOff: {
    failing: (url: string) =>
      `*I have stopped telling ${url}:* nothing has come through for three days. What waits is kept for 30 days and goes out once it is on again.`,
    gone: (url: string) => `*I have stopped telling ${url}:* it answered that it is gone for good (410).`,
  },
  show: 'Webhooks',
};

export type WebhooksMessages = typeof webhooks;
