/** Answers to messages: to a mention in a channel or thread, and to what is written to the bot directly. */
export const mention = {
  needsForm: (title: string) => `This needs a form: *${title}*.`,
  /** The typed words and the first of them, safe text. */
  takenAsName: (typed: string) => `I read "${typed}" as the name of a deal.`,
  asCommand: (word: string) => `I meant the command ${word}`,
  noFiles:
    'I read one kind of file: a table of deals (CSV or XLSX) that an admin sends me in a direct message. One deal is quicker in words, e.g. `new Acme ERP 12k close 30 June`.',
};

export type MentionMessages = typeof mention;
