import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../../../src/store/db/database.ts';
import { rowsAreGuarded } from '../../../src/store/db/row-security.ts';
import { sqlState } from '../../../src/store/db/sql.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { type Company, createCompany } from '../../support/company.ts';
import { createDatabase } from '../../support/store/server-databases.ts';
import { openOwnDatabase } from '../../support/store/test-database.ts';

const server = inject('testServer');
const searchBielik = ({ tenant, anna }: Company) =>
  tenant.deals(ALL_DEALS).search('bielik', { openOnly: true, ownerId: anna.id, limit: 10 });

it('no store asks by findUnique: Prisma joins those of one moment, of several workspaces too, into one statement in the scope of the first', () => {
  const files = readdirSync('src/store', { recursive: true, encoding: 'utf8' });
  const stores = files.filter((file) => file.endsWith('.ts') && !file.startsWith('generated') && file !== 'installations.ts');
  expect(stores.length).toBeGreaterThan(80);
  expect(stores.filter((path) => readFileSync(`src/store/${path}`, 'utf8').includes('findUnique'))).toEqual([]);
});

describe.runIf(server !== null)('on a server, to the statements of a workspace', () => {
  let database: Database;
  let companies: readonly [Company, Company];
  beforeAll(async () => {
    database = await openOwnDatabase();
    companies = [await createCompany(database, 'T1'), await createCompany(database, 'T2')];
    for (const company of companies) await company.createDeal({ name: `Bielik of ${company.tenant.id}` });
  });
  afterAll(() => database.close());

  const runIn = <T>(workspaceId: string, text: string, ...values: readonly unknown[]): Promise<T> => {
    if (database.rowGuard === null) throw new Error('No server');
    return database.rowGuard.runIn(workspaceId, () => database.prisma.$queryRawUnsafe<T>(text, ...values).then((rows) => rows));
  };

  const transactionIn = (workspaceId: string): Promise<boolean> | undefined =>
    database.rowGuard?.runIn(workspaceId, () =>
      database.prisma.$transaction(async (sql) => {
        const ids = (await sql.deal.findMany()).map((deal) => deal.workspaceId);
        return isDeepStrictEqual(ids, [workspaceId]) && (await sql.workspace.count()) === 1;
      }),
    );

  it('no row of another is there, in any table, though they forget to say whose they want', async () => {
    const tables = await database.session((sql) =>
      sql.query(`SELECT DISTINCT table_name::text AS name FROM information_schema.columns AS c JOIN information_schema.tables AS t
        USING (table_schema, table_name) WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND column_name = 'workspace_id'`),
    );
    expect(tables.length).toBeGreaterThan(30);
    for (const { name } of tables)
      expect(await runIn('T1', `SELECT 1 FROM "${String(name)}" WHERE workspace_id <> 'T1'`), String(name)).toEqual([]);
    expect(await runIn('T1', 'SELECT id FROM workspace')).toEqual([{ id: 'T1' }]);
    // Neither is it in what the search reads, which no policy guards.
    expect(await runIn('T1', `SELECT workspace_id FROM searched_deal WHERE search LIKE '%bielik%'`)).toEqual([
      { workspace_id: 'T1' },
    ]);
    // Outside a workspace they are all there: else this test would say nothing.
    expect(await database.prisma.$queryRawUnsafe('SELECT count(DISTINCT workspace_id)::integer AS count FROM deal')).toEqual([
      { count: 2 },
    ]);
  });

  it('is nothing of another that they could change or make', async () => {
    expect(await runIn('T1', 'UPDATE deal SET name = name RETURNING workspace_id')).toEqual([{ workspace_id: 'T1' }]);
    expect(await runIn('T1', `DELETE FROM note WHERE workspace_id = 'T2' RETURNING id`)).toEqual([]);
    const refused = await runIn(
      'T1',
      `INSERT INTO handled (workspace_id, key, answer, at) VALUES ('T2', 'k', '{}', now())`,
    ).catch((error: unknown) => sqlState(error));
    expect(refused).toBe('42501');
  });

  it('a whole transaction is one workspace, and the connection is nobody’s afterwards', async () => {
    const { rowGuard, prisma } = database;
    const counts = await rowGuard?.runIn('T2', () =>
      prisma.$transaction(async (sql) => [
        await sql.deal.count(),
        await sql.$queryRawUnsafe('SELECT DISTINCT workspace_id FROM deal'),
      ]),
    );
    expect(counts).toEqual([1, [{ workspace_id: 'T2' }]]);
    expect(await Promise.all(Array.from({ length: 20 }, () => prisma.deal.count()))).toEqual(Array.from({ length: 20 }, () => 2));
  });

  it('an error leaves neither the connection nor the next one at fault', async () => {
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await expect(runIn('T1', 'SELECT 1 / 0')).rejects.toThrow(/division by zero/);
      await expect(runIn('T1', 'SELECT nothing FROM nowhere')).rejects.toThrow(/nowhere/);
    }
    expect(await runIn('T1', 'SELECT $1::integer AS one, $2::text AS two', 1, null)).toEqual([{ one: 1, two: null }]);
  });

  it('many who ask at the same moment, more than there are connections, each get their own', async () => {
    const { prisma } = database;
    const asked = Array.from({ length: 12 }, () => [
      ...companies.flatMap(({ tenant: { id, ...tenant }, anna }) => [
        tenant.members.byId(anna.id).then((member) => member?.id === anna.id),
        tenant.workspace().then((workspace) => workspace?.id === id),
        tenant
          .deals(ALL_DEALS)
          .file(1)
          .then((file) => file?.deal.name === `Bielik of ${id}`),
        transactionIn(id),
        runIn<object[]>(id, 'SELECT DISTINCT workspace_id FROM deal').then((rows) =>
          isDeepStrictEqual(rows, [{ workspace_id: id }]),
        ),
      ]),
      prisma.deal.count().then((count) => count === 2),
      prisma.$queryRawUnsafe<object[]>('SELECT id FROM workspace').then((rows) => rows.length === 2),
    ]).flat();
    expect((await Promise.all(asked)).filter((isOwn) => !isOwn)).toEqual([]);
  });

  it('what a store is asked for is limited, not only what it remembers to ask', async () => {
    // The id of the other company's Anna: were the condition forgotten, the wall would still stand.
    const [one, other] = companies;
    const seen = await database.rowGuard?.runIn(one.tenant.id, () =>
      database.prisma.member.findMany({ where: { id: other.anna.id } }).then((rows) => rows),
    );
    expect(seen).toEqual([]);
  });
});

