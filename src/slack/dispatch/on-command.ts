import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Language } from '../../core/deal/member.ts';
import { LANGUAGES } from '../../locale/languages.ts';
import type { Messages } from '../../locale/messages.ts';
import { raceTimeout } from '../../platform/race-timeout.ts';
import { expiredTriggerMessage, faultSentence } from '../request/fault-message.ts';
import type { CommandHandler, Reply } from '../request/flow.ts';
import { wrapMetadata } from '../request/form-metadata.ts';
import { parseDealCommand, parseFunnelCommand } from '../request/parse-command.ts';
import { type Caller, cachedLanguage, guessLanguage, requestContext } from '../request/request-context.ts';
import type { Routes } from '../request/routes.ts';
import { type Message, textMessage } from '../views/kit/blocks.ts';
import { loadingView, messageView, toBoltMessage } from '../views/kit/frames.ts';
import type { Deps } from '../web-api/deps.ts';
import { slackErrorCode } from '../web-api/slack-error-code.ts';
import { isExternalChannel, refuseInExternalChannel } from './external-channel-guard.ts';

export type CommandArgs = SlackCommandMiddlewareArgs & AllMiddlewareArgs;

/** A form opens within this, or opens empty and is filled later: a trigger lives three seconds. */
const OPEN_TIMEOUT_MS = 800;
/** An answer comes within this, or after an acknowledgement that says so: Slack gives up after three seconds. */
const ACK_TIMEOUT_MS = 2000;

type RoutedCommand = {
  readonly handler: CommandHandler;
  /** The word's key; `mine`, `now` where there was none, `other` where it is none of ours. */
  readonly word: string;
  /** The word as it was typed. */
  readonly typedWord: string;
  readonly rest: string;
  readonly language: Language | null;
};

/** Which listener a typed command means; what no word fits goes to the flow that looks it up as a deal. */
export function routeCommand(routes: Routes, command: string, text: string): RoutedCommand {
  const funnel = command === '/funnel' || command === '/lejek';
  const read = funnel ? parseFunnelCommand(text) : parseDealCommand(text);
  const handlers = funnel ? routes.funnelCommands : routes.dealCommands;
  const usual = command === '/szansa' || command === '/lejek' ? 'pl' : null;
  const toRoute = (word: string, rest: string, language: Language | null, typed = ''): RoutedCommand => {
    const handler = handlers.get(word);
    if (handler === undefined) throw new Error(`No flow answers ${command} ${word}.`);
    return { handler, word, typedWord: typed, rest, language: language ?? usual };
  };
  if (read.kind === 'empty') return toRoute(funnel ? 'now' : 'mine', '', null);
  if (read.kind === 'word') return toRoute(read.word, read.rest, read.language, read.typedWord);
  return toRoute('other', read.text, null);
}

/** Answers a slash command: on the acknowledgement where the answer is a message, by a form where it is one. */
export async function onCommand(
  deps: Deps,
  routes: Routes,
  { command, ack, respond, client, context }: CommandArgs,
): Promise<void> {
  const started = performance.now();
  const { handler, rest, language } = routeCommand(routes, command.command, command.text ?? '');
  const caller: Caller = {
    workspaceId: context.teamId ?? command.team_id,
    slackUserId: command.user_id,
    handle: command.user_name,
    channelId: command.channel_id,
    command: command.command,
    through: 'command',
    typedLanguage: language,
    key: `command ${command.trigger_id}`,
  };
  const line = `${command.command} ${command.text ?? ''}`.trim();
  const known = cachedLanguage(caller);
  if (handler.instantReply !== undefined && known !== undefined) {
    await ack({ response_type: 'ephemeral', ...toBoltMessage(handler.instantReply(LANGUAGES[known.language], known.solo)) });
    recordOutcome(deps, line, started, 'answered');
    return;
  }
  let m = LANGUAGES[guessLanguage(caller)];
  let fault = false;
  const isOutside =
    handler.allowedInExternalChannel === true
      ? Promise.resolve(false)
      : isExternalChannel(deps, caller.workspaceId, caller.channelId);
  const work = requestContext(deps, caller, client)
    .then(async (visit) => {
      m = visit.m;
      return (await refuseInExternalChannel(visit, isOutside)) ?? handler.run(visit, rest);
    })
    .catch((error: unknown): Reply => {
      fault = true;
      const sentence = faultSentence(error, m, deps.log, line.split(' ').slice(0, 2).join(' '));
      return { kind: 'say', message: handler.instantReply?.(m, false) ?? textMessage(sentence) };
    });

  const first = await raceTimeout(work, handler.opensForm ? OPEN_TIMEOUT_MS : ACK_TIMEOUT_MS);
  const replyPath = { url: command.response_url, channel: command.channel_id };
  const tell = (message: Message) => respond({ response_type: 'ephemeral', ...toBoltMessage(message) });
  const open = async (answer: Extract<Reply, { kind: 'open' }>) => {
    try {
      await client.views.open({ trigger_id: command.trigger_id, view: wrapMetadata(answer.view, replyPath) });
    } catch (error) {
      await tell(openFailureMessage(error, m, line, deps));
    }
  };

  if (first !== 'late') {
    const answer = first.done;
    await ack(answer.kind === 'say' ? { response_type: 'ephemeral', ...toBoltMessage(answer.message) } : undefined);
    recordOutcome(deps, line, started, fault ? 'fault' : 'answered');
    if (answer.kind === 'open') await open(answer);
    return;
  }
  if (!handler.opensForm) {
    await ack({ response_type: 'ephemeral', text: m.common.working });
    recordOutcome(deps, line, started, 'late');
    const answer = await work;
    if (answer.kind === 'say')
      await respond({ response_type: 'ephemeral', replace_original: true, ...toBoltMessage(answer.message) });
    if (answer.kind === 'open') await open(answer);
    return;
  }
  await ack();
  recordOutcome(deps, line, started, 'late');
  let viewId: string | undefined;
  try {
    viewId = (await client.views.open({ trigger_id: command.trigger_id, view: loadingView(m) })).view?.id;
  } catch (error) {
    await tell(openFailureMessage(error, m, line, deps));
    return;
  }
  const answer = await work;
  if (viewId === undefined) return;
  if (answer.kind === 'open') await client.views.update({ view_id: viewId, view: wrapMetadata(answer.view, replyPath) });
  if (answer.kind === 'say') await client.views.update({ view_id: viewId, view: messageView(m, answer.message) });
}

function openFailureMessage(error: unknown, m: Messages, line: string, deps: Deps): Message {
  const code = slackErrorCode(error);
  if (code === 'expired_trigger_id' || code === 'exchanged_trigger_id' || code === 'trigger_expired')
    return expiredTriggerMessage(m, line);
  return textMessage(faultSentence(error, m, deps.log, 'views.open'));
}

function recordOutcome(deps: Deps, line: string, started: number, outcome: 'answered' | 'late' | 'fault'): void {
  deps.observe({ kind: 'command', name: line.split(' ')[0] ?? '', ackMs: performance.now() - started, outcome });
}
