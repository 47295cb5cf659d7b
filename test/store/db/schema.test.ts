import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { SqlDriverAdapterFactory } from '@prisma/client/runtime/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, DatabaseOptions } from '../../../src/store/db/database.ts';
import { openMemoryPGlite } from '../../../src/store/db/durable-pglite.ts';
import { MIGRATIONS_DIR, readMigrations } from '../../../src/store/db/migration-files.ts';
import { createTurnQueue } from '../../../src/store/db/turn-queue.ts';
import { createYieldingAdapter } from '../../../src/store/db/yielding-adapter.ts';
import { type Company, createCompany } from '../../support/company.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { catalogueAdapter } from '../../support/store/catalogue-adapter.ts';
import { CHECK_CONSTRAINTS } from '../../support/store/check-constraints.ts';
import { type SchemaEngine, startSchemaEngine } from '../../support/store/schema-engine.ts';
import { createTestDatabase, openOwnDatabase, openTestDatabase } from '../../support/store/test-database.ts';

const SCHEMA = fileURLToPath(new URL('../../../prisma/schema.prisma', import.meta.url));
const FILTERS = { externalTables: [], externalEnums: [] };

/** An adapter of Prisma's on a database of its own, and what closes it. */
async function adapterOn(options: DatabaseOptions): Promise<{ factory: SqlDriverAdapterFactory; end: () => Promise<void> }> {
  if (options.databaseUrl !== undefined) {
    return { factory: catalogueAdapter(options.databaseUrl), end: () => Promise.resolve() };
  }
  const pglite = await openMemoryPGlite(options.template);
  return { factory: createYieldingAdapter({ pglite, prepared: pglite }, createTurnQueue()), end: () => pglite.close() };
}

/** What happens to a schema when people change tables by hand. */
const DAMAGE = `ALTER TABLE deal DROP COLUMN source CASCADE;
  DROP INDEX handled_at_idx;
  ALTER TABLE note DROP CONSTRAINT note_workspace_id_member_id_fkey`;

describe('Prisma Migrate', () => {
  const opened: { readonly end: () => Promise<void> }[] = [];
  let content: string;
  let ours: SchemaEngine;
  let damaged: SchemaEngine;

  const adapter = async (from: 'migrated' | 'blank') => {
    const made = await adapterOn(await createTestDatabase(from));
    opened.push(made);
    return made.factory;
  };
  /** The engine on a database that our own runner has migrated, and that was changed by hand afterwards. */
  const engineOn = async (byHand: string | null) => {
    const factory = await adapter('migrated');
    const connection = await factory.connect();
    if (byHand !== null) await connection.executeScript(byHand);
    await connection.dispose();
    return startSchemaEngine({ path: SCHEMA, content }, factory, () => adapter('blank'));
  };

  beforeAll(async () => {
    content = await readFile(SCHEMA, 'utf8');
    ours = await engineOn(null);
    damaged = await engineOn(DAMAGE);
  });
  afterAll(async () => {
    ours.free();
    damaged.free();
    for (const { end } of opened) await end();
  });

  const migrationsList = async () => ({
    baseDir: MIGRATIONS_DIR,
    lockfile: { path: 'migration_lock.toml', content: await readFile(`${MIGRATIONS_DIR}/migration_lock.toml`, 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: (await readMigrations()).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
    })),
  });

  /** What would have to happen to the database to make it what schema.prisma says. */
  const drift = async (engine: SchemaEngine) => {
    const files = [{ path: SCHEMA, content }];
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: fileURLToPath(new URL('../../..', import.meta.url)) },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters: FILTERS,
    });
    return { exitCode, stdout };
  };

  it('finds that the migrations make exactly what schema.prisma says', async () => {
    expect(await drift(ours)).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^-- This is an empty migration\.\s*$/) });
  });

  it('would notice a column, an index and a foreign key that drifted', async () => {
    const { exitCode, stdout } = await drift(damaged);
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/ADD COLUMN\s+"source"/);
    expect(stdout).toMatch(/CREATE INDEX "handled_at_idx"/);
    expect(stdout).toMatch(/ADD CONSTRAINT "note_workspace_id_member_id_fkey"/);
  });

  it('takes the bookkeeping of our own runner for its own: up to date, nothing edited or failed, nothing to apply', async () => {
    const list = await migrationsList();
    const found = await ours.diagnoseMigrationHistory({ migrationsList: list, optInToShadowDatabase: false, filters: FILTERS });
    expect(found).toMatchObject({
      hasMigrationsTable: true,
      history: null,
      editedMigrationNames: [],
      failedMigrationNames: [],
    });
    expect((await ours.applyMigrations({ migrationsList: list, filters: FILTERS })).appliedMigrationNames).toEqual([]);
  });

  it('plays the migrations on an empty database and finds ours the same, and asks for a reset where it is not', async () => {
    const input = { migrationsList: await migrationsList(), filters: FILTERS };
    expect(await ours.devDiagnostic(input)).toMatchObject({ action: { tag: 'createMigration' } });
    expect(await damaged.devDiagnostic(input)).toMatchObject({ action: { tag: 'reset' } });
  });
});

