import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { REPORT_COLUMNS, REPORTS_PAGE, withReportColumns } from '../../scripts/reports-page.ts';
import { win } from '../../src/core/deal/advance.ts';
import { withdraw } from '../../src/core/deal/close.ts';
import { undo } from '../../src/core/deal/undo.ts';
import { exponent } from '../../src/core/money/money.ts';
import { stageTemplate } from '../../src/core/pipeline/seven-stages.ts';
import { DAY_MS, MINUTE_MS } from '../../src/core/time/durations.ts';
import type { Database } from '../../src/store/db/database.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { type Company, createCompany, requireSaved } from '../support/company.ts';
import { MONDAY } from '../support/deal-builders.ts';
import { priced } from '../support/priced.ts';
import { openTestDatabase } from '../support/store/test-database.ts';

let database: Database;
let company: Company;
const query = (text: string, values: readonly unknown[] = []) => database.session((sql) => sql.query(text, [...values]));

beforeAll(async () => {
  database = await openTestDatabase();
  company = await createCompany(database, 'T1');
  const other = await createCompany(database, 'T2');
  await other.createDeal({ name: 'Hidden 12345', company: 'Hidden' });
  const { tenant, pipeline, act } = company;
  const target = { memberId: null, period: 'quarter', startsOn: '2026-10-01', valueMinor: 5_000_000 } as const;
  for (const each of [company, other]) await each.tenant.targets.set(pipeline.id, target, MONDAY);
  const change = async (number: number, at: number, decide: Parameters<ReturnType<typeof tenant.deals>['change']>[1]) =>
    requireSaved(await tenant.deals(ALL_DEALS).change(number, decide, { key: null, at, history: true }));
  // D-1 goes on and is won; a step on the way is undone.
  await company.createDeal({ name: 'Bielik', stageId: 'offer', ...priced(4_800_050) });
  const day = (count: number) => MONDAY + count * DAY_MS;
  const won = (at: number) => (file: Parameters<typeof win>[0]) =>
    win(file, { pipeline, answers: { deal: priced(4_800_050), ticks: ['signed'] } }, act(at));
  await change(1, day(1), won(day(1)));
  await change(1, day(1) + MINUTE_MS, (file, history) => undo(file, history, act(day(1) + MINUTE_MS)));
  await change(1, day(3), won(day(3)));
  // D-2 was entered by mistake; D-3 has a value in a currency without a rate.
  await company.createDeal({ name: 'Mistake' });
  await change(2, day(1), (file) => withdraw(file, act(day(1))));
  await company.createDeal({
    ...{ name: 'Kowent', value: { minor: 700, currency: 'JPY' }, pipelineValueMinor: null, rate: null, rateOn: null },
  });
});
afterAll(() => database.close());

