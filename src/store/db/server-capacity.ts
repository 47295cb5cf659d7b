import type { Connection } from './connection.ts';

/**
 * The narrowest of the server's, the role's and the database's limits, less what others hold. Connections of Lejek itself, of a running bot
 * and of who asks, count as available: they are those that are meant. A superuser has no limits of role and database.
 */
const AVAILABLE = `
  WITH held AS (SELECT usename, datname, application_name = 'lejek' AS is_ours FROM pg_stat_activity WHERE backend_type = 'client backend'),
    me AS (SELECT rolname, rolsuper, rolconnlimit FROM pg_roles WHERE rolname = current_user),
    here AS (SELECT datname, datconnlimit FROM pg_database WHERE datname = current_database())
  SELECT least(
    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
      - (SELECT count(*) FROM held WHERE is_ours IS NOT TRUE),
    CASE WHEN me.rolsuper OR me.rolconnlimit < 0 THEN NULL
      ELSE me.rolconnlimit - (SELECT count(*) FROM held WHERE usename = me.rolname AND is_ours IS NOT TRUE) END,
    CASE WHEN me.rolsuper OR here.datconnlimit < 0 THEN NULL
      ELSE here.datconnlimit - (SELECT count(*) FROM held WHERE held.datname = here.datname AND is_ours IS NOT TRUE) END
  )::int AS available FROM me, here`;

/** How many connections a PostgreSQL server has for Lejek: those that it holds, and those that are free. */
export async function countAvailableConnections({ session }: Pick<Connection, 'session'>): Promise<number> {
  const [row] = await session((sql) => sql.query(AVAILABLE));
  return Number(row?.['available']);
}
