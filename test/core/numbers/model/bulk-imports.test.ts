import { expect, it } from 'vitest';
import { estimateArrivals } from '../../../../src/core/numbers/model/arrivals.ts';
import { excludeBulkImports } from '../../../../src/core/numbers/model/bulk-imports.ts';
import { addDays, type PlainDate } from '../../../../src/core/time/calendar.ts';

const NOW = Date.parse('2026-11-16T09:00:00Z');
const row = (day: PlainDate, count: number, how: 'imported' | 'created' = 'imported') => ({ stageId: 'lead', day, how, count });
/** So many a day over the last 90 days. */
const daily = (count: number, how?: 'imported' | 'created') =>
  Array.from({ length: 90 }, (_, index) => row(addDays('2026-11-16', -index), count, how));

it('five thousand deals imported on one day are a bulk import of old deals, not arrivals', () => {
  expect(excludeBulkImports([row('2026-11-10', 5000)])).toEqual([]);
  const own = daily(2, 'created');
  expect(estimateArrivals([...own, row('2026-11-10', 5000)], NOW)).toEqual(estimateArrivals(own, NOW));
});

it('a history imported day by day is one of arrivals, however large the firm', () => {
  expect(excludeBulkImports(daily(40))).toEqual(daily(40));
  expect(estimateArrivals(daily(40), NOW).perDay).toBeCloseTo(estimateArrivals(daily(40, 'created'), NOW).perDay, 9);
  expect(estimateArrivals(daily(40), NOW).perDay).toBeCloseTo(40, 0);
});

it('twenty deals imported on a day, and any number created, are arrivals', () => {
  const rows = [row('2026-11-10', 20), row('2026-11-11', 300, 'created')];
  expect(excludeBulkImports(rows)).toEqual(rows);
});
