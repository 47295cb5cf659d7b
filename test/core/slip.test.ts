import { describe, expect, it } from 'vitest';
import { undo } from '../../src/core/close.ts';
import { edit } from '../../src/core/edit.ts';
import { causeOf, isSlip, saySlipCause, slipCause } from '../../src/core/slip.ts';
import { actOf, changeOf, type Life, lived, MONDAY, newborn, PIPELINE, refusalOf } from '../support/deal-builders.ts';

const dated = (life: Life, closeOn: string | null, who = 'anna'): Life =>
  lived(life, changeOf(edit(life.file, PIPELINE, { deal: { closeOn } }, actOf(who))));
/** A deal whose date moved from 20 November to 18 December with its second event. */
const slipped = () => dated(newborn({ closeOn: '2026-11-20' }), '2026-12-18');
const say = (life: Life, cause: 'guess' | 'obstacle', who = 'anna', role: 'rep' | 'manager' = 'rep', version = 2) =>
  saySlipCause(life.file, life.history, version, cause, actOf(who, MONDAY, role));

describe('a slip', () => {
  it('is a close date that moves later, not earlier, and not the first or the last one', () => {
    expect(slipped().history.map(isSlip)).toEqual([false, true]);
    expect(dated(slipped(), '2026-12-01').history.map(isSlip)).toEqual([false, true, false]);
    expect(dated(newborn(), '2026-12-01').history.map(isSlip)).toEqual([false, false]);
    expect(dated(slipped(), null).history.map(isSlip)).toEqual([false, true, false]);
  });

  it('keeps its cause in the history, once, and nothing else changes', () => {
    const life = slipped();
    const change = changeOf(say(life, 'guess'));
    expect(slipCause(change.event)).toEqual({ cause: 'guess', of: 2 });
    expect(change.event.after).toEqual(change.event.before);
    const told = lived(life, change);
    expect(causeOf(told.history, 2)).toBe('guess');
    expect(refusalOf(say(told, 'obstacle')).why).toBe('nothingToChange');
    expect(told.history.map(isSlip)).toEqual([false, true, false]);
  });

  it('may be told by whom moved the date, or a manager, and nobody else', () => {
    const life = slipped();
    expect(refusalOf(say(life, 'guess', 'piotr'))).toEqual({ why: 'notAllowed', action: 'deal.explain', ownerId: 'anna' });
    expect(say(life, 'obstacle', 'ewa', 'manager').ok).toBe(true);
  });

  it('is told anew after that was taken back; a slip that was taken back has no cause', () => {
    const told = lived(slipped(), changeOf(say(slipped(), 'guess')));
    const back = lived(told, changeOf(undo(told.file, told.history, actOf())));
    expect(causeOf(back.history, 2)).toBeUndefined();
    expect(say(back, 'obstacle').ok).toBe(true);
    const gone = lived(slipped(), changeOf(undo(slipped().file, slipped().history, actOf())));
    expect(refusalOf(say(gone, 'guess')).why).toBe('nothingToChange');
    expect(refusalOf(say(slipped(), 'guess', 'anna', 'rep', 1)).why).toBe('nothingToChange');
  });
});
