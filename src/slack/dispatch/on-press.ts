import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { LANGUAGES } from '../../locale/languages.ts';
import { raceTimeout } from '../../platform/race-timeout.ts';
import { expiredTriggerMessage, faultSentence } from '../request/fault-message.ts';
import type { ButtonHandler, Press, Reply } from '../request/flow.ts';
import { type FieldState, readForm } from '../request/form.ts';
import { readMetadata, wrapMetadata } from '../request/form-metadata.ts';
import { type Caller, guessLanguage, requestContext } from '../request/request-context.ts';
import { parseActionId, type Routes } from '../request/routes.ts';
import { RERUN_COMMAND } from '../views/kit/action-ids.ts';
import { type Message, textMessage } from '../views/kit/blocks.ts';
import { loadingView, messageView } from '../views/kit/frames.ts';
import type { Deps } from '../web-api/deps.ts';
import { slackErrorCode } from '../web-api/slack-error-code.ts';
import { isExternalChannel, isExternalUser, refuseInExternalChannel } from './external-channel-guard.ts';
import { keepHomeFresh } from './home.ts';
import { replyToPerson } from './late-reply.ts';
import { routeCommand } from './on-command.ts';

export type PressArgs = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;

const OPEN_TIMEOUT_MS = 800;

/** What Slack says of a window that was closed, or got the answer to a quicker press: nobody waits for this one any more. */
const STALE_VIEW_CODES: ReadonlySet<string | undefined> = new Set(['hash_conflict', 'not_found']);

/** What an element holds when it is used, whatever kind it is. */
const elementValue = (action: FieldState): string =>
  action.value ??
  readForm({ used: { used: action } }).choice('used') ??
  readForm({ used: { used: action } })
    .choices('used')
    .join(',');

/** The button that runs a typed command once more, as if it had been typed again. */
function rerunHandler(routes: Routes, line: string): ButtonHandler & Pick<Caller, 'typedLanguage' | 'command'> {
  const [command = '/deal', ...words] = line.split(' ');
  const { handler, rest, language } = routeCommand(routes, command, words.join(' '));
  return { opensForm: handler.opensForm, run: (visit) => handler.run(visit, rest), typedLanguage: language, command };
}

/** The thread that a pressed message stands in. */
function messageThreadTs({ container }: BlockAction): string | null {
  const thread: unknown = container['thread_ts'];
  return typeof thread === 'string' ? thread : null;
}

