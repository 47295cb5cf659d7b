import type { MemberId } from '../../core/ids.ts';
import type { Instant } from '../../core/time/instant.ts';

/**
 * A target, what is set up for the whole workspace, a stage's own estimate, what a person has set on Home, a pipeline's stages and lost
 * reasons, which pipelines there are, exchange rates, many deals at once, a person's role and absence, what a
 * channel gets, a personal token, the teams and who is in them, an address that is told of events, a contact that was erased, an
 * address that takes leads, or how long data stay and what was erased by that.
 */
export const SETTING_KINDS = [
  'target',
  'setup',
  'stage-estimate',
  'language',
  'quiet-hours',
  'direct-off',
  'pipeline',
  'pipelines',
  'rates',
  'deals',
  'member',
  'alerts',
  'token',
  'teams',
  'webhook',
  'forgotten',
  'lead-form',
  'retention',
] as const;
export type SettingKind = (typeof SETTING_KINDS)[number];

/** A setting that somebody changed; the payload holds before and after, as its kind wrote it. */
export type SettingChange = {
  readonly id: string;
  readonly memberId: MemberId;
  readonly kind: SettingKind;
  readonly at: Instant;
  readonly payload: unknown;
  readonly undoneAt: Instant | null;
};

/** Changes of settings, kept so that they can be undone. */
export type SettingChanges = {
  readonly record: (draft: Omit<SettingChange, 'id' | 'undoneAt'>) => Promise<SettingChange>;
  readonly byId: (id: string) => Promise<SettingChange | undefined>;
  /** The latest that still stands since an instant: of one member, or of one kind by anybody. */
  readonly last: (
    of: { readonly memberId: MemberId } | { readonly kind: SettingKind },
    since: Instant,
  ) => Promise<SettingChange | undefined>;
  /** Those that concern others than who made them, the latest first; what people set for themselves is their own. */
  readonly page: (page: {
    readonly offset: number;
    readonly limit: number;
  }) => Promise<{ readonly changes: readonly SettingChange[]; readonly total: number }>;
  /** Marks it undone: false when it was already. */
  readonly markUndone: (id: string, at: Instant) => Promise<boolean>;
};
