import { bundleScript, startScript } from '../../test/support/store/script-process.ts';
import { type Drill, type DrillRun, randomInt, spread } from './support/drill.ts';

/** A round is killed after so many acknowledged deals at most, and at least one. */
const MAX_ACKS = 120;

type HolderReport = { readonly deals: number; readonly highest: number; readonly problems: readonly string[] };

const isHolderReport = (value: unknown): value is HolderReport =>
  value instanceof Object && 'deals' in value && 'highest' in value && 'problems' in value && Array.isArray(value.problems);

/**
 * Kills a process that makes deals in the embedded store again and again on the same files. After each kill the next process opens them and
 * counts: every acknowledged deal has to be there, numbers without a hole, and the counters have to equal the history.
 *
 * @param work.holder the program of that process.
 */
async function killWriters(run: DrillRun, { holder, rounds }: { readonly holder: string; readonly rounds: number }) {
  const dataDir = `${run.scratch.folder().slice('dir:'.length)}/data`;
  const readyMs: number[] = [];
  const wrong: string[] = [];
  let acknowledged = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const from = performance.now();
    const child = startScript(holder, dataDir);
    // Every tenth is killed at any moment of its start, the first one while the files are being made.
    if (round % 10 === 1) {
      await new Promise((resolve) => setTimeout(resolve, randomInt(run.random, 300, 3_300)));
    } else {
      const { value } = await child.lines.next();
      readyMs.push(performance.now() - from);
      if (!isHolderReport(value)) throw new Error(`round ${round}: the store did not open`);
      if (value.deals < acknowledged) wrong.push(`round ${round}: ${acknowledged - value.deals} acknowledged deals are missing`);
      if (value.deals !== value.highest) wrong.push(`round ${round}: ${value.deals} deals, the highest is D-${value.highest}`);
      wrong.push(...value.problems.map((problem) => `round ${round}: ${problem}`));
      const acks = randomInt(run.random, 1, MAX_ACKS);
      for (let n = 0; n < acks; n += 1) acknowledged = Number((await child.lines.next()).value);
    }
    await child.kill();
    for (let rest = await child.lines.next(); rest.done !== true; rest = await child.lines.next()) {
      if (typeof rest.value === 'number') acknowledged = rest.value;
    }
    run.say(`kill ${round} of ${rounds}, ${acknowledged} deals acknowledged`);
  }
  return { acknowledged, readyMs, wrong };
}

export const killStore: Drill = {
  what: 'kill -9 of a process that writes deals, its first start included: what was acknowledged is there, the counters are right',
  stores: ['embedded'],
  run: async (run) => {
    const rounds = run.isShort ? 3 : 30;
    const holder = await bundleScript('holder.ts');
    const { acknowledged, readyMs, wrong } = await killWriters(run, { holder: holder.file, rounds }).finally(holder.remove);
    return {
      counts: {
        kills: rounds,
        'deals acknowledged': acknowledged,
        'open and verified after (ms, min / median / max)': spread(readyMs),
      },
      wrong: acknowledged > 0 ? wrong : [...wrong, 'Nothing was acknowledged: the drill is blind'],
    };
  },
};
