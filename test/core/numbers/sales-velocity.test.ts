import { describe, expect, it } from 'vitest';
import { NO_COUNTERS } from '../../../src/core/history/counters.ts';
import { salesVelocities, velocityWindowStart } from '../../../src/core/numbers/sales-velocity.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';

const NOW = Date.parse('2025-02-04T00:00:00Z');
const DAYS = 187;

const stock = (ownerId: string, count: number) => ({
  stageId: 'lead',
  ownerId,
  tier: 0,
  day: '2025-01-20' as const,
  count,
  offsetMs: 0,
  valueMinor: 0,
  unpriced: 0,
});
const lost = (memberId: string, count: number, month = '2025-01') => ({
  stageId: 'lead',
  memberId,
  month,
  notLost: 0,
  lost: count,
});
const won = (ownerId: string, count: number, eachMinor = 1870) => ({ ownerId, count, valueMinor: count * eachMinor });

describe('sales velocity', () => {
  it('is what is won per day, and names the input that is farthest behind', () => {
    const counters = {
      ...NO_COUNTERS,
      stock: [stock('anna', 20), stock('jan', 20)],
      repExits: [lost('anna', 5), lost('jan', 15)],
    };
    const [anna, jan] = salesVelocities(counters, [won('anna', 15), won('jan', 5)], NOW);
    expect(anna).toMatchObject({ winShare: 0.75, cycleDays: DAYS, perDayMinor: 150, bottleneck: null });
    expect(jan).toMatchObject({ winShare: 0.25, perDayMinor: 50, bottleneck: { input: 'winShare', own: 0.25, team: 0.5 } });
    expect(salesVelocities(counters, [], NOW).map(({ perDayMinor }) => perDayMinor)).toEqual([0, 0]);
  });

  it('names value, cycle or number of deals where that is behind', () => {
    const behind = (counters: typeof NO_COUNTERS, wins: readonly ReturnType<typeof won>[]) =>
      salesVelocities(counters, wins, NOW).find(({ memberId }) => memberId === 'jan')?.bottleneck?.input;
    const even = { ...NO_COUNTERS, stock: [stock('anna', 20), stock('jan', 20)], repExits: [lost('anna', 10), lost('jan', 10)] };
    expect(behind(even, [won('anna', 10), won('jan', 10, 500)])).toBe('value');
    expect(behind(even, [won('anna', 10), won('jan', 10)])).toBeUndefined();
    const slow = { ...even, stock: [stock('anna', 20), stock('jan', 60)] };
    expect(behind(slow, [won('anna', 10), won('jan', 10)])).toBe('cycle');
    const few = { ...even, stock: [stock('anna', 60), stock('jan', 20)], repExits: [lost('anna', 30), lost('jan', 10)] };
    expect(behind(few, [won('anna', 30), won('jan', 10)])).toBe('deals');
  });

  it('counts wins and losses over the same months, and is silent below five of them or with nothing open', () => {
    expect(new Date(velocityWindowStart(NOW)).toISOString()).toBe('2024-08-01T00:00:00.000Z');
    const counters = {
      ...NO_COUNTERS,
      stock: [stock('anna', 20), stock('jan', 20)],
      repExits: [lost('anna', 4), lost('anna', 9, '2024-07'), lost('jan', 3, '2024-08'), lost('ewa', 9)],
    };
    expect(salesVelocities(counters, [won('jan', 2)], NOW).map(({ memberId, closed }) => [memberId, closed])).toEqual([
      ['jan', 5],
    ]);
  });

  it('compares nobody who sells alone, and nobody with fewer than ten closed deals', () => {
    const onlyAnna = { ...NO_COUNTERS, stock: [stock('anna', 20)], repExits: [lost('anna', 20)] };
    expect(salesVelocities(onlyAnna, [won('anna', 5)], NOW)[0]?.bottleneck).toBeNull();
    const both = { ...NO_COUNTERS, stock: [stock('anna', 20), stock('jan', 1)], repExits: [lost('anna', 20), lost('jan', 6)] };
    expect(salesVelocities(both, [won('anna', 20)], NOW).find(({ memberId }) => memberId === 'jan')?.bottleneck).toBeNull();
    expect((NOW - velocityWindowStart(NOW)) / DAY_MS).toBe(DAYS);
  });
});
