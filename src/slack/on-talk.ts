import type { AllMiddlewareArgs, App, SlackEventMiddlewareArgs } from '@slack/bolt';
import { readTalk } from '../input/talk.ts';
import { LANGUAGES } from '../locale/languages.ts';
import { replyAlone } from './alone.ts';
import { closedHere, outside } from './closed-here.ts';
import type { Deps } from './deps.ts';
import { faultSentence } from './errors.ts';
import { noteExternal } from './external-channels.ts';
import type { Answer, Visit } from './flow.ts';
import { inThread } from './in-thread.ts';
import { routed } from './on-command.ts';
import type { Routes } from './routes.ts';
import { say } from './views/blocks.ts';
import { cannotRead, takesForm } from './views/talk.ts';
import { type Caller, likelyLanguage, visitOf } from './visit.ts';
import { readDealCommand, readFunnelCommand } from './words.ts';

type Mentioned = SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs;
type Written = SlackEventMiddlewareArgs<'message'> & AllMiddlewareArgs;
type Heard = Pick<AllMiddlewareArgs, 'context' | 'client'> & { readonly body: Pick<Mentioned['body'], 'team_id' | 'event_id'> };
type Counted = <Args>(listener: (args: Args) => Promise<void>) => (args: Args) => Promise<void>;

/** What somebody said to the bot. */
type Said = {
  readonly user: string;
  readonly text: string;
  readonly channel: string;
  /** The thread that it was said in. */
  readonly threadTs: string | undefined;
  readonly isDirect: boolean;
  readonly hasFiles: boolean;
};

/** A field of an event that Slack sends and Bolt's types may not know. */
const fieldOf = (event: object, name: string): unknown => Object.entries(event).find(([key]) => key === name)?.[1];
const textOf = (event: object, name: string): string | undefined => {
  const value = fieldOf(event, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** What is to be answered of a message: nothing of bots or of Slackbot, and nothing that only says what happened to a message or channel. */
function saidIn(event: object, isDirect: boolean): Said | undefined {
  const [user, channel, subtype] = [textOf(event, 'user'), textOf(event, 'channel'), textOf(event, 'subtype')];
  if (user === undefined || channel === undefined || user === 'USLACKBOT') return undefined;
  if (subtype !== undefined && subtype !== 'file_share' && subtype !== 'thread_broadcast') return undefined;
  if (textOf(event, 'bot_id') !== undefined || fieldOf(event, 'edited') !== undefined) return undefined;
  const files = fieldOf(event, 'files');
  return {
    user,
    channel,
    isDirect,
    text: textOf(event, 'text') ?? '',
    threadTs: textOf(event, 'thread_ts'),
    hasFiles: Array.isArray(files) && files.length > 0,
  };
}

/** Written by somebody of the other company, as far as Slack says it. */
const isOfOthers = (event: object, teamId: string | undefined): boolean =>
  ['user_team', 'source_team', 'team'].some((name) => ![undefined, teamId].includes(textOf(event, name)));

/** The answer of the command that was meant; a form, which only a press can open, becomes a button that opens it. */
async function answerOf(visit: Visit, routes: Routes, said: Said, line: ReturnType<typeof readTalk>): Promise<Answer> {
  if (said.hasFiles) return { do: 'say', message: cannotRead(visit.m) };
  const { handler, word, typed, rest } = routed(routes, line.command, line.text);
  const card =
    said.threadTs === undefined || said.isDirect ? undefined : await visit.tenant.cards.byMessage(said.channel, said.threadTs);
  if (card !== undefined && word === 'mine') {
    return (await routes.deal.get('show')?.run(visit, String(card.dealNumber))) ?? { do: 'nothing' };
  }
  const about = card === undefined ? rest : inThread(word, rest, card.dealNumber, visit.pipeline);
  const answer = await handler.run(visit, about);
  if (answer.do !== 'open') return answer;
  const again = [line.command, typed, about].filter((part) => part !== '').join(' ');
  return { do: 'say', message: takesForm(visit.m, answer.view.title.text, again) };
}

/** Answers what was said to the bot, once: to the asker alone in a channel, as a message in their own conversation with the bot. */
async function onTalk(deps: Deps, routes: Routes, said: Said, { body, context, client }: Heard): Promise<void> {
  const workspaceId = context.teamId ?? body.team_id;
  const isFunnelWord = (text: string) => readDealCommand(text).kind === 'other' && readFunnelCommand(text).kind === 'word';
  const line = readTalk(said.text, context.botUserId, isFunnelWord);
  const caller: Caller = {
    workspaceId,
    slackUserId: said.user,
    handle: said.user,
    channelId: said.channel,
    command: line.command,
    through: 'mention',
    typed: routed(routes, line.command, line.text).language,
    key: `said ${body.event_id}`,
  };
  const started = performance.now();
  let m = LANGUAGES[likelyLanguage(caller)];
  let fault = false;
  const answer = await visitOf(deps, caller, client)
    .then(async (visit): Promise<Answer> => {
      m = visit.m;
      // Slack sends an event again where it is not sure that we have it.
      const isFirst = await visit.tenant.handleOnce(`event ${body.event_id}`, visit.at);
      if (!isFirst) return { do: 'nothing' };
      const { handler } = routed(routes, line.command, line.text);
      const there = handler.anywhere === true ? Promise.resolve(false) : outside(deps, workspaceId, said.channel);
      return (await closedHere(visit, there)) ?? answerOf(visit, routes, said, line);
    })
    .catch((error: unknown): Answer => {
      fault = true;
      return { do: 'say', message: say(faultSentence(error, m, deps.log, 'mention')) };
    });
  if (answer.do === 'say') await replyAlone(said, answer.message, client, deps.log);
  const outcome = fault ? 'fault' : 'answered';
  deps.observe({
    kind: 'event',
    name: said.isDirect ? 'message.im' : 'app_mention',
    ackMs: performance.now() - started,
    outcome,
  });
}

/**
 * Registers what is answered where slash commands cannot go: mentions of the bot in channels and threads, and messages to it.
 * In a channel that is shared with another company only our own people are answered.
 */
export function registerTalk(app: Pick<App, 'event'>, deps: Deps, routes: Routes, counted: Counted): void {
  app.event(
    'app_mention',
    counted(async (args: Mentioned) => {
      const said = saidIn(args.event, false);
      if (said === undefined) return;
      const isOutside = args.body.is_ext_shared_channel === true;
      if (isOutside) noteExternal(deps, args.context.teamId ?? args.body.team_id, said.channel, true);
      if (!(isOutside && isOfOthers(args.event, args.context.teamId))) await onTalk(deps, routes, said, args);
    }),
  );
  app.event(
    'message',
    counted(async (args: Written) => {
      const said = args.event.channel_type === 'im' ? saidIn(args.event, true) : undefined;
      if (said !== undefined) await onTalk(deps, routes, said, args);
    }),
  );
}
