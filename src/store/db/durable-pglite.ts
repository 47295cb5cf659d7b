import fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { copyDatabaseTemplate, databaseTemplateDir } from './database-template.ts';
import { DiskRefusedError, isDiskError } from './disk-errors.ts';
import { migrate } from './migrate.ts';
import type { SqlSession } from './sql-session.ts';

/** Emscripten's number for EIO: PostgreSQL panics on it rather than acknowledge a commit that is not on disk. */
const EIO = 29;
const EXTENSIONS = { pg_trgm, btree_gin };
/** The adapter reads timestamps as UTC, so the session has to write them so. */
const UTC_PARAMS = ['-c', 'TimeZone=UTC'];
/** PGlite's own parameters hold `-F`: no fsync. Its build has no fdatasync either, hence the method. */
const DURABLE_PARAMS = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  '-c',
  'wal_sync_method=fsync',
  ...UTC_PARAMS,
];

/**
 * PostgreSQL's cache, by what the database holds: clearing its usual 128 MB is half of a start, and a new firm's 10 MB never fill them. What
 * it does not hold stands in the machine's own cache of files.
 */
function sharedBuffersParam(dir: string): readonly string[] {
  const [least, most] = [32, 128];
  const entries = fs.readdirSync(join(dir, 'base'), { recursive: true, encoding: 'utf8' });
  const bytes = entries.reduce((sum, entry) => sum + fs.statSync(join(dir, 'base', entry)).size, 0);
  return ['-c', `shared_buffers=${Math.min(most, Math.max(least, Math.ceil((2 * bytes) / 2 ** 20)))}MB`];
}

type NodeFSStream = { readonly nfd: number; readonly path: string };
type Write = (stream: NodeFSStream, ...rest: readonly unknown[]) => number;
type EmscriptenModule = { readonly NODEFS: { stream_ops: { fsync?: (stream: NodeFSStream) => number; write: Write } } };

const isOfLog = (path: string): boolean => path.includes('/pg_wal/');

/** PGlite's file system on disk, with the fsync that it lacks: without it an acknowledged commit does not survive a power loss. */
class DurableNodeFS extends NodeFS {
  /** Set once the disk has refused a sync, or a write of the log: PostgreSQL panics then. */
  refusal: DiskRefusedError | undefined;
  /** The first write that the disk refused, of whatever file. */
  writeError: unknown;
  /** How often the log was synced: once a commit, and some times at a start. */
  logSyncs = 0;

  override async init(...[pglite, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pglite, options);
    const preRun = [
      ...(emscriptenOpts.preRun ?? []),
      ({ NODEFS: { stream_ops } }: EmscriptenModule) => {
        stream_ops.fsync = (stream) => this.#fsync(stream);
        const { write } = stream_ops;
        stream_ops.write = (stream, ...rest) => this.#watched(stream.path, () => write(stream, ...rest));
      },
    ];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }

  /** @returns 0, or {@link EIO} when the disk could not be made to hold what was written. */
  #fsync({ nfd, path }: NodeFSStream): number {
    try {
      fs.fsyncSync(nfd);
      if (isOfLog(path)) this.logSyncs += 1;
      return 0;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      // Windows cannot sync a directory handle; its NTFS journal keeps names.
      if (process.platform === 'win32' && (code === 'EPERM' || code === 'EISDIR')) return 0;
      this.refusal ??= new DiskRefusedError(error);
      return EIO;
    }
  }

  #watched(path: string, write: () => number): number {
    try {
      return write();
    } catch (error) {
      this.writeError ??= error;
      if (isOfLog(path)) this.refusal ??= new DiskRefusedError(error);
      throw error;
    }
  }
}

/** A durable database, whether its disk has refused, and whether it has kept anything since it was opened. */
export type DurablePGlite = {
  readonly pglite: PGlite;
  readonly refusal: () => DiskRefusedError | undefined;
  readonly hasKept: () => boolean;
};

/**
 * Opens the embedded database of a directory so that what it acknowledges survives a crash and a power loss. A first start is built
 * beside the directory, synced and renamed into place: a directory that exists is always complete.
 *
 * @param dir of PostgreSQL's files; the caller holds its lock. @param template what a first start copies, the one of the build where not given; without one initdb runs.
 * @throws DatabaseDamagedError when there are files on which PostgreSQL cannot start; nothing is changed then. DiskRefusedError where the disk
 *   is what keeps it from starting.
 */
export async function openDurablePGlite(dir: string, template?: string): Promise<DurablePGlite> {
  // An empty directory may be a volume that was just mounted; rename takes its place.
  if (!fs.existsSync(dir) || fs.readdirSync(dir).length === 0) await createDatabaseFiles(dir, template);
  // PGlite would take what it cannot read for a new directory, and write an empty database over it.
  if (!fs.existsSync(join(dir, 'PG_VERSION'))) throw new DatabaseDamagedError(dir);
  try {
    return await startPGlite(dir);
  } catch (cause) {
    throw cause instanceof DiskRefusedError ? cause : new DatabaseDamagedError(dir, cause);
  }
}

/** The files of the embedded database are there, and PostgreSQL cannot start on them. */
export class DatabaseDamagedError extends Error {
  override readonly name = 'DatabaseDamagedError';

  constructor(dir: string, cause?: unknown) {
    super(
      `The database in ${dir} is incomplete, damaged or of another PostgreSQL version: put a backup of this directory in its place, or move it away to begin with an empty one`,
      { cause },
    );
  }
}

