import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

/** Leads that a form outside sends: their addresses, and the question who takes one. Names and texts of others are safe text. */
export const leads = {
  title: 'Leads from a form',
  intro:
    'A form on your website, or any program, sends leads to an address here. Each becomes a deal in the first stage that nobody has yet, and the pipeline’s channel is asked who takes it.',
  line: ({ pipeline, made, used }: { pipeline: string; made: PlainDate | undefined; used: PlainDate | undefined }) =>
    `*${pipeline}*\n${made === undefined ? 'no address' : `secret made ${f.date(made)} · ${used === undefined ? 'never used' : `last used ${f.date(used)}`}`}`,
  path: (path: string) => `\`POST ${path}\``,
  make: 'Make an address',
  newSecret: 'New secret',
  takeBack: 'Take back',
  sureSecret: {
    title: 'Make a new secret?',
    text: 'The secret of now opens nothing from this moment on: give the form the new one at once.',
    yes: 'Make it',
    no: 'Keep it',
  },
  sureTakeBack: {
    title: 'Take this address back?',
    text: 'Nothing comes in by it any more, and there is no undo: a new one is another address. Leads that came stay.',
    yes: 'Take back',
    no: 'Keep it',
  },
  made: ({ pipeline, path, secret }: { pipeline: string; path: string; secret: string }) =>
    `*${pipeline}*\n\`POST https://…${path}\`\n\`${secret}\`\nCopy both now: the secret is shown this once. Before the path stands the address by which this bot is reached.`,
  unsigned:
    'The server has no key for secrets (LEJEK_ENCRYPTION_KEY), so requests come with the secret as their token; they cannot be signed.',
  takenBack: (pipeline: string) => `The address of ${pipeline} is taken back: nothing comes in by it any more.`,
  gone: 'That address is taken back already.',
  archived: (pipeline: string) => `${pipeline} is archived: it takes no new deals.`,
  adminsOnly: (admins: readonly string[]) =>
    admins.length === 0
      ? 'There is no admin yet: save `/funnel setup`, and you can make addresses for leads.'
      : `Only an admin can make addresses for leads (${f.list(admins)}).`,
  changed: {
    made: (pipeline: string) => `address for leads of ${pipeline}: made`,
    secret: (pipeline: string) => `address for leads of ${pipeline}: new secret`,
    takenBack: (pipeline: string) => `address for leads of ${pipeline}: taken back`,
  },
  final: 'An address or secret that was taken back stays so. Make a new one in `/funnel setup`.',
  /** Names of the two rows of the people that stand for no person. */
  nobody: 'nobody yet',
  form: 'Lead form',
  post: ({ deal, company, source }: { deal: string; company: string | undefined; source: string | undefined }) =>
    `*New lead:* ${[deal, ...(company === undefined ? [] : [company]), ...(source === undefined ? [] : [source])].join(' · ')}`,
  twin: (deal: string, owner: string) => `The company has an open deal: ${deal}, ${owner}. Is it the same business?`,
  same: 'Same business: join them',
  sureSame: {
    title: 'Join the two deals?',
    text: 'The lead goes into the deal that was there: its note and what that deal does not have yet are taken over.',
    yes: 'Join them',
    no: 'Cancel',
  },
  take: 'I’ll take it',
  taken: (deal: string, owner: string) => `${deal}: ${owner} has it.`,
  yours: (deal: string) => `${deal} is yours.`,
  yoursAlready: (deal: string) => `${deal} is yours already.`,
  api: {
    noSuchForm:
      'There is no such address for leads: it was taken back, or mistyped. An admin makes one in Slack with /funnel setup.',
    badSecret: 'Neither the secret nor the signature is right, or the message was signed more than five minutes ago.',
    saved: (deal: string) => `${deal} is made.`,
    savedBefore: (deal: string) => `${deal} was made of it before. Nothing was changed.`,
  },
};

export type LeadsMessages = typeof leads;