describe('the catalogue', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openOwnDatabase();
  });
  afterAll(() => database.close());

  const rows = (statement: string, parameters: readonly unknown[] = []) =>
    database.session((sql) => sql.query(statement, parameters));
  const OURS = `relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations'`;

  it('has every table under a workspace', async () => {
    const names = (await rows(`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND ${OURS}`)).map((row) => row['name']);
    const tenants = await rows(
      `SELECT relname AS name FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
       WHERE relkind = 'r' AND ${OURS} AND attname = 'workspace_id' AND attnotnull`,
    );
    expect(new Set(tenants.map((row) => row['name']))).toEqual(new Set(names.filter((name) => name !== 'workspace')));
    expect(names.length).toBeGreaterThan(20);
  });

  it('leads every primary key and every unique index with the workspace', async () => {
    const first = await rows(
      `SELECT c.relname || '.' || i.relname AS name, indisprimary AS "primary", attname AS first FROM pg_index
         JOIN pg_class AS c ON c.oid = indrelid JOIN pg_class AS i ON i.oid = indexrelid
         JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
       WHERE indisunique AND c.relnamespace = 'public'::regnamespace AND c.relname NOT IN ('_prisma_migrations', 'workspace')`,
    );
    expect(first.filter((row) => row['first'] !== 'workspace_id')).toEqual([]);
    const [tables] = await rows(`SELECT count(*)::integer AS n FROM pg_class WHERE relkind = 'r' AND ${OURS}`);
    expect(first.filter((row) => row['primary'] === true)).toHaveLength(Number(tables?.['n']) - 1);
  });

  it('leads every foreign key with the workspace on both sides, and every tenant table points to its workspace', async () => {
    const keys = await rows(
      `SELECT conname AS name, conrelid::regclass::text AS table, confrelid::regclass::text AS target,
         (SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]) AS from,
         (SELECT attname FROM pg_attribute WHERE attrelid = confrelid AND attnum = confkey[1]) AS to, convalidated AS checked
       FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
    );
    const odd = keys.filter(
      (key) =>
        key['from'] !== 'workspace_id' ||
        key['to'] !== (key['target'] === 'workspace' ? 'id' : 'workspace_id') ||
        !key['checked'],
    );
    expect(odd).toEqual([]);
    const [tables] = await rows(`SELECT count(*)::integer AS n FROM pg_class WHERE relkind = 'r' AND ${OURS}`);
    const owned = new Set(keys.filter((key) => key['target'] === 'workspace').map((key) => key['table']));
    expect(owned.size).toBe(Number(tables?.['n']) - 1);
  });

  it('has no default, trigger, rule or function that reads a clock', async () => {
    const defaults = await rows(
      `SELECT relname AS table, attname AS column, pg_get_expr(adbin, adrelid) AS value FROM pg_attrdef
         JOIN pg_class ON pg_class.oid = adrelid JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum WHERE ${OURS}`,
    );
    expect(defaults.length).toBeGreaterThan(0);
    expect(defaults.filter((row) => !/^('.*'::text|\d+|true|false)$/.test(String(row['value'])))).toEqual([]);
    expect(await rows(`SELECT tgname FROM pg_trigger WHERE NOT tgisinternal`)).toEqual([]);
    const functions = await rows(
      `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
         AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')`,
    );
    expect(functions).toEqual([]);
  });

  it('keeps every instant with its zone, in milliseconds, and every day as a day', async () => {
    const types = await rows(
      `SELECT DISTINCT format_type(atttypid, atttypmod) AS type FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
       WHERE relkind = 'r' AND attnum > 0 AND NOT attisdropped AND ${OURS} AND format_type(atttypid, atttypmod) ~ 'time|date'`,
    );
    expect(types.map((row) => row['type']).sort()).toEqual(['date', 'timestamp(3) with time zone']);
  });

  it('allows one default pipeline, one open episode of a stage, one target of the whole team, one deal of a line of a file; finds no withdrawn deal', async () => {
    const partial = await rows(
      `SELECT indexrelid::regclass::text AS name, indisunique AS unique, pg_get_expr(indpred, indrelid) AS where,
         (SELECT string_agg(attname, ' ' ORDER BY place) FROM unnest(indkey) WITH ORDINALITY AS k(attnum, place)
           JOIN pg_attribute AS a ON a.attrelid = indrelid AND a.attnum = k.attnum) AS columns
       FROM pg_index WHERE indpred IS NOT NULL AND indrelid::regclass::text !~ '^pg_' ORDER BY 1`,
    );
    expect(partial).toEqual([
      {
        name: 'commitment_new_deals',
        unique: true,
        where: '(deal_number IS NULL)',
        columns: 'workspace_id alert_id',
      },
      {
        name: 'deal_closed',
        unique: false,
        where: "(outcome <> 'open'::text)",
        columns: 'workspace_id pipeline_id outcome closed_at',
      },
      {
        name: 'deal_of_file',
        unique: true,
        where: '(external_id IS NOT NULL)',
        columns: 'workspace_id external_id',
      },
      ...[
        ['deal_open_by_close_date', "(outcome = 'open'::text)", 'workspace_id close_on stage_since number'],
        ['deal_open_in_stage', "(outcome = 'open'::text)", 'workspace_id pipeline_id stage_id stage_since'],
        [
          'deal_open_incomplete',
          "((outcome = 'open'::text) AND (missing <> '{}'::text[]))",
          'workspace_id close_on stage_since number',
        ],
        ['deal_open_with_step', "((outcome = 'open'::text) AND (next_step_on IS NOT NULL))", 'workspace_id next_step_on'],
      ].map(([name, where, columns]) => ({ name, unique: false, where, columns })),
      {
        name: 'deal_search',
        unique: false,
        where: "(outcome <> 'withdrawn'::text)",
        columns: 'workspace_id search',
      },
      {
        name: 'deal_with_own_win',
        unique: false,
        where: '(own_win IS NOT NULL)',
        columns: 'workspace_id pipeline_id',
      },
      {
        name: 'delivery_direct',
        unique: false,
        where: "(kind = ANY (ARRAY['stage-alert-dm'::text, 'manager-note'::text, 'morning-note'::text]))",
        columns: 'workspace_id target created_at',
      },
      {
        name: 'pipeline_one_default',
        unique: true,
        where: '(is_default AND (archived_at IS NULL))',
        columns: 'workspace_id',
      },
      {
        name: 'stage_alert_one_open',
        unique: true,
        where: '((recovered_at IS NULL) AND (team_id IS NULL))',
        columns: 'workspace_id pipeline_id stage_id',
      },
      {
        name: 'stage_alert_one_open_of_a_team',
        unique: true,
        where: '((recovered_at IS NULL) AND (team_id IS NOT NULL))',
        columns: 'workspace_id pipeline_id stage_id team_id',
      },
      {
        name: 'target_one_for_a_team',
        unique: true,
        where: '(team_id IS NOT NULL)',
        columns: 'workspace_id pipeline_id team_id period starts_on',
      },
      {
        name: 'target_one_for_the_team',
        unique: true,
        where: '((member_id IS NULL) AND (team_id IS NULL))',
        columns: 'workspace_id pipeline_id period starts_on',
      },
    ]);
  });

  it('refuses by a CHECK what no row may be, and lets pass what it may', async () => {
    const checks = await rows(
      `SELECT conname AS name, conrelid::regclass::text AS table, pg_get_expr(conbin, conrelid) AS expression FROM pg_constraint
       WHERE contype = 'c' AND connamespace = 'public'::regnamespace AND convalidated`,
    );
    expect(checks.map((check) => String(check['name'])).sort()).toEqual(Object.keys(CHECK_CONSTRAINTS).sort());
    for (const { name, table, expression } of checks) {
      const { refused, passed } = CHECK_CONSTRAINTS[String(name)] ?? { refused: [], passed: [] };
      // The constraint's own expression, on a row that has only these columns.
      const verdicts = await rows(
        `SELECT (SELECT ${expression} FROM jsonb_populate_record(NULL::${table}, example)) AS verdict
         FROM jsonb_array_elements($1::jsonb) AS example`,
        [JSON.stringify([...refused, ...passed])],
      );
      const expected = [...refused.map(() => false), ...passed.map(() => true)];
      expect({ name, verdicts: verdicts.map((row) => row['verdict']) }).toEqual({ name, verdicts: expected });
    }
  });
});

