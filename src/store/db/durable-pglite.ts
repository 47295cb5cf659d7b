import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { copyDatabaseTemplate, databaseTemplateDir } from './database-template.ts';
import { DiskRefusedError, isDiskError } from './disk-errors.ts';

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

type NodeFSStream = { readonly nfd: number; readonly path: string };
type Write = (stream: NodeFSStream, ...rest: readonly unknown[]) => number;
type EmscriptenModule = { readonly NODEFS: { stream_ops: { fsync?: (stream: NodeFSStream) => number; write: Write } } };

/** PGlite's file system on disk, with the fsync that it lacks: without it an acknowledged commit does not survive a power loss. */
class DurableNodeFS extends NodeFS {
  /** Set once the disk has refused a sync, or a write of the log: PostgreSQL panics then. */
  refusal: DiskRefusedError | undefined;
  /** The first write that the disk refused, of whatever file. */
  writeError: unknown;

  override async init(...[pglite, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pglite, options);
    const preRun = [
      ...(emscriptenOpts.preRun ?? []),
      ({ NODEFS: { stream_ops } }: EmscriptenModule) => {
        stream_ops.fsync = (stream) => this.#fsync(stream.nfd);
        const { write } = stream_ops;
        stream_ops.write = (stream, ...rest) => this.#watched(stream.path, () => write(stream, ...rest));
      },
    ];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }

  /** @returns 0, or {@link EIO} when the disk could not be made to hold what was written. */
  #fsync(fd: number): number {
    try {
      fs.fsyncSync(fd);
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
      if (path.includes('/pg_wal/')) this.refusal ??= new DiskRefusedError(error);
      throw error;
    }
  }
}

/** A durable database, and whether its disk has refused. */
export type DurablePGlite = { readonly pglite: PGlite; readonly refusal: () => DiskRefusedError | undefined };

/**
 * Opens the embedded database of a directory so that what it acknowledges survives a crash and a power loss. A first start is built
 * beside the directory, synced and renamed into place: a directory that exists is always complete.
 *
 * @param dir of PostgreSQL's files; the caller holds its lock. @param template what a first start copies; without one initdb runs.
 * @throws DatabaseDamagedError when there are files on which PostgreSQL cannot start; nothing is changed then. DiskRefusedError where the disk
 *   is what keeps it from starting.
 */
export async function openDurablePGlite(dir: string, template = databaseTemplateDir()): Promise<DurablePGlite> {
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
    ...(template === undefined ? {} : { loadDataDir: template }),
  });
  forgetRowParsers(pglite);
  return pglite;
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
  const pglite = await PGlite.create({ fs: files, extensions: EXTENSIONS, startParams: DURABLE_PARAMS }).catch(
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
  return { pglite, refusal: () => files.refusal };
}

/** Runs initdb in a directory. Nothing is synced: its files are copied in from memory, already marked as cleanly shut down. */
export const initializeDatabase = async (dir: string): Promise<void> => (await startPGlite(dir)).pglite.close();

async function createDatabaseFiles(dir: string, template: string): Promise<void> {
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
