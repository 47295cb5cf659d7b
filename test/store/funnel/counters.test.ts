import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { HOUR_MS } from '../../../src/core/time/durations.ts';
import { connect, type Database, openDatabase } from '../../../src/store/db/database.ts';
import { rebuildCounters } from '../../../src/store/funnel/counters-rebuild.ts';
import { COUNTER_TABLES } from '../../../src/store/rows/counter-rows.ts';
import { createWorkerThread, type WorkerThread } from '../../../src/thread/worker-thread.ts';
import { type Company, createCompany } from '../../support/company.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { priced } from '../../support/priced.ts';
import { anyCommand, type DealCommand, executeCommand, executeCommands, withPiotr } from '../../support/store/deal-commands.ts';
import { createTestDatabase, emptyDatabase, openTestDatabase } from '../../support/store/test-database.ts';

/** The rows of every counter table, those of nothing but zeros left out. */
async function readCounterRows(database: Database): Promise<readonly string[]> {
  const all: string[] = [];
  for (const { table, measures } of COUNTER_TABLES) {
    const some = measures.map((name) => `"${name}" <> 0`).join(' OR ');
    const rows = await database.session((sql) =>
      sql.query(`SELECT to_jsonb(t)::text AS row FROM ${table} AS t WHERE ${some} ORDER BY 1`),
    );
    all.push(...rows.map(({ row }) => `${table} ${row}`));
  }
  return all;
}

/** What the deals themselves, and the entries and exits of each stage, say is open: two ways that share no code with the counting. */
const BALANCE = `SELECT s.id,
    (SELECT count(*)::integer FROM deal AS d WHERE d.stage_id = s.id AND d.outcome = 'open') AS deals,
    (SELECT coalesce(sum(pipeline_value_minor), 0)::bigint::text FROM deal AS d WHERE d.stage_id = s.id AND d.outcome = 'open') AS value,
    (SELECT coalesce(sum(count), 0)::integer FROM stage_entry AS e WHERE e.stage_id = s.id)
      - (SELECT coalesce(sum(count), 0)::integer FROM stage_exit AS x WHERE x.stage_id = s.id) AS stayed,
    (SELECT coalesce(sum(count), 0)::integer FROM open_stock AS o WHERE o.stage_id = s.id) AS counted,
    (SELECT coalesce(sum(value_minor), 0)::bigint::text FROM open_stock AS o WHERE o.stage_id = s.id) AS "countedValue"
  FROM stage AS s WHERE s.kind = 'open' ORDER BY s.position`;

async function expectExact(database: Database, home: Company): Promise<void> {
  expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  const stages = await database.session((sql) => sql.query(BALANCE));
  for (const stage of stages) {
    const { deals, value } = stage;
    expect(stage).toMatchObject({ stayed: deals, counted: deals, countedValue: value });
  }
  const before = await readCounterRows(database);
  await home.tenant.funnel.rebuildCounters();
  expect(await readCounterRows(database)).toEqual(before);
}

const toCommand = (what: DealCommand['what'], stage: DealCommand['stage'] = 'lead', afterMs = 50 * HOUR_MS): DealCommand => ({
  what,
  deal: 0,
  afterMs,
  stage,
  valueMinor: 90_000,
});
/** Every kind of event once, and undone where that is told apart: the least that the sequences cover. */
const EVERY_COMMAND: readonly DealCommand[] = [
  toCommand('open'),
  toCommand('advance'),
  toCommand('move', 'offer'),
  toCommand('undo', 'lead', 1),
  toCommand('move', 'offer'),
  toCommand('edit'),
  toCommand('assign'),
  toCommand('undo', 'lead', 1),
  toCommand('assign'),
  toCommand('note'),
  toCommand('move', 'lead'),
  toCommand('win'),
  toCommand('reopen'),
  toCommand('lose'),
  toCommand('undo', 'lead', 1),
  toCommand('lose'),
  toCommand('open'),
  toCommand('withdraw'),
  toCommand('undo', 'lead', 1),
  toCommand('withdraw'),
];

describe('the counters', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  beforeEach(() => emptyDatabase(database));
  afterAll(() => database.close());

  it('equal the history after any sequence of commands, and a rebuild changes nothing', async () => {
    const done = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(anyCommand, { minLength: 10, maxLength: 40 }), async (commands) => {
        await emptyDatabase(database);
        const home = await withPiotr(await createCompany(database));
        const { all } = await executeCommands(home, commands, MONDAY);
        for (const saved of all) if (saved.ok) done.add(saved.event.kind);
        await expectExact(database, home);
      }),
      { numRuns: 15, examples: [[[...EVERY_COMMAND]]] },
    );
    // The sequences reach every kind of event that counts.
    for (const kind of [
      'opened',
      'advanced',
      'skipped',
      'returned',
      'won',
      'lost',
      'reopened',
      'undone',
      'withdrawn',
      'edited',
      'assigned',
      'noted',
    ]) {
      expect([...done]).toContain(kind);
    }
  }, 120_000);

  it('that are wrong are told row by row, and put right by a rebuild', async () => {
    const home = await createCompany(database);
    await home.createDeal(priced(100));
    await database.session((sql) => sql.exec('UPDATE open_stock SET count = count + 1; DELETE FROM stage_entry'));
    const problems = await home.tenant.funnel.verifyCounters();
    expect(problems).toHaveLength(3);
    expect(problems.join('\n')).toMatch(/open_stock has .*\n.*open_stock does not\n.*stage_entry does not/);
    expect(await home.tenant.funnel.rebuildCounters()).toBe(1);
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  });
});

