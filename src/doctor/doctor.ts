import type { WebClient } from '@slack/web-api';
import { type Environment, readConfig, readToolConfig } from '../config.ts';
import { whoWeAre } from '../identity.ts';
import { type Problem, SETTINGS } from '../settings.ts';
import type { Store } from '../store/types/store.ts';
import { checkClock } from './clock-check.ts';
import { checkDatabase } from './database-check.ts';
import { type Finding, ill, skipped } from './finding.ts';
import { checkBotToken, checkChannel, checkTransport, clientOf, quiet } from './slack-checks.ts';

/**
 * Looks at everything that a bot needs from outside: settings, tokens, scopes, database, channels, clock.
 *
 * @param now ms since the epoch, by this machine's clock.
 */
export async function doctor(env: Environment, now: () => number): Promise<readonly Finding[]> {
  const bot = readConfig(env);
  const problems = bot.ok ? [] : bot.problems.map(problemFinding);
  const tool = readToolConfig(env);
  if (!tool.ok) return [...problems, skipped('all else', 'once the settings are complete')];
  const { config } = tool;
  const { identity } = config;
  const token = identity.kind === 'one workspace' ? await checkBotToken(clientOf(identity.botToken, config)) : [];
  const transport = bot.ok ? [await checkTransport(bot.config.transport, config)] : [];
  const database = await checkDatabase(config.database, async (store) => {
    const { clientFor } = whoWeAre(config, store, quiet);
    return [...(await checkInstallations(store, clientFor)), ...(await checkChannels(store, clientFor))];
  });
  const clock = await checkClock(config.slackApiUrl ?? 'https://slack.com/api/', now);
  return [...problems, ...token, ...transport, ...database, clock];
}

type ClientFor = (workspaceId: string) => Promise<WebClient>;

/** The token of every workspace that installed the app by itself. */
async function checkInstallations(store: Store, clientFor: ClientFor): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const workspaceId of await store.installations.workspaceIds()) {
    const client = await clientFor(workspaceId).catch(() => undefined);
    if (client !== undefined) found.push(...(await checkBotToken(client)));
    else
      found.push(
        ill(workspaceId, 'its token cannot be read with this LEJEK_ENCRYPTION_KEY', 'Put the key of the installation back'),
      );
  }
  return found;
}

async function checkChannels(store: Store, clientFor: ClientFor): Promise<readonly Finding[]> {
  const subscriptions = await store.subscriptions();
  if (subscriptions.length === 0) return [skipped('channels', 'none is set up yet: type /funnel setup in Slack')];
  return Promise.all(
    subscriptions.map(async (subscription) => {
      const client = await clientFor(subscription.workspaceId).catch(() => undefined);
      if (client !== undefined) return checkChannel(client, subscription);
      return skipped(`#${subscription.channelName}`, 'the app is not installed in its workspace');
    }),
  );
}

const problemFinding = ({ setting, what }: Problem): Finding => ill(setting, what, `Found at: ${SETTINGS[setting]}`);
