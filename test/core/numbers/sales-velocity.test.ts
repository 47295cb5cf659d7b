import { describe, expect, it } from 'vitest';
import { salesVelocities, velocityWindowStart } from '../../../src/core/numbers/sales-velocity.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';

const NOW = Date.parse('2025-02-04T00:00:00Z');
const DAYS = 187;

/** As many open deals as this on average. */
const open = (ownerId: string, deals: number) => ({ ownerId, openMs: deals * DAYS * DAY_MS });
const lost = (memberId: string, count: number, month = '2025-01') => ({
  stageId: 'lead',
  memberId,
  month,
  notLost: 0,
  lost: count,
});
const won = (ownerId: string, count: number, eachMinor = 1870) => ({ ownerId, count, valueMinor: count * eachMinor });

type Window = Parameters<typeof salesVelocities>[1];

const velocities = (repExits: readonly ReturnType<typeof lost>[], window: Window) => salesVelocities({ repExits }, window, NOW);

describe('sales velocity', () => {
  it('is what is won per day, and names the input that is farthest behind', () => {
    const exits = [lost('anna', 5), lost('jan', 15)];
    const both = [open('anna', 20), open('jan', 20)];
    const [anna, jan] = velocities(exits, { won: [won('anna', 15), won('jan', 5)], open: both });
    expect(anna).toMatchObject({ winShare: 0.75, deals: 20, cycleDays: DAYS, perDayMinor: 150, bottleneck: null });
    expect(jan).toMatchObject({ winShare: 0.25, perDayMinor: 50, bottleneck: { input: 'winShare', own: 0.25, team: 0.5 } });
    expect(velocities(exits, { won: [], open: both }).map(({ perDayMinor }) => perDayMinor)).toEqual([0, 0]);
  });

  it('is the product of what it is told by', () => {
    const [anna] = velocities([lost('anna', 6)], { won: [won('anna', 14, 2500)], open: [open('anna', 9)] });
    if (anna === undefined) throw new Error('no velocity');
    expect((anna.deals * anna.winShare * anna.valueMinor) / anna.cycleDays).toBeCloseTo(anna.perDayMinor, 9);
  });

  it('names value, cycle or number of deals where that is behind', () => {
    const even = [lost('anna', 10), lost('jan', 10)];
    const behind = (repExits: readonly ReturnType<typeof lost>[], window: Window) =>
      velocities(repExits, window).find(({ memberId }) => memberId === 'jan')?.bottleneck?.input;
    const same = [open('anna', 20), open('jan', 20)];
    expect(behind(even, { won: [won('anna', 10), won('jan', 10, 500)], open: same })).toBe('value');
    expect(behind(even, { won: [won('anna', 10), won('jan', 10)], open: same })).toBeUndefined();
    const slow = [open('anna', 20), open('jan', 60)];
    expect(behind(even, { won: [won('anna', 10), won('jan', 10)], open: slow })).toBe('cycle');
    const few = { won: [won('anna', 30), won('jan', 10)], open: [open('anna', 60), open('jan', 20)] };
    expect(behind([lost('anna', 30), lost('jan', 10)], few)).toBe('deals');
  });

  it('counts wins and losses over the same months, and is silent below five of them or where nothing was open', () => {
    expect(new Date(velocityWindowStart(NOW)).toISOString()).toBe('2024-08-01T00:00:00.000Z');
    const exits = [lost('anna', 4), lost('anna', 9, '2024-07'), lost('jan', 3, '2024-08'), lost('ewa', 9)];
    const told = velocities(exits, { won: [won('jan', 2)], open: [open('anna', 20), open('jan', 20), open('ewa', 0)] });
    expect(told.map(({ memberId, closed }) => [memberId, closed])).toEqual([['jan', 5]]);
  });

  it('compares nobody who sells alone, and nobody with fewer than ten closed deals', () => {
    const alone = velocities([lost('anna', 20)], { won: [won('anna', 5)], open: [open('anna', 20)] });
    expect(alone[0]?.bottleneck).toBeNull();
    const few = velocities([lost('anna', 20), lost('jan', 6)], {
      won: [won('anna', 20)],
      open: [open('anna', 20), open('jan', 1)],
    });
    expect(few.find(({ memberId }) => memberId === 'jan')?.bottleneck).toBeNull();
    expect((NOW - velocityWindowStart(NOW)) / DAY_MS).toBe(DAYS);
  });
});
