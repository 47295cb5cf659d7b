import { isKeyword, type Line, remainingText } from './line.ts';

const LABEL = /^(?:next|step|steps|todo|krok|kroki):$/;
const BEFORE_LABEL = /^(?:next|following|nastepny|kolejny|nastepne|kolejne)$/;

/** The steps of a line, as they were typed, and the words [start, end of the line) that say them. */
export type LineSteps = { readonly steps: readonly string[]; readonly start: number };

/** What is to be done next: all behind `next:` or `krok:`, several parted by `;`, as in `Acme 12k next: call tomorrow at 10; send offer Friday`. */
export function findSteps(line: Line): LineSteps | undefined {
  const label = line.findIndex((word) => isKeyword(word, LABEL));
  if (label < 0) return undefined;
  const start = label > 0 && isKeyword(line[label - 1], BEFORE_LABEL) ? label - 1 : label;
  const steps = remainingText(line.slice(label + 1))
    .split(';')
    .map((step) => step.trim())
    .filter((step) => step !== '');
  return steps.length === 0 ? undefined : { steps, start };
}
