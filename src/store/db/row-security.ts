import { sqlState } from './sql.ts';
import type { SqlSession } from './sql-session.ts';

/** Whoever reads and writes for one workspace is this role of the server for as long as the statement takes. */
export const WORKSPACE_ROLE = 'lejek_workspace';
/** The setting that names the workspace. */
export const WORKSPACE_SETTING = 'lejek.workspace';

const POLICY = 'one_workspace';
/** What the search of deals reads: its operators are not leakproof, so that beside a policy they could use no index (0044). */
const SEARCH_VIEW = 'searched_deal';
const RIGHTS = 'SELECT, INSERT, UPDATE, DELETE';

/** Tables with rows of workspaces, which column names it, and whether a table is guarded. */
const SELECT_TABLES = `SELECT c.relname::text AS name, CASE WHEN c.relname = 'workspace' THEN 'id' ELSE 'workspace_id' END AS key,
  c.relrowsecurity AND EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid AND p.polname = '${POLICY}')
    AND (SELECT bool_and(has_table_privilege(r.oid, c.oid, needed)) FROM unnest(string_to_array('${RIGHTS}', ', ')) AS needed) AS guarded
  FROM pg_class AS c LEFT JOIN pg_roles AS r ON r.rolname = '${WORKSPACE_ROLE}'
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND (c.relname = 'workspace' OR EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attname = 'workspace_id'))
  ORDER BY c.relname`;

/** SQLSTATEs of a login without the right to do it: to make roles, to be one, to change a table that is another's. */
const NO_RIGHT = '42501';
const NO_SUCH_ROLE = '22023';
const ALREADY_THERE = '42710';

type GuardedTable = { readonly name: string; readonly key: string; readonly guarded: boolean };

const loadTables = async (sql: SqlSession): Promise<readonly GuardedTable[]> =>
  (await sql.query(SELECT_TABLES)).map((row) => ({
    name: String(row['name']),
    key: String(row['key']),
    guarded: row['guarded'] === true,
  }));

/** Whether this login may be the role; undefined where there is no such role. */
async function mayBeRole(sql: SqlSession): Promise<boolean | undefined> {
  try {
    await sql.exec(`SET ROLE ${WORKSPACE_ROLE}; RESET ROLE`);
    return true;
  } catch (error) {
    const state = sqlState(error);
    if (state === NO_RIGHT) return false;
    if (state === NO_SUCH_ROLE) return undefined;
    throw error;
  }
}

/** Whether everything is in place. */
export const rowsAreGuarded = async (sql: SqlSession): Promise<boolean> =>
  (await mayBeRole(sql)) === true && (await loadTables(sql)).every(({ guarded }) => guarded);

/** A table's policy leaves every other login as it was: restrictive for the role, beside one that allows everything to all. */
const guard = ({ name, key }: GuardedTable): string => `ALTER TABLE "${name}" ENABLE ROW LEVEL SECURITY;
  DROP POLICY IF EXISTS any_workspace ON "${name}"; DROP POLICY IF EXISTS ${POLICY} ON "${name}";
  CREATE POLICY any_workspace ON "${name}" USING (true);
  CREATE POLICY ${POLICY} ON "${name}" AS RESTRICTIVE TO ${WORKSPACE_ROLE} USING (${key} = current_setting('${WORKSPACE_SETTING}', true));
  GRANT ${RIGHTS} ON "${name}" TO ${WORKSPACE_ROLE};`;

/**
 * Row-level security as a second wall: to the role in which a workspace's statements run, the rows of all other workspaces are not there, so
 * that a statement which forgets its `workspace_id` reads and changes nothing of theirs. Roles belong to the whole server and
 * take a right to make, so this is no migration: where the login lacks it, an administrator may make the role and grant it.
 *
 * @returns whether the rows are guarded now.
 */
export async function guardRows(sql: SqlSession): Promise<boolean> {
  try {
    if ((await mayBeRole(sql)) === undefined) await createRole(sql);
    if ((await mayBeRole(sql)) !== true) await sql.exec(`GRANT ${WORKSPACE_ROLE} TO CURRENT_USER`);
    const [schema] = await sql.query('SELECT quote_ident(current_schema()) AS name');
    const open = (await loadTables(sql)).filter(({ guarded }) => !guarded);
    await sql.exec(`BEGIN; ${open.map(guard).join('\n')}
      GRANT USAGE ON SCHEMA ${schema?.['name']} TO ${WORKSPACE_ROLE}; GRANT SELECT ON ${SEARCH_VIEW} TO ${WORKSPACE_ROLE}; COMMIT`);
    return true;
  } catch (error) {
    await sql.exec('ROLLBACK').catch(() => undefined);
    if (sqlState(error) === NO_RIGHT) return false;
    throw error;
  }
}

async function createRole(sql: SqlSession): Promise<void> {
  try {
    await sql.exec(`CREATE ROLE ${WORKSPACE_ROLE} NOLOGIN`);
  } catch (error) {
    // Another database of this server has it made meanwhile.
    if (sqlState(error) !== ALREADY_THERE) throw error;
  }
}
