import type { AllMiddlewareArgs, GlobalShortcut, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { limitTyped } from '../../input/typed-text.ts';
import type { Reply } from '../request/flow.ts';
import type { Caller } from '../request/request-context.ts';
import type { RequestDeps } from '../request/request-deps.ts';
import { retryShortcut } from '../request/retry.ts';
import type { Routes } from '../request/routes.ts';
import type { SourceMessage } from '../views/deal/forms/note-from-message-form.ts';
import { textMessage } from '../views/kit/blocks.ts';
import { loadingView, messageView } from '../views/kit/frames.ts';
import { fetchPermalink } from '../web-api/permalinks.ts';
import { respond } from './respond.ts';
import { OPEN_TIMEOUT_MS, type Surface } from './surface.ts';

export type ShortcutArgs = SlackShortcutMiddlewareArgs<GlobalShortcut | MessageShortcut> & AllMiddlewareArgs;

/** Answers a shortcut by a form, or by a message where a form would be. */
export async function onShortcut(deps: RequestDeps, routes: Routes, args: ShortcutArgs): Promise<void> {
  const { shortcut, client, context } = args;
  const isMessage = shortcut.type === 'message_action';
  const caller: Caller = {
    workspaceId: context.teamId ?? shortcut.team?.id ?? '',
    slackUserId: shortcut.user.id,
    channelId: isMessage ? shortcut.channel.id : null,
    command: '/deal',
    through: 'shortcut',
    typedLanguage: null,
    key: `shortcut ${shortcut.trigger_id}`,
  };
  const handler = routes.shortcuts.get(shortcut.callback_id);
  let message: SourceMessage | undefined = isMessage ? { text: messageText(shortcut.message.text ?? ''), link: null } : undefined;
  const link = isMessage ? fetchPermalink(client, shortcut) : Promise.resolve(null);
  // Nobody waits for it where the database is away.
  link.catch(() => undefined);
  await respond(
    deps,
    {
      kind: 'button',
      name: shortcut.callback_id,
      caller,
      client,
      run: async (context): Promise<Reply> => {
        if (message !== undefined) message = { ...message, link: await link };
        return handler?.(context, message) ?? { kind: 'say', message: textMessage(context.m.common.gone) };
      },
      // Only the person sees the form.
      guardedChannelId: null,
      replyPath: { url: isMessage ? shortcut.response_url : null, channel: caller.channelId, thread: null },
      retry: (m) => retryShortcut(shortcut.callback_id, message)(m),
    },
    shortcutSurface(args),
  );
}

/** The beginning of a long message, which its form shows as such; the link leads to all of it. */
function messageText(raw: string): string {
  const { text, isCut } = limitTyped(raw);
  return isCut ? `${text}…` : text;
}

function shortcutSurface({ ack, client, shortcut: { trigger_id } }: ShortcutArgs): Surface {
  return {
    budgetMs: OPEN_TIMEOUT_MS,
    ackFirst: () => ack(),
    showLoading: async (m) => (await client.views.open({ trigger_id, view: loadingView(m) })).view?.id,
    say: ({ message }, m) => client.views.open({ trigger_id, view: messageView(m, message) }),
    open: (view) => client.views.open({ trigger_id, view }),
  };
}
