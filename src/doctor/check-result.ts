/** One line of `doctor`: what was looked at, how it is, and what to do where it is not well. */
export type CheckResult = {
  readonly state: 'well' | 'ill' | 'not looked at';
  readonly what: string;
  readonly detail: string;
  readonly remedy?: string;
};

export const passed = (what: string, says: string): CheckResult => ({ state: 'well', what, detail: says });
export const failed = (what: string, says: string, toDo: string): CheckResult => ({
  state: 'ill',
  what,
  detail: says,
  remedy: toDo,
});
export const skipped = (what: string, says: string): CheckResult => ({ state: 'not looked at', what, detail: says });

const MARKS = { well: '✓', ill: '✗', 'not looked at': '–' } as const;

/** `✗ #sales: the bot is not in the channel. Type /invite @Lejek there` */
export const checkResultLine = ({ state, what, detail, remedy }: CheckResult): string =>
  `${MARKS[state]} ${what}: ${detail}${remedy === undefined ? '' : `. ${remedy}`}`;
