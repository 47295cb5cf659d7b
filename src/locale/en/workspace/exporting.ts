import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

/** Taking everything out. Names are safe text. */
export const exporting = {
  adminsOnly: (admins: readonly string[]) =>
    admins.length === 0
      ? 'There is no admin yet: save `/funnel setup`, and you can take everything out.'
      : `Only an admin can take everything out (${f.list(admins)}).`,
  sent: 'The file is in your direct messages with me.',
  /** Beside the file. */
  comment: (deals: number, on: string) =>
    `Everything as of ${on}: ${f.number(deals)} ${f.plural(deals, { one: 'deal', many: 'deals' })}, their history and notes, people, targets and settings. It holds contact data: keep it where only the right people can open it.`,
  tooLarge: 'That is too much for Slack. Whoever runs the bot gets it with `npm run -s export`.',
  noScope:
    'Slack does not let me send files yet: the permission `files:write` is missing. Whoever runs the bot gets it with `npm run -s export`.',
};

export type ExportingMessages = typeof exporting;
