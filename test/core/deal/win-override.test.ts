import { describe, expect, it } from 'vitest';
import { win } from '../../../src/core/deal/advance.ts';
import { lose, reopen } from '../../../src/core/deal/close.ts';
import { undo } from '../../../src/core/deal/undo.ts';
import { clearWinOverride, setWinOverride, winOverrideOn, winOverrideReasonId } from '../../../src/core/deal/win-override.ts';
import { acceptedChange, actBy, expectedRefusal, freshDeal, MONDAY, PIPELINE, withChange } from '../../support/deal-builders.ts';
import { priced } from '../../support/priced.ts';

const YES = { win: 0.8, until: '2026-12-12' as const, reason: ' verbal yes ' };
const REASON = PIPELINE.lostReasons[0]?.id ?? '';
const estimated = () => {
  const life = freshDeal();
  return withChange(life, acceptedChange(setWinOverride(life.file, YES, actBy())));
};

describe('an own estimate of a win probability', () => {
  it('has an author, a reason and a last day, and stands in the history', () => {
    const { file, history } = estimated();
    expect(file.deal.winOverride).toEqual({ win: 0.8, until: '2026-12-12', by: 'anna' });
    expect(history.at(-1)).toMatchObject({ kind: 'edited', actorId: 'anna', fields: ['ownWin'] });
    expect(acceptedChange(setWinOverride(file, YES, actBy())).note).toEqual({ kind: 'reason', text: 'verbal yes' });
  });

  it('holds on its last day and not on the one after', () => {
    const { deal } = estimated().file;
    expect(winOverrideOn(deal, '2026-12-12')?.win).toBe(0.8);
    expect(winOverrideOn(deal, '2026-12-13')).toBeUndefined();
  });

  it('ends when the deal is closed, and does not come back when it is open again', () => {
    const { file } = estimated();
    const lost = acceptedChange(lose(file, { pipeline: PIPELINE, reasonId: REASON, note: '' }, actBy('anna', MONDAY + 1)));
    expect(lost.deal.winOverride).toBeNull();
    const open = acceptedChange(reopen({ ...file, deal: lost.deal }, PIPELINE, actBy('anna', MONDAY + 2)));
    expect(winOverrideOn(open.deal, '2026-11-17')).toBeUndefined();
    const signed = { answers: { deal: priced(1), ticks: ['signed'] } };
    expect(acceptedChange(win(file, { pipeline: PIPELINE, ...signed }, actBy())).deal.winOverride).toBeNull();
  });

  it('ends by a tap, once; undo takes the setting and the ending back', () => {
    const life = estimated();
    const taken = acceptedChange(undo(life.file, life.history, actBy('anna', MONDAY + 1)));
    expect(taken.deal.winOverride).toBeNull();
    const ended = withChange(life, acceptedChange(clearWinOverride(life.file, actBy())));
    expect(ended.file.deal.winOverride).toBeNull();
    expect(expectedRefusal(clearWinOverride(ended.file, actBy()))).toEqual({ why: 'nothingToChange' });
    expect(acceptedChange(undo(ended.file, ended.history, actBy())).deal.winOverride).toEqual(life.file.deal.winOverride);
  });

  it('is for the owner and managers, of open deals, for a day to come, and never certain', () => {
    const { file } = freshDeal();
    expect(expectedRefusal(setWinOverride(file, YES, actBy('piotr')))).toMatchObject({
      why: 'notAllowed',
      action: 'deal.estimate',
    });
    expect(acceptedChange(setWinOverride(file, YES, actBy('ewa', MONDAY, 'manager'))).deal.winOverride?.by).toBe('ewa');
    expect(expectedRefusal(setWinOverride(file, { ...YES, until: '2026-11-15' }, actBy()))).toMatchObject({ why: 'pastDate' });
    const closed = {
      ...file,
      deal: acceptedChange(lose(file, { pipeline: PIPELINE, reasonId: REASON, note: '' }, actBy())).deal,
    };
    expect(expectedRefusal(setWinOverride(closed, YES, actBy()))).toMatchObject({ why: 'closed' });
    for (const certain of [0, 0.005, 0.995, 1, Number.NaN])
      expect(() => setWinOverride(file, { ...YES, win: certain }, actBy())).toThrow(RangeError);
    expect(() => setWinOverride(file, { ...YES, reason: '  ' }, actBy())).toThrow(RangeError);
  });

  it('points to the reason that was given last', () => {
    const { history } = estimated();
    const event = history.at(-1);
    if (event === undefined) throw new Error('no event');
    expect(
      winOverrideReasonId([...history.slice(0, -1), { ...event, noteId: 'n1' }, { ...event, fields: ['name'], noteId: 'n2' }]),
    ).toBe('n1');
    expect(winOverrideReasonId(history.slice(0, 1))).toBeNull();
  });
});
