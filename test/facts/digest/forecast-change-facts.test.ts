import { afterAll, beforeAll, expect, it } from 'vitest';
import { withdraw } from '../../../src/core/deal/close.ts';
import { isOpen } from '../../../src/core/deal/deal.ts';
import { DEAL_CHANGE_KINDS } from '../../../src/core/numbers/deal-change.ts';
import { addDays, dateAt } from '../../../src/core/time/calendar.ts';
import { DAY_MS, HOUR_MS } from '../../../src/core/time/durations.ts';
import { loadForecastChange, loadForecastChangeDeals } from '../../../src/facts/digest/forecast-change-facts.ts';
import { loadOrdinaryPeriods } from '../../../src/facts/digest/ordinary-periods.ts';
import { loadDigestFacts } from '../../../src/facts/digest/week-facts.ts';
import { computeForecastSnapshots } from '../../../src/facts/snapshot-facts.ts';
import type { Database } from '../../../src/store/db/database.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { createCompany, requireSaved } from '../../support/company.ts';
import { priced } from '../../support/priced.ts';
import { scopeAt } from '../../support/scope-at.ts';
import { openTestDatabase } from '../../support/store/test-database.ts';
import { writeYear } from '../../support/write-year.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const ZONE = 'Europe/Warsaw';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('a digest tells why the forecast moved since the one of a week ago, and each part opens its deals, as they stood then', async () => {
  const home = await createCompany(database);
  const { tenant, pipeline } = home;
  await writeYear(database, tenant, NOW, 150);
  const value = priced(120_000_00);
  await home.createDeal({ ...value, stageId: 'negotiation' }, NOW - 2 * DAY_MS);
  const scope = await scopeAt(home, NOW, ZONE);
  expect((await loadDigestFacts(scope, { thread: true })).forecastChange).toBeNull();

  const weekAgo = addDays(dateAt(NOW, ZONE), -7);
  const snapshots = await computeForecastSnapshots(scope, weekAgo, { whose: 'team' });
  await tenant.forecasts.save(pipeline.id, snapshots);
  const facts = await loadDigestFacts(scope, { thread: true });
  const change = facts.forecastChange;
  const said = facts.goals.find(({ period }) => period.kind === change?.period.kind);
  if (change === null || said?.forecast == null) throw new Error('no change was told');
  expect(change).toMatchObject({ on: weekAgo, restated: false });
  const sum = (amounts: readonly number[]): number => amounts.reduce((all, each) => all + each, 0);
  expect(change.fromMinor + sum(change.parts.map((part) => part.changeMinor))).toBe(change.toMinor);
  const [snapshot] = snapshots.filter(({ period }) => period === change.period.kind);
  const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThan(10_000_00);
  near(change.toMinor, said.forecast.expectedMinor);
  near(change.fromMinor, snapshot?.expectedMinor ?? 0);
  expect(change.parts.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['unmoved', 'created']));

  const query = { since: change.since, period: change.span, restMinor: change.restMinor };
  const rowsOf = async (kind: (typeof DEAL_CHANGE_KINDS)[number]) =>
    loadForecastChangeDeals(scope, { ...query, kind }, { limit: 1000, offset: 0 });
  const before = new Map<string, number>();
  for (const kind of DEAL_CHANGE_KINDS) {
    const { rows, total } = await rowsOf(kind);
    before.set(kind, total);
    const part = change.parts.find((each) => each.kind === kind);
    if (part === undefined) continue;
    expect([kind, total]).toEqual([kind, part.count]);
    // Ages of a group are its mean there, and each deal's own here.
    expect(Math.abs(sum(rows.map((row) => row.changeMinor)) - part.changeMinor)).toBeLessThan(5_000_00);
  }
  // Where no target is set one can be set by what ordinary periods brought.
  const ordinary = await loadOrdinaryPeriods(scope);
  expect(ordinary.map(({ kind }) => kind)).toEqual(['month', 'quarter']);
  const { deals } = await tenant.deals(ALL_DEALS).asOf(pipeline.id, NOW, {
    filter: { kind: 'won', from: Date.parse('2026-07-31T22:00:00Z'), to: Date.parse('2026-10-31T23:00:00Z') },
    ...{ limit: 1000, offset: 0 },
  });
  const lastQuarter = sum(deals.map(({ was }) => was.pipelineValueMinor ?? 0));
  const [, quarter] = ordinary;
  expect(lastQuarter).toBeGreaterThan((quarter?.lowMinor ?? 0) / 2);
  expect(lastQuarter).toBeLessThan((quarter?.highMinor ?? 0) * 2);

  // What happens after the post changes nothing of what it opens.
  const { rows } = await rowsOf('unmoved');
  const first = rows.find(({ now }) => isOpen(now));
  if (first === undefined) throw new Error('nothing stood still');
  const number = first.now.number;
  requireSaved(
    await tenant
      .deals(ALL_DEALS)
      .change(number, (file) => withdraw(file, home.act(NOW + HOUR_MS, 'admin')), home.writeRequest('later', NOW + HOUR_MS)),
  );
  const later = await rowsOf('unmoved');
  expect(later.total).toBe(before.get('unmoved'));
  expect(later.rows.find(({ now }) => now.number === number)?.was.stageId).toBe(first.was.stageId);
  // History that is entered later and lies before the week is said to be that.
  await home.createDeal({ ...value }, NOW - 40 * DAY_MS);
  const again = [{ period: said.period, forecast: { ...said.forecast, wonMinor: said.wonMinor } }];
  expect(await loadForecastChange(scope, again)).toMatchObject({ restated: true });
}, 60_000);
