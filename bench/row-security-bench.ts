import pg from 'pg';
import { readManifest } from '../simulator/read-manifest.ts';
import { startSlack } from '../simulator/slack.ts';
import { median } from './goals.ts';
import { failures, type Lane, type LoadedServer, lejekLanes, roundsAsked, startLoaded, verifyCounts } from './lanes.ts';
import { processTime, threadTime } from './processor-time.ts';
import { createScratchStorage } from './scratch-storage.ts';

/** The second wall may cost a twentieth of a command. */
const AT_MOST = 1.05;

/** A command that asks the database nothing: by how much the two bots differ by chance. */
const ASKS_NOTHING = 'help';

/** A command on one of the two bots, with the processor time of one request in each round, ms: of the bot and of its database. */
type CostedLane = { readonly lane: Lane; readonly readTime: () => Promise<number>; readonly costs: number[] };

/**
 * What row-level security costs a command: the same commands on two bots over one PostgreSQL server, one of them with a login that may make
 * no role, so that its rows are not guarded. Both are loaded in turn, and the processor time of a request, of the bot and of its connections to the
 * database, is compared round by round: beside others on the machine it swings less than requests a second.
 *
 * @throws Error when an answer was wrong, a count is off, or the wall costs more than {@link AT_MOST} allows.
 */
export async function rowSecurityBench(): Promise<void> {
  const slack = await startSlack({ manifest: readManifest() });
  const scratch = await createScratchStorage();
  const asked = roundsAsked();
  const servers: LoadedServer[] = [];
  const watchers: pg.Client[] = [];
  try {
    if (!scratch.hasServer) throw new Error('No PostgreSQL answers: the embedded store has no second wall.');
    const start = async (name: string, where: string): Promise<readonly CostedLane[]> => {
      const server = await startLoaded({ name, script: 'lejek', where }, slack, asked.deals);
      servers.push(server);
      const watcher = new pg.Client({ connectionString: where.slice('url:'.length) });
      watchers.push(watcher);
      await watcher.connect();
      const readTime = async () => processTime(server.child.pid) + (await connectionsTime(watcher));
      return lejekLanes(server).map((lane) => ({ lane, readTime, costs: [] }));
    };
    const guarded = await start('guarded', await scratch.database());
    const open = await start('not guarded', await scratch.database({ plainOwner: true }));
    for (let round = 0; round <= asked.rounds; round += 1) {
      process.stderr.write(`\rround ${round} of ${asked.rounds} `);
      for (const index of guarded.keys())
        for (const each of round % 2 === 0 ? [guarded[index], open[index]] : [open[index], guarded[index]])
          if (each !== undefined) await costOfSlice(each, { ...asked, isWarmUp: round === 0 });
    }
    const lanes = [...guarded, ...open].map(({ lane }) => lane);
    const wrong = [...failures(lanes), ...(await verifyCounts(servers.splice(0)))];
    console.log(
      `\n${asked.deals} deals, ${asked.rounds} rounds of ${asked.sliceMs} ms, 16 in flight; processor time, guarded to not guarded.`,
    );
    for (const [index, { lane, costs }] of guarded.entries()) {
      const ratios = costs.map((cost, round) => cost / (open[index]?.costs[round] ?? Number.NaN));
      const spread = [Math.min(...ratios), median(ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(3)).join(' / ');
      const each = [costs, open[index]?.costs ?? []].map((all) => `${median(all).toFixed(2)} ms`).join(' to ');
      console.log(`${lane.command}: ${each} a request, ${spread} (at most ${AT_MOST})`);
      if (lane.command !== ASKS_NOTHING && median(ratios) > AT_MOST)
        wrong.push(`${lane.command}: the wall costs ${((median(ratios) - 1) * 100).toFixed(1)} %`);
    }
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  } finally {
    for (const watcher of watchers) await watcher.end();
    await verifyCounts(servers);
    await slack.stop();
    await scratch.remove();
  }
}

async function costOfSlice(
  { lane, readTime, costs }: CostedLane,
  { sliceMs, isWarmUp }: { readonly sliceMs: number; readonly isWarmUp: boolean },
): Promise<void> {
  const before = await readTime();
  const slice = await lane.server.load.slice(sliceMs, lane.next);
  const spent = (await readTime()) - before;
  (isWarmUp ? lane.warmUp : lane.measured).push(slice);
  if (!isWarmUp) costs.push(spent / slice.answered);
}

/** Processor time of the connections to a watched database, but for the one that watches, ms. */
async function connectionsTime(watcher: pg.Client): Promise<number> {
  const { rows } = await watcher.query(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()",
  );
  return rows.reduce((sum, row) => sum + threadTime(String(row.pid)), 0);
}
