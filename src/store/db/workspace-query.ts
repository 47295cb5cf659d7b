import type { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { WORKSPACE_ROLE, WORKSPACE_SETTING } from './row-security.ts';

/** The driver's query, with what its types leave out. */
type DriverQuery = pg.Query & {
  requiresPreparation(): boolean;
  prepare(connection: pg.Connection): void;
  handleDataRow(message: object): void;
  handleCommandComplete(message: object, connection: pg.Connection): void;
};

const HOOKS = ['requiresPreparation', 'prepare', 'handleDataRow', 'handleCommandComplete'];
const isDriverQuery = (made: unknown): made is new (config: pg.QueryConfig, values?: unknown[]) => DriverQuery =>
  typeof made === 'function' && HOOKS.every((hook) => typeof Reflect.get(made.prototype, hook) === 'function');

const Query: unknown = pg.Query;
if (!isDriverQuery(Query)) throw new Error(`The driver's query has no longer all of ${HOOKS.join(', ')}`);

/** Kept by every connection from its start, so that limiting a statement parses nothing. */
const LIMIT = {
  name: 'lejek_workspace',
  text: `SELECT set_config('${WORKSPACE_SETTING}', $1, true), set_config('role', $2, true)`,
};

/** What begins and ends a transaction: it reads no row. */
const TRANSACTION_CONTROL = /^(?:BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET TRANSACTION)\b/i;

/**
 * A query that sees the rows of one workspace. The limit is sent in the same message as the query, before its Sync: both are one implicit
 * transaction (PostgreSQL, "Extended Query"), so that the limit ends with the query, takes no round trip of its own, and holds behind a
 * pooler that shares connections between transactions.
 */
class WorkspaceQuery extends Query {
  readonly #workspaceId: string;
  #isLimited = false;

  constructor(config: pg.QueryConfig, values: unknown[] | undefined, workspaceId: string) {
    super(config, values);
    this.#workspaceId = workspaceId;
  }

  override requiresPreparation(): boolean {
    return true;
  }

  override prepare(connection: pg.Connection): void {
    connection.bind({ statement: LIMIT.name, values: [this.#workspaceId, WORKSPACE_ROLE] }, true);
    connection.execute({}, true);
    super.prepare(connection);
  }

  override handleDataRow(message: object): void {
    if (this.#isLimited) super.handleDataRow(message);
  }

  override handleCommandComplete(message: object, connection: pg.Connection): void {
    if (this.#isLimited) super.handleCommandComplete(message, connection);
    this.#isLimited = true;
  }
}

type Done = (error: Error | null | undefined, result: unknown) => void;
const isDone = (value: unknown): value is Done => typeof value === 'function';
const isConfig = (value: unknown): value is pg.QueryConfig =>
  value instanceof Object && 'text' in value && typeof value.text === 'string' && !('submit' in value);

/** Makes a new connection limit what is run within a workspace's scope to the rows of that workspace. */
export async function limitToScope(client: pg.ClientBase, scope: AsyncLocalStorage<string>): Promise<void> {
  await client.query({ ...LIMIT, values: ['', 'none'] });
  const unlimited = client.query;
  const query = (config: unknown, values: unknown, callback: unknown): unknown => {
    const workspaceId = scope.getStore();
    const isLimited = workspaceId !== undefined && isConfig(config) && !TRANSACTION_CONTROL.test(config.text);
    if (!isLimited) return Reflect.apply(unlimited, client, [config, values, callback]);
    const limited = new WorkspaceQuery(config, Array.isArray(values) ? values : undefined, workspaceId);
    const done = [values, callback].find(isDone);
    const run = (whenDone: Done): unknown => Reflect.apply(unlimited, client, [limited, whenDone]);
    if (done !== undefined) return run(done);
    return new Promise((resolve, reject) => {
      run((error, result) => (error ? reject(error) : resolve(result)));
    });
  };
  Object.defineProperty(client, 'query', { value: query });
}
