import type { Fields } from '../read-json.ts';

/** A person, a bot or a leaver of the workspace. `locale` is like `pl-PL`, `tz` an IANA name. */
export type SlackUser = {
  readonly id: string;
  readonly teamId: string;
  /** The handle that `@name` in a command's text stands for. */
  readonly name: string;
  readonly realName: string;
  readonly locale: string;
  readonly tz: string;
  readonly email?: string;
  readonly isBot: boolean;
  readonly isAdmin: boolean;
  /** Invited as a guest: to many channels, or to one. */
  readonly guest?: 'many channels' | 'one channel' | undefined;
  readonly deleted: boolean;
};

/** A user group: a name that is mentioned, and the people behind it. */
export type SlackUserGroup = {
  readonly id: string;
  readonly name: string;
  /** Without the `@`. */
  readonly handle: string;
  readonly users: readonly string[];
  /** Seconds since the epoch, as Slack gives them; `dateDelete` 0: in use; an earlier version kept no `dateCreate`. */
  readonly dateCreate?: number;
  readonly dateUpdate: number;
  readonly dateDelete: number;
};

export type SlackChannel = {
  readonly id: string;
  readonly kind: 'public' | 'private' | 'im';
  /** Without the `#`; empty for an IM. */
  readonly name: string;
  readonly members: readonly string[];
  readonly isArchived: boolean;
  readonly isExtShared: boolean;
  /** Another company was invited and has not come yet. */
  readonly isPendingExtShared?: boolean;
  /** Seconds since the epoch, as Slack gives it. */
  readonly created: number;
};

/** A block as the workspace keeps it: Slack has given it a `block_id` if the app did not. */
export type Block = Fields & { readonly type: string; readonly block_id: string };

/** A message in Slack's own field names, plus the channel that it is in. */
export type Message = {
  readonly type: 'message';
  readonly subtype?: string;
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly team: string;
  readonly text: string;
  readonly bot_id?: string;
  readonly app_id?: string;
  readonly blocks?: readonly Block[];
  readonly attachments?: readonly Fields[];
  readonly metadata?: { readonly event_type: string; readonly event_payload: Fields };
  readonly thread_ts?: string;
  readonly reply_count?: number;
  readonly edited?: { readonly user: string; readonly ts: string };
  readonly files?: readonly Fields[];
  readonly reactions?: readonly { readonly name: string; readonly users: readonly string[]; readonly count: number }[];
  readonly pinned_to?: readonly string[];
  /** The only person who sees it; such a message is not stored and cannot be updated by the Web API. */
  readonly ephemeralTo?: string;
  /** The command that this private answer came of, as it was typed: shown to who typed it, and no part of Slack's own messages. */
  readonly typedLine?: string;
};

/** A modal or a Home tab in Slack's own field names, without `state`: what was typed is kept beside it. */
export type View = {
  readonly id: string;
  readonly team_id: string;
  readonly type: 'modal' | 'home';
  readonly title?: Fields;
  readonly submit: Fields | null;
  readonly close: Fields | null;
  readonly blocks: readonly Block[];
  readonly private_metadata: string;
  readonly callback_id: string;
  readonly external_id: string;
  readonly hash: string;
  readonly clear_on_close: boolean;
  readonly notify_on_close: boolean;
  readonly submit_disabled: boolean;
  readonly root_view_id: string;
  readonly previous_view_id: string | null;
  readonly app_id: string;
  readonly bot_id: string;
  readonly app_installed_team_id: string;
};

export type StoredFile = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly altTxt: string;
  readonly bytes: Buffer;
  /** Where it was shared; `undefined` while it is private to the app. */
  readonly channel?: string;
  readonly user: string;
  /** False until files.completeUploadExternal: such a file cannot be shown. */
  readonly isComplete: boolean;
};

/** The state of one input, in the shape that payloads carry: `{ type, value }`, `{ type, selected_option }` and so on. */
export type ElementState = Fields & { readonly type: string };

/** `values[block_id][action_id]`. */
export type StateValues = Readonly<Record<string, Readonly<Record<string, ElementState>>>>;
