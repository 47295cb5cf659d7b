import { ackBench } from './ack-bench.ts';
import { importBench } from './import-bench.ts';
import { loopBench } from './loop-bench.ts';
import { numbersBench } from './numbers-bench.ts';
import { overloadBench } from './overload-bench.ts';
import { rebuildBench } from './rebuild-bench.ts';
import { storyBench } from './story-bench.ts';

/** Benches by name; `npm run bench -- NAME`. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  ack: ackBench,
  import: importBench,
  loop: loopBench,
  numbers: numbersBench,
  overload: overloadBench,
  rebuild: rebuildBench,
  story: storyBench,
};

const name = process.argv[2] ?? 'ack';
const bench = BENCHES[name];
if (bench === undefined) {
  console.error(`There is no bench "${name}". There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(1);
}
await bench();
