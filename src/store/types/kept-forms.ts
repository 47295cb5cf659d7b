import type { SlackUserId } from '../../core/ids.ts';
import type { Instant } from '../../core/time/instant.ts';

/** A form as its person filled it in, off their screen. `view`: JSON, as Slack takes it. `keptAt`: real time. */
export type KeptFormRow = {
  readonly id: string;
  readonly slackUserId: SlackUserId;
  readonly view: string;
  readonly keptAt: Instant;
};

export type KeptForms = {
  readonly save: (form: KeptFormRow) => Promise<void>;
  /** The view of a form that was kept at or after `since`; only for whoever filled it in. */
  readonly find: (id: string, of: { readonly slackUserId: SlackUserId; readonly since: Instant }) => Promise<string | undefined>;
};
