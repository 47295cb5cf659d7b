/** One line of `doctor`: what was looked at, how it is, and what to do where it is not well. */
export type Finding = {
  readonly state: 'well' | 'ill' | 'not looked at';
  readonly what: string;
  readonly says: string;
  readonly toDo?: string;
};

export const well = (what: string, says: string): Finding => ({ state: 'well', what, says });
export const ill = (what: string, says: string, toDo: string): Finding => ({ state: 'ill', what, says, toDo });
export const skipped = (what: string, says: string): Finding => ({ state: 'not looked at', what, says });

const MARKS = { well: '✓', ill: '✗', 'not looked at': '–' } as const;

/** `✗ #sales: the bot is not in the channel. Type /invite @Lejek there` */
export const findingLine = ({ state, what, says, toDo }: Finding): string =>
  `${MARKS[state]} ${what}: ${says}${toDo === undefined ? '' : `. ${toDo}`}`;
