import { createHash, type Hash } from 'node:crypto';
import type { Store } from '../store/types/store.ts';
import {
  type ArchiveManifest,
  CHECKSUMS,
  checksumsSchema,
  isDataFile,
  MANIFEST,
  manifestSchema,
  rowsSchema,
} from './archive-format.ts';
import { type ZipLine, zipLines } from './zip-reader.ts';

/** Why an archive was not restored; nothing of it was kept. */
export class RestoreRefusal extends Error {}

/** What was restored. */
export type Restored = { readonly manifest: ArchiveManifest; readonly rows: number };

type FileSum = { rows: number; readonly hash: Hash };

function parseManifest(text: string): ArchiveManifest {
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch {
    throw new RestoreRefusal('This is no export of Lejek, or one of another format.');
  }
}

async function checkManifest(store: Store, manifest: ArchiveManifest): Promise<void> {
  const here = await store.archives.migrations();
  if (JSON.stringify(here) !== JSON.stringify(manifest.migrations)) {
    const newest = manifest.migrations.at(-1) ?? 'none';
    throw new RestoreRefusal(
      `The export is of another version of Lejek (its schema ends with ${newest}, this one with ${here.at(-1) ?? 'none'}). Restore it with the version that wrote it, then upgrade.`,
    );
  }
  if (!(await store.archives.isFree(manifest.workspaceId)))
    throw new RestoreRefusal(
      `The workspace ${manifest.workspaceId} is in this database already. To put the export in its place, first: npm run -s delete-workspace -- ${manifest.workspaceId} --yes`,
    );
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
  if (!parsed.success) throw new RestoreRefusal('The export is damaged: its checksums cannot be read.');
  let total = 0;
  for (const [file, { rows, sha256 }] of Object.entries(parsed.data)) {
    const sum = sums.get(file);
    if (sum?.rows !== rows || sum.hash.digest('hex') !== sha256)
      throw new RestoreRefusal(`The export is damaged: ${file} is not as it was written.`);
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
  if (first === undefined) throw new RestoreRefusal('This is no export of Lejek.');
  const manifest = parseManifest(text);
  await checkManifest(store, manifest);
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
      await insert(batch);
    }
    if (rows === undefined) throw new RestoreRefusal('The export is damaged: it ends before its checksums.');
    return { manifest, rows };
  });
}

/** The same lines, left open where whoever reads them stops. */
const take = (lines: AsyncGenerator<ZipLine>): AsyncIterable<ZipLine> => ({
  [Symbol.asyncIterator]: () => ({ next: () => lines.next() }),
});

/**
 * Reads an archive back into a database that does not have its workspace: all of it, or nothing.
 *
 * @param bytes of the archive, in pieces.
 * @throws RestoreRefusal where it is damaged, of another version, or its counters are not what its history gives.
 */
export async function restoreArchive(store: Store, bytes: AsyncIterable<Uint8Array>): Promise<Restored> {
  const restored = await insertArchive(store, bytes).catch((error: unknown) => {
    if (error instanceof RestoreRefusal) throw error;
    throw new RestoreRefusal(`The export is damaged: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  });
  const { workspaceId } = restored.manifest;
  const wrong = await store.tenant(workspaceId).funnel.verifyCounters();
  if (wrong.length > 0) {
    await store.installations.deleteWorkspace(workspaceId);
    throw new RestoreRefusal(`The export is damaged: its counters are not what its history gives (${wrong[0]}).`);
  }
  return restored;
}
