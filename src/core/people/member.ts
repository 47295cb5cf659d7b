import type { MemberId, SlackUserId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';
import type { QuietHours } from '../time/quiet-hours.ts';
import type { AccountKind } from './account.ts';
import type { Language } from './language.ts';

export type Role = 'rep' | 'manager' | 'admin';

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

/** Whether at most one member can be reached: leavers and imported people do not count. */
export const isSoloWorkspace = (members: Iterable<Member>): boolean => [...members].filter(isReachable).length <= 1;

/** Who can change the settings. */
export const reachableAdmins = (members: Iterable<Member>): readonly ReachableMember[] =>
  [...members].filter(isReachable).filter(({ role }) => role === 'admin');

/** Whom problems are reported to: the managers, or the admins where there is no manager. */
export function managersOrAdmins(members: Iterable<Member>): readonly ReachableMember[] {
  const here = [...members].filter(isReachable);
  const managers = here.filter(({ role }) => role === 'manager');
  return managers.length > 0 ? managers : reachableAdmins(here);
}