/** Answers a button or menu, in a message or in a form: acknowledged at once, then one call. */
export async function onPress(
  deps: Deps,
  routes: Routes,
  { ack, action, body, client, context, respond }: PressArgs,
): Promise<void> {
  const started = performance.now();
  await ack();
  const { id, suffix } = parseActionId(action.action_id);
  deps.observe({ kind: 'button', name: id, ackMs: performance.now() - started, outcome: 'answered' });
  const field: FieldState = action;
  const value = elementValue(field);
  const typed = id === RERUN_COMMAND ? rerunHandler(routes, value) : undefined;
  const caller: Caller = {
    workspaceId: context.teamId ?? body.team?.id ?? '',
    slackUserId: body.user.id,
    handle: body.user.username,
    channelId: body.channel?.id ?? null,
    command: typed?.command ?? '/deal',
    through: 'button',
    typedLanguage: typed?.typedLanguage ?? null,
    key: `button ${body.trigger_id}`,
  };
  let m = LANGUAGES[guessLanguage(caller)];
  const view = body.view;
  if (view?.type === 'home') keepHomeFresh(deps, caller, view.hash);
  const inModal = view !== undefined && view.type !== 'home';
  const replyPath = {
    ...readMetadata(view?.private_metadata),
    ...(view === undefined ? { url: body.response_url, channel: caller.channelId, thread: messageThreadTs(body) } : {}),
  };
  const state: Parameters<typeof readForm>[0] = view?.state.values ?? body.state?.values;
  const press: Press = { value, suffix, form: readForm(state), data: view === undefined ? null : replyPath.data };
  const handler = typed ?? routes.buttons.get(id);
  // A link button is Slack's own business; anything else unknown stems from an older version of ours.
  if (handler === undefined && 'url' in action) return;
  const isExternal = view === undefined ? isExternalChannel(deps, caller.workspaceId, caller.channelId) : Promise.resolve(false);
  if (await isExternalUser(deps, body.user.team_id, caller.workspaceId, caller.channelId)) {
    await respond({ response_type: 'ephemeral', replace_original: false, text: m.setup.external.stranger });
    return;
  }
  const work = requestContext(deps, caller, client)
    .then(async (visit): Promise<Reply> => {
      m = visit.m;
      if (handler === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
      return (
        (await refuseInExternalChannel(visit, handler.allowedInExternalChannel === true ? Promise.resolve(false) : isExternal)) ??
        handler.run(visit, press)
      );
    })
    .catch((error: unknown): Reply => ({ kind: 'say', message: textMessage(faultSentence(error, m, deps.log, id)) }));

  /** @param overtaken what is still to be said where the window has gone or changed meanwhile; null: nothing. */
  const callOrReport = async (call: () => Promise<unknown>, overtaken?: Message | null) => {
    try {
      await call();
      return true;
    } catch (error) {
      const code = slackErrorCode(error);
      if (overtaken !== undefined && STALE_VIEW_CODES.has(code)) {
        deps.log.debug({ what: id, slack: code }, 'a window was not changed');
        if (overtaken !== null)
          await replyToPerson({ ...replyPath, slackUserId: caller.slackUserId }, overtaken, client, deps.log);
        return false;
      }
      const late = code === 'expired_trigger_id' || code === 'exchanged_trigger_id';
      const message = late ? expiredTriggerMessage(m, null) : textMessage(faultSentence(error, m, deps.log, id));
      await replyToPerson({ ...replyPath, slackUserId: caller.slackUserId }, message, client, deps.log);
      return false;
    }
  };

  const tell = async (answer: Extract<Reply, { kind: 'say' }>) => {
    if (view?.type === 'home') {
      await callOrReport(() => client.views.open({ trigger_id: body.trigger_id, view: messageView(m, answer.message) }));
      return;
    }
    if (view !== undefined) {
      // Who closed it is told all the same: an answer in words may be the only sign of what was done.
      await callOrReport(() => client.views.update({ view_id: view.id, view: messageView(m, answer.message) }), answer.message);
      return;
    }
    const instead = answer.replacesOriginal === true && body.container['is_ephemeral'] === true;
    if (!instead) {
      await replyToPerson({ ...replyPath, slackUserId: caller.slackUserId }, answer.message, client, deps.log);
      return;
    }
    await respond({
      response_type: 'ephemeral',
      replace_original: true,
      text: answer.message.text,
      blocks: [...answer.message.blocks],
    });
  };
  const first = handler?.opensForm === true && !inModal ? await raceTimeout(work, OPEN_TIMEOUT_MS) : { done: await work };
  if (first === 'late') {
    let viewId: string | undefined;
    const opened = await callOrReport(async () => {
      viewId = (await client.views.open({ trigger_id: body.trigger_id, view: loadingView(m) })).view?.id;
    });
    const answer = await work;
    if (!opened || viewId === undefined) return;
    const late =
      answer.kind === 'open'
        ? wrapMetadata(answer.view, replyPath)
        : answer.kind === 'say'
          ? messageView(m, answer.message)
          : undefined;
    const waiting = viewId;
    if (late !== undefined)
      await callOrReport(
        () => client.views.update({ view_id: waiting, view: late }),
        answer.kind === 'say' ? answer.message : null,
      );
    return;
  }
  const answer = first.done;
  if (answer.kind === 'say') await tell(answer);
  if (answer.kind === 'open') {
    const opening = { trigger_id: body.trigger_id, view: wrapMetadata(answer.view, replyPath) };
    await callOrReport(() => (inModal ? client.views.push(opening) : client.views.open(opening)));
  }
  if (answer.kind === 'update' && view !== undefined && inModal) {
    const next = { view_id: view.id, hash: view.hash, view: wrapMetadata(answer.view, replyPath) };
    await callOrReport(() => client.views.update(next), null);
  }
}
