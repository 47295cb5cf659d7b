import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startScript } from '../test/support/store/script-process.ts';

const ROUNDS = 30;
/** A round is killed after so many acknowledged deals at most, and at least one. */
const MAX_ACKS = 120;

type HolderReport = { readonly deals: number; readonly highest: number; readonly problems: readonly string[] };

const isHolderReport = (value: unknown): value is HolderReport =>
  value instanceof Object && 'deals' in value && 'highest' in value && 'problems' in value && Array.isArray(value.problems);

/**
 * kill -9 of a process that makes deals in the embedded store, again and again on the same files, the first start included. After
 * each kill the next process opens the files and counts: every acknowledged deal has to be there, numbers without a hole, and the
 * counters have to equal the history.
 *
 * `KILL_ROUNDS` sets the number of rounds (30).
 *
 * @throws Error when anything was lost or damaged.
 */
export async function killDrill(): Promise<void> {
  const rounds = Number(process.env['KILL_ROUNDS'] ?? ROUNDS);
  const root = mkdtempSync(join(tmpdir(), 'lejek-kill-'));
  const readyMs: number[] = [];
  const wrong: string[] = [];
  let acknowledged = 0;
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const from = performance.now();
      const child = startScript('holder.ts', join(root, 'data'));
      // Every tenth is killed at any moment of its start, the first one while the files are being made.
      if (round % 10 === 1) {
        await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 3_000));
      } else {
        const { value } = await child.lines.next();
        readyMs.push(performance.now() - from);
        if (!isHolderReport(value)) throw new Error(`round ${round}: the store did not open`);
        if (value.deals < acknowledged)
          wrong.push(`round ${round}: ${acknowledged - value.deals} acknowledged deals are missing`);
        if (value.deals !== value.highest) wrong.push(`round ${round}: ${value.deals} deals, the highest is D-${value.highest}`);
        wrong.push(...value.problems.map((problem) => `round ${round}: ${problem}`));
        const acks = 1 + Math.floor(Math.random() * MAX_ACKS);
        for (let n = 0; n < acks; n += 1) acknowledged = Number((await child.lines.next()).value);
      }
      await child.kill();
      for (let rest = await child.lines.next(); rest.done !== true; rest = await child.lines.next()) {
        if (typeof rest.value === 'number') acknowledged = rest.value;
      }
      process.stderr.write(`\rround ${round} of ${rounds}, ${acknowledged} deals acknowledged   `);
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  const sorted = readyMs.toSorted((a, b) => a - b).map(Math.round);
  console.log(`\n${rounds} kills, ${acknowledged} deals acknowledged, ${wrong.length} problems`);
  console.log(
    `open and verified after ${sorted[0]} / ${sorted[Math.floor(sorted.length / 2)]} / ${sorted.at(-1)} ms (min, median, max)`,
  );
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}
