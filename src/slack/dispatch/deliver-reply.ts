import type { Messages } from '../../locale/messages.ts';
import { joinSafe } from '../../locale/safe-text.ts';
import { faultSentence, viewRefusedMessage } from '../request/fault-message.ts';
import type { Reply } from '../request/flow.ts';
import { wrapMetadata } from '../request/form-metadata.ts';
import { waitUntilStored } from '../request/kept-forms.ts';
import type { RequestDeps } from '../request/request-deps.ts';
import { buttons, type Message, textMessage } from '../views/kit/blocks.ts';
import { messageView } from '../views/kit/frames.ts';
import { classifyViewError } from '../web-api/classify-view-error.ts';
import { slackErrorCode } from '../web-api/slack-error-code.ts';
import type { IncomingRequest } from './incoming-request.ts';
import { replyToPerson } from './late-reply.ts';
import type { RunningRequest } from './run-request.ts';
import type { Surface } from './surface.ts';

/** The ways from a reply to the person, for one request. Slack's refusals are told to the person, never thrown. */
export type ReplyDelivery = {
  /** Delivers a reply that the acknowledgement did not carry. */
  readonly deliver: (reply: Reply, surface: Surface) => Promise<void>;
  /** Puts a reply in place of the loading view. */
  readonly fillLoadingView: (viewId: string, reply: Reply, surface: Surface) => Promise<void>;
  /** A message past the surface: by response_url, else by direct message. */
  readonly tell: (message: Message) => Promise<void>;
  /**
   * Makes a call to Slack; where it is refused the person is told why.
   *
   * @param instead told instead of the refusal; null: nothing is told where the trigger has expired, or the view was closed or changed
   *   meanwhile; where not given, the refusal, with a button that asks once more unless something was written.
   * @returns whether Slack did it.
   */
  readonly attempt: (call: () => Promise<unknown>, instead?: Message | null) => Promise<boolean>;
};

export function createReplyDelivery(
  deps: RequestDeps,
  request: IncomingRequest,
  { messages, written = () => 'none' }: Pick<RunningRequest, 'messages'> & Partial<Pick<RunningRequest, 'written'>>,
): ReplyDelivery {
  const { client, replyPath, caller } = request;
  const what = request.what ?? request.name;
  const tell = async (message: Message, replacesOriginal = false): Promise<void> => {
    // It may offer to open a form again.
    await waitUntilStored(deps);
    const { url, thread } = replyPath;
    await replyToPerson({ url, thread, replacesOriginal, slackUserId: caller.slackUserId }, message, { client, log: deps.log });
  };
  const refusalMessage = (error: unknown, instead: Message | null | undefined): Message | null => {
    const reason = classifyViewError(error);
    if (reason === undefined) {
      // Logged in any case; what came of the request is worth more to the person than that its window was refused.
      const sentence = faultSentence(error, messages(), { log: deps.log, what, written: written() });
      return instead ?? textMessage(sentence, ...(written() === 'none' ? buttons(request.retry(messages())) : []));
    }
    deps.log.debug({ what, slack: slackErrorCode(error) }, 'a window was not opened or changed');
    return instead !== undefined ? instead : viewRefusedMessage(reason, messages(), { written: written(), retry: request.retry });
  };
  const attempt = async (call: () => Promise<unknown>, instead?: Message | null): Promise<boolean> => {
    try {
      await call();
      return true;
    } catch (error) {
      const message = refusalMessage(error, instead);
      if (message !== null) await tell(message);
      return false;
    }
  };
  const deliver = async (reply: Reply, surface: Surface): Promise<void> => {
    if (reply.kind === 'say') {
      const { say } = surface;
      // Whoever closed the view is told all the same: a message may be the only sign of what was done.
      if (say !== undefined) await attempt(() => say(reply, messages()), reply.message);
      else await tell(reply.message, surface.replacesOriginal?.(reply));
    }
    if (reply.kind === 'open') await attempt(async () => surface.open?.(wrapMetadata(reply.view, replyPath)));
    if (reply.kind === 'update')
      await attempt(
        async () => surface.update?.(wrapMetadata(reply.view, replyPath)),
        surface.isForReading === true ? null : undefined,
      );
  };
  const fillLoadingView = async (viewId: string, reply: Reply, { fillView, ifViewGone }: Surface): Promise<void> => {
    const m = messages();
    const view =
      fillView?.(reply, m) ??
      (reply.kind === 'open' || reply.kind === 'update'
        ? wrapMetadata(reply.view, replyPath)
        : messageView(m, toMessage(reply, m)));
    const instead = reply.kind === 'say' ? reply.message : ifViewGone?.(reply, m);
    await attempt(() => client.views.update({ view_id: viewId, view }), instead);
  };
  return { deliver, fillLoadingView, tell, attempt };
}

/** A reply without a view, as the message that ends a loading view. */
function toMessage(reply: Exclude<Reply, { kind: 'open' | 'update' }>, m: Messages): Message {
  if (reply.kind === 'say') return reply.message;
  return textMessage(reply.kind === 'errors' ? joinSafe(Object.values(reply.errors), '\n') : m.common.close);
}
