import type { MemberId } from '../ids.ts';
import type { PlainDate } from '../time/calendar.ts';
import { wantsDirect } from './direct-classes.ts';
import { isReachable, type Member, onDuty, type ReachableMember } from './member.ts';

/**
 * Who reads a person's morning note on a day: that person, or who stands in.
 *
 * @returns undefined where nobody does: no account, away without a stand-in, or the note is not wanted.
 */
export function morningReader(
  member: Member,
  members: ReadonlyMap<MemberId, Member>,
  today: PlainDate,
): ReachableMember | undefined {
  if (!isReachable(member)) return undefined;
  const reader = onDuty(member, members, today);
  return reader !== undefined && wantsDirect(reader, 'morning-note') ? reader : undefined;
}
