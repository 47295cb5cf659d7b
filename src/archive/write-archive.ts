import { createHash } from 'node:crypto';
import type { Pipeline } from '../core/pipeline/stage.ts';
import type { ArchiveSource, Archives, WorkspaceSnapshot } from '../store/types/archives.ts';
import type { Workspace } from '../store/types/people.ts';
import {
  ARCHIVE_FORMAT,
  type ArchiveChecksums,
  type ArchiveManifest,
  type BackupManifest,
  CHECKSUMS,
  dataFile,
  MANIFEST,
} from './archive-format.ts';
import { readableFiles } from './readable-files.ts';
import { type ByteSink, createZipWriter, type ZipWriter } from './zip-writer.ts';

/** What is taken out, and where its bytes go. `pipelines`: archived ones too, in the language of the readable files. */
export type ArchiveRequest = {
  readonly source: ArchiveSource;
  readonly workspace: Workspace;
  readonly pipelines: readonly Pipeline[];
  /** ISO 8601. */
  readonly exportedAt: string;
};

const README = `Everything that Lejek keeps of this workspace.

deals.csv, history.csv, notes.csv, targets.csv, people.csv   to read, in any spreadsheet. Instants are in UTC, values net. A cell that
                          begins with = + - @ ' or a line break has an apostrophe before it, so that no spreadsheet runs it: one
                          is taken off again where deals.csv is imported.
data/                     all of it, as it is in the database; npm run -s restore -- FILE reads it back.
manifest.json, checksums.json   what restoring checks before anything counts.

The tokens of Slack are not in it.
`;

async function* dataLines(
  snapshot: WorkspaceSnapshot,
  table: string,
  done: (sum: ArchiveChecksums[string]) => void,
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const rows of snapshot.read(table)) {
    const line = `${JSON.stringify(rows)}\n`;
    hash.update(line);
    count += rows.rows.length;
    yield line;
  }
  done({ rows: count, sha256: hash.digest('hex') });
}

/** Adds every table of a workspace, and to `sums` what each file comes to. */
async function addTables(
  zip: ZipWriter,
  snapshot: WorkspaceSnapshot,
  { sums, workspaceId }: { readonly sums: Record<string, ArchiveChecksums[string]>; readonly workspaceId?: string },
): Promise<void> {
  for (const table of snapshot.tables) {
    const file = dataFile(table, workspaceId);
    await zip.add(
      file,
      dataLines(snapshot, table, (sum) => {
        sums[file] = sum;
      }),
    );
  }
}

/**
 * Writes everything that is kept of a workspace, as of one instant, as a ZIP.
 *
 * @returns how many rows each file of the data has.
 */
export async function writeArchive(
  { source, workspace, pipelines, exportedAt }: ArchiveRequest,
  sink: ByteSink,
): Promise<ArchiveChecksums> {
  const manifest: ArchiveManifest = {
    format: ARCHIVE_FORMAT,
    workspaceId: workspace.id,
    workspaceName: workspace.name,
    exportedAt,
    migrations: [...(await source.migrations())],
  };
  const zip = createZipWriter(sink);
  return source.snapshot(async (snapshot) => {
    const sums: Record<string, ArchiveChecksums[string]> = {};
    await zip.add(MANIFEST, [JSON.stringify(manifest, null, 2)]);
    await zip.add('README.txt', [README]);
    for (const { name, content } of await readableFiles(snapshot, pipelines)) await zip.add(name, content);
    await addTables(zip, snapshot, { sums });
    await zip.add(CHECKSUMS, [JSON.stringify(sums)]);
    await zip.end();
    return sums;
  });
}

const BACKUP_README = `Every workspace of a database of Lejek; npm run -s restore -- FILE reads it back into an empty one.

The tokens of Slack are in it, encrypted with LEJEK_ENCRYPTION_KEY, which is not: keep the two apart.
`;

/**
 * Writes every row of every workspace, as of one instant, as a ZIP.
 *
 * @param backedUpAt ISO 8601.
 * @returns how many workspaces, and rows in all.
 */
export function writeBackup(
  archives: Archives,
  backedUpAt: string,
  sink: ByteSink,
): Promise<{ readonly workspaces: number; readonly rows: number }> {
  const zip = createZipWriter(sink);
  return archives.snapshotAll(async (workspaces, migrations) => {
    const manifest: BackupManifest = {
      format: ARCHIVE_FORMAT,
      kind: 'backup',
      backedUpAt,
      migrations: [...migrations],
      workspaces: workspaces.map(({ id, name }) => ({ id, name })),
    };
    const sums: Record<string, ArchiveChecksums[string]> = {};
    await zip.add(MANIFEST, [JSON.stringify(manifest, null, 2)]);
    await zip.add('README.txt', [BACKUP_README]);
    for (const { id, snapshot } of workspaces) await addTables(zip, snapshot, { sums, workspaceId: id });
    await zip.add(CHECKSUMS, [JSON.stringify(sums)]);
    await zip.end();
    return { workspaces: workspaces.length, rows: Object.values(sums).reduce((total, { rows }) => total + rows, 0) };
  });
}

/** What an archive in memory may come to. */
const MOST_IN_MEMORY = 100 * 1024 * 1024;

class ArchiveTooLargeError extends Error {}

/** The whole archive in memory; undefined where it comes to more than 100 MB. */
export async function buildArchive(
  request: ArchiveRequest,
): Promise<{ readonly bytes: Uint8Array; readonly deals: number } | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    const sums = await writeArchive(request, async (bytes) => {
      size += bytes.length;
      if (size > MOST_IN_MEMORY) throw new ArchiveTooLargeError();
      parts.push(bytes);
    });
    return { bytes: Buffer.concat(parts), deals: dealCount(sums) };
  } catch (error) {
    if (error instanceof ArchiveTooLargeError) return undefined;
    throw error;
  }
}

export const dealCount = (sums: ArchiveChecksums): number => sums[dataFile('deal')]?.rows ?? 0;