describe('a rebuild of many deals', () => {
  it('is counted in a thread, lets others read and write in between, and counts what they wrote', async () => {
    const database = await openTestDatabase();
    const home = await withPiotr(await createCompany(database));
    for (const what of EVERY_COMMAND.slice(0, 9)) await executeCommand(home, what, MONDAY, 1);
    // A thousand more of the same, in a blink; nobody has counted them.
    const copy = (table: string, column: string) =>
      `INSERT INTO ${table} SELECT r.* FROM ${table} AS t, generate_series(2, 1001) AS n,
        jsonb_populate_record(t, jsonb_build_object('${column}', n)) AS r`;
    await database.session((sql) =>
      sql.exec(`${copy('deal', 'number')}; ${copy('deal_event', 'deal_number')}; UPDATE workspace SET next_deal_number = 1002`),
    );
    const order: string[] = [];
    const rebuilt = home.tenant.funnel.rebuildCounters().then((deals) => {
      order.push('rebuilt');
      return deals;
    });
    // Deals that were counted already, and new ones, while it counts.
    for (const [turn, what] of (['advance', 'lose', 'open', 'withdraw', 'advance'] as const).entries()) {
      await executeCommand(home, { ...toCommand(what), deal: turn }, MONDAY + (9 + turn) * 50 * HOUR_MS, 1001);
      order.push(what);
    }
    expect(await rebuilt).toBe(1002);
    expect(order.indexOf('rebuilt')).toBeGreaterThan(0);
    await expectExact(database, home);
    await database.close();
  }, 120_000);
});

describe('what a rebuild has counted', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  beforeEach(() => emptyDatabase(database));
  afterAll(() => database.close());

  /** Far longer than the thread below rests before it ends. */
  const LOCKED_MS = 300;
  /** A thread that soon gives its memory back, where the lock before the end takes a while. */
  const brief = () => {
    const beside = createWorkerThread({}, 20);
    const waits: WorkerThread = {
      ...beside,
      run: async (name, data) => {
        if (name === 'lastVersions') await new Promise((resolve) => setTimeout(resolve, LOCKED_MS));
        return beside.run(name, data);
      },
    };
    return { beside, waits };
  };

  it('waits in its thread for the lock, however long that takes', async () => {
    const home = await createCompany(database);
    await home.createDeal(priced(100));
    const { beside, waits } = brief();
    expect(await rebuildCounters(database.prisma, 'T1', waits)).toBe(1);
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
    await beside.terminate();
  });

  it('goes with a rebuild that fails, and the thread rests again', async () => {
    const home = await createCompany(database);
    await home.createDeal(priced(100));
    const { beside, waits } = brief();
    let id = '';
    let held = 0;
    const fails: WorkerThread = {
      ...waits,
      keepAlive: () => {
        const release = beside.keepAlive();
        held += 1;
        return () => {
          held -= 1;
          release();
        };
      },
      run: async (name, data) => {
        if (name === 'count') ({ id } = data as { readonly id: string });
        if (name === 'result') throw new Error('the database is gone');
        return waits.run(name, data);
      },
    };
    await expect(rebuildCounters(database.prisma, 'T1', fails)).rejects.toThrow('the database is gone');
    expect(held).toBe(0);
    await expect(beside.run('result', { id })).rejects.toThrow('what was counted is gone');
    await beside.terminate();
  });
});

/** Kinds of command by turn of a writer: opening, moving on and back, closing, reopening, taking back. */
const COMMAND_CYCLE: readonly DealCommand['what'][] = [
  'open',
  'advance',
  'move',
  'advance',
  'undo',
  'lose',
  'reopen',
  'move',
  'win',
  'open',
  'assign',
  'edit',
  'withdraw',
];

describe('eight writers at once', () => {
  it('never wait for each other in a circle, and leave the counters exact, a rebuild in their midst included', async () => {
    const where = await createTestDatabase('migrated');
    const database = await openDatabase(where);
    const home = await withPiotr(await createCompany(database));
    for (let n = 0; n < 8; n += 1) await home.createDeal({}, MONDAY);

    let written = 0;
    const writer = async (own: number) => {
      for (let turn = 0; turn < 66; turn += 1) {
        const command: DealCommand = {
          // Two thirds are moves in both directions at the same time: they touch the same two rows of stock, and two of them the other way round.
          what: turn % 3 === 0 ? (COMMAND_CYCLE[(turn / 3 + own) % COMMAND_CYCLE.length] ?? 'advance') : 'move',
          // Mostly one's own deal, sometimes everybody's: the rows of the counters are shared anyway.
          deal: turn % 6 === 3 ? turn % 8 : own,
          afterMs: 0,
          stage: turn % 2 === own % 2 ? 'needs' : 'offer',
          valueMinor: 1_000 * turn,
        };
        const saved = await executeCommand(home, command, MONDAY + turn * 60_000, 8);
        if (saved.ok) written += 1;
      }
    };
    const writers = Array.from({ length: 8 }, (_, own) => writer(own));
    await home.tenant.funnel.rebuildCounters();
    await Promise.all(writers);

    expect(written).toBeGreaterThan(80);
    await expectExact(database, home);
    await database.close();

    if (inject('testServer') !== null) {
      const fresh = await connect(where);
      // A connection hands in its statistics when it has ended.
      await expect
        .poll(() =>
          fresh.session((sql) =>
            sql.query(
              "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query <> '' AND application_name = $1",
              ['lejek'],
            ),
          ),
        )
        .toHaveLength(1);
      const [row] = await fresh.session((sql) =>
        sql.query('SELECT deadlocks::integer AS deadlocks FROM pg_stat_database WHERE datname = current_database()'),
      );
      await fresh.close();
      expect(row?.['deadlocks']).toBe(0);
    }
  }, 60_000);
});
