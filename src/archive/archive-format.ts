import { z } from 'zod';

/** The layout of an archive; another one is refused. */
export const ARCHIVE_FORMAT = 1;

export const MANIFEST = 'manifest.json';
export const CHECKSUMS = 'checksums.json';
const DATA = 'data/';

/** Where the rows of a table are: a line of JSON for some rows of it, in the order in which they are inserted. */
export const dataFile = (table: string, workspaceId?: string): string =>
  `${DATA}${workspaceId === undefined ? '' : `${encodeURIComponent(workspaceId)}/`}${table}.jsonl`;
export const isDataFile = (file: string): boolean => file.startsWith(DATA);

/** What stands first in an archive. */
export const manifestSchema = z.object({
  format: z.literal(ARCHIVE_FORMAT),
  workspaceId: z.string().min(1),
  workspaceName: z.string(),
  /** ISO 8601. */
  exportedAt: z.string(),
  /** Names of the migrations that made the schema. */
  migrations: z.array(z.string()),
});
export type ArchiveManifest = z.infer<typeof manifestSchema>;

/** What stands first in a backup: every workspace of a database, each in a folder of its own. */
export const backupManifestSchema = z.object({
  format: z.literal(ARCHIVE_FORMAT),
  kind: z.literal('backup'),
  /** ISO 8601. */
  backedUpAt: z.string(),
  migrations: z.array(z.string()),
  workspaces: z.array(z.object({ id: z.string().min(1), name: z.string() })),
});
export type BackupManifest = z.infer<typeof backupManifestSchema>;

/** What stands last: how many rows each table has, and the SHA-256 of each file of them, hexadecimal. */
export const checksumsSchema = z.record(z.string(), z.object({ rows: z.int().min(0), sha256: z.string() }));
export type ArchiveChecksums = z.infer<typeof checksumsSchema>;

export const rowsSchema = z.object({
  table: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string().nullable())),
});
