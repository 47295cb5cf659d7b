import { describe, expect, it } from 'vitest';
import { win } from '../../src/core/advance.ts';
import { lose, reopen, undo } from '../../src/core/close.ts';
import { endOwnWin, ownWinOn, ownWinReasonId, setOwnWin } from '../../src/core/own-win.ts';
import { actOf, changeOf, lived, MONDAY, newborn, PIPELINE, refusalOf } from '../support/deal-builders.ts';

const YES = { win: 0.8, until: '2026-12-12', reason: ' verbal yes ' };
const REASON = PIPELINE.lostReasons[0]?.id ?? '';
const estimated = () => {
  const life = newborn();
  return lived(life, changeOf(setOwnWin(life.file, YES, actOf())));
};

describe('an own estimate of a win probability', () => {
  it('has an author, a reason and a last day, and stands in the history', () => {
    const { file, history } = estimated();
    expect(file.deal.ownWin).toEqual({ win: 0.8, until: '2026-12-12', by: 'anna' });
    expect(history.at(-1)).toMatchObject({ kind: 'edited', actorId: 'anna', fields: ['ownWin'] });
    expect(changeOf(setOwnWin(file, YES, actOf())).note).toEqual({ kind: 'reason', text: 'verbal yes' });
  });

  it('holds on its last day and not on the one after', () => {
    const { deal } = estimated().file;
    expect(ownWinOn(deal, '2026-12-12')?.win).toBe(0.8);
    expect(ownWinOn(deal, '2026-12-13')).toBeUndefined();
  });

  it('ends when the deal is closed, and does not come back when it is open again', () => {
    const { file } = estimated();
    const lost = changeOf(lose(file, PIPELINE, REASON, '', actOf('anna', MONDAY + 1)));
    expect(lost.deal.ownWin).toBeNull();
    const open = changeOf(reopen({ ...file, deal: lost.deal }, PIPELINE, actOf('anna', MONDAY + 2)));
    expect(ownWinOn(open.deal, '2026-11-17')).toBeUndefined();
    const signed = { answers: { deal: { valueMinor: 1, pipelineValueMinor: 1 }, ticks: ['signed'] } };
    expect(changeOf(win(file, PIPELINE, signed, actOf())).deal.ownWin).toBeNull();
  });

  it('ends by a tap, once; undo takes the setting and the ending back', () => {
    const life = estimated();
    const taken = changeOf(undo(life.file, life.history, actOf('anna', MONDAY + 1)));
    expect(taken.deal.ownWin).toBeNull();
    const ended = lived(life, changeOf(endOwnWin(life.file, actOf())));
    expect(ended.file.deal.ownWin).toBeNull();
    expect(refusalOf(endOwnWin(ended.file, actOf()))).toEqual({ why: 'nothingToChange' });
    expect(changeOf(undo(ended.file, ended.history, actOf())).deal.ownWin).toEqual(life.file.deal.ownWin);
  });

  it('is for the owner and managers, of open deals, for a day to come, and never certain', () => {
    const { file } = newborn();
    expect(refusalOf(setOwnWin(file, YES, actOf('piotr')))).toMatchObject({ why: 'notAllowed', action: 'deal.estimate' });
    expect(changeOf(setOwnWin(file, YES, actOf('ewa', MONDAY, 'manager'))).deal.ownWin?.by).toBe('ewa');
    expect(refusalOf(setOwnWin(file, { ...YES, until: '2026-11-15' }, actOf()))).toMatchObject({ why: 'pastDate' });
    const closed = { ...file, deal: changeOf(lose(file, PIPELINE, REASON, '', actOf())).deal };
    expect(refusalOf(setOwnWin(closed, YES, actOf()))).toMatchObject({ why: 'closed' });
    for (const certain of [0, 0.005, 0.995, 1, Number.NaN])
      expect(() => setOwnWin(file, { ...YES, win: certain }, actOf())).toThrow(RangeError);
    expect(() => setOwnWin(file, { ...YES, reason: '  ' }, actOf())).toThrow(RangeError);
  });

  it('points to the reason that was given last', () => {
    const { history } = estimated();
    const event = history.at(-1);
    if (event === undefined) throw new Error('no event');
    expect(
      ownWinReasonId([...history.slice(0, -1), { ...event, noteId: 'n1' }, { ...event, fields: ['name'], noteId: 'n2' }]),
    ).toBe('n1');
    expect(ownWinReasonId(history.slice(0, 1))).toBeNull();
  });
});
