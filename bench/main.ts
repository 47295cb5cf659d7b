import { ackBench } from './ack-bench.ts';
import { costBench } from './cost-bench.ts';
import { growthBench } from './growth-bench.ts';
import { importBench } from './import-bench.ts';
import { loopBench } from './loop-bench.ts';
import { numbersBench } from './numbers-bench.ts';
import { overloadBench } from './overload-bench.ts';
import { rebuildBench } from './rebuild-bench.ts';
import { rowSecurityBench } from './row-security-bench.ts';
import { storyBench } from './story-bench.ts';

/** Benches by name; `npm run bench -- NAME`. */
const BENCHES: Readonly<Record<string, (flags: readonly string[]) => Promise<void>>> = {
  ack: ackBench,
  cost: costBench,
  growth: growthBench,
  import: importBench,
  loop: loopBench,
  numbers: numbersBench,
  overload: overloadBench,
  rebuild: rebuildBench,
  'row-security': rowSecurityBench,
  story: storyBench,
};

const asked = process.argv.slice(2);
const flags = asked.filter((each) => each.startsWith('--'));
const name = asked.find((each) => !flags.includes(each)) ?? 'ack';
const bench = BENCHES[name];
if (bench === undefined) {
  console.error(`There is no bench "${name}". There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(1);
}
await bench(flags);
