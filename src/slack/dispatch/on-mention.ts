import type { AllMiddlewareArgs, App, SlackEventMiddlewareArgs } from '@slack/bolt';
import { areSeveral } from '../../core/pipeline/pipelines.ts';
import type { Pipeline } from '../../core/pipeline/stage.ts';
import { parseMentionCommand } from '../../input/mention-command.ts';
import { limitTyped, type TypedText } from '../../input/typed-text.ts';
import { inPipelineOf } from '../request/deal-pipeline.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { parseDealCommand, parseFunnelCommand } from '../request/parse-command.ts';
import type { Caller } from '../request/request-context.ts';
import type { RequestDeps } from '../request/request-deps.ts';
import { noRetry } from '../request/retry.ts';
import type { Routes } from '../request/routes.ts';
import { startImport } from '../steps/imports/load-import.ts';
import { lineThatMayBeName, replyIfLineNamesDeal } from '../steps/named-like-command.ts';
import { cannotReadFiles, openFormMessage } from '../views/workspace/mention.ts';
import { cacheIsExternal } from '../web-api/external-channels.ts';
import type { CountInFlight } from './count-in-flight.ts';
import { insertThreadDeal } from './insert-thread-deal.ts';
import { replyEphemerally } from './reply-ephemerally.ts';
import { replyTooLong } from './reply-too-long.ts';
import { respond } from './respond.ts';
import { routeCommand } from './route-command.ts';
import { runCommand } from './run-command.ts';

type AppMentionArgs = SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs;
type DirectMessageArgs = SlackEventMiddlewareArgs<'message'> & AllMiddlewareArgs;

/** A file of a message; one that Slack does not show to the bot has no name. */
type SentFile = { readonly id: string; readonly name: string };

/** What somebody said to the bot. */
type MessageToBot = {
  readonly user: string;
  readonly typed: TypedText;
  readonly channel: string;
  /** The thread that it was said in. */
  readonly threadTs: string | undefined;
  readonly isDirect: boolean;
  readonly sent: readonly SentFile[];
};

type MentionArgs = Pick<AllMiddlewareArgs, 'context' | 'client'> & {
  readonly body: Pick<AppMentionArgs['body'], 'team_id' | 'event_id'>;
  readonly said: MessageToBot;
};
type MentionLine = { readonly said: MessageToBot; readonly line: ReturnType<typeof parseMentionCommand> };

const WORD_TESTS = {
  isDealWord: (text: string) => parseDealCommand(text).kind === 'word',
  isFunnelWord: (text: string) => parseFunnelCommand(text).kind === 'word',
};

/** A field of an event that Slack sends and Bolt's types may not know. */
const eventField = (event: object, name: string): unknown => Object.entries(event).find(([key]) => key === name)?.[1];
const eventText = (event: object, name: string): string | undefined => {
  const value = eventField(event, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const toSentFile = (file: unknown): SentFile =>
  file instanceof Object ? { id: eventText(file, 'id') ?? '', name: eventText(file, 'name') ?? '' } : { id: '', name: '' };
/** Names of files that may hold a table. */
const TABLE_NAME = /\.(?:csv|tsv|txt|xlsx?)$/i;

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
    typed: limitTyped(eventText(event, 'text') ?? ''),
    threadTs: eventText(event, 'thread_ts'),
    sent: Array.isArray(files) ? files.map(toSentFile) : [],
  };
}

/** The pipeline of the deal whose card a thread belongs to. */
async function threadPipeline(context: RequestContext, { dealNumber }: { readonly dealNumber: number }): Promise<Pipeline> {
  const file = areSeveral(context.pipelines) ? await context.deals.file(dealNumber) : undefined;
  return inPipelineOf(context, file?.deal).pipeline;
}

