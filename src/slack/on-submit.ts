import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { LANGUAGES } from '../locale/languages.ts';
import type { Deps } from './deps.ts';
import { sealed, unsealed } from './envelope.ts';
import { faultSentence } from './errors.ts';
import type { Answer } from './flow.ts';
import { readForm } from './form.ts';
import { within } from './race.ts';
import type { Routes } from './routes.ts';
import { say } from './views/blocks.ts';
import { messageView, waitingView } from './views/frames.ts';
import { type Caller, likelyLanguage, visitOf } from './visit.ts';
import { tellBack } from './way-back.ts';

export type SubmitArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

const ANSWER_WITHIN_MS = 2000;

/** Answers a submitted form inside its acknowledgement: errors under fields, another view, or closed and a word to the person. */
export async function onSubmit(deps: Deps, routes: Routes, { ack, body, view, client, context }: SubmitArgs): Promise<void> {
  const started = performance.now();
  const { url, channel, thread, data } = unsealed(view.private_metadata);
  const caller: Caller = {
    workspaceId: context.teamId ?? body.team?.id ?? '',
    slackUserId: body.user.id,
    handle: body.user.name,
    channelId: channel,
    command: '/deal',
    through: 'modal',
    typed: null,
    key: `form ${view.id} ${view.hash}`,
  };
  const handler = routes.forms.get(view.callback_id);
  let m = LANGUAGES[likelyLanguage(caller)];
  const firstField = view.blocks.find((block) => block.type === 'input')?.block_id;
  const state: Parameters<typeof readForm>[0] = view.state.values;
  const work = visitOf(deps, caller, client)
    .then(async (visit): Promise<Answer> => {
      m = visit.m;
      return handler === undefined ? { do: 'say', message: say(m.common.gone) } : handler(visit, readForm(state), data);
    })
    .catch((error: unknown): Answer => {
      const sentence = faultSentence(error, m, deps.log, view.callback_id);
      // Under a field, so that what was typed stays.
      return firstField === undefined
        ? { do: 'say', message: say(sentence) }
        : { do: 'errors', errors: { [firstField]: sentence } };
    });
  const tell = (answer: Extract<Answer, { do: 'say' }>) =>
    tellBack({ url, thread, slackUserId: caller.slackUserId }, answer.message, client, deps.log);

  const first = await within(work, ANSWER_WITHIN_MS);
  if (first === 'late') {
    await ack({ response_action: 'update', view: waitingView(m) });
    const answer = await work;
    const late =
      answer.do === 'open' || answer.do === 'update'
        ? sealed(answer.view, { url, channel, thread })
        : messageView(
            m,
            answer.do === 'say'
              ? answer.message
              : say(answer.do === 'errors' ? Object.values(answer.errors).join('\n') : m.common.close),
          );
    await client.views.update({ view_id: view.id, view: late });
    return;
  }
  const answer = first.done;
  if (answer.do === 'errors') await ack({ response_action: 'errors', errors: { ...answer.errors } });
  else if (answer.do === 'update') await ack({ response_action: 'update', view: sealed(answer.view, { url, channel, thread }) });
  else if (answer.do === 'open') await ack({ response_action: 'push', view: sealed(answer.view, { url, channel, thread }) });
  else await ack({ response_action: 'clear' });
  deps.observe({ kind: 'form', name: view.callback_id, ackMs: performance.now() - started, outcome: 'answered' });
  if (answer.do === 'say') await tell(answer);
}
