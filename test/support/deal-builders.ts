import type { ActorContext, Change, Decision } from '../../src/core/deal/change.ts';
import { type Contact, type DealFile, NO_CONTACT } from '../../src/core/deal/deal.ts';
import type { DealEvent } from '../../src/core/deal/deal-event.ts';
import { type NewDealDetails, openDeal } from '../../src/core/deal/open-deal.ts';
import type { Refusal } from '../../src/core/deal/refusal.ts';
import type { Role } from '../../src/core/people/member.ts';
import { sevenStagePipeline } from '../../src/core/pipeline/pipeline-templates.ts';
import { utcDate } from '../../src/core/time/calendar.ts';

export const PIPELINE = sevenStagePipeline('sales', 'en', 'PLN');
export const MONDAY = Date.parse('2026-11-16T09:00:00Z');

export const actBy = (id = 'anna', at = MONDAY, role: Role = 'rep'): ActorContext => ({
  actor: { id, role },
  at,
  today: utcDate(at),
  through: 'command',
});

/** A deal with its whole history: what a store would hold. */
export type DealWithHistory = { readonly file: DealFile; readonly history: readonly DealEvent[] };

export function acceptedChange(decision: Decision): Change {
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`);
  return decision.change;
}

export function expectedRefusal(decision: Decision): Refusal {
  if (decision.ok) throw new Error(`not refused: ${decision.change.event.kind}`);
  return decision.refusal;
}

/** Applies a change to a deal as the store does: the new state, one more event, the confirmed criteria, the contact. */
export const withChange = (life: DealWithHistory, change: Change): DealWithHistory => ({
  file: {
    deal: change.deal,
    contact: change.contact ?? life.file.contact,
    ticks: [...life.file.ticks, ...change.ticks],
  },
  history: [...life.history, change.event],
});

export function freshDeal(details: Partial<NewDealDetails> = {}, act: ActorContext = actBy()): DealWithHistory {
  const change = acceptedChange(
    openDeal({ number: 141, pipeline: PIPELINE }, { name: 'Bielik', ownerId: 'anna', ...details }, act),
  );
  const contact: Contact = change.contact ?? NO_CONTACT;
  return { file: { deal: change.deal, contact, ticks: [] }, history: [change.event] };
}
