import { freePort } from '../simulator/free-port.ts';
import { MAX_MOVES, OWNERS } from './bench-deals.ts';
import { createLoadGenerator, type LoadGenerator, type Slice, type TypedCommand } from './load-generator.ts';
import type { Measured } from './report.ts';
import { type ServerProcess, startServer } from './server-process.ts';

/** How it is measured: each command so many ms a round, after one round that only warms up. */
export type Rounds = { readonly deals: number; readonly rounds: number; readonly sliceMs: number };

/** Of the environment: BENCH_DEALS, BENCH_ROUNDS, BENCH_SLICE_MS. */
export const roundsAsked = (): Rounds => ({
  deals: Number(process.env['BENCH_DEALS'] ?? 10_000),
  rounds: Number(process.env['BENCH_ROUNDS'] ?? 9),
  sliceMs: Number(process.env['BENCH_SLICE_MS'] ?? 800),
});

export type LoadedServer = {
  readonly name: string;
  readonly deals: number;
  readonly child: ServerProcess;
  readonly load: LoadGenerator;
  moves: number;
};
/** One command on one server: what is loaded in turn. */
export type Lane = {
  readonly server: LoadedServer;
  readonly command: string;
  readonly next: () => TypedCommand;
  readonly measured: Slice[];
  /** Of the round that only warms up. */
  readonly warmUp: Slice[];
};

/** The simulated workspace that commands come from. */
type Workspace = {
  readonly signingSecret: string;
  readonly botToken: string;
  readonly apiUrl: string;
  readonly team: { readonly id: string };
};

/** A server to start: its script under `servers`, and where its data are. */
export type ServerSpec = { readonly name: string; readonly script: string; readonly where?: string };

/** Starts a server with deals in it. */
export async function startLoaded(
  { name, script, where = '' }: ServerSpec,
  { signingSecret, botToken, apiUrl, team }: Workspace,
  deals: number,
): Promise<LoadedServer> {
  const port = await freePort();
  const child = await startServer(name, script, [String(port), signingSecret, botToken, apiUrl, team.id, String(deals), where]);
  return { name, deals, child, load: createLoadGenerator(port, signingSecret, team.id), moves: 0 };
}

const person = (index: number) => OWNERS[index % OWNERS.length] ?? '';
const lane = (server: LoadedServer, command: string, next: () => TypedCommand): Lane => ({
  ...{ server, command, next },
  measured: [],
  warmUp: [],
});

/** A command that is only acknowledged. */
export const ackLane = (server: LoadedServer): Lane =>
  lane(server, 'ack only', () => ({ userId: person(0), text: 'help', expected: '' }));

/** Advances one deal after the other, each in turn once more. @throws Error when all are in the last stage. */
export const advanceLane = (server: LoadedServer): Lane =>
  lane(server, 'advance', () => {
    const move = server.moves;
    server.moves += 1;
    if (move >= server.deals * MAX_MOVES) throw new Error('Every deal is in the last stage: more deals are needed.');
    return { userId: person(move), text: `advance ${(move % server.deals) + 1}`, expected: '→' };
  });

/** The commands of Lejek itself. */
export const lejekLanes = (server: LoadedServer): readonly Lane[] => [
  lane(server, 'help', () => ({ userId: person(0), text: 'help', expected: 'What you can type' })),
  advanceLane(server),
  lane(server, 'list', () => ({ userId: person(1), text: 'list', expected: 'Open deals' })),
];

/** Every lane in turn, forward and back; the first round only warms up. */
export async function runRounds(lanes: readonly Lane[], { rounds, sliceMs }: Rounds): Promise<void> {
  for (let round = 0; round <= rounds; round += 1) {
    process.stderr.write(`\rround ${round} of ${rounds} `);
    for (const { server, next, measured, warmUp } of round % 2 === 0 ? lanes : lanes.toReversed()) {
      const slice = await server.load.slice(sliceMs, next);
      (round > 0 ? measured : warmUp).push(slice);
    }
  }
  process.stderr.write('\n');
}

export const toMeasured = ({ server, command, measured }: Lane): Measured => ({ server: server.name, command, slices: measured });

export const failures = (lanes: readonly Lane[]): readonly string[] =>
  lanes.flatMap(({ server, command, measured, warmUp }) =>
    [...warmUp, ...measured]
      .filter(({ failed }) => failed > 0)
      .map(({ failed, example }) => `${server.name} ${command}: ${failed} failed, e.g. ${example}`),
  );

/** Ends the servers, and holds what their databases hold against what was acknowledged. */
export async function verifyCounts(servers: readonly LoadedServer[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { name, child, load, moves } of servers) {
    load.close();
    const account = await child.stop();
    if (account.moves !== moves) wrong.push(`${name}: ${moves} moves were acknowledged, ${account.moves} are stored`);
    wrong.push(...account.wrong.map((each) => `${name}: ${each}`));
  }
  return wrong;
}
