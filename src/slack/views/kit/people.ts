import type { Member } from '../../../core/people/member.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { literal, memberNameText } from './text.ts';

export type MembersById = ReadonlyMap<string, Member>;

/** A person's name; the id of one who is not known. */
export function memberName(members: MembersById, id: string): SafeText {
  const member = members.get(id);
  return member === undefined ? literal(id) : memberNameText(member);
}
