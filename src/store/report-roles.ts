import type { Connection } from './db/connection.ts';
import { sqlState } from './db/sql.ts';
import { inTransaction, type SqlSession } from './db/sql-session.ts';
import { toIso } from './rows/deal-rows.ts';
import type { ReportRoleProblem, ReportRoles } from './types/report-roles.ts';

/** What a role of reports may read. */
export const REPORT_VIEWS = ['report_deals', 'report_stage_history', 'report_forecasts', 'report_targets'] as const;

const NO_RIGHT = '42501';

type Role = { readonly workspaceId: string; readonly name: string };

/** Whether a role of that name is there, and whose it is. */
async function findRole(sql: SqlSession, { workspaceId, name }: Role): Promise<'ours' | 'taken' | 'none'> {
  const [row] = await sql.query(
    `SELECT (SELECT min(workspace_id) FROM report_role WHERE role_name = $1) AS workspace_id,
      EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS is_there`,
    [name],
  );
  const owner = row?.['workspace_id'];
  if (row?.['is_there'] !== true) return owner === null || owner === workspaceId ? 'none' : 'taken';
  return owner === workspaceId ? 'ours' : 'taken';
}

/** Runs statements whose names and texts are quoted by the server: `%I` and `%L`, in the order of the values. */
async function execQuoted(sql: SqlSession, template: string, ...values: readonly string[]): Promise<void> {
  const [row] = await sql.query(`SELECT format($1, VARIADIC $2::text[]) AS statement`, [template, values]);
  await sql.exec(String(row?.['statement']));
}

const unlessNoRight = async (work: () => Promise<ReportRoleProblem | undefined>): Promise<ReportRoleProblem | undefined> => {
  try {
    return await work();
  } catch (error) {
    if (sqlState(error) === NO_RIGHT) return 'noRight';
    throw error;
  }
};

/** Roles of the server, each of which sees one workspace in the views of reports. */
export function createReportRoles({ engine, session }: Pick<Connection, 'engine' | 'session'>): ReportRoles {
  const change = (work: (sql: SqlSession) => Promise<ReportRoleProblem | undefined>): Promise<ReportRoleProblem | undefined> =>
    engine === 'embedded'
      ? Promise.resolve('embedded')
      : unlessNoRight(() => session((sql) => inTransaction(sql, () => work(sql))));
  return {
    save: ({ workspaceId, name, password }, at) =>
      change(async (sql) => {
        if ((await sql.query('SELECT FROM workspace WHERE id = $1', [workspaceId])).length === 0) return 'noWorkspace';
        const found = await findRole(sql, { workspaceId, name });
        if (found === 'taken') return 'taken';
        if (found === 'ours') {
          await execQuoted(sql, 'ALTER ROLE %I LOGIN PASSWORD %L', name, password);
          return undefined;
        }
        await execQuoted(
          sql,
          'CREATE ROLE %I LOGIN PASSWORD %L NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION CONNECTION LIMIT 10',
          ...[name, password],
        );
        // Manners, which a reader may change; what they may see, they may not.
        await execQuoted(
          sql,
          "ALTER ROLE %1$I SET default_transaction_read_only = on; ALTER ROLE %1$I SET statement_timeout = '5min'",
          name,
        );
        await execQuoted(sql, `GRANT SELECT ON ${REPORT_VIEWS.join(', ')} TO %I`, name);
        const [schema] = await sql.query('SELECT current_schema()::text AS name');
        await execQuoted(sql, 'GRANT USAGE ON SCHEMA %2$I TO %1$I', name, String(schema?.['name']));
        await sql.query(
          `INSERT INTO report_role (workspace_id, role_name, created_at) VALUES ($1, $2, $3::timestamptz) ON CONFLICT DO NOTHING`,
          [workspaceId, name, toIso(at)],
        );
        return undefined;
      }),
    remove: (role) =>
      change(async (sql) => {
        if ((await findRole(sql, role)) !== 'ours') return 'noRole';
        await execQuoted(sql, 'DROP OWNED BY %1$I; DROP ROLE %1$I', role.name);
        await sql.query('DELETE FROM report_role WHERE role_name = $1', [role.name]);
        return undefined;
      }),
  };
}
