import { readManifest } from '../simulator/read-manifest.ts';
import { startSlack } from '../simulator/slack.ts';
import { type Child, startChild } from './child.ts';
import { MOVES, OWNERS } from './deals.ts';
import { freePort } from './free-port.ts';
import { createLoad, type Load, type Slice, type Typed } from './load.ts';
import { type Measured, report } from './report.ts';
import { createScratch, type Scratch } from './scratch.ts';

const DEALS = Number(process.env['BENCH_DEALS'] ?? 10_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 9);
const SLICE_MS = Number(process.env['BENCH_SLICE_MS'] ?? 800);

type Server = { readonly name: string; readonly child: Child; readonly load: Load; moves: number };
/** One command on one server: what is loaded in turn. */
type Lane = { readonly server: Server; readonly command: string; readonly next: () => Typed; readonly measured: Slice[] };

/**
 * Acknowledgements of /deal help, advance and list beside a Bolt app that only acknowledges, and of advance beside Bolt with five
 * statements by hand: one run, each server in a process of its own, loaded in turn from this one.
 *
 * @throws Error when an answer was not what it should be, or a database does not hold exactly the moves that were acknowledged.
 */
export async function ackBench(): Promise<void> {
  const slack = await startSlack({ manifest: readManifest() });
  const scratch = await createScratch();
  const servers: Server[] = [];
  const add = async (name: string, script: string, where = '') => {
    const port = await freePort();
    const { signingSecret, botToken, apiUrl, team } = slack;
    const child = await startChild(name, script, [String(port), signingSecret, botToken, apiUrl, team.id, String(DEALS), where]);
    servers.push({ name, child, load: createLoad(port, signingSecret, team.id), moves: 0 });
  };
  try {
    await addServers(add, scratch);
    const lanes = servers.flatMap(lanesOf);
    await rounds(lanes);
    const wrong = [...failures(lanes), ...(await accounts(servers.splice(0)))];
    report(lanes.map(measuredIn), { deals: DEALS, rounds: ROUNDS, sliceMs: SLICE_MS });
    if (wrong.length > 0) throw new Error(`The figures above do not count:\n${wrong.join('\n')}`);
  } finally {
    await accounts(servers);
    await slack.stop();
    await scratch.remove();
  }
}

async function addServers(add: (name: string, script: string, where?: string) => Promise<void>, scratch: Scratch): Promise<void> {
  await add('bare Bolt', 'bare');
  await add('embedded', 'lejek', scratch.folder());
  await add('raw embedded', 'raw', scratch.folder());
  if (scratch.hasServer) {
    await add('PostgreSQL', 'lejek', await scratch.database());
    await add('raw PostgreSQL', 'raw', await scratch.database());
  } else process.stderr.write('no PostgreSQL answers: only the embedded store is measured\n');
  process.stderr.write('\n');
}

function lanesOf(server: Server): readonly Lane[] {
  const lane = (command: string, next: () => Typed): Lane => ({ server, command, next, measured: [] });
  const person = (index: number) => OWNERS[index % OWNERS.length] ?? '';
  const advance = (): Typed => {
    const move = server.moves;
    server.moves += 1;
    if (move >= DEALS * MOVES) throw new Error('Every deal is in the last stage: more deals are needed.');
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
async function rounds(lanes: readonly Lane[]): Promise<void> {
  for (let round = 0; round <= ROUNDS; round += 1) {
    process.stderr.write(`\rround ${round} of ${ROUNDS} `);
    for (const { server, next, measured } of round % 2 === 0 ? lanes : lanes.toReversed()) {
      const slice = await server.load.slice(SLICE_MS, next);
      if (round > 0 || slice.failed > 0) measured.push(slice);
    }
  }
  process.stderr.write('\n');
}

const measuredIn = ({ server, command, measured }: Lane): Measured => ({ server: server.name, command, slices: measured });

const failures = (lanes: readonly Lane[]): readonly string[] =>
  lanes.flatMap(({ server, command, measured }) =>
    measured
      .filter(({ failed }) => failed > 0)
      .map(({ failed, example }) => `${server.name} ${command}: ${failed} failed, e.g. ${example}`),
  );

/** Ends the servers, and holds what their databases hold against what was acknowledged. */
async function accounts(servers: readonly Server[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { name, child, load, moves } of servers) {
    load.close();
    const account = await child.stop();
    if (account.moves !== moves) wrong.push(`${name}: ${moves} moves were acknowledged, ${account.moves} are stored`);
    wrong.push(...account.wrong.map((each) => `${name}: ${each}`));
  }
  return wrong;
}
