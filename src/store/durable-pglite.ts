import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** Emscripten's number for EIO: PostgreSQL panics on it rather than acknowledge a commit that is not on disk. */
const EIO = 29;
const EXTENSIONS = { pg_trgm, btree_gin };
/** The adapter reads timestamps as UTC, so the session has to write them so. */
const IN_UTC = ['-c', 'TimeZone=UTC'];
/** PGlite's own parameters hold `-F`: no fsync. Its build has no fdatasync either, hence the method. */
const DURABLE = [...PGlite.defaultStartParams.filter((param) => param !== '-F'), '-c', 'wal_sync_method=fsync', ...IN_UTC];

/** PGlite's file system on disk, with the fsync that it lacks: without it an acknowledged commit does not survive a power loss. */
class DurableNodeFS extends NodeFS {
  override async init(...[pglite, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pglite, options);
    const preRun = [
      ...(emscriptenOpts.preRun ?? []),
      (mod: { readonly NODEFS: { stream_ops: { fsync?: (stream: { readonly nfd: number }) => number } } }) => {
        mod.NODEFS.stream_ops.fsync = (stream) => fsynced(stream.nfd);
      },
    ];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }
}

/**
 * Opens the embedded database of a directory so that what it acknowledges survives a crash and a power loss. A first start is built
 * beside the directory, synced and renamed into place: a directory that exists is always complete.
 *
 * @param dir of PostgreSQL's files; the caller holds its lock.
 */
export async function openDurablePGlite(dir: string): Promise<PGlite> {
  if (!fs.existsSync(join(dir, 'PG_VERSION'))) await create(dir);
  return start(dir);
}

/** Everything is in memory anyway: a large second cache only takes time to clear (a third of the start). */
const IN_MEMORY = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB', ...IN_UTC];

/**
 * Opens an embedded database in memory: nothing is kept.
 *
 * @param template what `dumpDataDir` gave, made by the same version of PGlite; without one, initdb runs (2 s instead of 0.4 s).
 */
export function openMemoryPGlite(template?: Blob): Promise<PGlite> {
  return PGlite.create({
    extensions: EXTENSIONS,
    startParams: IN_MEMORY,
    ...(template === undefined ? {} : { loadDataDir: template }),
  });
}

const start = (dir: string) => PGlite.create({ fs: new DurableNodeFS(dir), extensions: EXTENSIONS, startParams: DURABLE });

async function create(dir: string): Promise<void> {
  const draft = `${dir}.new`;
  fs.rmSync(draft, { recursive: true, force: true });
  await (await start(draft)).close();
  // initdb runs in memory and its files are copied in without fsync, already marked as cleanly shut down.
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

/** @returns 0, or {@link EIO} when the disk could not be made to hold what was written. */
function fsynced(fd: number): number {
  try {
    fs.fsyncSync(fd);
    return 0;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // Windows cannot sync a directory handle; its NTFS journal keeps names.
    return process.platform === 'win32' && (code === 'EPERM' || code === 'EISDIR') ? 0 : EIO;
  }
}
