import type { DrillReport } from './drill.ts';

export type EndedDrill = DrillReport & { readonly name: string; readonly seconds: number };

/** Counts, then what is wrong, a line each. */
export function printReport({ name, seconds, counts, wrong }: EndedDrill): void {
  console.log(`\n${name}: ${wrong.length === 0 ? 'good' : `${wrong.length} WRONG`} after ${Math.round(seconds)} s`);
  for (const [what, count] of Object.entries(counts)) console.log(`  ${what}: ${count}`);
  for (const each of wrong.slice(0, 20)) console.log(`  WRONG: ${each}`);
  if (wrong.length > 20) console.log(`  … and ${wrong.length - 20} more`);
}
