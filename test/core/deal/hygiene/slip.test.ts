import { describe, expect, it } from 'vitest';
import { edit } from '../../../../src/core/deal/edit.ts';
import { findSlipCause, isSlip, parseSlipCause, recordSlipCause } from '../../../../src/core/deal/hygiene/slip.ts';
import { undo } from '../../../../src/core/deal/undo.ts';
import type { PlainDate } from '../../../../src/core/time/calendar.ts';
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

const withCloseDate = (life: DealWithHistory, closeOn: PlainDate | null, who = 'anna'): DealWithHistory =>
  withChange(life, acceptedChange(edit(life.file, { pipeline: PIPELINE, edits: { deal: { closeOn } } }, actBy(who))));
/** A deal whose date moved from 20 November to 18 December with its second event. */
const slipped = () => withCloseDate(freshDeal({ closeOn: '2026-11-20' }), '2026-12-18');
const answerSlip = (
  life: DealWithHistory,
  cause: 'guess' | 'obstacle',
  who = 'anna',
  role: 'rep' | 'manager' = 'rep',
  version = 2,
) => recordSlipCause(life.file, { history: life.history, version, cause }, actBy(who, MONDAY, role));

describe('a slip', () => {
  it('is a close date that moves later, not earlier, and not the first or the last one', () => {
    expect(slipped().history.map(isSlip)).toEqual([false, true]);
    expect(withCloseDate(slipped(), '2026-12-01').history.map(isSlip)).toEqual([false, true, false]);
    expect(withCloseDate(freshDeal(), '2026-12-01').history.map(isSlip)).toEqual([false, false]);
    expect(withCloseDate(slipped(), null).history.map(isSlip)).toEqual([false, true, false]);
  });

  it('keeps its cause in the history, once, and nothing else changes', () => {
    const life = slipped();
    const change = acceptedChange(answerSlip(life, 'guess'));
    expect(parseSlipCause(change.event)).toEqual({ cause: 'guess', of: 2 });
    expect(change.event.after).toEqual(change.event.before);
    const explained = withChange(life, change);
    expect(findSlipCause(explained.history, 2)).toBe('guess');
    expect(expectedRefusal(answerSlip(explained, 'obstacle')).why).toBe('nothingToChange');
    expect(explained.history.map(isSlip)).toEqual([false, true, false]);
  });

  it('may be told by whom moved the date, or a manager, and nobody else', () => {
    const life = slipped();
    expect(expectedRefusal(answerSlip(life, 'guess', 'piotr'))).toEqual({
      why: 'notAllowed',
      action: 'deal.explain',
      ownerId: 'anna',
    });
    expect(answerSlip(life, 'obstacle', 'ewa', 'manager').ok).toBe(true);
  });

  it('is told anew after that was taken back; a slip that was taken back has no cause', () => {
    const explained = withChange(slipped(), acceptedChange(answerSlip(slipped(), 'guess')));
    const back = withChange(explained, acceptedChange(undo(explained.file, explained.history, actBy())));
    expect(findSlipCause(back.history, 2)).toBeUndefined();
    expect(answerSlip(back, 'obstacle').ok).toBe(true);
    const gone = withChange(slipped(), acceptedChange(undo(slipped().file, slipped().history, actBy())));
    expect(expectedRefusal(answerSlip(gone, 'guess')).why).toBe('nothingToChange');
    expect(expectedRefusal(answerSlip(slipped(), 'guess', 'anna', 'rep', 1)).why).toBe('nothingToChange');
  });
});
