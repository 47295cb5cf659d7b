import { freePort } from '../simulator/free-port.ts';
import { readManifest } from '../simulator/read-manifest.ts';
import { startSlack } from '../simulator/slack.ts';
import { MAX_MOVES, OWNERS } from './bench-deals.ts';
import { createLoadGenerator, type LoadGenerator, type Slice, type TypedCommand } from './load-generator.ts';
import { type Measured, renderReport } from './report.ts';
import { findSlower, loadCommittedResults, saveResults } from './results.ts';
import { createScratchStorage, type ScratchStorage } from './scratch-storage.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const DEALS = Number(process.env['BENCH_DEALS'] ?? 10_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 9);
const SLICE_MS = Number(process.env['BENCH_SLICE_MS'] ?? 800);

type LoadedServer = { readonly name: string; readonly child: ServerProcess; readonly load: LoadGenerator; moves: number };
/** One command on one server: what is loaded in turn. */
type Lane = {
  readonly server: LoadedServer;
  readonly command: string;
  readonly next: () => TypedCommand;
  readonly measured: Slice[];
  /** Of the round that only warms up. */
  readonly warmUp: Slice[];
};

/**
 * Acknowledgements of /deal help, advance and list beside a Bolt app that only acknowledges, and of advance beside Bolt with five
 * statements by hand: one run, each server in a process of its own, loaded in turn from this one.
 *
 * @param flags `--write` puts the report into RESULTS.md, `--check` holds it against what stands there.
 * @throws Error when an answer was not what it should be, a database does not hold exactly the moves that were acknowledged, or a check fails.
 */
export async function ackBench(flags: readonly string[]): Promise<void> {
  const slack = await startSlack({ manifest: readManifest() });
  const scratch = await createScratchStorage();
  const servers: LoadedServer[] = [];
  const add = async (name: string, script: string, where = '') => {
    const port = await freePort();
    const { signingSecret, botToken, apiUrl, team } = slack;
    const child = await startServer(name, script, [String(port), signingSecret, botToken, apiUrl, team.id, String(DEALS), where]);
    servers.push({ name, child, load: createLoadGenerator(port, signingSecret, team.id), moves: 0 });
  };
  try {
    await addServers(add, scratch);
    const lanes = servers.flatMap(lanesFor);
    await runRounds(lanes);
    const wrong = [...failures(lanes), ...(await verifyCounts(servers.splice(0)))];
    const report = renderReport(lanes.map(toMeasured), { deals: DEALS, rounds: ROUNDS, sliceMs: SLICE_MS });
    console.log(`\n${report}`);
    if (wrong.length > 0) throw new Error(`The figures above do not count:\n${wrong.join('\n')}`);
    if (flags.includes('--write')) saveResults(report);
    const slower = flags.includes('--check') ? findSlower(report, loadCommittedResults()) : [];
    if (slower.length > 0) throw new Error(`Slower than what is committed:\n${slower.join('\n')}`);
  } finally {
    await verifyCounts(servers);
    await slack.stop();
    await scratch.remove();
  }
}

async function addServers(
  add: (name: string, script: string, where?: string) => Promise<void>,
  scratch: ScratchStorage,
): Promise<void> {
  await add('bare Bolt', 'bare');
  await add('embedded', 'lejek', scratch.folder());
  await add('raw embedded', 'raw', scratch.folder());
  if (scratch.hasServer) {
    await add('PostgreSQL', 'lejek', await scratch.database());
    await add('raw PostgreSQL', 'raw', await scratch.database());
  } else process.stderr.write('no PostgreSQL answers: only the embedded store is measured\n');
  process.stderr.write('\n');
}

function lanesFor(server: LoadedServer): readonly Lane[] {
  const lane = (command: string, next: () => TypedCommand): Lane => ({ server, command, next, measured: [], warmUp: [] });
  const person = (index: number) => OWNERS[index % OWNERS.length] ?? '';
  const advance = (): TypedCommand => {
    const move = server.moves;
    server.moves += 1;
    if (move >= DEALS * MAX_MOVES) throw new Error('Every deal is in the last stage: more deals are needed.');
    return { userId: person(move), text: `advance ${(move % DEALS) + 1}`, expected: '→' };
  };
  if (server.name === 'bare Bolt') return [lane('ack only', () => ({ userId: person(0), text: 'help', expected: '' }))];
  if (server.name.startsWith('raw')) return [lane('advance', advance)];
  return [
    lane('help', () => ({ userId: person(0), text: 'help', expected: 'What you can type' })),
    lane('advance', advance),
    lane('list', () => ({ userId: person(1), text: 'list', expected: 'Open deals' })),
  ];
}

/** Every lane in turn, forward and back; the first round only warms up. */
async function runRounds(lanes: readonly Lane[]): Promise<void> {
  for (let round = 0; round <= ROUNDS; round += 1) {
    process.stderr.write(`\rround ${round} of ${ROUNDS} `);
    for (const { server, next, measured, warmUp } of round % 2 === 0 ? lanes : lanes.toReversed()) {
      const slice = await server.load.slice(SLICE_MS, next);
      (round > 0 ? measured : warmUp).push(slice);
    }
  }
  process.stderr.write('\n');
}

const toMeasured = ({ server, command, measured }: Lane): Measured => ({ server: server.name, command, slices: measured });

const failures = (lanes: readonly Lane[]): readonly string[] =>
  lanes.flatMap(({ server, command, measured, warmUp }) =>
    [...warmUp, ...measured]
      .filter(({ failed }) => failed > 0)
      .map(({ failed, example }) => `${server.name} ${command}: ${failed} failed, e.g. ${example}`),
  );

/** Ends the servers, and holds what their databases hold against what was acknowledged. */
async function verifyCounts(servers: readonly LoadedServer[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { name, child, load, moves } of servers) {
    load.close();
    const account = await child.stop();
    if (account.moves !== moves) wrong.push(`${name}: ${moves} moves were acknowledged, ${account.moves} are stored`);
    wrong.push(...account.wrong.map((each) => `${name}: ${each}`));
  }
  return wrong;
}
