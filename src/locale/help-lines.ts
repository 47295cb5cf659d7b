/** What help says of a word: to a team, and to who is alone here; '' where that reader is not told of it. */
export type HelpLine = { readonly team: string; readonly solo: string };

/** What help says of every command of a kind; what is none of our words needs no line. */
export type HelpLines<Command extends string> = Readonly<Record<Exclude<Command, 'other'>, HelpLine>>;

export const forBoth = (text: string): HelpLine => ({ team: text, solo: text });
