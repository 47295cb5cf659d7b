import { readSettingsOnce } from '../../facts/read-once.ts';
import { LANGUAGES } from '../../locale/languages.ts';
import type { Messages } from '../../locale/messages.ts';
import { faultSentence, type WriteOutcome } from '../request/fault-message.ts';
import type { Reply } from '../request/flow.ts';
import { waitUntilStored } from '../request/kept-forms.ts';
import { markReply } from '../request/mark-reply.ts';
import { guessLanguage, requestContext } from '../request/request-context.ts';
import type { RequestDeps } from '../request/request-deps.ts';
import { buttons, textMessage } from '../views/kit/blocks.ts';
import type { ProgressMessage } from '../web-api/progress-message.ts';
import { replyRefused } from './access-refusal.ts';
import { isExternalChannel, refuseInExternalChannel } from './external-channel-guard.ts';
import type { IncomingRequest } from './incoming-request.ts';

/** A request being answered. */
export type RunningRequest = {
  /** Never rejects: a fault is a reply too. */
  readonly reply: Promise<Reply>;
  /** The words of the language guessed, and of the person's own as soon as it is known. */
  readonly messages: () => Messages;
  /** Known when the reply is there. `busy`: nothing was begun. */
  readonly outcome: () => 'answered' | 'fault' | 'busy';
  /** What it has written so far. */
  readonly written: () => WriteOutcome;
};

/** Starts to answer: by the instant reply, or by the listener, unless the event was answered before or another company reads along. */
export function runRequest(deps: RequestDeps, request: IncomingRequest): RunningRequest {
  const { caller, client, guardedChannelId, eventId } = request;
  let m = LANGUAGES[guessLanguage(deps, caller)];
  let outcome: 'answered' | 'fault' | 'busy' = 'answered';
  const toFaultReply = request.toFaultReply ?? ((sentence): Reply => ({ kind: 'say', message: textMessage(sentence) }));
  let written: WriteOutcome = 'none';
  let progress: ProgressMessage | undefined;
  const answer = async (): Promise<Reply> => {
    if (request.instantReply !== undefined) return request.instantReply;
    if (deps.load.isOverloaded(request.isRead === true ? 'read' : 'write')) {
      outcome = 'busy';
      return request.keepsEntries === true
        ? toFaultReply(m.common.busy, m)
        : { kind: 'say', message: textMessage(m.common.busy, ...buttons(request.retry(m))) };
    }
    return measured();
  };
  const measured = async (): Promise<Reply> => {
    const end = deps.load.begin();
    try {
      return await work();
    } finally {
      end();
    }
  };
  const work = async (): Promise<Reply> => {
    const isExternal = isExternalChannel(deps, caller.workspaceId, guardedChannelId);
    const context = await requestContext(deps, caller, {
      client,
      onWrite: (outcome) => {
        if (written !== 'unknown') written = outcome;
      },
    });
    m = context.m;
    if ('refused' in context) return replyRefused(context, eventId === undefined ? undefined : { eventId, at: deps.clock.now() });
    progress = context.progress;
    if (eventId !== undefined && !(await context.tenant.markHandledOnce(`event ${eventId}`, context.at))) {
      return { kind: 'nothing' };
    }
    const reply = markReply(
      (await refuseInExternalChannel(context, isExternal)) ??
        (await request.run(request.isRead === true ? { ...context, tenant: readSettingsOnce(context.tenant) } : context)),
      context,
    );
    if (reply.kind !== 'say' || written !== 'none' || request.toRefusalReply === undefined) return reply;
    const refusal = request.toRefusalReply(reply, m);
    await waitUntilStored(deps);
    return refusal;
  };
  const toFault = (error: unknown): Reply => {
    outcome = 'fault';
    return toFaultReply(
      faultSentence(error, m, {
        log: deps.log,
        what: request.what ?? request.name,
        written,
        isForm: request.keepsEntries === true,
      }),
      m,
    );
  };
  /** A message takes the place of what told how far the work had come. */
  const replaceProgress = async (reply: Reply): Promise<Reply> =>
    reply.kind === 'say' && (await progress?.replaceBy(reply.message)) === true ? { kind: 'nothing' } : reply;
  const reply = answer().catch(toFault).then(replaceProgress);
  return { reply, messages: () => m, outcome: () => outcome, written: () => written };
}
