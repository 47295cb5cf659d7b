import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { LANGUAGES } from '../../locale/languages.ts';
import { raceTimeout } from '../../platform/race-timeout.ts';
import { faultSentence } from '../request/fault-message.ts';
import type { Reply } from '../request/flow.ts';
import { readForm } from '../request/form.ts';
import { readMetadata, wrapMetadata } from '../request/form-metadata.ts';
import { type Caller, guessLanguage, requestContext } from '../request/request-context.ts';
import type { Routes } from '../request/routes.ts';
import { textMessage } from '../views/kit/blocks.ts';
import { loadingView, messageView } from '../views/kit/frames.ts';
import type { Deps } from '../web-api/deps.ts';
import { replyToPerson } from './late-reply.ts';

export type SubmitArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

const ACK_TIMEOUT_MS = 2000;

/** Answers a submitted form inside its acknowledgement: errors under fields, another view, or closed and a word to the person. */
export async function onSubmit(deps: Deps, routes: Routes, { ack, body, view, client, context }: SubmitArgs): Promise<void> {
  const started = performance.now();
  const { url, channel, thread, data } = readMetadata(view.private_metadata);
  const caller: Caller = {
    workspaceId: context.teamId ?? body.team?.id ?? '',
    slackUserId: body.user.id,
    handle: body.user.name,
    channelId: channel,
    command: '/deal',
    through: 'modal',
    typedLanguage: null,
    key: `form ${view.id} ${view.hash}`,
  };
  const handler = routes.forms.get(view.callback_id);
  let m = LANGUAGES[guessLanguage(caller)];
  const firstField = view.blocks.find((block) => block.type === 'input')?.block_id;
  const state: Parameters<typeof readForm>[0] = view.state.values;
  const work = requestContext(deps, caller, client)
    .then(async (visit): Promise<Reply> => {
      m = visit.m;
      return handler === undefined ? { kind: 'say', message: textMessage(m.common.gone) } : handler(visit, readForm(state), data);
    })
    .catch((error: unknown): Reply => {
      const sentence = faultSentence(error, m, deps.log, view.callback_id);
      // Under a field, so that what was typed stays.
      return firstField === undefined
        ? { kind: 'say', message: textMessage(sentence) }
        : { kind: 'errors', errors: { [firstField]: sentence } };
    });
  const tell = (answer: Extract<Reply, { kind: 'say' }>) =>
    replyToPerson({ url, thread, slackUserId: caller.slackUserId }, answer.message, client, deps.log);

  const first = await raceTimeout(work, ACK_TIMEOUT_MS);
  if (first === 'late') {
    await ack({ response_action: 'update', view: loadingView(m) });
    const answer = await work;
    const late =
      answer.kind === 'open' || answer.kind === 'update'
        ? wrapMetadata(answer.view, { url, channel, thread })
        : messageView(
            m,
            answer.kind === 'say'
              ? answer.message
              : textMessage(answer.kind === 'errors' ? Object.values(answer.errors).join('\n') : m.common.close),
          );
    await client.views.update({ view_id: view.id, view: late });
    return;
  }
  const answer = first.done;
  if (answer.kind === 'errors') await ack({ response_action: 'errors', errors: { ...answer.errors } });
  else if (answer.kind === 'update')
    await ack({ response_action: 'update', view: wrapMetadata(answer.view, { url, channel, thread }) });
  else if (answer.kind === 'open')
    await ack({ response_action: 'push', view: wrapMetadata(answer.view, { url, channel, thread }) });
  else await ack({ response_action: 'clear' });
  deps.observe({ kind: 'form', name: view.callback_id, ackMs: performance.now() - started, outcome: 'answered' });
  if (answer.kind === 'say') await tell(answer);
}
