import { describe, expect, it } from 'vitest';
import { toDealState } from '../../../src/core/deal/deal.ts';
import { upgradeState } from '../../../src/store/rows/deal-rows.ts';
import { freshDeal } from '../../support/deal-builders.ts';

const OWN = { win: 0.8, until: '2026-12-12', by: 'anna' } as const;

describe('the state of a deal in an event of an earlier version', () => {
  const { winOverride: _, ...state } = toDealState(freshDeal().file.deal);

  it('has the own win probability under the name of that time', () => {
    expect(upgradeState({ ...state, ownWin: OWN })).toEqual({ ...state, winOverride: OWN });
  });

  it('has none where there were none yet', () => {
    expect(upgradeState(state)).toEqual({ ...state, winOverride: null });
  });

  it('of this version is as it was written', () => {
    expect(upgradeState({ ...state, winOverride: OWN })).toEqual({ ...state, winOverride: OWN });
  });
});
