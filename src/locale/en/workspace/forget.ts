import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'deal', many: 'deals' })}`;
const notes = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'note', many: 'notes' })}`;

/** Having a person outside the team erased. Names and what was typed are safe text. */
export const forget = {
  adminsOnly: (admins: readonly string[]) =>
    admins.length === 0
      ? 'There is no admin yet: save `/funnel setup`, and you can have people forgotten.'
      : `Only an admin can have people forgotten (${f.list(admins)}).`,
  whom: 'Whom? Their e-mail address, phone or name: `/deal forget anna@example.com`.',
  none: (typed: string) => `I keep no contact "${typed}". Try the e-mail address or the phone number.`,
  head: 'Forgetting erases for good: the contact data, and the text of every note on these deals. Stages, dates, values and statistics stay. There is no undo.',
  person: (parts: readonly string[], named: readonly string[], more: number) =>
    `${parts.join(' · ')}\n${named.length === 0 ? 'no deal names them any more' : `${named.join(', ')}${more === 0 ? '' : ` and ${f.number(more)} more`}`}`,
  morePeople: (shown: number) => `These are the first ${f.number(shown)}. Type more of the name, or the e-mail address.`,
  button: 'Forget',
  confirmTitle: 'Forget for good?',
  confirmText: 'The contact data and the text of the notes are erased. There is no undo.',
  named: (typed: string, named: readonly string[], { more, notes: count }: { more: number; notes: number }) =>
    `I keep no contact "${typed}", but texts name it: ${f.list(named)}${more === 0 ? '' : ` and ${f.number(more)} more`}; ${notes(count)} among them.\nForgetting puts ••• in its place in those deals, their history and the notes, and nothing else of them changes. There is no undo.`,
  confirmNamed: 'It is erased from deals, their history and notes. There is no undo.',
  gone: 'That person is forgotten already.',
  done: (count: { readonly deals: number; readonly notes: number }) =>
    `Erased: the contact data on ${deals(count.deals)} and the text of ${notes(count.notes)}. I am deleting what I wrote about it in Slack, and tell you by direct message when that is done.\nWhat I cannot erase: what people wrote in Slack themselves, exports and backups made before, and what other tools were sent.`,
  cleaned: (count: number) =>
    `What I had written in Slack about the forgotten person (${deals(count)}) is deleted, and the cards are as new.`,
  left: (count: number, channels: readonly string[]) =>
    `What I had written in Slack about the forgotten person (${deals(count)}) is deleted, but for ${f.list(channels)}: there a digest names them beside others, or I may not delete. Delete those messages by hand.`,
  changed: (count: { readonly deals: number; readonly notes: number }) =>
    `a contact forgotten: ${deals(count.deals)}, ${notes(count.notes)}`,
  final: 'What was forgotten cannot be brought back.',
};

export type ForgetMessages = typeof forget;
