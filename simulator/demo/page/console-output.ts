/** What the demo says on standard output. */
export type ConsoleOutput = {
  /** A sentence that stays. */
  readonly writeLine: (sentence: string) => void;
  /** A sentence that the next one replaces, on a screen; elsewhere every new one is a line, percentages left out. */
  readonly progress: (sentence: string) => void;
};

export function createConsoleOutput(out: NodeJS.WriteStream = process.stdout): ConsoleOutput {
  const isScreen = out.isTTY === true;
  const clear = isScreen ? '\r\u001B[K' : '';
  let last = '';
  return {
    writeLine: (sentence) => void out.write(`${clear}${sentence}\n`),
    progress: (sentence) => {
      const bare = sentence.replace(/(?<![:\s\d])(?:: *| +)?\d+ %$/u, '');
      if (isScreen) out.write(`${clear}${sentence === '' ? '' : `${sentence} …`}`);
      else if (bare !== last && bare !== '') out.write(`${bare} …\n`);
      last = bare;
    },
  };
}
