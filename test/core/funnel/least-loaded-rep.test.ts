import { expect, test } from 'vitest';
import { leastLoadedRep } from '../../../src/core/funnel/least-loaded-rep.ts';
import type { StockRow } from '../../../src/core/history/counters.ts';
import type { Member } from '../../../src/core/people/member.ts';

const held = (ownerId: string, count: number): StockRow => ({
  ...{ stageId: 'lead', ownerId, tier: 0, day: '2026-11-16', count },
  ...{ offsetMs: 0, valueMinor: 0, unpriced: 0 },
});
const person = (id: string, more: Partial<Member> = {}): Member => ({
  ...{
    id,
    slackUserId: `U-${id}`,
    name: id,
    role: 'rep',
    language: null,
    locale: null,
    timeZone: null,
    quiet: null,
    directOff: [],
    awayUntil: null,
    standInId: null,
    account: 'member',
    accountCheckedAt: null,
    active: true,
  },
  ...more,
});

test('most room for new deals has the one of those who sell and can be asked who holds fewest', () => {
  const stock = [held('anna', 3), held('anna', 1), held('piotr', 3), held('gone', 1), held('imported', 1)];
  const team = [person('anna'), person('piotr'), person('new')];
  expect(leastLoadedRep(stock, team)).toBe('piotr');
  const away = [person('gone', { active: false }), person('imported', { slackUserId: null })];
  expect(leastLoadedRep(stock, [...away, ...team])).toBe('piotr');
  expect(leastLoadedRep([held('anna', 2), held('piotr', 2)], team)).toBe('anna');
  expect(leastLoadedRep([], team)).toBeNull();
});
