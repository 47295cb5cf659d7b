import { expect, it } from 'vitest';
import { isAway, type Member, managersOnDuty, onDuty, standsInFor } from '../../../src/core/people/member.ts';

const person = (id: string, more: Partial<Member> = {}): Member => ({
  ...{
    id,
    slackUserId: `U-${id}`,
    name: id,
    role: 'manager',
    language: null,
    locale: null,
    timeZone: null,
    quiet: null,
    directOff: [],
  },
  ...{ awayUntil: null, standInId: null, account: 'member', accountCheckedAt: null, active: true },
  ...more,
});
const TODAY = '2026-11-16';
const away = (id: string, standInId: string | null = null, until: Member['awayUntil'] = '2026-11-20') =>
  person(id, { awayUntil: until, standInId });
const duty = (asked: string, ...people: readonly Member[]) => {
  const byId = new Map(people.map((each) => [each.id, each]));
  const first = byId.get(asked);
  return first === undefined ? undefined : onDuty(first, byId, TODAY)?.id;
};

it('is the person, until and but for the days of an absence', () => {
  expect(duty('a', person('a'))).toBe('a');
  expect(duty('a', away('a', 'b', '2026-11-15'), person('b'))).toBe('a');
  expect([isAway(away('a', null, TODAY), TODAY), isAway(away('a', null, '2026-11-15'), TODAY)]).toEqual([true, false]);
});

it('is who stands in, and who stands in for them; nobody in a circle, or where nobody was named or is here', () => {
  expect(duty('a', away('a', 'b'), person('b'))).toBe('b');
  expect(duty('a', away('a', 'b'), away('b', 'c'), person('c'))).toBe('c');
  expect(duty('a', away('a', 'b'), away('b', 'a'))).toBe(undefined);
  expect(duty('a', away('a'))).toBe(undefined);
  expect(duty('a', away('a', 'b'), person('b', { active: false }))).toBe(undefined);
});

it('of the managers is each or their stand-in, once; all of them where that is nobody', () => {
  const ids = (...people: readonly Member[]) => managersOnDuty(people, TODAY).map(({ id }) => id);
  expect(ids(person('a'), away('b', 'a'))).toEqual(['a']);
  expect(ids(away('a', 'r'), person('r', { role: 'rep' }))).toEqual(['r']);
  expect(ids(away('a'), away('b'))).toEqual(['a', 'b']);
});

it('names whom somebody stands in for today', () => {
  expect(standsInFor(person('b'), [away('a', 'b'), away('c', 'b', '2026-11-01'), away('d', 'x')], TODAY)).toEqual(['a']);
});
