import type { WorkspaceId } from '../../core/ids.ts';

/** Some rows of a table: each value as PostgreSQL writes it in text, null where there is none. */
export type TableRows = {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
};

/** What a workspace holds at one instant. */
export type WorkspaceSnapshot = {
  /** Its tables, each after those that its rows refer to. Tokens, and what lives for hours only, are not among them. */
  readonly tables: readonly string[];
  /** The rows of one, by its primary key. */
  readonly read: (table: string) => AsyncIterable<TableRows>;
};

/** A workspace as a backup keeps it: every table, tokens (encrypted) and what lives for hours too. */
export type BackedUpWorkspace = { readonly id: WorkspaceId; readonly name: string; readonly snapshot: WorkspaceSnapshot };

/** What an archive of one workspace is made of. */
export type ArchiveSource = {
  readonly migrations: Archives['migrations'];
  readonly snapshot: <T>(work: (snapshot: WorkspaceSnapshot) => Promise<T>) => Promise<T>;
};

/** That of one workspace, and of no other. */
export const archiveOf = ({ migrations, snapshot }: Archives, workspaceId: WorkspaceId): ArchiveSource => ({
  migrations,
  snapshot: (work) => snapshot(workspaceId, work),
});

/** A workspace's rows as they are, to be taken to another database whose schema is the same. */
export type Archives = {
  /** Names of the migrations that made the schema, in their order. */
  readonly migrations: () => Promise<readonly string[]>;
  /** Whether nothing is kept of a workspace. */
  readonly isFree: (workspaceId: WorkspaceId) => Promise<boolean>;
  /** Reads one snapshot while others write. The embedded database does nothing else meanwhile. */
  readonly snapshot: <T>(workspaceId: WorkspaceId, work: (snapshot: WorkspaceSnapshot) => Promise<T>) => Promise<T>;
  /** Whether there is no workspace at all. */
  readonly isEmpty: () => Promise<boolean>;
  /** As `snapshot`, of every workspace at the same instant, those that took the app away too. */
  readonly snapshotAll: <T>(
    work: (workspaces: readonly BackedUpWorkspace[], migrations: readonly string[]) => Promise<T>,
  ) => Promise<T>;
  /** Inserts rows, all of them or none: `work` commits by resolving, and takes everything back by rejecting. */
  readonly insert: <T>(work: (insert: (rows: TableRows) => Promise<void>) => Promise<T>) => Promise<T>;
};
