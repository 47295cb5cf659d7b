import { countLeft, type LeftDeals } from '../../../../core/funnel/left-deals.ts';
import type { Messages } from '../../../../locale/messages.ts';
import type { SafeText } from '../../../../locale/safe-text.ts';
import { type MembersById, memberName } from '../../kit/people.ts';

/** Owners that one line names. */
const MAX_OWNERS = 5;

/**
 * `2 deals need a new owner. Without access to Lejek: Jan (2).`, below what is asked of others: their deals are in no suggestion, and nobody
 * would miss them there. Nothing where everybody is here.
 */
export function leftDealsLine(m: Messages, left: readonly LeftDeals[], members: MembersById): SafeText | undefined {
  if (left.length === 0) return undefined;
  const owners = left
    .slice(0, MAX_OWNERS)
    .map(({ memberId, deals }) => m.managerNote.byOwnerLeft(memberName(members, memberId), deals.count));
  const more = left.length - owners.length;
  return m.managerNote.needOwner(countLeft(left), [...owners, ...(more > 0 ? [m.lists.more(more)] : [])]);
}
