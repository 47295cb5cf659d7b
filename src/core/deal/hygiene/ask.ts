import { isReachable, type Member, managersOrAdmins, type ReachableMember } from '../../people/member.ts';
import { type Acting, isAllowed, isOwn, type Permission } from '../../people/rights.ts';
import type { Deal } from '../deal.ts';
import { type DealEvent, type DealEventKind, undoneVersions } from '../deal-event.ts';

/** What can be asked of whoever may do it, and the events that do it. The names stand in buttons: they never change. */
const DONE_BY = {
  'deal.advance': ['advanced', 'skipped', 'won'],
  'deal.move': ['advanced', 'skipped', 'returned', 'won'],
  'deal.win': ['won'],
  'deal.lose': ['lost'],
  'deal.reopen': ['reopened'],
  'deal.undo': ['undone'],
  'deal.withdraw': ['withdrawn'],
  'deal.edit': ['edited'],
  'deal.estimate': ['edited'],
  'deal.assign': ['assigned'],
  'deal.merge': ['withdrawn', 'edited', 'noted'],
} as const satisfies Partial<Record<Permission, readonly DealEventKind[]>>;

export type AskableAction = keyof typeof DONE_BY;

export const isAskable = (action: string): action is AskableAction => Object.hasOwn(DONE_BY, action);

/** What one person asks of another: an action on a deal as it was at `version`; `detail`: the stage or the person that it is to go to. */
export type Ask = { readonly action: AskableAction; readonly version: number; readonly detail: string | null };

/**
 * Whom to ask: the owner, who knows the deal; a manager where the owner has left or cannot be written to. An undo is its actor's alone.
 *
 * @param ownerId the owner, or who made the change to undo.
 */
export function whomToAsk(
  members: Iterable<Member>,
  { action, ownerId }: { readonly action: AskableAction; readonly ownerId: string },
): ReachableMember | undefined {
  const all = [...members];
  const owner = all.filter(isReachable).find(({ id }) => id === ownerId);
  return owner ?? (action === 'deal.undo' ? undefined : managersOrAdmins(all)[0]);
}

/** Whether a person may do what is asked. */
export const mayGrant = (person: Acting, deal: Pick<Deal, 'ownerId'>, { action }: Ask): boolean =>
  isAllowed(person.role, action, { own: isOwn(person, deal.ownerId) });

/** The change that did what was asked, if one did and it stands. @param history every event of the deal, in order. */
export function findAnswer(history: readonly DealEvent[], { action, version, detail }: Ask): DealEvent | undefined {
  const undone = undoneVersions(history);
  const kinds: readonly DealEventKind[] = DONE_BY[action];
  return history.find(
    (event) =>
      event.version > version &&
      !undone.has(event.version) &&
      kinds.includes(event.kind) &&
      (detail === null || detail === event.toStageId || detail === event.after.ownerId),
  );
}
