import type { WebClient } from '@slack/web-api';
import type { WorkspaceId } from '../core/ids.ts';
import type { Clock } from '../platform/clock.ts';
import { type Environment, readConfig, readToolConfig } from '../platform/config.ts';
import { resolveIdentity } from '../platform/identity.ts';
import { SETTING_DESCRIPTIONS, type SettingProblem } from '../platform/settings.ts';
import type { Store } from '../store/types/store.ts';
import { type CheckResult, failed, skipped } from './check-result.ts';
import { checkClock } from './clock-check.ts';
import { checkDatabase } from './database-check.ts';
import { checkBotToken, checkChannel, checkTransport, createBotClient, silentLog } from './slack-checks.ts';

/** Looks at everything that a bot needs from outside: settings, tokens, scopes, database, channels, and whether the machine's clock is right. */
export async function runDoctor(env: Environment, clock: Clock): Promise<readonly CheckResult[]> {
  const bot = readConfig(env);
  const problems = bot.ok ? [] : bot.problems.map(problemResult);
  const tool = readToolConfig(env);
  if (!tool.ok) return [...problems, skipped('all else', 'once the settings are complete')];
  const { config } = tool;
  const { identity } = config;
  const token = identity.kind === 'one workspace' ? await checkBotToken(createBotClient(identity.botToken, config)) : [];
  const transport = bot.ok ? [await checkTransport(bot.config.transport, config)] : [];
  const database = await checkDatabase(config.database, async (store) => {
    const { clientFor } = resolveIdentity(config, { store, log: silentLog, clock });
    return [...(await checkInstallations(store, clientFor)), ...(await checkChannels(store, clientFor))];
  });
  const time = await checkClock(config.slackApiUrl ?? 'https://slack.com/api/', clock.wallNow);
  return [...problems, ...token, ...transport, ...database, time];
}

type ClientFor = (workspaceId: WorkspaceId) => Promise<WebClient>;

/** The token of every workspace that installed the app by itself. */
async function checkInstallations(store: Store, clientFor: ClientFor): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const workspaceId of await store.installations.workspaceIds()) {
    const client = await clientFor(workspaceId).catch(() => undefined);
    if (client !== undefined) results.push(...(await checkBotToken(client)));
    else
      results.push(
        failed(workspaceId, 'its token cannot be read with this LEJEK_ENCRYPTION_KEY', 'Put the key of the installation back'),
      );
  }
  return results;
}

async function checkChannels(store: Store, clientFor: ClientFor): Promise<readonly CheckResult[]> {
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

const problemResult = ({ setting, what }: SettingProblem): CheckResult =>
  failed(setting, what, `Found at: ${SETTING_DESCRIPTIONS[setting]}`);
