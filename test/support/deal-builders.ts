import type { Act, Change, Decision } from '../../src/core/change.ts';
import { type Contact, type DealFile, NO_CONTACT } from '../../src/core/deal.ts';
import type { DealEvent } from '../../src/core/deal-event.ts';
import type { Role } from '../../src/core/member.ts';
import { type DealDetails, openDeal } from '../../src/core/open-deal.ts';
import { sevenStages } from '../../src/core/pipeline-templates.ts';
import type { Refusal } from '../../src/core/refusal.ts';

export const PIPELINE = sevenStages('sales', 'en', 'PLN');
export const MONDAY = Date.parse('2026-11-16T09:00:00Z');

export const actOf = (id = 'anna', at = MONDAY, role: Role = 'rep'): Act => ({
  actor: { id, role },
  at,
  today: new Date(at).toISOString().slice(0, 10),
  through: 'command',
});

/** A deal with its whole history: what a store would hold. */
export type Life = { readonly file: DealFile; readonly history: readonly DealEvent[] };

export function changeOf(decision: Decision): Change {
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`);
  return decision.change;
}

export function refusalOf(decision: Decision): Refusal {
  if (decision.ok) throw new Error(`not refused: ${decision.change.event.kind}`);
  return decision.refusal;
}

/** Keeps a change as a store would: the new state, one more event, the confirmed criteria, the contact. */
export const lived = (life: Life, change: Change): Life => ({
  file: {
    deal: change.deal,
    contact: change.contact ?? life.file.contact,
    ticks: [...life.file.ticks, ...change.ticks],
  },
  history: [...life.history, change.event],
});

export function newborn(details: Partial<DealDetails> = {}, act: Act = actOf()): Life {
  const change = changeOf(openDeal(141, PIPELINE, { name: 'Bielik', ownerId: 'anna', ...details }, act));
  const contact: Contact = change.contact ?? NO_CONTACT;
  return { file: { deal: change.deal, contact, ticks: [] }, history: [change.event] };
}
