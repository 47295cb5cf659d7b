import { join } from 'node:path';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import pg from 'pg';
import { openDurablePGlite } from '../../src/store/db/durable-pglite.ts';
import { reportCountAtEnd } from './report-count.ts';

/**
 * A Bolt app that advances a deal by hand, without Prisma, rules, counters or words: BEGIN, SELECT … FOR UPDATE, INSERT of the transition,
 * UPDATE, COMMIT. Arguments: port, signing secret, bot token, API address, team, deals, `dir:` or `url:` of the database.
 */
const [port = '0', signingSecret = '', token = '', slackApiUrl = '', , deals = '0', where = ''] = process.argv.slice(2);

type Rows = readonly Record<string, unknown>[];
type RunSql = (sql: string, values: unknown[]) => Promise<Rows>;

const SCHEMA = [
  'CREATE TABLE deal (id integer PRIMARY KEY, stage integer NOT NULL, version integer NOT NULL, changed_at timestamptz NOT NULL)',
  `CREATE TABLE transition (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, deal_id integer NOT NULL REFERENCES deal,
     from_stage integer NOT NULL, to_stage integer NOT NULL, at timestamptz NOT NULL)`,
  'CREATE INDEX ON transition (at)',
  `INSERT INTO deal SELECT n, 1, 1, now() FROM generate_series(1, ${Number(deals)}) AS n`,
];

/** The steps between BEGIN and COMMIT. */
async function advanceInTransaction(run: RunSql, id: number): Promise<string> {
  const [deal] = await run('SELECT id, stage, version FROM deal WHERE id = $1 FOR UPDATE', [id]);
  const stage = Number(deal?.['stage']);
  const at = new Date();
  await run('INSERT INTO transition (deal_id, from_stage, to_stage, at) VALUES ($1, $2, $3, $4)', [id, stage, stage + 1, at]);
  await run('UPDATE deal SET stage = $2, version = version + 1, changed_at = $3 WHERE id = $1', [id, stage + 1, at]);
  return `D-${id}: ${stage} → ${stage + 1}`;
}

const COUNT = 'SELECT count(*)::integer AS moves FROM transition';
type RawDatabase = { readonly advance: (id: number) => Promise<string>; readonly moves: () => Promise<number> };

async function openServer(databaseUrl: string): Promise<RawDatabase> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  for (const statement of SCHEMA) await pool.query(statement);
  const advance = async (id: number) => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const said = await advanceInTransaction(
        async (sql, values) => (await client.query<Record<string, unknown>>(sql, values)).rows,
        id,
      );
      await client.query('COMMIT');
      return said;
    } finally {
      client.release();
    }
  };
  return { advance, moves: async () => (await pool.query<{ moves: number }>(COUNT)).rows[0]?.moves ?? 0 };
}

async function openEmbedded(dir: string): Promise<RawDatabase> {
  const { pglite } = await openDurablePGlite(dir);
  for (const statement of SCHEMA) await pglite.exec(statement);
  return {
    advance: (id) =>
      pglite.transaction((inner) =>
        advanceInTransaction(async (sql, values) => (await inner.query<Record<string, unknown>>(sql, values)).rows, id),
      ),
    moves: async () => (await pglite.query<{ moves: number }>(COUNT)).rows[0]?.moves ?? 0,
  };
}

const database = where.startsWith('url:')
  ? await openServer(where.slice(4))
  : await openEmbedded(join(where.slice(4), 'database'));
const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
const app = new App({ token, receiver, clientOptions: { slackApiUrl }, logLevel: LogLevel.ERROR });
app.command('/deal', async ({ ack, command }) => ack(await database.advance(Number(command.text.split(' ')[1]))));
await app.start(Number(port));
process.send?.('ready');
reportCountAtEnd(async () => ({ moves: await database.moves(), wrong: [] }));