/** Everything is in memory anyway: a large second cache only takes time to clear (a third of the start). */
const IN_MEMORY_PARAMS = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB', ...UTC_PARAMS];

/**
 * Opens an embedded database in memory: nothing is kept.
 *
 * @param template what `dumpDataDir` gave, made by the same version of PGlite; without one, initdb runs (2 s instead of 0.4 s).
 */
export async function openMemoryPGlite(template?: Blob): Promise<PGlite> {
  const pglite = await PGlite.create({
    extensions: EXTENSIONS,
    startParams: IN_MEMORY_PARAMS,
    pgliteWasmModule: await loadEngine(),
    ...(template === undefined ? {} : { loadDataDir: template }),
  });
  forgetRowParsers(pglite);
  return pglite;
}

let compiled: Promise<WebAssembly.Module> | undefined;

/**
 * The engine's code, once a process: V8 compiles each function of it when it is first called, for all databases that share the module. A
 * second database opens in half the time.
 */
function loadEngine(): Promise<WebAssembly.Module> {
  compiled ??= readFile(join(dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')), 'pglite.wasm')).then(
    (code) => WebAssembly.compile(code),
  );
  return compiled;
}

/** The first OID that PostgreSQL gave out itself: types of before are listed by hand. Source: src/include/access/transam.h. */
const FIRST_GENERATED_OID = 10_000;

/**
 * Forgets how to read arrays of whole rows, which every table and catalogue brings: PGlite copies all that it can read for each statement
 * that Prisma sends, and 300 of them take longer than many a statement.
 */
function forgetRowParsers({ parsers }: PGlite): void {
  for (const oid of Object.keys(parsers)) if (Number(oid) >= FIRST_GENERATED_OID) delete parsers[Number(oid)];
}

/** Starts PostgreSQL on the files of a directory, or makes them in an empty one. */
async function startPGlite(dir: string): Promise<DurablePGlite> {
  // Left behind by a crash, at times empty, and then PostgreSQL refuses to start. We hold the lock: nobody else is in there.
  fs.rmSync(join(dir, 'postmaster.pid'), { force: true });
  const files = new DurableNodeFS(dir);
  const pgliteWasmModule = await loadEngine();
  const startParams = [...DURABLE_PARAMS, ...(fs.existsSync(join(dir, 'base')) ? sharedBuffersParam(dir) : [])];
  const pglite = await PGlite.create({ fs: files, extensions: EXTENSIONS, startParams, pgliteWasmModule }).catch(
    (cause: unknown) => {
      const refused = files.refusal ?? (isDiskError(cause) ? new DiskRefusedError(cause) : undefined);
      throw refused ?? (files.writeError === undefined ? cause : new DiskRefusedError(files.writeError));
    },
  );
  forgetRowParsers(pglite);
  const run = pglite.execProtocolRawSync.bind(pglite);
  // After a panic PostgreSQL would be restarted; PGlite's would turn in a circle at the next statement, and the whole process with it.
  pglite.execProtocolRawSync = (message) => {
    if (files.refusal !== undefined) throw files.refusal;
    const answer = run(message);
    if (files.refusal !== undefined) throw files.refusal;
    return answer;
  };
  const { logSyncs } = files;
  return { pglite, refusal: () => files.refusal, hasKept: () => files.logSyncs > logSyncs };
}

/**
 * Drops the databases that new ones would be made from: nobody makes one here, and two thirds of the files that a first start copies and
 * syncs are theirs.
 */
export async function dropModelDatabases(pglite: Pick<PGlite, 'exec'>): Promise<void> {
  await pglite.exec('UPDATE pg_database SET datistemplate = false WHERE datname <> current_database()');
  for (const name of ['template0', 'template1']) await pglite.exec(`DROP DATABASE ${name}`);
}

/** Runs initdb in a directory. Nothing is synced: its files are copied in from memory, already marked as cleanly shut down. */
async function initializeDatabase(dir: string): Promise<void> {
  const { pglite } = await startPGlite(dir);
  await dropModelDatabases(pglite);
  await pglite.close();
}

/** Makes the files of an empty database with every table, in a directory. */
export async function initializeMigratedDatabase(dir: string): Promise<void> {
  const { pglite } = await startPGlite(dir);
  await dropModelDatabases(pglite);
  await migrate({ session: (work) => work(embeddedSession(pglite)) });
  await pglite.close();
}

/** Plain SQL on an embedded database that nobody else is using meanwhile. */
export const embeddedSession = (pglite: PGlite): SqlSession => ({
  exec: async (script) => {
    await pglite.exec(script);
  },
  query: async (statement, parameters = []) => (await pglite.query<Record<string, unknown>>(statement, [...parameters])).rows,
});

async function createDatabaseFiles(dir: string, template = databaseTemplateDir()): Promise<void> {
  const draft = `${dir}.new`;
  fs.rmSync(draft, { recursive: true, force: true });
  if (!copyDatabaseTemplate(template, draft)) await initializeDatabase(draft);
  for (const entry of fs.readdirSync(draft, { recursive: true, encoding: 'utf8' })) fsyncPath(join(draft, entry));
  fsyncPath(draft);
  fs.renameSync(draft, dir);
  fsyncPath(dirname(dir));
}

function fsyncPath(path: string): void {
  // Windows syncs only what is open for writing, and opens no directories.
  if (process.platform === 'win32' && fs.statSync(path).isDirectory()) return;
  const fd = fs.openSync(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}
