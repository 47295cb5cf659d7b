import { describe, expect, it } from 'vitest';
import type { DealEvent } from '../../../../src/core/deal/deal-event.ts';
import { findAnswer, whomToAsk } from '../../../../src/core/deal/hygiene/ask.ts';
import type { Member } from '../../../../src/core/people/member.ts';
import { viewData } from '../../../support/view-data.ts';

const { member, history } = viewData('en', 'usual');
const person = (id: string, some: Partial<Member> = {}): Member => ({
  ...member,
  id,
  slackUserId: `U${id}`,
  role: 'rep',
  active: true,
  ...some,
});
const [first] = history;
const event = (version: number, some: Partial<DealEvent>): DealEvent => {
  if (first === undefined) throw new Error('a deal has a history');
  return { ...first, version, undoes: null, ...some };
};

describe('whom to ask', () => {
  const anna = person('anna');
  const ewa = person('ewa', { role: 'manager' });
  const asked = { action: 'deal.advance', ownerId: 'anna' } as const;

  it('is the owner', () => {
    expect(whomToAsk([ewa, anna], asked)?.id).toBe('anna');
  });

  it('is a manager where the owner has left, or was never in Slack', () => {
    expect(whomToAsk([ewa, person('anna', { active: false })], asked)?.id).toBe('ewa');
    expect(whomToAsk([ewa, person('anna', { slackUserId: null })], asked)?.id).toBe('ewa');
    expect(whomToAsk([person('ewa', { role: 'manager', active: false }), person('boss', { role: 'admin' })], asked)?.id).toBe(
      'boss',
    );
  });

  it('is nobody where none of them is there, and for an undo nobody but whoever made the change', () => {
    expect(whomToAsk([person('piotr')], asked)).toBeUndefined();
    expect(whomToAsk([ewa, person('anna', { active: false })], { action: 'deal.undo', ownerId: 'anna' })).toBeUndefined();
  });
});

describe('what answers an ask', () => {
  const ask = { action: 'deal.move', version: 2, detail: 'offer' } as const;

  it('is the change that was asked for, after the asking, to where it was asked', () => {
    const history = [
      event(2, { kind: 'advanced', toStageId: 'offer' }),
      event(3, { kind: 'edited', toStageId: 'needs' }),
      event(4, { kind: 'advanced', toStageId: 'decision' }),
      event(5, { kind: 'advanced', toStageId: 'offer' }),
    ];
    expect(findAnswer(history, ask)?.version).toBe(5);
    expect(findAnswer(history, { ...ask, detail: null })?.version).toBe(4);
    expect(findAnswer(history.slice(0, 3), ask)).toBeUndefined();
  });

  it('is none that was taken back', () => {
    const history = [event(3, { kind: 'advanced', toStageId: 'offer' }), event(4, { kind: 'undone', undoes: 3 })];
    expect(findAnswer(history, ask)).toBeUndefined();
  });
});