describe('the views', () => {
  it('have the columns that the page tells, by name and type', async () => {
    const rows = await query(
      `SELECT c.relname::text AS view, a.attname::text AS name, format_type(a.atttypid, NULL) AS type FROM pg_class AS c
       JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 WHERE c.relname = ANY ($1) ORDER BY c.relname, a.attnum`,
      [Object.keys(REPORT_COLUMNS)],
    );
    const page = readFileSync(REPORTS_PAGE, 'utf8');
    expect(withReportColumns(page)).toBe(page);
    for (const [view, { columns }] of Object.entries(REPORT_COLUMNS)) {
      const found = rows.filter((row) => row['view'] === view).map((row) => `${String(row['name'])} ${String(row['type'])}`);
      expect(found, view).toEqual(columns.map(([name, type]) => `${name} ${type}`));
    }
  });

  it('tell deals as they are, each value in its currency, and stays without what was undone', async () => {
    const deals = await query("SELECT to_jsonb(d) AS deal FROM report_deals AS d WHERE workspace_id = 'T1' ORDER BY number");
    expect(deals.map(({ deal }) => deal)).toMatchObject([
      {
        number: 1,
        outcome: 'won',
        stage: 'Offer sent',
        owner: 'Anna',
        value: 48_000.5,
        currency: 'EUR',
        pipeline_value: 48_000.5,
      },
      {
        number: 3,
        outcome: 'open',
        value: 700,
        value_minor: 700,
        currency: 'JPY',
        pipeline_value: null,
        pipeline_currency: 'EUR',
      },
    ]);
    const stays = await query(
      "SELECT to_jsonb(h) AS stay FROM report_stage_history AS h WHERE workspace_id = 'T1' ORDER BY number, visit",
    );
    expect(stays.map(({ stay }) => stay)).toMatchObject([
      { number: 1, visit: 1, stage_id: 'offer', stage: 'Offer sent', days: 3, left_for: 'won', next_stage_id: null },
      { number: 3, visit: 1, stage_id: 'lead', left_at: null, days: null, left_for: null },
    ]);
    const targets = await query("SELECT to_jsonb(t) AS target FROM report_targets AS t WHERE workspace_id = 'T1'");
    expect(targets.map(({ target }) => target)).toMatchObject([
      { member_id: null, period: 'quarter', ends_on: '2026-12-31', value_minor: 5_000_000, value: 50_000 },
    ]);
  });

  it('name every stage of a template as Slack does, in both languages, and know the places of every currency', async () => {
    for (const language of ['pl', 'en'] as const) {
      await query('UPDATE workspace SET language = $1', [language]);
      for (const { stage_id: id, name } of await query("SELECT stage_id, name FROM report_stage_names WHERE workspace_id = 'T1'"))
        expect(name).toBe(stageTemplate(String(id))?.name[language]);
    }
    const [row] = await query("SELECT pg_get_viewdef('report_deals'::regclass) AS sql");
    const [, whole = '', , thousandths = ''] =
      /= ANY \(ARRAY\[([^\]]*)\]\)[\s\S]*?THEN (1)\b[\s\S]*?= ANY \(ARRAY\[([^\]]*)\]\)/.exec(String(row?.['sql'])) ?? [];
    const codes = (list: string) => [...list.matchAll(/'([A-Z]{3})'/g)].map(([, code = '']) => code);
    expect(codes(whole).every((code) => exponent(code) === 0) && codes(whole).length > 10).toBe(true);
    expect(codes(thousandths).every((code) => exponent(code) === 3) && codes(thousandths).length > 5).toBe(true);
    for (const code of Intl.supportedValuesOf('currency'))
      if (exponent(code) !== 2) expect([...codes(whole), ...codes(thousandths)]).toContain(code);
  });
});

