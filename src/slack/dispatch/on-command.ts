import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { limitTyped } from '../../input/typed-text.ts';
import { LANGUAGES } from '../../locale/languages.ts';
import type { Reply } from '../request/flow.ts';
import { type Caller, cachedLanguage } from '../request/request-context.ts';
import type { RequestDeps } from '../request/request-deps.ts';
import { retryCommand } from '../request/retry.ts';
import type { Routes } from '../request/routes.ts';
import { lineThatMayBeName, replyIfLineNamesDeal } from '../steps/named-like-command.ts';
import { textMessage } from '../views/kit/blocks.ts';
import { loadingView } from '../views/kit/frames.ts';
import { replyTooLong } from './reply-too-long.ts';
import { respond } from './respond.ts';
import { isDealCommand, routeCommand } from './route-command.ts';
import { runCommand } from './run-command.ts';
import { OPEN_TIMEOUT_MS, type Surface } from './surface.ts';

export type CommandArgs = SlackCommandMiddlewareArgs & AllMiddlewareArgs;

/** Answers a slash command: on the acknowledgement where the answer is a message, by a form where it is one. */
export async function onCommand(deps: RequestDeps, routes: Routes, args: CommandArgs): Promise<void> {
  const { command, client, context } = args;
  const said = limitTyped(command.text ?? '');
  const routed = routeCommand(routes, command.command, said.text);
  const { handler, rest, language } = routed;
  const typed = { ...routed, command: command.command };
  const { instantReply, opensForm, allowedInExternalChannel } = handler;
  const caller: Caller = {
    workspaceId: context.teamId ?? command.team_id,
    slackUserId: command.user_id,
    channelId: command.channel_id,
    command: command.command,
    through: 'command',
    typedLanguage: language,
    line: isDealCommand(command.command) && !said.isCut ? lineThatMayBeName(typed) : undefined,
    key: `command ${command.trigger_id}`,
  };
  const line = `${command.command} ${said.text}`.trim();
  const known = cachedLanguage(deps, caller);
  const instant =
    instantReply === undefined || known === undefined || rest !== ''
      ? undefined
      : instantReply(LANGUAGES[known.language], known.solo);
  await respond(
    deps,
    {
      kind: 'command',
      name: line.split(' ')[0] ?? '',
      what: line.split(' ').slice(0, 2).join(' '),
      caller,
      client,
      run: async (context) => {
        if (said.isCut) return replyTooLong(context.m, said.length);
        return (await replyIfLineNamesDeal(context, typed)) ?? runCommand(routes, typed, context);
      },
      isRead: handler.isRead === true,
      instantReply: instant === undefined ? undefined : { kind: 'say', message: instant },
      guardedChannelId: allowedInExternalChannel === true ? null : caller.channelId,
      replyPath: { url: command.response_url, channel: command.channel_id, thread: null },
      retry: retryCommand(line),
      toFaultReply: (sentence, m): Reply => ({ kind: 'say', message: instantReply?.(m, false) ?? textMessage(sentence) }),
    },
    commandSurface(args, opensForm),
  );
}

/** A message rides on the acknowledgement; a form opens by the command's trigger. */
function commandSurface({ ack, client, command: { trigger_id } }: CommandArgs, opensForm: boolean): Surface {
  return {
    budgetMs: opensForm ? OPEN_TIMEOUT_MS : 'ack',
    ackReply: async (reply) => {
      if (reply.kind !== 'say') {
        await ack();
        return false;
      }
      const { text, blocks } = reply.message;
      await ack({ response_type: 'ephemeral', text, blocks: [...blocks] });
      return true;
    },
    // A word that it takes a moment could not be taken back: a command's answer replaces nothing.
    ackLate: () => ack(),
    ...(opensForm ? { showLoading: async (m) => (await client.views.open({ trigger_id, view: loadingView(m) })).view?.id } : {}),
    open: (view) => client.views.open({ trigger_id, view }),
  };
}
