import type { Authorize } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { DurationMs } from '../../core/time/durations.ts';
import { raceTimeout } from '../../platform/race-timeout.ts';

/** What auth.test says about the bot: who it is, so that its own events can be told from others'. */
type BotIdentity = { readonly botId?: string; readonly botUserId?: string; readonly teamId?: string };

/** A person is waiting: who the bot is matters less than the answer. */
const AUTH_TEST_TIMEOUT_MS: DurationMs = 500;

/**
 * Authorises every request of the one workspace that a bot token belongs to.
 *
 * Bolt's own way asks Slack once, when it is built, and keeps the answer even where it is a failure: a bot started while Slack was away
 * would refuse every request until its next restart. Here a failure is forgotten and asked again, and no request waits for it long.
 *
 * @param client holds the same token.
 * @returns a new object for every request, since Bolt writes into it.
 */
export function authorizeSingleWorkspace(botToken: string, client: WebClient): Authorize<boolean> {
  let known: BotIdentity | undefined;
  let asking: Promise<void> | undefined;
  const ask = (): Promise<void> => {
    asking ??= client.auth
      .test()
      .then(
        ({ bot_id, user_id, team_id }) => {
          known = {
            ...(bot_id === undefined ? {} : { botId: bot_id }),
            ...(user_id === undefined ? {} : { botUserId: user_id }),
            ...(team_id === undefined ? {} : { teamId: team_id }),
          };
        },
        () => undefined,
      )
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
  return async () => {
    if (known === undefined) await raceTimeout(ask(), AUTH_TEST_TIMEOUT_MS);
    return { botToken, ...known };
  };
}