describe('two companies in one database', () => {
  let database: Database;
  let home: Company;
  let other: Company;
  beforeAll(async () => {
    database = await openTestDatabase();
    home = await createCompany(database, 'T1');
    other = await createCompany(database, 'T2');
  });
  afterAll(() => database.close());

  it('are kept apart by every foreign key: a row of the one cannot point at a row of the other', async () => {
    const { file } = await other.createDeal({ contact: { name: 'Ewa' } });
    const { anna } = home;
    const { prisma } = database;
    const at = new Date(MONDAY);
    const mine = { workspaceId: 'T1' };
    // Each names something that exists, though only in T2.
    const crossings = [
      () =>
        prisma.note.create({
          data: { ...mine, id: 'n', dealNumber: file.deal.number, memberId: anna.id, kind: 'note', text: 'x', at },
        }),
      () =>
        prisma.criterionTick.create({
          data: { ...mine, dealNumber: file.deal.number, criterionId: 'need', memberId: anna.id, at },
        }),
      () =>
        prisma.dealCard.create({
          data: { ...mine, dealNumber: file.deal.number, channelId: 'C1', messageTs: '1.0', shownVersion: 1, updatedAt: at },
        }),
      () =>
        prisma.target.create({
          data: {
            ...mine,
            id: 't',
            pipelineId: 'sales',
            memberId: other.anna.id,
            period: 'month',
            startsOn: at,
            valueMinor: 1,
            setAt: at,
          },
        }),
      () => home.createDeal({ ownerId: other.anna.id }),
    ];
    for (const crossing of crossings) await expect(crossing()).rejects.toThrow();
    // The same row within its own company is fine: it was the reference that was refused.
    await prisma.note.create({
      data: { workspaceId: 'T2', id: 'n', dealNumber: file.deal.number, memberId: other.anna.id, kind: 'note', text: 'x', at },
    });
  });
});

describe('a search', () => {
  it('reads its index rather than every deal of a company', async () => {
    const database = await openOwnDatabase();
    await (await createCompany(database)).createDeal();
    const plan = await database.session(async (sql) => {
      await sql.exec(`INSERT INTO deal SELECT r.* FROM deal AS d, generate_series(2, 5000) AS n,
          jsonb_populate_record(d, jsonb_build_object('number', n, 'search', md5(n::text))) AS r`);
      await sql.exec('VACUUM (ANALYZE) deal');
      const found = await sql.query(
        `EXPLAIN SELECT 1 FROM deal AS d WHERE d.workspace_id = $1 AND d.search LIKE '%' || $2 || '%' AND d.outcome <> 'withdrawn'`,
        ['T1', 'bielik'],
      );
      return found.map((row) => row['QUERY PLAN']).join('\n');
    });
    await database.close();
    expect(plan).toContain('Bitmap Index Scan on deal_search');
    expect(plan).toMatch(/Index Cond: .*workspace_id = .*search ~~/);
  });
});
