import { AsyncResource } from 'node:async_hooks';
import { Duplex } from 'node:stream';
import pg from 'pg';

/** ms after which a connection that is at work is a reason to look whether the server still answers anybody. */
const LOOK_AFTER_MS = 2_000;
/** ms that a look waits for its answer: it asks for nothing that takes time. */
const PROBE_TIMEOUT_MS = 1_000;
const TICK_MS = 500;

/** The server takes what is sent and answers nobody: this was not begun. */
export class ServerSilentError extends Error {
  override readonly name = 'ServerSilentError';

  constructor() {
    super('The database server is silent: nothing is asked of it before it answers again');
  }
}

type Connected = (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void;

/**
 * Circuit breaker around a pool: a server that is frozen, or behind a network that swallows everything, keeps its connections and never
 * fails. Where a connection is at work for long, another one asks the server for nothing; if twice nobody answers, all that is under way is
 * given up, and what comes is refused at once, until a look is answered. A server that is merely slow answers the look, and is waited for.
 */
export class WatchedPool extends pg.Pool {
  readonly #settings: pg.PoolConfig;
  /** Since when each connection is lent. */
  readonly #lent = new Map<pg.PoolClient, number>();
  #timer: NodeJS.Timeout | undefined;
  #isSilent = false;

  constructor(settings: pg.PoolConfig) {
    super(settings);
    this.#settings = settings;
    this.on('acquire', (client) => {
      this.#lent.set(client, performance.now());
      // Whoever has it hears from the query; without a listener the process would end.
      client.on('error', ignore);
      this.#watch();
    });
    this.on('release', (_, client) => {
      this.#lent.delete(client);
      client.off('error', ignore);
    });
    this.on('remove', (client) => void this.#lent.delete(client));
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  // biome-ignore lint/suspicious/noConfusingVoidType: the two forms of the driver's own method.
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    // Whoever had to wait is called from what another connection's socket does, in the asynchronous context of that one.
    if (!this.#isSilent) return callback === undefined ? super.connect() : super.connect(AsyncResource.bind(callback));
    const refused = new ServerSilentError();
    if (callback === undefined) return Promise.reject(refused);
    callback(refused, undefined, ignore);
  }

  /** Ends the connections: idle ones at once, those at work when they are given back, and all that are left after a time. */
  async endWithin(ms: number): Promise<void> {
    const cut = setTimeout(() => {
      for (const client of this.#lent.keys()) destroy(client, new Error('The database is closed.'));
    }, ms);
    await this.end().finally(() => clearTimeout(cut));
  }

  override end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#isSilent = false;
    return super.end();
  }

  #watch(): void {
    this.#timer ??= setTimeout(() => void this.#look(), TICK_MS).unref();
  }

  async #look(): Promise<void> {
    const isLong = [...this.#lent.values()].some((since) => performance.now() - since > LOOK_AFTER_MS);
    if (isLong || this.#isSilent) {
      const answers = (await this.#probe()) || (await this.#probe());
      if (!answers) this.#giveUp();
      this.#isSilent = !answers;
    }
    this.#timer = undefined;
    if (!this.ending && (this.#isSilent || this.#lent.size > 0)) this.#watch();
  }

  /** Whether the server answers a connection of its own, be it with a refusal. */
  async #probe(): Promise<boolean> {
    const { max: _, ...settings } = this.#settings;
    const client = new pg.Client({
      ...settings,
      application_name: 'lejek probe',
      connectionTimeoutMillis: PROBE_TIMEOUT_MS,
      query_timeout: PROBE_TIMEOUT_MS,
    });
    client.on('error', ignore);
    try {
      await client.connect();
      await client.query('SELECT 1');
      return true;
    } catch (error) {
      return error instanceof Error && !/timeout/i.test(error.message);
    } finally {
      // To a silent server there is no goodbye.
      destroy(client);
    }
  }

  #giveUp(): void {
    for (const [client, since] of this.#lent)
      if (performance.now() - since > LOOK_AFTER_MS)
        destroy(client, new Error('Query read timeout: the database server is silent'));
  }
}

const ignore = (): void => {};

/** Ends a connection without asking: its query fails, with the error where there is one. */
function destroy(client: pg.Client, error?: Error): void {
  const connection: unknown = Reflect.get(client, 'connection');
  const stream: unknown = connection instanceof Object ? Reflect.get(connection, 'stream') : undefined;
  if (stream instanceof Duplex) stream.destroy(error);
}
