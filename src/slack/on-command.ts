import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Language } from '../core/member.ts';
import { LANGUAGES } from '../locale/languages.ts';
import type { Messages } from '../locale/messages.ts';
import { closedHere, outside } from './closed-here.ts';
import type { Deps } from './deps.ts';
import { sealed } from './envelope.ts';
import { faultSentence, tooSlow } from './errors.ts';
import type { Answer, CommandHandler } from './flow.ts';
import { within } from './race.ts';
import type { Routes } from './routes.ts';
import { slackError } from './slack-error.ts';
import { type Message, say } from './views/blocks.ts';
import { messageView, replaced, waitingView } from './views/frames.ts';
import { type Caller, likelyLanguage, spokenLanguage, visitOf } from './visit.ts';
import { readDealCommand, readFunnelCommand } from './words.ts';

export type CommandArgs = SlackCommandMiddlewareArgs & AllMiddlewareArgs;

/** A form opens within this, or opens empty and is filled later: a trigger lives three seconds. */
const OPEN_WITHIN_MS = 800;
/** An answer comes within this, or after an acknowledgement that says so: Slack gives up after three seconds. */
const ANSWER_WITHIN_MS = 2000;

type Routed = {
  readonly handler: CommandHandler;
  /** The word's key; `mine`, `now` where there was none, `other` where it is none of ours. */
  readonly word: string;
  /** The word as it was typed. */
  readonly typed: string;
  readonly rest: string;
  readonly language: Language | null;
};

/** Which listener a typed command means; what no word fits goes to the flow that looks it up as a deal. */
export function routed(routes: Routes, command: string, text: string): Routed {
  const funnel = command === '/funnel' || command === '/lejek';
  const read = funnel ? readFunnelCommand(text) : readDealCommand(text);
  const handlers = funnel ? routes.funnel : routes.deal;
  const usual = command === '/szansa' || command === '/lejek' ? 'pl' : null;
  const found = (word: string, rest: string, language: Language | null, typed = ''): Routed => {
    const handler = handlers.get(word);
    if (handler === undefined) throw new Error(`No flow answers ${command} ${word}.`);
    return { handler, word, typed, rest, language: language ?? usual };
  };
  if (read.kind === 'empty') return found(funnel ? 'now' : 'mine', '', null);
  if (read.kind === 'word') return found(read.word, read.rest, read.language, read.typed);
  return found('other', read.text, null);
}

/** Answers a slash command: on the acknowledgement where the answer is a message, by a form where it is one. */
export async function onCommand(
  deps: Deps,
  routes: Routes,
  { command, ack, respond, client, context }: CommandArgs,
): Promise<void> {
  const started = performance.now();
  const { handler, rest, language } = routed(routes, command.command, command.text ?? '');
  const caller: Caller = {
    workspaceId: context.teamId ?? command.team_id,
    slackUserId: command.user_id,
    handle: command.user_name,
    channelId: command.channel_id,
    command: command.command,
    through: 'command',
    typed: language,
    key: `command ${command.trigger_id}`,
  };
  const line = `${command.command} ${command.text ?? ''}`.trim();
  const known = spokenLanguage(caller);
  if (handler.plain !== undefined && known !== undefined) {
    await ack({ response_type: 'ephemeral', ...replaced(handler.plain(LANGUAGES[known.language], known.solo)) });
    observe(deps, line, started, 'answered');
    return;
  }
  let m = LANGUAGES[likelyLanguage(caller)];
  let fault = false;
  const isOutside = handler.anywhere === true ? Promise.resolve(false) : outside(deps, caller.workspaceId, caller.channelId);
  const work = visitOf(deps, caller, client)
    .then(async (visit) => {
      m = visit.m;
      return (await closedHere(visit, isOutside)) ?? handler.run(visit, rest);
    })
    .catch((error: unknown): Answer => {
      fault = true;
      const sentence = faultSentence(error, m, deps.log, line.split(' ').slice(0, 2).join(' '));
      return { do: 'say', message: handler.plain?.(m, false) ?? say(sentence) };
    });

  const first = await within(work, handler.opens ? OPEN_WITHIN_MS : ANSWER_WITHIN_MS);
  const way = { url: command.response_url, channel: command.channel_id };
  const tell = (message: Message) => respond({ response_type: 'ephemeral', ...replaced(message) });
  const open = async (answer: Extract<Answer, { do: 'open' }>) => {
    try {
      await client.views.open({ trigger_id: command.trigger_id, view: sealed(answer.view, way) });
    } catch (error) {
      await tell(openFailure(error, m, line, deps));
    }
  };

  if (first !== 'late') {
    const answer = first.done;
    await ack(answer.do === 'say' ? { response_type: 'ephemeral', ...replaced(answer.message) } : undefined);
    observe(deps, line, started, fault ? 'fault' : 'answered');
    if (answer.do === 'open') await open(answer);
    return;
  }
  if (!handler.opens) {
    await ack({ response_type: 'ephemeral', text: m.common.working });
    observe(deps, line, started, 'late');
    const answer = await work;
    if (answer.do === 'say') await respond({ response_type: 'ephemeral', replace_original: true, ...replaced(answer.message) });
    if (answer.do === 'open') await open(answer);
    return;
  }
  await ack();
  observe(deps, line, started, 'late');
  let viewId: string | undefined;
  try {
    viewId = (await client.views.open({ trigger_id: command.trigger_id, view: waitingView(m) })).view?.id;
  } catch (error) {
    await tell(openFailure(error, m, line, deps));
    return;
  }
  const answer = await work;
  if (viewId === undefined) return;
  if (answer.do === 'open') await client.views.update({ view_id: viewId, view: sealed(answer.view, way) });
  if (answer.do === 'say') await client.views.update({ view_id: viewId, view: messageView(m, answer.message) });
}

function openFailure(error: unknown, m: Messages, line: string, deps: Deps): Message {
  const code = slackError(error);
  if (code === 'expired_trigger_id' || code === 'exchanged_trigger_id' || code === 'trigger_expired') return tooSlow(m, line);
  return say(faultSentence(error, m, deps.log, 'views.open'));
}

function observe(deps: Deps, line: string, started: number, outcome: 'answered' | 'late' | 'fault'): void {
  deps.observe({ kind: 'command', name: line.split(' ')[0] ?? '', ackMs: performance.now() - started, outcome });
}
