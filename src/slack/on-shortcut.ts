import type { AllMiddlewareArgs, GlobalShortcut, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { LANGUAGES } from '../locale/languages.ts';
import type { Deps } from './deps.ts';
import { sealed } from './envelope.ts';
import { faultSentence } from './errors.ts';
import type { Answer } from './flow.ts';
import { linkTo } from './permalinks.ts';
import { within } from './race.ts';
import type { Routes } from './routes.ts';
import { say } from './views/blocks.ts';
import { messageView, waitingView } from './views/frames.ts';
import { type Caller, likelyLanguage, visitOf } from './visit.ts';

export type ShortcutArgs = SlackShortcutMiddlewareArgs<GlobalShortcut | MessageShortcut> & AllMiddlewareArgs;

const OPEN_WITHIN_MS = 800;
/** Answers a shortcut by a form: a trigger lives three seconds, so it opens in time, or opens empty and is filled. */
export async function onShortcut(deps: Deps, routes: Routes, { ack, shortcut, client, context }: ShortcutArgs): Promise<void> {
  const started = performance.now();
  await ack();
  deps.observe({ kind: 'button', name: shortcut.callback_id, ackMs: performance.now() - started, outcome: 'answered' });
  const isMessage = shortcut.type === 'message_action';
  const caller: Caller = {
    workspaceId: context.teamId ?? shortcut.team?.id ?? '',
    slackUserId: shortcut.user.id,
    handle: 'username' in shortcut.user ? shortcut.user.username : (shortcut.user.name ?? shortcut.user.id),
    channelId: isMessage ? shortcut.channel.id : null,
    command: '/deal',
    through: 'shortcut',
    typed: null,
    key: `shortcut ${shortcut.trigger_id}`,
  };
  const handler = routes.shortcuts.get(shortcut.callback_id);
  let m = LANGUAGES[likelyLanguage(caller)];
  const link = isMessage ? linkTo(client, shortcut) : Promise.resolve(null);
  // Nobody waits for it where the database is away.
  link.catch(() => undefined);
  const work = visitOf(deps, caller, client)
    .then(async (visit): Promise<Answer> => {
      m = visit.m;
      if (handler === undefined) return { do: 'say', message: say(m.common.gone) };
      return handler(visit, isMessage ? { text: shortcut.message.text ?? '', link: await link } : undefined);
    })
    .catch((error: unknown): Answer => ({ do: 'say', message: say(faultSentence(error, m, deps.log, shortcut.callback_id)) }));
  const way = { url: isMessage ? shortcut.response_url : null, channel: caller.channelId };
  const shown = (answer: Answer) =>
    answer.do === 'open' ? sealed(answer.view, way) : answer.do === 'say' ? messageView(m, answer.message) : waitingView(m);
  const first = await within(work, OPEN_WITHIN_MS);
  const { trigger_id } = shortcut;
  try {
    const { view } = await client.views.open({ trigger_id, view: first === 'late' ? waitingView(m) : shown(first.done) });
    if (first === 'late' && view?.id !== undefined) await client.views.update({ view_id: view.id, view: shown(await work) });
  } catch (error) {
    // Without a form there is no place to say so; the shortcut can be used again.
    faultSentence(error, m, deps.log, shortcut.callback_id);
  }
}
