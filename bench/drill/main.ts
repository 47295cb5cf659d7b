import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.mjs';
import { ALL_DRILLS } from './all-drills.ts';
import { runDrillsAtOnce } from './drills-at-once.ts';
import { runDrill } from './run-drill.ts';
import type { Drill } from './support/drill.ts';
import { type EndedDrill, printReport, summaryTable } from './support/print-report.ts';

const HELP = `Breaks one thing at a time, and counts whether what was promised still holds.

  npm run drill                       every drill
  npm run drill -- NAME …             these
  --at-once N                         so many beside each other: most of a drill is waiting
  --short                             seconds instead of minutes
  --seed N                            what is broken when; printed, so that a run can be made again
  --help

PostgreSQL is taken at TEST_DATABASE_URL, else on this machine; where none answers, its part is left out, and said to be.
The exit code is 1 where anything is wrong.

${Object.entries(ALL_DRILLS)
  .map(([name, { what }]) => `  ${name.padEnd(16)}${what}`)
  .join('\n')}
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    seed: { type: 'string' },
    'at-once': { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const unknown = positionals.filter((name) => !(name in ALL_DRILLS));
if (unknown.length > 0) {
  console.error(`There is no drill "${unknown.join('", "')}". There are: ${Object.keys(ALL_DRILLS).join(', ')}.`);
  process.exit(1);
}
const atOnce = Number(values['at-once']);
if (!Number.isInteger(atOnce) || atOnce < 1) {
  console.error(`--at-once takes a number from 1 on, not "${values['at-once']}".`);
  process.exit(1);
}
const isShort = values.short;
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const names = positionals.length > 0 ? positionals : Object.keys(ALL_DRILLS);
console.log(`${names.length} drill${names.length === 1 ? '' : 's'}, seed ${seed}`);
const isTerminal = process.stderr.isTTY === true;
const ended: EndedDrill[] = [];
const onEnded = (result: EndedDrill): void => {
  printReport(result);
  ended.push(result);
  // To whoever runs several of them as processes.
  process.send?.(result);
};

/** Runs a drill in this process, and shows how far it is. */
async function runHere(name: string, drill: Drill): Promise<EndedDrill> {
  const from = performance.now();
  const say = (progress: string) => void (isTerminal && process.stderr.write(`\r\u001b[K${name}: ${progress}`));
  const report = await runDrill(drill, { seed, isShort, say });
  if (isTerminal) process.stderr.write('\r\u001b[K');
  return { ...report, name, seconds: (performance.now() - from) / 1000 };
}

const from = performance.now();
if (atOnce > 1) {
  build();
  await runDrillsAtOnce(names, { atOnce, seed, isShort, onEnded });
} else {
  for (const name of names) {
    const drill = ALL_DRILLS[name];
    if (drill !== undefined) onEnded(await runHere(name, drill));
  }
}
console.log(summaryTable(ended, (performance.now() - from) / 1000));
console.log(`seed ${seed}`);
process.exit(ended.some(({ wrong }) => wrong.length > 0) ? 1 : 0);
