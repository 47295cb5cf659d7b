import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { COUNTER_TABLES } from '../../src/store/counter-rows.ts';
import { rebuildCounters } from '../../src/store/counters-rebuild.ts';
import { connect, type Database, openDatabase } from '../../src/store/database.ts';
import { type Thread, thread } from '../../src/thread/thread.ts';
import { MONDAY } from '../support/deal-builders.ts';
import { anyCommand, type Command, carryOut, carryOutAll, withPiotr } from '../support/store/commands.ts';
import { emptied, newTestDatabase } from '../support/store/test-database.ts';
import { type Company, company } from '../support/tenant.ts';

/** The rows of every counter table, those of nothing but zeros left out. */
async function counters(database: Database): Promise<readonly string[]> {
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
  expect(await home.tenant.funnel.verify()).toEqual([]);
  const stages = await database.session((sql) => sql.query(BALANCE));
  for (const stage of stages) {
    const { deals, value } = stage;
    expect(stage).toMatchObject({ stayed: deals, counted: deals, countedValue: value });
  }
  const before = await counters(database);
  await home.tenant.funnel.rebuild();
  expect(await counters(database)).toEqual(before);
}

const HOUR = 3_600_000;
const step = (what: Command['what'], stage: Command['stage'] = 'lead', afterMs = 50 * HOUR): Command => ({
  what,
  deal: 0,
  afterMs,
  stage,
  valueMinor: 90_000,
});
/** Every kind of event once, and undone where that is told apart: the least that the sequences cover. */
const TOUR: readonly Command[] = [
  step('open'),
  step('advance'),
  step('move', 'offer'),
  step('undo', 'lead', 1),
  step('move', 'offer'),
  step('edit'),
  step('assign'),
  step('undo', 'lead', 1),
  step('assign'),
  step('note'),
  step('move', 'lead'),
  step('win'),
  step('reopen'),
  step('lose'),
  step('undo', 'lead', 1),
  step('lose'),
  step('open'),
  step('withdraw'),
  step('undo', 'lead', 1),
  step('withdraw'),
];

describe('the counters', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(await newTestDatabase('migrated'));
  });
  beforeEach(() => emptied(database));
  afterAll(() => database.close());

  it('equal the history after any sequence of commands, and a rebuild changes nothing', async () => {
    const done = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(anyCommand, { minLength: 10, maxLength: 40 }), async (commands) => {
        await emptied(database);
        const home = await withPiotr(await company(database));
        const { all } = await carryOutAll(home, commands, MONDAY);
        for (const saved of all) if (saved.ok) done.add(saved.event.kind);
        await expectExact(database, home);
      }),
      { numRuns: 15, examples: [[[...TOUR]]] },
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
    const home = await company(database);
    await home.open({ valueMinor: 100, pipelineValueMinor: 100 });
    await database.session((sql) => sql.exec('UPDATE open_stock SET count = count + 1; DELETE FROM stage_entry'));
    const problems = await home.tenant.funnel.verify();
    expect(problems).toHaveLength(3);
    expect(problems.join('\n')).toMatch(/open_stock has .*\n.*open_stock does not\n.*stage_entry does not/);
    expect(await home.tenant.funnel.rebuild()).toBe(1);
    expect(await home.tenant.funnel.verify()).toEqual([]);
  });
});

