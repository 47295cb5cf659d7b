import type { DrillReport } from './drill.ts';

export type EndedDrill = DrillReport & { readonly name: string; readonly seconds: number };

/** Counts, then what is wrong, a line each. */
export function printReport({ name, seconds, counts, wrong }: EndedDrill): void {
  console.log(`\n${name}: ${wrong.length === 0 ? 'good' : `${wrong.length} WRONG`} after ${Math.round(seconds)} s`);
  for (const [what, count] of Object.entries(counts)) console.log(`  ${what}: ${count}`);
  for (const each of wrong.slice(0, 20)) console.log(`  WRONG: ${each}`);
  if (wrong.length > 20) console.log(`  … and ${wrong.length - 20} more`);
}

/** A line for each drill, and one for all. @param seconds how long all of them took, which is less than their sum where some ran at once. */
export function summaryTable(ended: readonly EndedDrill[], seconds: number): string {
  const verdict = ({ wrong }: EndedDrill) => (wrong.length === 0 ? 'good' : `${wrong.length} WRONG`);
  const line = (name: string, said: string, seconds: number) =>
    `  ${name.padEnd(16)}${said.padEnd(12)}${`${Math.round(seconds)}`.padStart(6)} s`;
  const good = ended.filter(({ wrong }) => wrong.length === 0).length;
  return [
    '',
    ...ended.map((each) => line(each.name, verdict(each), each.seconds)),
    `${line('all', `${good} of ${ended.length}`, seconds)}, ${(seconds / 60).toFixed(1)} minutes`,
  ].join('\n');
}
