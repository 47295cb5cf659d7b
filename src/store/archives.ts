import type { WorkspaceId } from '../core/ids.ts';
import type { Connection } from './db/connection.ts';
import { inTransaction, type SqlRow, type SqlSession } from './db/sql-session.ts';
import type { Archives, BackedUpWorkspace, TableRows, WorkspaceSnapshot } from './types/archives.ts';
import { WORKSPACE_TABLES } from './workspace-tables.ts';

/** Rows in memory at a time. */
const BATCH = 1000;

/** Tokens and the secrets of forms are that, and open no other copy of the data; roles are those of one server; the others live for hours, and mean nothing elsewhere. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'installation',
  'personal_token',
  'lead_form',
  'report_role',
  'handled',
  'kept_form',
]);

const ALL_TABLES: readonly string[] = ['workspace', ...WORKSPACE_TABLES.toReversed()];
const ARCHIVED: readonly string[] = ALL_TABLES.filter((table) => !LEFT_OUT.has(table));

/** Whose rows refer to each other in any order: they are read and inserted in one piece. */
const SELF_REFERRING: ReadonlySet<string> = new Set(['member', 'stage', 'team']);

/** What signs or opens anything: never in an archive. What is restored has none until a new one is made. */
const SECRET_COLUMNS: ReadonlySet<string> = new Set([
  'webhook.encrypted_secret',
  'webhook.former_secret',
  'webhook.former_until',
]);

type Column = { readonly name: string; readonly type: string; readonly isKey: boolean };

async function readColumns(sql: SqlSession, table: string): Promise<readonly Column[]> {
  if (!ALL_TABLES.includes(table)) throw new Error(`${table} is no table of a workspace`);
  const rows = await sql.query(
    `SELECT a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS type, coalesce(a.attnum = ANY (i.indkey), false) AS is_key
     FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
     WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum`,
    [table],
  );
  return rows
    .map((row) => ({ name: String(row['name']), type: String(row['type']), isKey: row['is_key'] === true }))
    .filter(({ name }) => !SECRET_COLUMNS.has(`${table}.${name}`));
}

const quoted = (columns: readonly Column[]): string => columns.map(({ name }) => `"${name}"`).join(', ');

/** By a cursor, so that a long history is never in memory as a whole. */
async function* readRows(sql: SqlSession, table: string, workspaceId: WorkspaceId): AsyncGenerator<TableRows> {
  const columns = await readColumns(sql, table);
  const [literal] = await sql.query('SELECT quote_literal($1::text) AS id', [workspaceId]);
  const values = columns.map(({ name }) => `"${name}"::text`).join(', ');
  const key = quoted(columns.filter(({ isKey }) => isKey));
  const of = table === 'workspace' ? 'id' : 'workspace_id';
  await sql.exec(
    `DECLARE archived NO SCROLL CURSOR FOR SELECT jsonb_build_array(${values})::text AS row FROM ${table} WHERE ${of} = ${String(literal?.['id'])} ORDER BY ${key}`,
  );
  const names = columns.map(({ name }) => name);
  const count = SELF_REFERRING.has(table) ? 'ALL' : BATCH;
  let rows: readonly SqlRow[] = [];
  do {
    rows = await sql.query(`FETCH ${count} FROM archived`);
    if (rows.length > 0)
      yield { table, columns: names, rows: rows.map(({ row }) => JSON.parse(String(row)) as (string | null)[]) };
  } while (rows.length === count);
  await sql.exec('CLOSE archived');
}

async function insertRows(sql: SqlSession, { table, columns, rows }: TableRows): Promise<void> {
  if (rows.length === 0) return;
  const types = new Map((await readColumns(sql, table)).map((column) => [column.name, column]));
  const wanted = columns.map((name) => {
    const column = types.get(name);
    if (column === undefined) throw new Error(`${table} has no column ${name}`);
    return column;
  });
  const values = wanted.map(({ type }, i) => `(r.value ->> ${i})::${type}`).join(', ');
  await sql.query(
    `INSERT INTO ${table} (${quoted(wanted)}) SELECT ${values} FROM jsonb_array_elements($1::text::jsonb) WITH ORDINALITY AS r ORDER BY r.ordinality`,
    [JSON.stringify(rows)],
  );
}

async function readMigrations(sql: SqlSession): Promise<readonly string[]> {
  const rows = await sql.query(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name',
  );
  return rows.map((row) => String(row['migration_name']));
}

/** Every read of `work` sees what was committed when it began. */
const atOneInstant = <T>(sql: SqlSession, work: () => Promise<T>): Promise<T> =>
  inTransaction(sql, async () => {
    await sql.exec('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    return work();
  });

export const createArchives = ({ session }: Pick<Connection, 'session'>): Archives => ({
  migrations: () => session(readMigrations),
  isFree: (workspaceId) =>
    session(async (sql) => (await sql.query('SELECT 1 FROM workspace WHERE id = $1', [workspaceId])).length === 0),
  isEmpty: () => session(async (sql) => (await sql.query('SELECT 1 FROM workspace LIMIT 1')).length === 0),
  snapshot: <T>(workspaceId: WorkspaceId, work: (snapshot: WorkspaceSnapshot) => Promise<T>) =>
    session((sql) => atOneInstant(sql, () => work({ tables: ARCHIVED, read: (table) => readRows(sql, table, workspaceId) }))),
  snapshotAll: <T>(work: (workspaces: readonly BackedUpWorkspace[], migrations: readonly string[]) => Promise<T>) =>
    session((sql) =>
      atOneInstant(sql, async () => {
        const rows = await sql.query('SELECT id, name FROM workspace ORDER BY id');
        return work(
          rows.map(({ id, name }) => ({
            id: String(id),
            name: String(name),
            snapshot: { tables: ALL_TABLES, read: (table) => readRows(sql, table, String(id)) },
          })),
          await readMigrations(sql),
        );
      }),
    ),
  insert: <T>(work: (insert: (rows: TableRows) => Promise<void>) => Promise<T>) =>
    session((sql) => inTransaction(sql, () => work((rows) => insertRows(sql, rows)))),
});
