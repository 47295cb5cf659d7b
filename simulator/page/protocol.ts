import type { JournalEntry } from '../journal.ts';
import type { ManifestCommand, ManifestShortcut } from '../manifest.ts';
import type { Message, StateValues, View } from '../state/entities.ts';
import type { ClockMove, Duty, LineCompletion } from './page-options.ts';

/** What the page's server and the page say to each other. Everything here is JSON. */

/** A person, the bot or a leaver, as others see them. */
export type PersonInfo = {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly locale: string;
  readonly isBot: boolean;
  readonly isAdmin: boolean;
  readonly deleted: boolean;
  readonly duty?: Duty;
  readonly isGuest?: true;
};

export type ChannelInfo = {
  readonly id: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly name: string;
  readonly memberCount: number;
  readonly isArchived: boolean;
  readonly isExtShared: boolean;
  /** `ts` of the last message that this person has seen; '0' for none. */
  readonly readTs: string;
  /** The app's bot is a member. */
  readonly hasApp: boolean;
  /** False where only commands can be typed. */
  readonly takesMessages: boolean;
};

/** The workspace and the app in it: does not change while it runs. */
export type WorkspaceInfo = {
  readonly team: string;
  readonly app: string;
  readonly botUserId: string;
  readonly me: { readonly id: string; readonly locale: string; readonly timeZone: string };
  readonly hasHome: boolean;
  readonly commands: readonly ManifestCommand[];
  readonly shortcuts: readonly ManifestShortcut[];
  /** The commands that a newcomer is invited to try, in this person's language. */
  readonly tour: readonly string[];
  /** Which controls of the demo there are. */
  readonly controls: readonly ('clock' | 'reset')[];
};

export type WithInputValues<T> = { readonly shown: T; readonly values: StateValues };

/** The demo's clock: `now` is ms since the epoch when this was sent. `status` is the move that is under way. */
export type ClockState = { readonly now: number; readonly status: ClockMove | null };

/** Everything that one person sees. */
export type Snapshot = {
  readonly about: WorkspaceInfo;
  readonly people: readonly PersonInfo[];
  readonly channels: readonly ChannelInfo[];
  /** Open modals, the top one last. */
  readonly views: readonly WithInputValues<View>[];
  readonly home: WithInputValues<View> | null;
  readonly clock: ClockState;
};

/** One part of the snapshot that has changed, or the messages of one channel: stored ones, replies and those for this person only, by `ts`. */
export type Patch =
  | { readonly [Part in keyof Snapshot]: { readonly part: Part; readonly value: Snapshot[Part] } }[keyof Snapshot]
  | { readonly part: 'messages'; readonly channel: string; readonly value: readonly WithInputValues<Message>[] };

/** What was refused or went wrong, in words for a person; nothing when all went well. */
export type ActionAnswer = {
  readonly problem?: string;
  /** A slash command that failed, in Slack's word. */
  readonly commandError?: string;
  /** By block_id, of a form. */
  readonly errors?: Readonly<Record<string, string>>;
  readonly closed?: boolean;
  readonly options?: readonly { readonly text: string; readonly value: string; readonly description?: string }[];
  readonly fileId?: string;
  readonly completions?: readonly LineCompletion[];
};

export type { JournalEntry };
