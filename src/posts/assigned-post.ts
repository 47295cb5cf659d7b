import type { Deal } from '../core/deal/deal.ts';
import type { Member } from '../core/deal/member.ts';
import type { Delivery, DeliveryDraft } from '../store/types/posts.ts';

/** A word to a deal's new owner as the ledger keeps it. */
export type AssignedPayload = { readonly number: number; readonly ownerId: string; readonly byId: string };

export const assignedPayload = (delivery: Delivery): AssignedPayload => delivery.payload as AssignedPayload;

export const assignedDraft = (
  deal: Pick<Deal, 'number'>,
  version: number,
  owner: Member & { readonly slackUserId: string },
  byId: string,
  at: number,
): DeliveryDraft => ({
  key: `assigned/${deal.number}/${version}`,
  kind: 'assigned',
  target: owner.slackUserId,
  subject: null,
  payload: { number: deal.number, ownerId: owner.id, byId } satisfies AssignedPayload,
  notBefore: at,
});
