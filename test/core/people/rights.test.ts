import { expect, test } from 'vitest';
import type { Role } from '../../../src/core/people/member.ts';
import { isAllowed, type Permission, RIGHTS } from '../../../src/core/people/rights.ts';

const ROLES: readonly Role[] = ['rep', 'manager', 'admin'];
const ACTIONS = Object.keys(RIGHTS) as readonly Permission[];

test('a rep changes own deals only', () => {
  expect(isAllowed('rep', 'deal.advance', { own: true })).toBe(true);
  expect(isAllowed('rep', 'deal.advance', { own: false })).toBe(false);
});

test('a manager changes the whole pipeline, but not the settings', () => {
  expect(isAllowed('manager', 'deal.lose', { own: false })).toBe(true);
  expect(isAllowed('manager', 'settings.change')).toBe(false);
  expect(isAllowed('admin', 'settings.change')).toBe(true);
});

test('everybody sees deals and the funnel', () => {
  for (const role of ROLES) expect([isAllowed(role, 'deal.see'), isAllowed(role, 'funnel.see')]).toEqual([true, true]);
});

test.each(ACTIONS)('%s: who may, may as well with a higher role and with an own deal', (action) => {
  const allowed = ROLES.map((role) => Number(isAllowed(role, action)));
  expect(allowed).toEqual([...allowed].sort());
  for (const role of ROLES)
    expect(Number(isAllowed(role, action, { own: true }))).toBeGreaterThanOrEqual(Number(isAllowed(role, action)));
});
