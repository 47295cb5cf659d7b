import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const months = (count: number | null): string =>
  count === null
    ? 'for ever'
    : count % 12 === 0
      ? `${f.number(count / 12)} ${f.plural(count / 12, { one: 'year', many: 'years' })}`
      : `${f.number(count)} months`;
const deals = (count: number): string => `${f.number(count)} lost ${f.plural(count, { one: 'deal', many: 'deals' })}`;
const notes = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'note', many: 'notes' })}`;
const posts = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'post', many: 'posts' })}`;

/** How long things stay: the form, what it would erase, and what a night erased. */
export const retention = {
  title: 'How long data stay',
  intro:
    'What is older is erased at night. Stages, dates, values and owners always stay, and with them every figure: a lost deal loses its name, company, contact, next steps and notes.',
  lost: 'Lost deals, after the loss',
  notes: 'Texts of notes on closed deals',
  posts: 'What I posted (my own record of it; Slack keeps the messages)',
  handled: 'Keys of requests, by which one that is sent again changes nothing',
  months,
  days: (count: number) => `${f.number(count)} days`,
  next: 'Next',
  save: 'Save',
  sureTitle: 'What this erases',
  sure: (count: { readonly deals: number; readonly notes: number; readonly posts: number }) =>
    count.deals + count.notes + count.posts === 0
      ? 'Nothing is that old now. From now on, what becomes so old is erased in the night after.'
      : `From the next night on this erases for good what is that old already: names and contacts of *${deals(count.deals)}*, the text of *${notes(count.notes)}*, my record of *${posts(count.posts)}*; and then each night what becomes so old. What is erased cannot be brought back.`,
  rule: (rule: {
    readonly lost: number | null;
    readonly notes: number | null;
    readonly posts: number | null;
    readonly handledDays: number;
  }) =>
    `lost deals ${months(rule.lost)} · notes ${months(rule.notes)} · posts ${months(rule.posts)} · keys of requests ${f.number(rule.handledDays)} days`,
  saved: (rule: string) => `Saved: ${rule}.`,
  same: 'That is how it is already.',
  changed: (rule: string) => `how long data stay: ${rule}`,
  erased: (count: { readonly deals: number; readonly notes: number; readonly posts: number }) =>
    `erased because of their age: ${deals(count.deals)}, ${notes(count.notes)}, ${posts(count.posts)}`,
  final: 'What was erased cannot be brought back.',
  changedSince: 'Somebody has changed how long data stay since then. Nothing was changed.',
  undone: (rule: string) => `As before: ${rule}. What was erased meanwhile stays erased.`,
  adminsOnly: (admins: readonly string[]) =>
    admins.length === 0
      ? 'There is no admin yet: save `/funnel setup`, and you can say how long data stay.'
      : `Only an admin can say how long data stay (${f.list(admins)}).`,
};

export type RetentionMessages = typeof retention;
