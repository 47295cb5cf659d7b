import type { AllMiddlewareArgs, App, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Caller } from '../request/request-context.ts';
import type { RequestDeps } from '../request/request-deps.ts';
import { noRetry } from '../request/retry.ts';
import { replyIfAtStart } from '../steps/start.ts';
import { retryClosedPosts } from '../web-api/closed-channel.ts';
import type { CountInFlight } from './count-in-flight.ts';
import { replyEphemerally } from './reply-ephemerally.ts';
import { respond } from './respond.ts';

type JoinedArgs = SlackEventMiddlewareArgs<'member_joined_channel'> & AllMiddlewareArgs;

/**
 * Registers invitations: what waited for the channel is posted, and where nothing was set up yet, whoever invites the bot reads there what to do,
 * and nobody else.
 */
export function registerInvitations(
  app: Pick<App, 'event'>,
  deps: RequestDeps,
  { countInFlight }: { readonly countInFlight: CountInFlight },
): void {
  app.event(
    'member_joined_channel',
    countInFlight(async ({ event, context, body, client }: JoinedArgs) => {
      // Everybody who joins a channel of ours is told of; only our own coming in matters.
      if (event.user !== context.botUserId) return;
      const workspaceId = context.teamId ?? body.team_id;
      await retryClosedPosts(deps, { workspaceId, channelId: event.channel });
      if (event.inviter === undefined) return;
      const caller: Caller = {
        ...{ workspaceId, slackUserId: event.inviter, channelId: event.channel },
        ...{ command: '/deal', through: 'mention', typedLanguage: null, key: `invited ${body.event_id}` },
      };
      const said = { user: event.inviter, channel: event.channel, threadTs: undefined, isDirect: false };
      await respond(
        deps,
        {
          kind: 'event',
          name: 'member_joined_channel',
          caller,
          client,
          run: async (requestContext) => (await replyIfAtStart(requestContext)) ?? { kind: 'nothing' },
          // Shows no deals.
          guardedChannelId: null,
          eventId: body.event_id,
          replyPath: { url: null, channel: event.channel, thread: null },
          retry: noRetry,
        },
        { budgetMs: null, say: ({ message }) => replyEphemerally(said, message, { client, log: deps.log }) },
      );
    }),
  );
}