describe('a rebuild of many deals', () => {
  it('is counted in a thread, lets others read and write in between, and counts what they wrote', async () => {
    const database = await openDatabase(await newTestDatabase('migrated'));
    const home = await withPiotr(await company(database));
    for (const what of TOUR.slice(0, 9)) await carryOut(home, what, MONDAY, 1);
    // A thousand more of the same, in a blink; nobody has counted them.
    const copy = (table: string, column: string) =>
      `INSERT INTO ${table} SELECT r.* FROM ${table} AS t, generate_series(2, 1001) AS n,
        jsonb_populate_record(t, jsonb_build_object('${column}', n)) AS r`;
    await database.session((sql) =>
      sql.exec(`${copy('deal', 'number')}; ${copy('deal_event', 'deal_number')}; UPDATE workspace SET next_deal_number = 1002`),
    );
    const order: string[] = [];
    const rebuilt = home.tenant.funnel.rebuild().then((deals) => {
      order.push('rebuilt');
      return deals;
    });
    // Deals that were counted already, and new ones, while it counts.
    for (const [turn, what] of (['advance', 'lose', 'open', 'withdraw', 'advance'] as const).entries()) {
      await carryOut(home, { ...step(what), deal: turn }, MONDAY + (9 + turn) * 50 * HOUR, 1001);
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
    database = await openDatabase(await newTestDatabase('migrated'));
  });
  beforeEach(() => emptied(database));
  afterAll(() => database.close());

  /** Far longer than the thread below rests before it ends. */
  const LOCKED_MS = 300;
  /** A thread that soon gives its memory back, where the lock before the end takes a while. */
  const brief = () => {
    const beside = thread({}, 20);
    const waits: Thread = {
      ...beside,
      run: async (name, data) => {
        if (name === 'seen') await new Promise((resolve) => setTimeout(resolve, LOCKED_MS));
        return beside.run(name, data);
      },
    };
    return { beside, waits };
  };

  it('waits in its thread for the lock, however long that takes', async () => {
    const home = await company(database);
    await home.open({ valueMinor: 100, pipelineValueMinor: 100 });
    const { beside, waits } = brief();
    expect(await rebuildCounters(database.prisma, 'T1', waits)).toBe(1);
    expect(await home.tenant.funnel.verify()).toEqual([]);
    await beside.end();
  });

  it('goes with a rebuild that fails, and the thread rests again', async () => {
    const home = await company(database);
    await home.open({ valueMinor: 100, pipelineValueMinor: 100 });
    const { beside, waits } = brief();
    let id = '';
    let held = 0;
    const fails: Thread = {
      ...waits,
      hold: () => {
        const release = beside.hold();
        held += 1;
        return () => {
          held -= 1;
          release();
        };
      },
      run: async (name, data) => {
        if (name === 'count') ({ id } = data as { readonly id: string });
        if (name === 'counted') throw new Error('the database is gone');
        return waits.run(name, data);
      },
    };
    await expect(rebuildCounters(database.prisma, 'T1', fails)).rejects.toThrow('the database is gone');
    expect(held).toBe(0);
    await expect(beside.run('counted', { id })).rejects.toThrow('what was counted is gone');
    await beside.end();
  });
});

/** Kinds of command by turn of a writer: opening, moving on and back, closing, reopening, taking back. */
const TURNS: readonly Command['what'][] = [
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
    const where = await newTestDatabase('migrated');
    const database = await openDatabase(where);
    const home = await withPiotr(await company(database));
    for (let n = 0; n < 8; n += 1) await home.open({}, MONDAY);

    let written = 0;
    const writer = async (own: number) => {
      for (let turn = 0; turn < 66; turn += 1) {
        const command: Command = {
          // Two thirds are moves in both directions at the same time: they touch the same two rows of stock, and two of them the other way round.
          what: turn % 3 === 0 ? (TURNS[(turn / 3 + own) % TURNS.length] ?? 'advance') : 'move',
          // Mostly one's own deal, sometimes everybody's: the rows of the counters are shared anyway.
          deal: turn % 6 === 3 ? turn % 8 : own,
          afterMs: 0,
          stage: turn % 2 === own % 2 ? 'needs' : 'offer',
          valueMinor: 1_000 * turn,
        };
        const saved = await carryOut(home, command, MONDAY + turn * 60_000, 8);
        if (saved.ok) written += 1;
      }
    };
    const writers = Array.from({ length: 8 }, (_, own) => writer(own));
    await home.tenant.funnel.rebuild();
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
