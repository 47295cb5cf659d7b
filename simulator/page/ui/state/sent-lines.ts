/** Lines that were sent from this page, the last one last: arrow up in an empty composer brings them back. */
const sent: string[] = [];

export function keepSentLine(line: string): void {
  if (sent.at(-1) !== line) sent.push(line);
}

/** The line so many sends ago, 1 the last one; the oldest one where there are not so many. */
export const sentLine = (ago: number): string | undefined => sent[Math.max(0, sent.length - ago)];
export const countSentLines = (): number => sent.length;
