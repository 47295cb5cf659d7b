import type { QuietHours } from './quiet-hours.ts';

export type Role = 'rep' | 'manager' | 'admin';
export type Language = 'en' | 'pl';

/** A person of the workspace; `slackUserId` is null for people without a Slack account (leavers, imports). */
export type Member = {
  readonly id: string;
  readonly slackUserId: string | null;
  readonly name: string;
  readonly role: Role;
  /** The person's own choice; null: see `locale`. */
  readonly language: Language | null;
  /** As Slack gives it, e.g. 'pl-PL'; null: not known yet. */
  readonly locale: string | null;
  readonly timeZone: string | null;
  /** Hours that the person chose for direct messages to wait in; null: the night that is everybody's. */
  readonly quiet: QuietHours | null;
  readonly active: boolean;
};
