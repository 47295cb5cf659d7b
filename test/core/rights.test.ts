import { expect, test } from 'vitest';
import type { Role } from '../../src/core/member.ts';
import { type Action, may, RIGHTS } from '../../src/core/rights.ts';

const ROLES: readonly Role[] = ['rep', 'manager', 'admin'];
const ACTIONS = Object.keys(RIGHTS) as readonly Action[];

test('a rep changes own deals only', () => {
  expect(may('rep', 'deal.advance', { own: true })).toBe(true);
  expect(may('rep', 'deal.advance', { own: false })).toBe(false);
});

test('a manager changes the whole pipeline, but not the settings', () => {
  expect(may('manager', 'deal.lose', { own: false })).toBe(true);
  expect(may('manager', 'settings.change')).toBe(false);
  expect(may('admin', 'settings.change')).toBe(true);
});

test('everybody sees deals and the funnel', () => {
  for (const role of ROLES) expect([may(role, 'deal.see'), may(role, 'funnel.see')]).toEqual([true, true]);
});

test.each(ACTIONS)('%s: who may, may as well with a higher role and with an own deal', (action) => {
  const allowed = ROLES.map((role) => Number(may(role, action)));
  expect(allowed).toEqual([...allowed].sort());
  for (const role of ROLES) expect(Number(may(role, action, { own: true }))).toBeGreaterThanOrEqual(Number(may(role, action)));
});