describe.runIf(server !== null)('a login', () => {
  /** Opens a database that a login without any right over the server owns. */
  async function openAs({ isGranted }: { readonly isGranted: boolean }): Promise<Database> {
    if (server === null) throw new Error('No server');
    const url = new URL(await createDatabase(server, 'blank'));
    const name = `${url.pathname.slice(1)}_login`;
    const admin = new pg.Client({ connectionString: url.href });
    await admin.connect();
    await admin.query(`CREATE ROLE ${name} LOGIN PASSWORD 'of-this-test'; ALTER DATABASE ${url.pathname.slice(1)} OWNER TO ${name};
      CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gin; GRANT ALL ON SCHEMA public TO ${name};`);
    // The role is there: other databases of the server have it made.
    if (isGranted) await admin.query(`GRANT lejek_workspace TO ${name}`);
    const own = new URL(url);
    own.username = name;
    own.password = 'of-this-test';
    const database = await openDatabase({ databaseUrl: own.href });
    onTestFinished(async () => {
      await database.close();
      await admin.end();
      const root = new pg.Client({ connectionString: server.url });
      await root.connect();
      await root.query(`DROP DATABASE ${url.pathname.slice(1)} WITH (FORCE)`);
      await root.query(`DROP ROLE ${name}`);
      await root.end();
    });
    return database;
  }

  it('that may be the role has its rows guarded, though it may make none', async () => {
    const database = await openAs({ isGranted: true });
    expect(database.rowGuard?.isOn()).toBe(true);
    expect(await database.session(rowsAreGuarded)).toBe(true);
    const company = await createCompany(database, 'T1');
    await company.createDeal({ name: 'Bielik' });
    expect(await searchBielik(company)).toMatchObject({ deals: [{ name: 'Bielik' }] });
    const seen = await database.rowGuard?.runIn('T2', () => database.prisma.deal.count().then((count) => count));
    expect(seen).toBe(0);
  });

  it('without that right works as before', async () => {
    const database = await openAs({ isGranted: false });
    expect(database.rowGuard?.isOn()).toBe(false);
    const company = await createCompany(database, 'T1');
    await company.createDeal({ name: 'Bielik' });
    expect(await searchBielik(company)).toMatchObject({ deals: [{ name: 'Bielik' }] });
  });
});
