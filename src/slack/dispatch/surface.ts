import type { ModalView } from '@slack/types';
import type { DurationMs } from '../../core/time/durations.ts';
import type { Messages } from '../../locale/messages.ts';
import type { Reply } from '../request/flow.ts';
import type { Message } from '../views/kit/blocks.ts';

export type SayReply = Extract<Reply, { kind: 'say' }>;

/** A form opens within this, or opens as a loading view that is filled later: a trigger lives three seconds. */
export const OPEN_TIMEOUT_MS: DurationMs = 800;

/**
 * What a kind of request lets us do, as `respond` needs it: how to acknowledge, to show that it takes longer, to open and to change
 * a view. What is not given cannot be done there.
 */
export type Surface = {
  /**
   * How long the work may take before the person is shown that it goes on; `ack`: as long as a reply may ride on the acknowledgement; null:
   * nothing is shown until it is done.
   */
  readonly budgetMs: DurationMs | 'ack' | null;
  /** Acknowledges before the work begins; no reply rides on it. */
  readonly ackFirst?: () => Promise<void>;
  /** Acknowledges with the finished reply, as far as it fits. @returns whether the whole reply went with it. */
  readonly ackReply?: (reply: Reply) => Promise<boolean>;
  /** Acknowledges when the budget is used up. */
  readonly ackLate?: (m: Messages) => Promise<void>;
  /** Shows a loading view when the budget is used up. @returns the id of the view, which the reply then replaces. */
  readonly showLoading?: (m: Messages) => Promise<string | undefined>;
  /** The view that the reply puts in place of the loading view; that of the reply, or a message, where not given. */
  readonly fillView?: (reply: Reply, m: Messages) => ModalView | undefined;
  /** What is told where the loading view is gone when the reply comes; that it is gone, or the reply's own message, where not given. */
  readonly ifViewGone?: (reply: Reply, m: Messages) => Message | undefined;
  /** The view holds nothing that was entered: whoever closes it, or is shown something newer in it, misses nothing. */
  readonly isForReading?: boolean;
  /** Replies with a message; by response_url, else by direct message, where not given. */
  readonly say?: (reply: SayReply, m: Messages) => Promise<unknown>;
  /** Whether a message sent to the response_url takes the place of the one that it belongs to. */
  readonly replacesOriginal?: (reply: SayReply) => boolean;
  readonly open?: (view: ModalView) => Promise<unknown>;
  readonly update?: (view: ModalView) => Promise<unknown>;
};
