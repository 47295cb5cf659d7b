import type { AllMiddlewareArgs, GlobalShortcut, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { LANGUAGES } from '../locale/languages.ts';
import type { Deps } from './deps.ts';
import { sealed } from './envelope.ts';
import { faultSentence } from './errors.ts';
import type { Answer, Press } from './flow.ts';
import { readForm } from './form.ts';
import { within } from './race.ts';
import type { Routes } from './routes.ts';
import { say } from './views/blocks.ts';
import { NEW } from './views/deal-actions.ts';
import { messageView, waitingView } from './views/frames.ts';
import { type Caller, likelyLanguage, visitOf } from './visit.ts';

export type ShortcutArgs = SlackShortcutMiddlewareArgs<GlobalShortcut | MessageShortcut> & AllMiddlewareArgs;

/** Shortcuts as the manifest has them: a new deal, from anywhere or out of a message. */
export const SHORTCUTS = { fromMessage: 'deal.from-message', anywhere: 'deal.from-anywhere' } as const;

const OPEN_WITHIN_MS = 800;
/** Of a long message, what the name of a deal is guessed from. */
const READ = 200;

/** The first line of a message that says anything. */
const firstLine = (text: string): string => (text.split('\n').find((line) => line.trim() !== '') ?? '').trim().slice(0, READ);

/** Answers a shortcut by the form for a new deal: out of a message filled from its first line, as if that had been typed. */
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
  const value = isMessage ? firstLine(shortcut.message.text ?? '') : '';
  const press: Press = { value, suffix: '', form: readForm(undefined), data: null };
  const handler = routes.buttons.get(NEW);
  let m = LANGUAGES[likelyLanguage(caller)];
  const work = visitOf(deps, caller, client)
    .then(async (visit): Promise<Answer> => {
      m = visit.m;
      return handler === undefined ? { do: 'say', message: say(m.common.gone) } : handler.run(visit, press);
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
