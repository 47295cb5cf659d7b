import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ToolConfig } from '../config.ts';
import { reasonOf } from '../reason.ts';
import type { Connection } from '../store/connection.ts';
import { connect } from '../store/database.ts';
import { DatabaseLockedError } from '../store/lock.ts';
import { unapplied } from '../store/migrate.ts';
import { storeOver } from '../store/open.ts';
import type { Subscription } from '../store/store-types.ts';
import { type Finding, ill, skipped, well } from './finding.ts';

/** What the database says, and the subscriptions in it; undefined where they cannot be read. */
export type DatabaseFindings = { readonly findings: readonly Finding[]; readonly subscriptions?: readonly Subscription[] };

const WHERE = { server: 'PostgreSQL at DATABASE_URL', embedded: 'embedded' } as const;

/** Opens the database as it is, without changing its schema, and reads whom the posts go to. */
export async function checkDatabase(database: ToolConfig['database']): Promise<DatabaseFindings> {
  if ('dataDir' in database && !existsSync(join(database.dataDir, 'database'))) {
    return { findings: [skipped('database', `none yet; the first start makes one in ${database.dataDir}`)] };
  }
  let connection: Connection;
  try {
    connection = await connect(database);
  } catch (error) {
    return { findings: [cannotOpen(error)] };
  }
  try {
    const pending = await unapplied(connection);
    if (pending.length > 0) {
      return {
        findings: [
          skipped('database', `${WHERE[connection.engine]}; the next start brings it up to date (${pending.join(', ')})`),
        ],
      };
    }
    const subscriptions = await storeOver({ ...connection, migrationLog: [] }).subscriptions();
    return { findings: [well('database', `${WHERE[connection.engine]}, up to date`)], subscriptions };
  } catch (error) {
    return { findings: [ill('database', reasonOf(error), 'See "Upgrade" in the README')] };
  } finally {
    await connection.close();
  }
}

function cannotOpen(error: unknown): Finding {
  if (error instanceof DatabaseLockedError) {
    return well(
      'database',
      `embedded, in use by a running Lejek (pid ${error.pid ?? '?'}): stop it to have the channels looked at too`,
    );
  }
  return ill('database', `it cannot be opened: ${reasonOf(error)}`, 'Check DATABASE_URL and that the server runs');
}
