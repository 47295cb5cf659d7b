import type { MemberId, SlackUserId } from '../ids.ts';
import { addDays, type PlainDate } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import type { QuietHours } from '../time/quiet-hours.ts';
import type { AccountKind } from './account.ts';
import type { DirectClass } from './direct-classes.ts';
import type { Language } from './language.ts';

/** From those who may least to those who may most: `reader` sees everything and changes nothing. */
export const ROLES = ['reader', 'rep', 'manager', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** A person of the workspace; `slackUserId` is null for people without a Slack account (leavers, imports). */
export type Member = {
  readonly id: MemberId;
  readonly slackUserId: SlackUserId | null;
  readonly name: string;
  readonly role: Role;
  /** The person's own choice; null: see `locale`. */
  readonly language: Language | null;
  /** As Slack gives it, e.g. 'pl-PL'; null: not known yet. */
  readonly locale: string | null;
  readonly timeZone: string | null;
  /** Quiet hours that the person chose: direct messages wait until they end; null: the default night. */
  readonly quiet: QuietHours | null;
  /** Direct messages that the person does without. */
  readonly directOff: readonly DirectClass[];
  /** Last day of an absence; null: here. */
  readonly awayUntil: PlainDate | null;
  /** Who acts for an absent person, and is told in their place; null: nobody. */
  readonly standInId: MemberId | null;
  /** As Slack said last; a member where there is no Slack account. */
  readonly account: AccountKind;
  /** When Slack said so; null: it was never asked. */
  readonly accountCheckedAt: Instant | null;
  /** The account may use Lejek: see account.ts. Everything that is shown, sent or given to somebody asks this. */
  readonly active: boolean;
};

/** A member whom Lejek can write to. */
export type ReachableMember = Member & { readonly slackUserId: SlackUserId };

export const isReachable = (member: Member): member is ReachableMember => member.active && member.slackUserId !== null;

/** Whom a workspace has beside whoever asks, and whether any of its channels gets posts. */
type Company = { readonly hasOthers: boolean; readonly hasChannel: boolean };

/** Solo: one person who can be reached, leavers and imported people do not count, and no channel that gets posts. The one place that decides it. */
export const isSolo = ({ hasOthers, hasChannel }: Company): boolean => !hasOthers && !hasChannel;

/** The same by all members of a workspace, and the subscriptions of its channels. */
export const isSoloWorkspace = (members: Iterable<Member>, subscriptions: readonly unknown[]): boolean =>
  isSolo({ hasOthers: [...members].filter(isReachable).length > 1, hasChannel: subscriptions.length > 0 });

/** Who is known in a workspace; `solo`: one person works there alone, and is not named to themselves. */
export type People = { readonly members: ReadonlyMap<MemberId, Member>; readonly solo: boolean };

/** A person as others are told of them; undefined where they are not known, or work alone. */
export const namedMember = ({ members, solo }: People, id: MemberId): Member | undefined => (solo ? undefined : members.get(id));

/** Who can change the settings. */
export const reachableAdmins = (members: Iterable<Member>): readonly ReachableMember[] =>
  [...members].filter(isReachable).filter(({ role }) => role === 'admin');

/** Whom problems are reported to: the managers, or the admins where there is no manager. */
export function managersOrAdmins(members: Iterable<Member>): readonly ReachableMember[] {
  const here = [...members].filter(isReachable);
  const managers = here.filter(({ role }) => role === 'manager');
  return managers.length > 0 ? managers : reachableAdmins(here);
}

export const isAway = ({ awayUntil }: Pick<Member, 'awayUntil'>, today: PlainDate): boolean =>
  awayUntil !== null && awayUntil >= today;

/**
 * Who is told in the place of a person on a day: the person, or who stands in; somebody who stands in and is away too hands on.
 *
 * @returns undefined where nobody can be told: the person is away and so are all who follow, or nobody was named.
 */
export function onDuty(person: Member, members: ReadonlyMap<MemberId, Member>, today: PlainDate): ReachableMember | undefined {
  const seen = new Set<MemberId>();
  for (
    let each: Member | undefined = person;
    each !== undefined && !seen.has(each.id);
    each = members.get(each.standInId ?? '')
  ) {
    if (!isAway(each, today)) return isReachable(each) ? each : undefined;
    seen.add(each.id);
  }
  return undefined;
}

/** {@link managersOrAdmins}, or who stands in for them; all of them, where nobody else is there. */
export function managersOnDuty(members: Iterable<Member>, today: PlainDate): readonly ReachableMember[] {
  const all = [...members];
  const byId = new Map(all.map((member) => [member.id, member]));
  const managers = managersOrAdmins(all);
  const here = managers.flatMap((manager) => onDuty(manager, byId, today) ?? []);
  return here.length === 0 ? managers : [...new Map(here.map((member) => [member.id, member])).values()];
}

/** A reader of what may wait, and the day from which they read it. */
export type PlannedReader = { readonly reader: ReachableMember; readonly from: PlainDate };

/**
 * Who reads what some managers are sent and what may wait: each of them, or who stands in; whoever is away without a stand-in reads it on the
 * day of their return.
 *
 * @returns each reader once, from the first day that counts for them.
 */
export function plannedReaders(
  managers: readonly ReachableMember[],
  members: Iterable<Member>,
  today: PlainDate,
): readonly PlannedReader[] {
  const byId = new Map([...members].map((member) => [member.id, member]));
  const planned = managers.map((manager): PlannedReader => {
    const reader = onDuty(manager, byId, today);
    return reader === undefined ? { reader: manager, from: addDays(manager.awayUntil ?? today, 1) } : { reader, from: today };
  });
  const soonest = planned.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return soonest.filter(({ reader }, index) => soonest.findIndex((each) => each.reader.id === reader.id) === index);
}

/** Whom a person stands in for on a day. */
export const standsInFor = (
  { id }: Pick<Member, 'id'>,
  members: readonly Pick<Member, 'id' | 'awayUntil' | 'standInId'>[],
  today: PlainDate,
): readonly MemberId[] => members.filter((each) => each.standInId === id && isAway(each, today)).map((each) => each.id);
