import type { Language } from '../core/member.ts';
import type { AlertFacts, RecoveryFacts } from '../slack/views/stage-alert.ts';
import type { Delivery } from '../store/types/posts.ts';

/** An alert as the ledger keeps it. `memberId`: it goes to one person, in that person's language. */
export type AlertPayload = {
  readonly facts: AlertFacts;
  readonly language: Language;
  readonly memberId: string | null;
};

/** The all-clear, below the alert of that key. */
export type ClearPayload = { readonly facts: readonly RecoveryFacts[]; readonly alertKey: string };

/** Written by the jobs, and read back by the same version of the code. */
export const alertOf = (delivery: Delivery): AlertPayload => delivery.payload as AlertPayload;
export const clearOf = (delivery: Delivery): ClearPayload => delivery.payload as ClearPayload;

/** Kinds of posts that tell of stages that ran dry. */
export const ALERT_KINDS = {
  channel: 'stage-alert',
  manager: 'stage-alert-dm',
  clear: 'all-clear',
  update: 'stage-alert-taken',
} as const;
