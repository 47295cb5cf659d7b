import type { Member } from '../../../core/deal/member.ts';

export type MembersById = ReadonlyMap<string, Member>;