/** The answer of the command that was meant; a form, which only a press can open, becomes a button that opens it. */
async function replyToMessage(context: RequestContext, routes: Routes, { said, line }: MentionLine): Promise<Reply> {
  if (said.sent.length > 0) {
    const table = said.isDirect ? said.sent.find(({ name }) => TABLE_NAME.test(name)) : undefined;
    return table === undefined ? { kind: 'say', message: cannotReadFiles(context.m) } : startImport(context, table);
  }
  if (said.typed.isCut) return replyTooLong(context.m, said.typed.length);
  const routed = routeCommand(routes, line.command, line.text);
  const { word, typedWord, handler, rest } = routed;
  const named = await replyIfLineNamesDeal(context, { ...routed, command: line.command });
  if (named !== undefined) return named;
  const card =
    said.threadTs === undefined || said.isDirect ? undefined : await context.tenant.cards.byMessage(said.channel, said.threadTs);
  if (card !== undefined && word === 'mine') {
    return routes.dealCommands.show.run(context, String(card.dealNumber));
  }
  const about =
    card === undefined || routed.turned !== undefined
      ? rest
      : insertThreadDeal(handler.takesDeal, rest, { number: card.dealNumber, pipeline: await threadPipeline(context, card) });
  const answer = await runCommand(routes, { ...routed, command: line.command, rest: about }, context);
  if (answer.kind !== 'open') return answer;
  const again = [line.command, typedWord, about].filter((part) => part !== '').join(' ');
  return { kind: 'say', message: openFormMessage(context.m, answer.view.title.text, again) };
}

/** Answers what was said to the bot, once: to the asker alone in a channel, as a message in their own conversation with the bot. */
async function onMention(deps: RequestDeps, routes: Routes, { said, body, context, client }: MentionArgs): Promise<void> {
  const workspaceId = context.teamId ?? body.team_id;
  const line = parseMentionCommand(said.typed.text, context.botUserId, WORD_TESTS);
  const routed = routeCommand(routes, line.command, line.text);
  const { handler, language } = routed;
  const caller: Caller = {
    workspaceId,
    slackUserId: said.user,
    channelId: said.channel,
    thread: said.threadTs ?? null,
    command: line.command,
    through: 'mention',
    typedLanguage: language,
    line: said.typed.isCut ? undefined : lineThatMayBeName(routed),
    key: `said ${body.event_id}`,
  };
  await respond(
    deps,
    {
      kind: 'event',
      name: said.isDirect ? 'message.im' : 'app_mention',
      caller,
      client,
      run: (requestContext) => replyToMessage(requestContext, routes, { said, line }),
      isRead: handler.isRead === true,
      guardedChannelId: handler.allowedInExternalChannel === true ? null : said.channel,
      eventId: body.event_id,
      replyPath: { url: null, channel: said.channel, thread: said.threadTs ?? null },
      retry: noRetry,
    },
    // Bolt has acknowledged the event; nobody looks at a blank form meanwhile.
    { budgetMs: null, say: ({ message }) => replyEphemerally(said, message, { client, log: deps.log }) },
  );
}

/**
 * Registers what is answered where slash commands cannot go: mentions of the bot in channels and threads, and messages to it.
 */
export function registerMentions(
  app: Pick<App, 'event'>,
  deps: RequestDeps,
  { routes, countInFlight }: { readonly routes: Routes; readonly countInFlight: CountInFlight },
): void {
  app.event(
    'app_mention',
    countInFlight(async (args: AppMentionArgs) => {
      const said = parseMessageToBot(args.event, false);
      if (said === undefined) return;
      const isOutside = args.body.is_ext_shared_channel === true;
      if (isOutside)
        cacheIsExternal(deps, { workspaceId: args.context.teamId ?? args.body.team_id, channelId: said.channel }, true);
      await onMention(deps, routes, { ...args, said });
    }),
  );
  app.event(
    'message',
    countInFlight(async (args: DirectMessageArgs) => {
      const said = args.event.channel_type === 'im' ? parseMessageToBot(args.event, true) : undefined;
      if (said !== undefined) await onMention(deps, routes, { ...args, said });
    }),
  );
}
