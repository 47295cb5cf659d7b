import type { AllMiddlewareArgs, GlobalShortcut, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { LANGUAGES } from '../../locale/languages.ts';
import { raceTimeout } from '../../platform/race-timeout.ts';
import { faultSentence } from '../request/fault-message.ts';
import type { Reply } from '../request/flow.ts';
import { wrapMetadata } from '../request/form-metadata.ts';
import { type Caller, guessLanguage, requestContext } from '../request/request-context.ts';
import type { Routes } from '../request/routes.ts';
import { textMessage } from '../views/kit/blocks.ts';
import { loadingView, messageView } from '../views/kit/frames.ts';
import type { Deps } from '../web-api/deps.ts';
import { fetchPermalink } from '../web-api/permalinks.ts';

export type ShortcutArgs = SlackShortcutMiddlewareArgs<GlobalShortcut | MessageShortcut> & AllMiddlewareArgs;

const OPEN_TIMEOUT_MS = 800;
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
    typedLanguage: null,
    key: `shortcut ${shortcut.trigger_id}`,
  };
  const handler = routes.shortcuts.get(shortcut.callback_id);
  let m = LANGUAGES[guessLanguage(caller)];
  const link = isMessage ? fetchPermalink(client, shortcut) : Promise.resolve(null);
  // Nobody waits for it where the database is away.
  link.catch(() => undefined);
  const work = requestContext(deps, caller, client)
    .then(async (visit): Promise<Reply> => {
      m = visit.m;
      if (handler === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
      return handler(visit, isMessage ? { text: shortcut.message.text ?? '', link: await link } : undefined);
    })
    .catch(
      (error: unknown): Reply => ({ kind: 'say', message: textMessage(faultSentence(error, m, deps.log, shortcut.callback_id)) }),
    );
  const replyPath = { url: isMessage ? shortcut.response_url : null, channel: caller.channelId };
  const toView = (answer: Reply) =>
    answer.kind === 'open'
      ? wrapMetadata(answer.view, replyPath)
      : answer.kind === 'say'
        ? messageView(m, answer.message)
        : loadingView(m);
  const first = await raceTimeout(work, OPEN_TIMEOUT_MS);
  const { trigger_id } = shortcut;
  try {
    const { view } = await client.views.open({ trigger_id, view: first === 'late' ? loadingView(m) : toView(first.done) });
    if (first === 'late' && view?.id !== undefined) await client.views.update({ view_id: view.id, view: toView(await work) });
  } catch (error) {
    // Without a form there is no place to say so; the shortcut can be used again.
    faultSentence(error, m, deps.log, shortcut.callback_id);
  }
}
