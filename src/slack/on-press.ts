import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { LANGUAGES } from '../locale/languages.ts';
import { AGAIN } from './again.ts';
import { closedHere, isStranger, outside } from './closed-here.ts';
import type { Deps } from './deps.ts';
import { sealed, unsealed } from './envelope.ts';
import { faultSentence, tooSlow } from './errors.ts';
import type { Answer, ButtonHandler, Press } from './flow.ts';
import { type FieldState, readForm } from './form.ts';
import { lookAtHome } from './home.ts';
import { routed } from './on-command.ts';
import { within } from './race.ts';
import { parted, type Routes } from './routes.ts';
import { slackError } from './slack-error.ts';
import { type Message, say } from './views/blocks.ts';
import { messageView, waitingView } from './views/frames.ts';
import { type Caller, likelyLanguage, visitOf } from './visit.ts';
import { tellBack } from './way-back.ts';

export type PressArgs = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;

const OPEN_WITHIN_MS = 800;

/** What Slack says of a window that was closed, or got the answer to a quicker press: nobody waits for this one any more. */
const OVERTAKEN: ReadonlySet<string | undefined> = new Set(['hash_conflict', 'not_found']);

/** What an element holds when it is used, whatever kind it is. */
const heldBy = (action: FieldState): string =>
  action.value ??
  readForm({ used: { used: action } }).choice('used') ??
  readForm({ used: { used: action } })
    .choices('used')
    .join(',');

/** The button that runs a typed command once more, as if it had been typed again. */
function again(routes: Routes, line: string): ButtonHandler & Pick<Caller, 'typed' | 'command'> {
  const [command = '/deal', ...words] = line.split(' ');
  const { handler, rest, language } = routed(routes, command, words.join(' '));
  return { opens: handler.opens, run: (visit) => handler.run(visit, rest), typed: language, command };
}

/** The thread that a pressed message stands in. */
function threadOf({ container }: BlockAction): string | null {
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
  const { id, suffix } = parted(action.action_id);
  deps.observe({ kind: 'button', name: id, ackMs: performance.now() - started, outcome: 'answered' });
  const field: FieldState = action;
  const value = heldBy(field);
  const typed = id === AGAIN ? again(routes, value) : undefined;
  const caller: Caller = {
    workspaceId: context.teamId ?? body.team?.id ?? '',
    slackUserId: body.user.id,
    handle: body.user.username,
    channelId: body.channel?.id ?? null,
    command: typed?.command ?? '/deal',
    through: 'button',
    typed: typed?.typed ?? null,
    key: `button ${body.trigger_id}`,
  };
  let m = LANGUAGES[likelyLanguage(caller)];
  const view = body.view;
  if (view?.type === 'home') lookAtHome(deps, caller, view.hash);
  const inModal = view !== undefined && view.type !== 'home';
  const way = {
    ...unsealed(view?.private_metadata),
    ...(view === undefined ? { url: body.response_url, channel: caller.channelId, thread: threadOf(body) } : {}),
  };
  const state: Parameters<typeof readForm>[0] = view?.state.values ?? body.state?.values;
  const press: Press = { value, suffix, form: readForm(state), data: view === undefined ? null : way.data };
  const handler = typed ?? routes.buttons.get(id);
  // A link button is Slack's own business; anything else unknown stems from an older version of ours.
  if (handler === undefined && 'url' in action) return;
  const there = view === undefined ? outside(deps, caller.workspaceId, caller.channelId) : Promise.resolve(false);
  if (await isStranger(deps, body.user.team_id, caller.workspaceId, caller.channelId)) {
    await respond({ response_type: 'ephemeral', replace_original: false, text: m.setup.external.stranger });
    return;
  }
  const work = visitOf(deps, caller, client)
    .then(async (visit): Promise<Answer> => {
      m = visit.m;
      if (handler === undefined) return { do: 'say', message: say(m.common.gone) };
      return (await closedHere(visit, handler.anywhere === true ? Promise.resolve(false) : there)) ?? handler.run(visit, press);
    })
    .catch((error: unknown): Answer => ({ do: 'say', message: say(faultSentence(error, m, deps.log, id)) }));

  /** @param overtaken what is still to be said where the window has gone or changed meanwhile; null: nothing. */
  const shown = async (call: () => Promise<unknown>, overtaken?: Message | null) => {
    try {
      await call();
      return true;
    } catch (error) {
      const code = slackError(error);
      if (overtaken !== undefined && OVERTAKEN.has(code)) {
        deps.log.debug({ what: id, slack: code }, 'a window was not changed');
        if (overtaken !== null) await tellBack({ ...way, slackUserId: caller.slackUserId }, overtaken, client, deps.log);
        return false;
      }
      const late = code === 'expired_trigger_id' || code === 'exchanged_trigger_id';
      const message = late ? tooSlow(m, null) : say(faultSentence(error, m, deps.log, id));
      await tellBack({ ...way, slackUserId: caller.slackUserId }, message, client, deps.log);
      return false;
    }
  };

  const tell = async (answer: Extract<Answer, { do: 'say' }>) => {
    if (view?.type === 'home') {
      await shown(() => client.views.open({ trigger_id: body.trigger_id, view: messageView(m, answer.message) }));
      return;
    }
    if (view !== undefined) {
      // Who closed it is told all the same: an answer in words may be the only sign of what was done.
      await shown(() => client.views.update({ view_id: view.id, view: messageView(m, answer.message) }), answer.message);
      return;
    }
    const instead = answer.instead === true && body.container['is_ephemeral'] === true;
    if (!instead) {
      await tellBack({ ...way, slackUserId: caller.slackUserId }, answer.message, client, deps.log);
      return;
    }
    await respond({
      response_type: 'ephemeral',
      replace_original: true,
      text: answer.message.text,
      blocks: [...answer.message.blocks],
    });
  };
  const first = handler?.opens === true && !inModal ? await within(work, OPEN_WITHIN_MS) : { done: await work };
  if (first === 'late') {
    let viewId: string | undefined;
    const opened = await shown(async () => {
      viewId = (await client.views.open({ trigger_id: body.trigger_id, view: waitingView(m) })).view?.id;
    });
    const answer = await work;
    if (!opened || viewId === undefined) return;
    const late =
      answer.do === 'open' ? sealed(answer.view, way) : answer.do === 'say' ? messageView(m, answer.message) : undefined;
    const waiting = viewId;
    if (late !== undefined)
      await shown(() => client.views.update({ view_id: waiting, view: late }), answer.do === 'say' ? answer.message : null);
    return;
  }
  const answer = first.done;
  if (answer.do === 'say') await tell(answer);
  if (answer.do === 'open') {
    const opening = { trigger_id: body.trigger_id, view: sealed(answer.view, way) };
    await shown(() => (inModal ? client.views.push(opening) : client.views.open(opening)));
  }
  if (answer.do === 'update' && view !== undefined && inModal) {
    const next = { view_id: view.id, hash: view.hash, view: sealed(answer.view, way) };
    await shown(() => client.views.update(next), null);
  }
}
