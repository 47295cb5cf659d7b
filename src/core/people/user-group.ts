import type { SlackUserId } from '../ids.ts';
import type { AccountKind } from './account.ts';

/** A Slack user group. `handle` without the `@`; `updatedAt` and `disabledAt` in seconds since the epoch, the latter 0 while it is in use. */
export type UserGroup = {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: readonly SlackUserId[];
  readonly updatedAt: number;
  readonly disabledAt: number;
};

/** Why Slack shows no user groups: the app lacks the scope, the workspace's plan has none, or it does not answer now. */
export type UserGroupRefusal = 'scope' | 'plan' | 'noAnswer';

/** All user groups of a workspace, those out of use too. */
export type UserGroupList =
  | { readonly ok: true; readonly groups: readonly UserGroup[] }
  | { readonly ok: false; readonly why: UserGroupRefusal };

/** Accounts of a group by which nobody becomes a member here; `unknown`: Slack shows nobody of that id. */
export type LeftOutKind = Exclude<AccountKind, 'member'> | 'unknown';

/** How many people of a group are left out, by what their accounts are. */
export type LeftOut = Readonly<Partial<Record<LeftOutKind, number>>>;

/** A group that a team may follow, by its id. */
export const usableGroup = (list: UserGroupList, id: string | null): UserGroup | undefined =>
  list.ok ? list.groups.find((group) => group.id === id && group.disabledAt === 0) : undefined;
