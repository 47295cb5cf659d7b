import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

const RESULTS = fileURLToPath(new URL('./RESULTS.md', import.meta.url));

/** A line of the goals: what, the least that it should be, and the ratios of the rounds. */
const GOAL_LINE = /^\| ([^|]+) \| [\d.]+ \| ([\d.]+) \/ ([\d.]+) \/ ([\d.]+) \| (?:not )?met \|$/gm;

type Ratios = { readonly min: number; readonly median: number; readonly max: number };

/** The goals of a report, by what they say. */
export const readGoals = (report: string): ReadonlyMap<string, Ratios> =>
  new Map(
    [...report.matchAll(GOAL_LINE)].map(([, what = '', min, median, max]) => [
      what,
      { min: Number(min), median: Number(median), max: Number(max) },
    ]),
  );

/**
 * What has become slower: a median below the lowest round that was committed. What one of the two did not measure is left out.
 *
 * @returns a sentence for each.
 */
export function findSlower(now: string, committed: string): readonly string[] {
  const before = readGoals(committed);
  return [...readGoals(now)].flatMap(([what, { median }]) => {
    const lowest = before.get(what)?.min;
    return lowest === undefined || median >= lowest ? [] : [`${what}: ${median}, and never below ${lowest} in RESULTS.md`];
  });
}

/** What was measured in other ways is below it, and stays when a report is written. */
const OTHER_FIGURES = '\n## ';

/** @throws Error where no report with goals was ever committed: nothing is slower than nothing. */
export function loadCommittedResults(): string {
  const committed = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : '';
  if (readGoals(committed).size === 0)
    throw new Error('There are no goals in bench/RESULTS.md yet: write them on a quiet machine with --write.');
  return committed;
}

function loadOtherFigures(): string {
  const kept = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : '';
  const from = kept.indexOf(OTHER_FIGURES);
  return from < 0 ? '' : kept.slice(from);
}

/** Puts a report in place of the committed one. */
export function saveResults(report: string): void {
  const [{ model } = { model: 'an unknown processor' }] = cpus();
  const about = `Written by \`npm run bench -- --write\` on ${new Date().toISOString().slice(0, 10)}, ${process.platform} ${process.arch}, Node.js ${process.versions.node}, ${cpus().length} cores (${model}), all servers, databases and the load together. \`npm run bench -- --check\` fails where a median of the goals falls below the lowest round of this table.`;
  writeFileSync(RESULTS, `# What \`npm run bench\` measured\n\n${about}\n\n${report}\n${loadOtherFigures()}`);
}
