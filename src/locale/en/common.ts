import { localeFormat } from '../format.ts';

const f = localeFormat('en');

/** Words that every flow uses. */
export const common = {
  /** A text that is longer than what takes it. */
  tooLong: ({ length, most }: { readonly length: number; readonly most: number }) =>
    `That is ${f.number(length)} characters, and only ${f.number(most)} fit here. Nothing was changed; make it shorter.`,
  cancel: 'Cancel',
  close: 'Close',
  loading: 'Loading …',
  undo: 'Undo',
  open: 'Open',
  help: 'Help',
  /** By what the database does: where it is said that nothing was changed, that is known. */
  faults: {
    away: "I can't reach the data. Nothing was changed; try again in a minute.",
    silent: 'The database is not answering. Nothing was changed; try again in a minute.',
    diskFull: 'The disk is full, so nothing can be saved. Nothing was changed; tell your admin.',
    diskFails: 'The disk refuses to save anything. Nothing was changed; tell your admin.',
    unknown:
      "The database stopped answering, so I don't know whether this was saved. Check before you repeat it: `/deal show …` shows a deal, `/deal` your list.",
    unknownForm:
      "The database stopped answering, so I don't know whether this was saved. Your entries are kept: send them again in a minute, they count once.",
    savedThen: 'Saved, but the database stopped answering before I could show you the result. `/deal show …` shows the deal.',
    savedThenSlack: (code: string) => `Saved, but Slack did not accept my answer (${code}). \`/deal show …\` shows the deal.`,
    savedThenBug: (code: string) =>
      `Saved, but something went wrong on my side right after. \`/deal show …\` shows the deal; if it keeps happening, give your admin the code ${code}.`,
  },
  fault: (code: string) =>
    `Something went wrong on my side, and nothing was changed. Try again; if it keeps happening, give your admin the code ${code}.`,
  slackFault: (code: string) => `Slack did not accept my answer (${code}). Nothing was changed; try again in a minute.`,
  /** Said at once, instead of an answer that would come too late. */
  busy: "A lot is going on here right now, so I haven't started on this. Nothing was changed; try again in a moment.",
  expired: 'That took too long, so Slack did not open the form. Nothing was changed.',
  expiredSaved: 'Saved, but that took too long, so Slack did not open the next form.',
  viewGone: 'The window was closed or changed before I was done. Nothing was changed.',
  viewGoneSaved: 'Saved, but the window was closed or changed before I could show the rest.',
  /** Under the first field of a form that stays open. */
  stillSaving:
    'This is taking longer than usual. I am still at it, and your entries stay here. If nothing happens within a minute, send them again: they count once.',
  openAgain: 'Open again',
  formGone: 'I no longer have this form. Nothing was changed; type `/deal` to carry on.',
  tryAgain: 'Try again',
  gone: 'This button is from an older version of me. Nothing was changed; type `/deal` to carry on.',
  stageGone: 'This stage is no longer in use. Nothing changed.',
  deals: (count: number) => `${f.number(count)} ${f.plural(count, { one: 'deal', many: 'deals' })}`,
  days: (count: number) => `${f.number(count)} ${f.plural(count, { one: 'day', many: 'days' })}`,
  cannotOwn: {
    bot: 'This is an app, and apps cannot own a deal. Choose a person.',
    left: 'This person has left the workspace. Choose somebody who is here.',
    guest: 'This person is a guest here. An admin can let them in with `/funnel setup`, under Guests.',
    stranger: 'This person is from another company and cannot own a deal. Choose a colleague.',
    unknown: 'I cannot find this person in the workspace. Choose somebody who is here.',
    reader: 'This person only reads here. An admin can change that in `/funnel people`.',
  },
  nobody: {
    bot: (person: string) => `${person} is an app and cannot own a deal. Choose a person.`,
    left: (person: string) => `${person} has left this workspace. Choose somebody who is here.`,
    guest: (person: string) => `${person} is a guest here. An admin can let them in with \`/funnel setup\`, under Guests.`,
    stranger: (person: string) => `${person} is from another company and cannot own a deal. Choose a colleague.`,
    reader: (person: string) => `${person} only reads here. An admin can change that in \`/funnel people\`.`,
    unknown: (person: string) => `I don't know ${person} in this workspace. Choose somebody who is here.`,
  },
};

export type CommonMessages = typeof common;
