import { createHash, type Hash } from 'node:crypto';
import type { Store } from '../store/types/store.ts';
import {
  type ArchiveManifest,
  type BackupManifest,
  backupManifestSchema,
  CHECKSUMS,
  checksumsSchema,
  isDataFile,
  MANIFEST,
  manifestSchema,
  rowsSchema,
} from './archive-format.ts';
import { schemaAge, upgradeRows } from './upgrade-rows.ts';
import { type ZipLine, zipLines } from './zip-reader.ts';

/** Why an archive was not restored; nothing of it was kept. */
export class RestoreRefusal extends Error {}

/** What was restored: an export of one workspace, or a backup of all. */
export type Restored = {
  readonly manifest: ArchiveManifest | BackupManifest;
  readonly rows: number;
  /** An earlier version of Lejek wrote it. */
  readonly isOlder: boolean;
};

export const isBackup = (manifest: Restored['manifest']): manifest is BackupManifest => 'kind' in manifest;

type FileSum = { rows: number; readonly hash: Hash };

function parseManifest(text: string): Restored['manifest'] {
  try {
    return backupManifestSchema.or(manifestSchema).parse(JSON.parse(text));
  } catch {
    throw new RestoreRefusal('This is no export or backup of Lejek, or one of another format.');
  }
}

const fileKind = (manifest: Restored['manifest']): string => (isBackup(manifest) ? 'backup' : 'export');

/** @returns the migrations that came since it was written. */
async function checkManifest(store: Store, manifest: Restored['manifest']): Promise<readonly string[]> {
  const here = await store.archives.migrations();
  const age = schemaAge(manifest.migrations, here);
  if (age.kind === 'newer' || age.kind === 'other') {
    const schemas = `its schema ends with ${manifest.migrations.at(-1) ?? 'none'}, this one with ${here.at(-1) ?? 'none'}`;
    throw new RestoreRefusal(
      age.kind === 'newer'
        ? `The ${fileKind(manifest)} is of a newer version of Lejek (${schemas}). Upgrade Lejek here, then restore it.`
        : `The ${fileKind(manifest)} is of a version of Lejek that this one does not come from (${schemas}). Restore it with the version that wrote it.`,
    );
  }
  const since = age.kind === 'older' ? age.since : [];
  if (isBackup(manifest)) {
    if (await store.archives.isEmpty()) return since;
    throw new RestoreRefusal('There are workspaces in this database: a backup is restored into an empty one.');
  }
  if (!(await store.archives.isFree(manifest.workspaceId)))
    throw new RestoreRefusal(
      `The workspace ${manifest.workspaceId} is in this database already. To put the export in its place, first: npm run -s delete-workspace -- ${manifest.workspaceId} --yes`,
    );
  return since;
}

/** Adds each line to its file's sum as it goes by. */
function countLine(sums: Map<string, FileSum>, { file, line, isLast }: ZipLine): FileSum {
  const sum = sums.get(file) ?? { rows: 0, hash: createHash('sha256') };
  sums.set(file, sum);
  sum.hash.update(isLast ? line : `${line}\n`);
  return sum;
}

function checkSums(sums: ReadonlyMap<string, FileSum>, text: string): number {
  const parsed = checksumsSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new RestoreRefusal('The file is damaged: its checksums cannot be read.');
  let total = 0;
  for (const [file, { rows, sha256 }] of Object.entries(parsed.data)) {
    const sum = sums.get(file);
    if (sum?.rows !== rows || sum.hash.digest('hex') !== sha256)
      throw new RestoreRefusal(`The file is damaged: ${file} is not as it was written.`);
    total += rows;
  }
  return total;
}

async function insertArchive(store: Store, bytes: AsyncIterable<Uint8Array>): Promise<Restored> {
  const lines = zipLines(bytes);
  let text = '';
  let first: ZipLine | undefined;
  for await (const each of take(lines)) {
    if (each.file !== MANIFEST) break;
    text += each.line;
    first = each;
    if (each.isLast) break;
  }
  if (first === undefined) throw new RestoreRefusal('This is no export or backup of Lejek.');
  const manifest = parseManifest(text);
  const since = await checkManifest(store, manifest);
  return store.archives.insert(async (insert) => {
    const sums = new Map<string, FileSum>();
    let rows: number | undefined;
    for await (const each of lines) {
      if (each.file === CHECKSUMS) rows = checkSums(sums, each.line);
      if (!isDataFile(each.file)) continue;
      const sum = countLine(sums, each);
      if (each.line === '') continue;
      const batch = rowsSchema.parse(JSON.parse(each.line));
      sum.rows += batch.rows.length;
      await insert(upgradeRows(batch, since));
    }
    if (rows === undefined) throw new RestoreRefusal('The file is damaged: it ends before its checksums.');
    return { manifest, rows, isOlder: since.length > 0 };
  });
}

/** The same lines, left open where whoever reads them stops. */
const take = (lines: AsyncGenerator<ZipLine>): AsyncIterable<ZipLine> => ({
  [Symbol.asyncIterator]: () => ({ next: () => lines.next() }),
});

/** What is wrong with the counters of what was restored: the first of it. */
async function findWrongCounter(store: Store, workspaceIds: readonly string[]): Promise<string | undefined> {
  for (const id of workspaceIds) {
    const [wrong] = await store.tenant(id).funnel.verifyCounters();
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/**
 * Reads an export back into a database that does not have its workspace, or a backup into one that is empty: all of it, or nothing. What an
 * earlier version wrote is brought up to this one's schema on the way.
 *
 * @param bytes of the file, in pieces.
 * @throws RestoreRefusal where it is damaged, of a newer version, or its counters are not what its history gives.
 */
export async function restoreArchive(store: Store, bytes: AsyncIterable<Uint8Array>): Promise<Restored> {
  const restored = await insertArchive(store, bytes).catch((error: unknown) => {
    if (error instanceof RestoreRefusal) throw error;
    throw new RestoreRefusal(`The file is damaged: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  });
  const { manifest, isOlder } = restored;
  const workspaceIds = isBackup(manifest) ? manifest.workspaces.map(({ id }) => id) : [manifest.workspaceId];
  // An earlier version may have counted otherwise: its counters are made anew of its history.
  if (isOlder) for (const id of workspaceIds) await store.tenant(id).funnel.rebuildCounters();
  const wrong = await findWrongCounter(store, workspaceIds);
  if (wrong !== undefined) {
    for (const id of workspaceIds) await store.installations.deleteWorkspace(id);
    throw new RestoreRefusal(`The file is damaged: its counters are not what its history gives (${wrong}).`);
  }
  return restored;
}