const server = inject('testServer');
describe.runIf(server !== null)('a role of one workspace, on a server', () => {
  const name = `report_try_${process.pid}_${Date.now()}`;
  const connect = async (password: string) => {
    const [here] = await query('SELECT current_database()::text AS name');
    const url = new URL(server?.url ?? 'postgresql://localhost');
    Object.assign(url, { username: name, password, pathname: `/${String(here?.['name'])}` });
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    onTestFinished(() => client.end());
    return client;
  };

  it('logs in, reads its four views, and cannot get at anything else', async () => {
    const { reportRoles } = company.store;
    const role = { workspaceId: 'T1', name, password: "it's" };
    expect(await reportRoles.save({ ...role, workspaceId: 'T9' }, MONDAY)).toBe('noWorkspace');
    const [owning] = await query('SELECT session_user::text AS name');
    expect(await reportRoles.save({ ...role, name: String(owning?.['name']) }, MONDAY)).toBe('taken');
    onTestFinished(async () => void (await reportRoles.remove({ workspaceId: 'T1', name })));
    expect(await reportRoles.save(role, MONDAY)).toBeUndefined();
    expect(await reportRoles.save({ ...role, workspaceId: 'T2' }, MONDAY)).toBe('taken');
    const client = await connect(role.password);
    for (const view of Object.keys(REPORT_COLUMNS))
      expect(
        (await client.query(`SELECT DISTINCT workspace_id FROM ${view}`)).rows.filter((row) => row.workspace_id !== 'T1'),
      ).toEqual([]);
    expect((await client.query('SELECT name FROM report_deals ORDER BY number')).rows).toEqual([
      { name: 'Bielik' },
      { name: 'Kowent' },
    ]);

    await client.query('SET default_transaction_read_only = off');
    const [owner] = (await client.query("SELECT pg_get_userbyid(relowner) AS name FROM pg_class WHERE relname = 'workspace'"))
      .rows;
    const escapes = [
      ...['SELECT * FROM deal', 'SELECT * FROM workspace', 'SELECT * FROM contact', 'SELECT * FROM report_role'],
      ...['SELECT * FROM report_scope', 'SELECT * FROM report_stage_names', 'SELECT * FROM report_lost_reasons'],
      `INSERT INTO report_role VALUES ('T2', '${name}', now())`,
      "UPDATE report_role SET workspace_id = 'T2'",
      'DELETE FROM report_role',
      "UPDATE report_deals SET workspace_id = 'T1'",
      `SET ROLE "${owner?.name}"`,
      `SET SESSION AUTHORIZATION "${owner?.name}"`,
      `GRANT "${owner?.name}" TO ${name}`,
      `ALTER ROLE ${name} SUPERUSER`,
      'CREATE TABLE public.mine (a int)',
      'CREATE VIEW public.mine AS SELECT 1',
      'ALTER VIEW report_deals RESET (security_barrier)',
      "SELECT pg_read_file('/etc/passwd')",
      "COPY report_deals TO PROGRAM 'cat'",
    ];
    for (const attempt of escapes)
      await expect(client.query(attempt), attempt).rejects.toThrow(/permission denied|must be|cannot|not allowed/);
    // A function of its own, and an error that would tell a value, meet rows of its workspace only.
    const told: string[] = [];
    client.on('notice', ({ message }) => void told.push(String(message)));
    await client.query(`CREATE FUNCTION pg_temp.spy(a text) RETURNS boolean COST 0.0001 LANGUAGE plpgsql AS
      $$ BEGIN RAISE NOTICE 'saw %', a; RETURN true; END $$`);
    await client.query('SELECT count(*) FROM report_deals WHERE pg_temp.spy(name)');
    expect(told.toSorted()).toEqual(['saw Bielik', 'saw Kowent']);
    await expect(client.query('SELECT * FROM report_deals WHERE name::integer > 0')).rejects.toThrow(/"(Bielik|Kowent)"/);
    expect((await client.query("SELECT * FROM report_deals WHERE workspace_id = 'T2'")).rows).toEqual([]);
    // A table of its own in front of ours in the search path changes nothing.
    await client.query(`CREATE TEMP TABLE report_role AS SELECT 'T2'::text AS workspace_id, '${name}'::text AS role_name`);
    await client.query('SET search_path = pg_temp, public');
    expect((await client.query('SELECT count(*)::integer AS n FROM public.report_deals')).rows).toEqual([{ n: 2 }]);

    expect(await reportRoles.save({ ...role, password: 'another' }, MONDAY)).toBeUndefined();
    await client.end();
    await query('DELETE FROM report_role WHERE role_name = $1', [name]);
    const again = await connect('another');
    expect((await again.query('SELECT * FROM report_deals')).rows).toEqual([]);
    await again.end();
    await query("INSERT INTO report_role VALUES ('T1', $1, now())", [name]);
    expect(await reportRoles.remove({ workspaceId: 'T1', name })).toBeUndefined();
    expect(await reportRoles.remove({ workspaceId: 'T1', name })).toBe('noRole');
  });
});

it.runIf(server === null)('the embedded database has no log-in', async () => {
  const role = { workspaceId: 'T1', name: 'report_t1', password: 'x' };
  expect(await company.store.reportRoles.save(role, MONDAY)).toBe('embedded');
});
