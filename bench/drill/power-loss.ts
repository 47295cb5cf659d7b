import { type ChildProcess, fork } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { openDatabase } from '../../src/store/db/database.ts';
import { createCompany } from '../../test/support/company.ts';
import { MONDAY } from '../../test/support/deal-builders.ts';
import { priced } from '../../test/support/priced.ts';
import type { OpenAnswer, OpenRequest } from './child/opener.ts';
import { type DiskOperation, recordDisk } from './support/disk-recorder.ts';
import { type Drill, type DrillRun, randomInt } from './support/drill.ts';
import { type CutKind, cutPower, layOut } from './support/power-cut.ts';

const CHECKPOINT_EVERY = 97;
/** A process that does not open the files within this turns in a circle. */
const OPENS_WITHIN_MS = 180_000;

/** A recorded run: what the disk was told, and how many rows were acknowledged before each operation. */
type Recording = {
  readonly root: string;
  readonly operations: readonly DiskOperation[];
  /** Number of operations when a row was acknowledged, row by row. */
  readonly ackedAt: readonly number[];
  /** Operations before which nothing is tried. */
  readonly from: number;
};

/** The product from its first start on: database made, migrated, deals written, with a checkpoint now and then. */
async function recordProduct(root: string, commits: number): Promise<Recording> {
  const recorder = recordDisk(root);
  const ackedAt: number[] = [];
  try {
    const database = await openDatabase({ dataDir: root });
    const company = await createCompany(database);
    for (let commit = 1; commit <= commits; commit += 1) {
      await company.createDeal(priced(100), MONDAY);
      ackedAt.push(recorder.operations.length);
      if (commit % CHECKPOINT_EVERY === 0) await database.session((sql) => sql.exec('CHECKPOINT'));
    }
    await database.close();
  } finally {
    recorder.stop();
  }
  return { root, operations: recorder.operations, ackedAt, from: 0 };
}

/** PGlite as it is without us; the files that it began with are taken to be on the disk. */
async function recordPlain(root: string, commits: number): Promise<Recording> {
  fs.mkdirSync(root, { recursive: true });
  const recorder = recordDisk(root);
  const ackedAt: number[] = [];
  let from = 0;
  try {
    fs.mkdirSync(join(root, 'database'));
    const pglite = await PGlite.create(join(root, 'database'));
    await pglite.exec('CREATE TABLE tally (n int); CHECKPOINT');
    recorder.assumeSynced();
    from = recorder.operations.length;
    for (let commit = 1; commit <= commits; commit += 1) {
      await pglite.query('INSERT INTO tally VALUES ($1)', [commit]);
      ackedAt.push(recorder.operations.length);
      if (commit % CHECKPOINT_EVERY === 0) await pglite.exec('CHECKPOINT');
    }
    await pglite.close();
  } finally {
    recorder.stop();
  }
  return { root, operations: recorder.operations, ackedAt, from };
}

/** Opens one database after the other in a process of its own, and in another one where that hangs. */
function createOpener() {
  let child: ChildProcess | undefined;
  const start = () =>
    fork(fileURLToPath(new URL('child/opener.ts', import.meta.url)), [], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
  return {
    open: async (request: OpenRequest): Promise<OpenAnswer> => {
      const opener = child ?? start();
      child = opener;
      let timer: NodeJS.Timeout | undefined;
      const answer = await new Promise<OpenAnswer>((resolve) => {
        opener.once('message', (message: OpenAnswer) => resolve(message));
        opener.once('exit', (code) => resolve({ error: `the process ended with ${code}` }));
        timer = setTimeout(() => resolve({ error: 'it does not answer' }), OPENS_WITHIN_MS);
        opener.send(request);
      });
      clearTimeout(timer);
      opener.removeAllListeners();
      // What a failed opening leaves behind in memory is not the next one's business.
      if ('error' in answer) {
        opener.kill('SIGKILL');
        child = undefined;
      }
      return answer;
    },
    close: () => void child?.kill('SIGKILL'),
  };
}

/** Cuts the power so many times at random moments of a recorded run. @returns a sentence for each cut that was not survived. */
async function survive(
  { root, operations, ackedAt, from }: Recording,
  { as, cuts, title }: { readonly as: OpenRequest['as']; readonly cuts: number; readonly title: string },
  { random, say, scratch, isShort }: DrillRun,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const kinds: readonly CutKind[] = ['nothing unsynced', 'torn'];
  const plan = Array.from({ length: cuts }, (_, index) => ({
    before: randomInt(random, from, operations.length),
    kind: kinds[index % 2] ?? 'torn',
  }));
  let next = 0;
  const work = async () => {
    const opener = createOpener();
    for (let cut = plan[next++]; cut !== undefined; cut = plan[next++]) {
      say(`${title}: cut ${next} of ${cuts}`);
      const dataDir = scratch.folder().slice('dir:'.length);
      layOut(cutPower(operations, { ...cut, random }), root, dataDir);
      const acked = ackedAt.filter((at) => at <= cut.before).length;
      const answer = await opener.open({ dataDir, as });
      fs.rmSync(dataDir, { recursive: true, force: true });
      const where = `${title}, cut before operation ${cut.before} of ${operations.length} (${cut.kind})`;
      if ('error' in answer) wrong.push(`${where}: it does not open: ${answer.error}`);
      else if (answer.rows < acked) wrong.push(`${where}: ${acked - answer.rows} of ${acked} acknowledged rows are gone`);
      else wrong.push(...answer.wrong.map((each) => `${where}: ${each}`));
    }
    opener.close();
  };
  // Starting a process takes as long as three cuts.
  await Promise.all(isShort ? [work()] : [work(), work()]);
  return wrong;
}

export const powerLoss: Drill = {
  what: 'the power goes off at any moment of a first start, a migration or a write: what was acknowledged is there, the files open',
  stores: ['embedded'],
  run: async (run) => {
    const [commits, cuts, selfTests] = run.isShort ? [8, 2, 2] : [400, 120, 20];
    const product = await recordProduct(run.scratch.folder().slice('dir:'.length), commits);
    const wrong = await survive(product, { as: 'product', cuts, title: 'the product' }, run);
    const plain = await recordPlain(run.scratch.folder().slice('dir:'.length), commits);
    const found = await survive(plain, { as: 'plain', cuts: selfTests, title: 'PGlite as it is' }, run);
    return {
      counts: {
        commits,
        'disk operations': product.operations.length,
        cuts,
        'not survived': wrong.length,
        'self-test, PGlite’s defaults: not survived': `${found.length} of ${selfTests}`,
      },
      wrong:
        found.length > 0 ? wrong : [...wrong, 'The self-test found nothing wrong with PGlite’s defaults: the drill is blind'],
    };
  },
};
