import { NOBODY } from '../people/nobody.ts';
import { isAllowed } from '../people/rights.ts';
import { type ActorContext, acceptChange, type Decision, refuse } from './change.ts';
import { type DealFile, isOpen } from './deal.ts';

/** Takes a deal that nobody has. @returns `nothingToChange` where somebody has it: who was there first keeps it. */
export function takeLead(file: DealFile, act: ActorContext): Decision {
  const { outcome, closedAt, ownerId } = file.deal;
  if (!isAllowed(act.actor.role, 'deal.open'))
    return refuse({ why: 'notAllowed', action: 'deal.assign', ownerId, readsOnly: true });
  if (!isOpen(file.deal)) return refuse({ why: 'closed', outcome, closedAt });
  if (ownerId !== NOBODY) return refuse({ why: 'nothingToChange' });
  return acceptChange(file, { kind: 'assigned', now: { ownerId: act.actor.id }, fields: ['ownerId'] }, act);
}
