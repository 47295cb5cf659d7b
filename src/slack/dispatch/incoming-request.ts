import type { WebClient } from '@slack/web-api';
import type { Messages } from '../../locale/messages.ts';
import type { SafeText } from '../../locale/safe-text.ts';
import type { RequestObservation } from '../../platform/metrics.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import type { FormMetadata } from '../request/form-metadata.ts';
import type { Caller } from '../request/request-context.ts';
import type { RetryButton } from '../request/retry.ts';
import type { SayReply } from './surface.ts';

/** Where a reply goes when nothing else carries it, and where a form that opens now will reply later. */
export type ReplyPath = Pick<FormMetadata, 'url' | 'channel' | 'thread'>;

/** One request without the ways of its kind: who asks, what answers, under which rules. */
export type IncomingRequest = {
  readonly kind: RequestObservation['kind'];
  /** The command, action id or callback id, as the metrics name it. */
  readonly name: string;
  /** The same for the log, where it can be more exact; the name where not given. */
  readonly what?: string;
  readonly caller: Caller;
  readonly client: WebClient;
  readonly run: (context: RequestContext) => Promise<Reply>;
  /** The reply where it needs nothing but the language: given at once to a person whose language is known, without the database. */
  readonly instantReply?: Reply | undefined;
  /** The channel in which another company may read along; null where the reply is no business of a channel, or shows no deals. */
  readonly guardedChannelId: string | null;
  /** It changes nothing. */
  readonly isRead?: boolean;
  /** Of an event, which Slack sends again where it is not sure that we have it: answered once. */
  readonly eventId?: string;
  readonly replyPath: ReplyPath;
  /** Asks once more, where Slack did not open or change a view. */
  readonly retry: RetryButton;
  /** Turns the sentence about a fault into the reply; a plain message where not given. */
  readonly toFaultReply?: (sentence: SafeText, m: Messages) => Reply;
  /** The person filled in a form: what they entered is kept whatever becomes of it. */
  readonly keepsEntries?: boolean;
  /** Turns the message of a request that has changed nothing, a refusal, into the reply. */
  readonly toRefusalReply?: (reply: SayReply, m: Messages) => Reply;
};
