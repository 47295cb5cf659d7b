import { z } from 'zod';
import type { MemberId } from '../../../../core/ids.ts';
import { type Member, ROLES } from '../../../../core/people/member.ts';
import { isPlainDate, type PlainDate } from '../../../../core/time/calendar.ts';
import type { SafeText } from '../../../../locale/safe-text.ts';
import type { SettingChange } from '../../../../store/types/setting-changes.ts';
import type { RequestContext } from '../../../request/flow.ts';
import { literal, memberNameText } from '../../../views/kit/text.ts';
import { roleName } from '../../../views/workspace/people.ts';
import type { SettingHistory } from './setting-history.ts';

const memberState = z.object({
  role: z.enum(ROLES),
  awayUntil: z.custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value)).nullable(),
  standInId: z.string().nullable(),
});
/** What can be set of a person. */
export type MemberState = z.infer<typeof memberState>;
/** Payload of a change of a person's role or absence. Stored. */
const memberChange = z.object({ memberId: z.string(), before: memberState, after: memberState });

const stateOf = ({ role, awayUntil, standInId }: Member): MemberState => ({ role, awayUntil, standInId });
const isSameState = (a: MemberState, b: MemberState): boolean =>
  a.role === b.role && a.awayUntil === b.awayUntil && a.standInId === b.standInId;

type Difference = { readonly from: MemberState; readonly to: MemberState };

/** @returns false where it would leave nobody admin: nothing was written. */
async function apply({ tenant }: RequestContext, memberId: MemberId, { from, to }: Difference): Promise<boolean> {
  if (from.role !== to.role && !(await tenant.members.changeRole(memberId, to.role))) return false;
  if (from.awayUntil !== to.awayUntil || from.standInId !== to.standInId)
    await tenant.members.setAway(memberId, to.awayUntil === null ? null : { until: to.awayUntil, standInId: to.standInId });
  return true;
}

/** What is another than before, in words. */
async function differences({ m, tenant }: RequestContext, { from, to }: Difference): Promise<readonly SafeText[]> {
  const standIn = to.standInId === null ? undefined : await tenant.members.byId(to.standInId);
  const away =
    to.awayUntil === null
      ? m.people.here
      : m.people.away(to.awayUntil, standIn === undefined ? undefined : memberNameText(standIn));
  return [
    ...(from.role === to.role ? [] : [roleName(m, to.role)]),
    ...(from.awayUntil === to.awayUntil && from.standInId === to.standInId ? [] : [away]),
  ];
}

/** Sets a person's role and absence, and keeps what they were. @returns undefined where nothing differs; `onlyAdmin`: they stay admin. */
export async function changeMember(
  context: RequestContext,
  person: Member,
  after: MemberState,
): Promise<{ readonly change: SettingChange; readonly what: readonly SafeText[] } | 'onlyAdmin' | undefined> {
  const { tenant, member, at } = context;
  const before = stateOf(person);
  if (isSameState(before, after)) return undefined;
  if (!(await apply(context, person.id, { from: before, to: after }))) return 'onlyAdmin';
  const payload = { memberId: person.id, before, after };
  const change = await tenant.settingChanges.record({ memberId: member.id, kind: 'member', at, payload });
  return { change, what: await differences(context, { from: before, to: after }) };
}

const read = ({ payload }: SettingChange) => memberChange.safeParse(payload).data;

/** Whose role or absence was changed; undefined for what no version wrote. */
export const changedMemberId = (change: SettingChange): MemberId | undefined => read(change)?.memberId;

/** A person's role, absence and stand-in. */
export const memberHistory: SettingHistory = {
  describe: async (context, change) => {
    const of = read(change);
    if (of === undefined) return undefined;
    const person = await context.tenant.members.byId(of.memberId);
    const who = person === undefined ? literal(of.memberId) : memberNameText(person);
    return context.m.people.changedPerson(who, await differences(context, { from: of.before, to: of.after }));
  },
  undo: async (context, change) => {
    const of = read(change);
    const person = of === undefined ? undefined : await context.tenant.members.byId(of.memberId);
    if (of === undefined || person === undefined) return undefined;
    const { m } = context;
    const who = memberNameText(person);
    if (!isSameState(stateOf(person), of.after)) return { undone: false, said: m.people.changedSince(who) };
    if (!(await apply(context, person.id, { from: of.after, to: of.before }))) return { undone: false, said: m.people.onlyAdmin };
    return { undone: true, said: m.people.undonePerson(who, await differences(context, { from: of.after, to: of.before })) };
  },
};
