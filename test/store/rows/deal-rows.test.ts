import { describe, expect, it } from 'vitest';
import { toDealState } from '../../../src/core/deal/deal.ts';
import type { DealEvent } from '../../../src/core/deal/deal-event.ts';
import { toDealEvent, toEventRow, upgradeState } from '../../../src/store/rows/deal-rows.ts';
import { freshDeal, MONDAY } from '../../support/deal-builders.ts';
import { priced } from '../../support/priced.ts';

const OWN = { win: 0.8, until: '2026-12-12', by: 'anna' } as const;
const { value: _, ...valueless } = toDealState(freshDeal().file.deal);
const unknown = { ...valueless, valueMinor: null, currency: 'PLN' };

describe('the state of a deal in an event of an earlier version', () => {
  const { winOverride: __, ...state } = unknown;

  it('has the own win probability under the name of that time', () => {
    expect(upgradeState({ ...state, ownWin: OWN })).toEqual({ ...valueless, value: null, winOverride: OWN });
  });

  it('has none where there were none yet', () => {
    expect(upgradeState(state)).toEqual({ ...valueless, value: null, winOverride: null });
  });

  it('has no steps after the next one where one was all there was', () => {
    const { laterSteps, ...older } = state;
    expect(laterSteps).toEqual([]);
    expect(upgradeState({ ...older, winOverride: null })).toEqual({ ...valueless, value: null, winOverride: null });
  });

  it('of this version is as it was written', () => {
    expect(upgradeState({ ...state, winOverride: OWN })).toEqual({ ...valueless, value: null, winOverride: OWN });
  });
});

describe('a value', () => {
  const event = (fields: readonly string[]): DealEvent => {
    const [opened] = freshDeal(priced(48_000_00, 'CHF')).history;
    if (opened === undefined) throw new Error('the deal has no event');
    return { ...opened, before: opened.after, fields };
  };
  const row = toEventRow('T1', event(['value', 'rate']), MONDAY);

  it('is stored as every version stored it, an amount beside its currency, and read back whole', () => {
    expect(row).toMatchObject({ after: { valueMinor: 48_000_00, currency: 'CHF' }, before: { valueMinor: 48_000_00 } });
    expect(row.after).not.toHaveProperty('value');
    expect(row.fields).toEqual(['valueMinor', 'rate']);
    expect(toDealEvent(row)).toEqual(event(['value', 'rate']));
  });

  it('that an earlier version changed, its currency included, is one field', () => {
    expect(toDealEvent({ ...row, fields: ['name', 'valueMinor', 'currency'] }).fields).toEqual(['name', 'value']);
  });

  it('that nobody knows has no currency, whichever stands beside it', () => {
    expect(upgradeState({ ...unknown, currency: 'EUR' }).value).toBeNull();
    const nothing = toEventRow('T1', { ...event([]), after: upgradeState(unknown) }, MONDAY);
    expect(nothing.after).toMatchObject({ valueMinor: null, currency: 'XXX' });
  });
});
