import { describe, expect, it } from 'vitest';
import { lose, undo } from '../../src/core/close.ts';
import { edit } from '../../src/core/edit.ts';
import { keepDeal, keptSince, tidyState } from '../../src/core/tidying.ts';
import { actOf, changeOf, type Life, lived, MONDAY, newborn, PIPELINE, refusalOf } from '../support/deal-builders.ts';

const DAY = 86_400_000;
/** The digest, a week after the deal was made with a close date that has passed since. */
const SINCE = MONDAY + 7 * DAY;
const NOW = SINCE + 3_600_000;
const TODAY = '2026-11-23';
const late = () => newborn({ closeOn: '2026-11-20' });
const keep = (life: Life, who = 'anna', role: 'rep' | 'manager' = 'rep', since = SINCE, at = NOW) =>
  keepDeal(life.file, life.history, since, actOf(who, at, role));
const stateOf = ({ file, history }: Life, since = SINCE) => tidyState(file.deal, history, since, TODAY);

describe('a deal past its close date', () => {
  it('is kept once per digest, and nothing else about it changes', () => {
    expect(stateOf(late())).toEqual({ kind: 'wanted' });
    const change = changeOf(keep(late()));
    expect(change.event.after).toEqual(change.event.before);
    const kept = lived(late(), change);
    expect(stateOf(kept)).toEqual({ kind: 'kept' });
    expect(refusalOf(keep(kept)).why).toBe('nothingToChange');
    // The next digest asks anew.
    expect(stateOf(kept, SINCE + 7 * DAY)).toEqual({ kind: 'wanted' });
    expect(keep(kept, 'anna', 'rep', SINCE + 7 * DAY, SINCE + 8 * DAY).ok).toBe(true);
  });

  it('is kept by its owner or a manager; one without a date likewise, one with a date to come not at all', () => {
    expect(refusalOf(keep(late(), 'piotr'))).toMatchObject({ why: 'notAllowed', ownerId: 'anna' });
    expect(keep(late(), 'ewa', 'manager').ok).toBe(true);
    expect(keep(newborn()).ok).toBe(true);
    expect(refusalOf(keep(newborn({ closeOn: '2026-12-18' }))).why).toBe('nothingToChange');
  });

  it('is as it became: dated anew, lost, or asked about again when keeping it was taken back', () => {
    const dated = lived(late(), changeOf(edit(late().file, PIPELINE, { deal: { closeOn: '2026-12-18' } }, actOf('anna', NOW))));
    expect(stateOf(dated)).toEqual({ kind: 'dated', on: '2026-12-18' });
    const lost = lived(late(), changeOf(lose(late().file, PIPELINE, 'decision', '', actOf('anna', NOW))));
    expect(stateOf(lost)).toEqual({ kind: 'lost' });
    expect(refusalOf(keep(lost)).why).toBe('closed');
    const kept = lived(late(), changeOf(keep(late())));
    const back = lived(kept, changeOf(undo(kept.file, kept.history, actOf('anna', NOW))));
    expect(keptSince(back.history, SINCE)).toBe(false);
    expect(stateOf(back)).toEqual({ kind: 'wanted' });
  });
});
