import type { AllMiddlewareArgs, App, SlackEventMiddlewareArgs } from '@slack/bolt';
import { parseMentionCommand } from '../../input/mention-command.ts';
import { LANGUAGES } from '../../locale/languages.ts';
import { faultSentence } from '../request/fault-message.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { parseDealCommand, parseFunnelCommand } from '../request/parse-command.ts';
import { type Caller, guessLanguage, requestContext } from '../request/request-context.ts';
import type { Routes } from '../request/routes.ts';
import { textMessage } from '../views/kit/blocks.ts';
import { cannotReadFiles, openFormMessage } from '../views/workspace/mention.ts';
import type { Deps } from '../web-api/deps.ts';
import { cacheIsExternal } from '../web-api/external-channels.ts';
import { isExternalChannel, refuseInExternalChannel } from './external-channel-guard.ts';
import { insertThreadDeal } from './insert-thread-deal.ts';
import { routeCommand } from './on-command.ts';
import { replyEphemerally } from './reply-ephemerally.ts';

type AppMentionArgs = SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs;
type DirectMessageArgs = SlackEventMiddlewareArgs<'message'> & AllMiddlewareArgs;
type MentionEventArgs = Pick<AllMiddlewareArgs, 'context' | 'client'> & {
  readonly body: Pick<AppMentionArgs['body'], 'team_id' | 'event_id'>;
};
type CountInFlight = <Args>(listener: (args: Args) => Promise<void>) => (args: Args) => Promise<void>;

/** What somebody said to the bot. */
type MessageToBot = {
  readonly user: string;
  readonly text: string;
  readonly channel: string;
  /** The thread that it was said in. */
  readonly threadTs: string | undefined;
  readonly isDirect: boolean;
  readonly hasFiles: boolean;
};

/** A field of an event that Slack sends and Bolt's types may not know. */
const eventField = (event: object, name: string): unknown => Object.entries(event).find(([key]) => key === name)?.[1];
const eventText = (event: object, name: string): string | undefined => {
  const value = eventField(event, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** What is to be answered of a message: nothing of bots or of Slackbot, and nothing that only says what happened to a message or channel. */
function parseMessageToBot(event: object, isDirect: boolean): MessageToBot | undefined {
  const [user, channel, subtype] = [eventText(event, 'user'), eventText(event, 'channel'), eventText(event, 'subtype')];
  if (user === undefined || channel === undefined || user === 'USLACKBOT') return undefined;
  if (subtype !== undefined && subtype !== 'file_share' && subtype !== 'thread_broadcast') return undefined;
  if (eventText(event, 'bot_id') !== undefined || eventField(event, 'edited') !== undefined) return undefined;
  const files = eventField(event, 'files');
  return {
    user,
    channel,
    isDirect,
    text: eventText(event, 'text') ?? '',
    threadTs: eventText(event, 'thread_ts'),
    hasFiles: Array.isArray(files) && files.length > 0,
  };
}

/** Written by somebody of the other company, as far as Slack says it. */
const isFromOtherCompany = (event: object, teamId: string | undefined): boolean =>
  ['user_team', 'source_team', 'team'].some((name) => ![undefined, teamId].includes(eventText(event, name)));

/** The answer of the command that was meant; a form, which only a press can open, becomes a button that opens it. */
async function replyToMessage(
  visit: RequestContext,
  routes: Routes,
  said: MessageToBot,
  line: ReturnType<typeof parseMentionCommand>,
): Promise<Reply> {
  if (said.hasFiles) return { kind: 'say', message: cannotReadFiles(visit.m) };
  const { handler, word, typedWord, rest } = routeCommand(routes, line.command, line.text);
  const card =
    said.threadTs === undefined || said.isDirect ? undefined : await visit.tenant.cards.byMessage(said.channel, said.threadTs);
  if (card !== undefined && word === 'mine') {
    return (await routes.dealCommands.get('show')?.run(visit, String(card.dealNumber))) ?? { kind: 'nothing' };
  }
  const about = card === undefined ? rest : insertThreadDeal(word, rest, card.dealNumber, visit.pipeline);
  const answer = await handler.run(visit, about);
  if (answer.kind !== 'open') return answer;
  const again = [line.command, typedWord, about].filter((part) => part !== '').join(' ');
  return { kind: 'say', message: openFormMessage(visit.m, answer.view.title.text, again) };
}

/** Answers what was said to the bot, once: to the asker alone in a channel, as a message in their own conversation with the bot. */
async function onMention(
  deps: Deps,
  routes: Routes,
  said: MessageToBot,
  { body, context, client }: MentionEventArgs,
): Promise<void> {
  const workspaceId = context.teamId ?? body.team_id;
  const isFunnelWord = (text: string) => parseDealCommand(text).kind === 'other' && parseFunnelCommand(text).kind === 'word';
  const line = parseMentionCommand(said.text, context.botUserId, isFunnelWord);
  const caller: Caller = {
    workspaceId,
    slackUserId: said.user,
    handle: said.user,
    channelId: said.channel,
    command: line.command,
    through: 'mention',
    typedLanguage: routeCommand(routes, line.command, line.text).language,
    key: `said ${body.event_id}`,
  };
  const started = performance.now();
  let m = LANGUAGES[guessLanguage(caller)];
  let fault = false;
  const answer = await requestContext(deps, caller, client)
    .then(async (visit): Promise<Reply> => {
      m = visit.m;
      // Slack sends an event again where it is not sure that we have it.
      const isFirst = await visit.tenant.markHandledOnce(`event ${body.event_id}`, visit.at);
      if (!isFirst) return { kind: 'nothing' };
      const { handler } = routeCommand(routes, line.command, line.text);
      const isExternal =
        handler.allowedInExternalChannel === true ? Promise.resolve(false) : isExternalChannel(deps, workspaceId, said.channel);
      return (await refuseInExternalChannel(visit, isExternal)) ?? replyToMessage(visit, routes, said, line);
    })
    .catch((error: unknown): Reply => {
      fault = true;
      return { kind: 'say', message: textMessage(faultSentence(error, m, deps.log, 'mention')) };
    });
  if (answer.kind === 'say') await replyEphemerally(said, answer.message, client, deps.log);
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
export function registerMentions(app: Pick<App, 'event'>, deps: Deps, routes: Routes, countInFlight: CountInFlight): void {
  app.event(
    'app_mention',
    countInFlight(async (args: AppMentionArgs) => {
      const said = parseMessageToBot(args.event, false);
      if (said === undefined) return;
      const isOutside = args.body.is_ext_shared_channel === true;
      if (isOutside) cacheIsExternal(deps, args.context.teamId ?? args.body.team_id, said.channel, true);
      if (!(isOutside && isFromOtherCompany(args.event, args.context.teamId))) await onMention(deps, routes, said, args);
    }),
  );
  app.event(
    'message',
    countInFlight(async (args: DirectMessageArgs) => {
      const said = args.event.channel_type === 'im' ? parseMessageToBot(args.event, true) : undefined;
      if (said !== undefined) await onMention(deps, routes, said, args);
    }),
  );
}
