import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { readManifest } from '../simulator/read-manifest.ts';
import { startSlack } from '../simulator/slack.ts';
import { MOVES, OWNERS } from './deals.ts';
import { freePort } from './free-port.ts';
import { createLoad, type Load, type Slice } from './load.ts';

const DEALS = Number(process.env['BENCH_DEALS'] ?? 10_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 9);
const SLICE_MS = Number(process.env['BENCH_SLICE_MS'] ?? 800);

/** `BENCH_PROFILE=dir` writes a CPU profile of each server there. */
const PROFILE =
  process.env['BENCH_PROFILE'] === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${process.env['BENCH_PROFILE']}`];

type Server = { readonly name: string; readonly child: ChildProcess; readonly load: Load };
type Measured = { readonly server: string; readonly command: string; readonly slice: Slice; readonly ratio: number };

/** Starts a server in a process of its own and waits until it answers. */
async function serverOf(name: string, script: string, args: readonly string[]): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL(`./servers/${script}.ts`, import.meta.url)), args, {
    execArgv: [...process.execArgv, ...PROFILE],
  });
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message) => {
      if (message === 'ready') resolve();
      else process.stderr.write(`\r${name}: ${String(message)} of ${DEALS} deals `);
    });
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  return child;
}

/** Asks a server to end, and ends it where it does not. */
async function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
  child.send('stop');
  await gone;
  clearTimeout(late);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number, digits = 2): string => value.toFixed(digits);

/** A throwaway database on the server, or nothing where none answers. */
async function throwaway(): Promise<{ readonly url: string; readonly drop: () => Promise<void> } | undefined> {
  const base = process.env['TEST_DATABASE_URL'] ?? `postgresql://${userInfo().username}@127.0.0.1:5432/postgres`;
  const name = `lejek_bench_${process.pid}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: base, connectionTimeoutMillis: 3000 });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  try {
    await run(`CREATE DATABASE ${name}`);
  } catch {
    return undefined;
  }
  const url = new URL(base);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => run(`DROP DATABASE ${name} WITH (FORCE)`) };
}

/**
 * Acknowledgements of /deal help, advance and list beside a Bolt app that only acknowledges: one run, servers loaded in turn, the
 * median of the rounds' ratios.
 */
export async function ackBench(): Promise<void> {
  const slack = await startSlack({ manifest: readManifest() });
  const { signingSecret, botToken, apiUrl, team } = slack;
  const dir = mkdtempSync(join(tmpdir(), 'lejek-bench-'));
  const database = await throwaway();
  const common = (port: number) => [String(port), signingSecret, botToken, apiUrl];
  const servers: Server[] = [];
  const add = async (name: string, script: string, extra: readonly string[]) => {
    const port = await freePort();
    const child = await serverOf(name, script, [...common(port), ...extra]);
    servers.push({ name, child, load: createLoad(port, signingSecret, team.id) });
  };
  try {
    await add('bare Bolt', 'bare', []);
    await add('embedded', 'lejek', [team.id, String(DEALS), `dir:${dir}`]);
    if (database === undefined) process.stderr.write('no PostgreSQL answers: only the embedded store is measured\n');
    else await add('PostgreSQL', 'lejek', [team.id, String(DEALS), `url:${database.url}`]);
    process.stderr.write('\n');
    report(await rounds(servers));
  } finally {
    for (const { child, load } of servers) {
      load.close();
      child.removeAllListeners('exit');
      await ended(child);
    }
    await slack.stop();
    await database?.drop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function rounds(servers: readonly Server[]): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  const moves = new Map<string, number>();
  const owner = (deal: number) => OWNERS[(deal - 1) % OWNERS.length] ?? '';
  const commands = {
    help: () => ({ userId: OWNERS[0] ?? '', text: 'help', expected: 'What you can type' }),
    list: () => ({ userId: OWNERS[1] ?? '', text: 'list', expected: 'Open deals' }),
    advance: (name: string) => {
      const move = moves.get(name) ?? 0;
      moves.set(name, move + 1);
      if (move >= DEALS * MOVES) throw new Error('every deal is in the last stage: more deals are needed');
      const deal = (move % DEALS) + 1;
      return { userId: owner(deal), text: `advance ${deal}`, expected: '→' };
    },
  };
  for (let each = 0; each < ROUNDS + 1; each += 1) {
    let bare = 0;
    for (const { name, load } of servers) {
      if (name === 'bare Bolt') {
        const slice = await load.slice(SLICE_MS, commands.help, undefined);
        bare = slice.perSecond;
        if (each > 0) measured.push({ server: name, command: 'ack only', slice, ratio: 1 });
        continue;
      }
      for (const command of ['help', 'advance', 'list'] as const) {
        const make = command === 'advance' ? () => commands.advance(name) : commands[command];
        const slice = await load.slice(SLICE_MS, make, make().expected);
        // The first round warms up.
        if (each > 0) measured.push({ server: name, command, slice, ratio: slice.perSecond / bare });
      }
    }
    process.stderr.write(`\rround ${each} of ${ROUNDS} `);
  }
  process.stderr.write('\n');
  return measured;
}

function report(measured: readonly Measured[]): void {
  const groups = grouped(measured);
  console.log(`\n${DEALS} deals, ${ROUNDS} rounds of ${SLICE_MS} ms, 16 in flight; ratios are to bare Bolt in the same round\n`);
  console.log('| server | command | req/s | ratio min / median / max | p50 ms | p99 ms | failed |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const [, group] of groups) {
    const [first] = group;
    if (first === undefined) continue;
    const ratios = group.map(({ ratio }) => ratio);
    const of = (pick: (slice: Slice) => number) => median(group.map(({ slice }) => pick(slice)));
    const failed = group.reduce((sum, { slice }) => sum + slice.failed, 0);
    console.log(
      `| ${first.server} | ${first.command} | ${round(
        of((s) => s.perSecond),
        0,
      )} | ${round(Math.min(...ratios))} / ${round(median(ratios))} / ${round(Math.max(...ratios))} | ${round(
        of((s) => s.p50),
        1,
      )} | ${round(
        of((s) => s.p99),
        1,
      )} | ${failed} |`,
    );
  }
}

const keyOf = ({ server, command }: Measured): string => `${server} ${command}`;

function grouped(measured: readonly Measured[]): ReadonlyMap<string, readonly Measured[]> {
  const groups = new Map<string, Measured[]>();
  for (const each of measured) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return groups;
}
