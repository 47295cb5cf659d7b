import { describe, expect, it } from 'vitest';
import { lose } from '../../../../src/core/deal/close.ts';
import { edit } from '../../../../src/core/deal/edit.ts';
import { hygieneState, isKeptSince, markKept } from '../../../../src/core/deal/hygiene/hygiene.ts';
import { undo } from '../../../../src/core/deal/undo.ts';
import { DAY_MS, HOUR_MS } from '../../../../src/core/time/durations.ts';
import {
  acceptedChange,
  actBy,
  type DealWithHistory,
  expectedRefusal,
  freshDeal,
  MONDAY,
  PIPELINE,
  withChange,
} from '../../../support/deal-builders.ts';

/** The digest, a week after the deal was made with a close date that has passed since. */
const SINCE = MONDAY + 7 * DAY_MS;
const NOW = SINCE + HOUR_MS;
const TODAY = '2026-11-23';
const late = () => freshDeal({ closeOn: '2026-11-20' });
const keep = (life: DealWithHistory, who = 'anna', role: 'rep' | 'manager' = 'rep', since = SINCE, at = NOW) =>
  markKept(life.file, { history: life.history, since }, actBy(who, at, role));
const toHygieneState = ({ file, history }: DealWithHistory, since = SINCE) => hygieneState(file.deal, { history, since }, TODAY);

describe('a deal past its close date', () => {
  it('is kept once per digest, and nothing else about it changes', () => {
    expect(toHygieneState(late())).toEqual({ kind: 'wanted' });
    const change = acceptedChange(keep(late()));
    expect(change.event.after).toEqual(change.event.before);
    const kept = withChange(late(), change);
    expect(toHygieneState(kept)).toEqual({ kind: 'kept' });
    expect(expectedRefusal(keep(kept)).why).toBe('nothingToChange');
    // The next digest asks anew.
    expect(toHygieneState(kept, SINCE + 7 * DAY_MS)).toEqual({ kind: 'wanted' });
    expect(keep(kept, 'anna', 'rep', SINCE + 7 * DAY_MS, SINCE + 8 * DAY_MS).ok).toBe(true);
  });

  it('is kept by its owner or a manager; one without a date likewise, one with a date to come not at all', () => {
    expect(expectedRefusal(keep(late(), 'piotr'))).toMatchObject({ why: 'notAllowed', ownerId: 'anna' });
    expect(keep(late(), 'ewa', 'manager').ok).toBe(true);
    expect(keep(freshDeal()).ok).toBe(true);
    expect(expectedRefusal(keep(freshDeal({ closeOn: '2026-12-18' }))).why).toBe('nothingToChange');
  });

  it('is as it became: dated anew, lost, or asked about again when keeping it was taken back', () => {
    const dated = withChange(
      late(),
      acceptedChange(edit(late().file, { pipeline: PIPELINE, edits: { deal: { closeOn: '2026-12-18' } } }, actBy('anna', NOW))),
    );
    expect(toHygieneState(dated)).toEqual({ kind: 'dated', on: '2026-12-18' });
    const lost = withChange(
      late(),
      acceptedChange(lose(late().file, { pipeline: PIPELINE, reasonId: 'decision', note: '' }, actBy('anna', NOW))),
    );
    expect(toHygieneState(lost)).toEqual({ kind: 'lost' });
    expect(expectedRefusal(keep(lost)).why).toBe('closed');
    const kept = withChange(late(), acceptedChange(keep(late())));
    const back = withChange(kept, acceptedChange(undo(kept.file, kept.history, actBy('anna', NOW))));
    expect(isKeptSince(back.history, SINCE)).toBe(false);
    expect(toHygieneState(back)).toEqual({ kind: 'wanted' });
  });
});
