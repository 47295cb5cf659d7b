import type { WorkspaceId } from '../ids.ts';

/** What an account is to the company whose workspace this is. */
export const ACCOUNT_KINDS = ['member', 'guest', 'stranger', 'bot', 'left'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** What Slack says of an account. */
export type SlackAccount = {
  /** The workspaces that it belongs to: one, or several of one organisation. */
  readonly teamIds: readonly WorkspaceId[];
  /** Of another workspace with which no channel is shared: Slack's `is_stranger`. */
  readonly isExternal: boolean;
  /** Invited to many channels, or to a single one. */
  readonly isGuest: boolean;
  readonly isBot: boolean;
  readonly isDeactivated: boolean;
};

/**
 * The one rule of who belongs here: a person with a full account of the workspace. People of another company come in by Slack Connect, and
 * Slack marks them as strangers only while no channel is shared, so the team decides; an account whose team Slack does not say is foreign.
 */
export function classifyAccount(account: SlackAccount, workspaceId: WorkspaceId): AccountKind {
  if (account.isBot) return 'bot';
  if (account.isDeactivated) return 'left';
  if (account.isExternal || !account.teamIds.includes(workspaceId)) return 'stranger';
  return account.isGuest ? 'guest' : 'member';
}

/** Whether an account may use Lejek: a full one always, a guest's where an admin has let it in by name, any other never. */
export const mayUse = (kind: AccountKind, { isAllowedGuest }: { readonly isAllowedGuest: boolean }): boolean =>
  kind === 'member' || (kind === 'guest' && isAllowedGuest);
