import type { WebClient } from '@slack/web-api';
import type { WorkspaceId } from '../core/ids.ts';
import { isTimeZone } from '../core/time/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Config, type Environment, readConfig, readToolConfig, type ToolConfig } from '../platform/config.ts';
import { resolveIdentity } from '../platform/identity.ts';
import type { Store } from '../store/types/store.ts';
import { type CheckResult, failed, skipped } from './check-result.ts';
import { checkClock } from './clock-check.ts';
import { checkDatabase } from './database-check.ts';
import { checkNode, checkPort } from './machine-check.ts';
import { checkManifest } from './manifest-check.ts';
import { checkMisspelt, checkUnused, settingProblem } from './settings-check.ts';
import {
  type BotIdentity,
  checkBotToken,
  checkChannel,
  checkOAuthClient,
  checkTransport,
  createBotClient,
  silentLog,
} from './slack-checks.ts';
import { checkWebhooks } from './webhook-check.ts';

/**
 * Looks at everything that a bot needs from outside: Node.js, settings, ports, tokens, scopes, the app in Slack, database, channels, zones,
 * and whether the machine's clock is right.
 *
 * @param nodeVersion of the engine that the bot runs on.
 */
export async function runDoctor(
  env: Environment,
  clock: Clock,
  nodeVersion: string = process.versions.node,
): Promise<readonly CheckResult[]> {
  const bot = readConfig(env);
  const problems = bot.ok ? [] : bot.problems.map(settingProblem);
  const before = [checkNode(nodeVersion), ...problems, ...checkMisspelt(env), ...checkUnused(env)];
  const tool = readToolConfig(env);
  if (!tool.ok) return [...before, skipped('all else', 'once the settings are complete')];
  const { config } = tool;
  const token = await checkToken(config);
  const reached = bot.ok
    ? [...(await checkPorts(bot.config)), await checkTransport(bot.config.transport, config, token.bot)]
    : [];
  const found: { bot: BotIdentity } = { bot: token.bot };
  const database = await checkDatabase(config.database, async (store) => {
    const { clientFor } = resolveIdentity(config, { store, log: silentLog, clock });
    const installed = await checkInstallations(store, clientFor);
    found.bot = installed.bot ?? found.bot;
    return [
      ...installed.results,
      ...(await checkOwnWorkspace(store, token.bot)),
      ...(await checkZones(store)),
      ...(await checkWebhooks(store, clock.wallNow())),
      ...(isRefused(token.results)
        ? [skipped('channels', 'they are looked at once the bot token works')]
        : await checkChannels(store, clientFor)),
    ];
  });
  const manifest = bot.ok ? await checkManifest(config, found.bot.appId, deployment(bot.config)) : [];
  const time = await checkClock(config.slackApiUrl ?? 'https://slack.com/api/', clock.wallNow);
  return [...before, ...token.results, ...(await checkOAuthClient(config)), ...reached, ...manifest, ...database, time];
}

const checkToken = async (
  config: ToolConfig,
): Promise<{ readonly results: readonly CheckResult[]; readonly bot: BotIdentity }> =>
  config.identity.kind === 'one workspace'
    ? checkBotToken(createBotClient(config.identity.botToken, config))
    : { results: [], bot: {} };

const isRefused = (results: readonly CheckResult[]): boolean =>
  results.some(({ what, state }) => what === 'SLACK_BOT_TOKEN' && state === 'ill');

const deployment = ({ transport, identity }: Config) => ({
  transport: transport.kind,
  installs: identity.kind === 'many workspaces',
});

async function checkPorts({ transport, identity, healthPort }: Config): Promise<readonly CheckResult[]> {
  const port = transport.kind === 'http' ? transport.port : identity.kind === 'many workspaces' ? identity.port : undefined;
  return [
    ...(port === undefined ? [] : [await checkPort('PORT', port)]),
    ...(healthPort === undefined ? [] : [await checkPort('HEALTH_PORT', healthPort)]),
  ];
}

type ClientFor = (workspaceId: WorkspaceId) => Promise<WebClient>;

/** The token of every workspace that installed the app by itself. */
async function checkInstallations(
  store: Store,
  clientFor: ClientFor,
): Promise<{ readonly results: readonly CheckResult[]; readonly bot?: BotIdentity }> {
  const results: CheckResult[] = [];
  let bot: BotIdentity | undefined;
  for (const workspaceId of await store.installations.workspaceIds()) {
    const client = await clientFor(workspaceId).catch(() => undefined);
    if (client === undefined) {
      results.push(
        failed(workspaceId, 'its token cannot be read with this LEJEK_ENCRYPTION_KEY', 'Put the key of the installation back'),
      );
      continue;
    }
    const checked = await checkBotToken(client);
    results.push(...checked.results);
    if (checked.bot.appId !== undefined) bot = checked.bot;
  }
  return { results, ...(bot === undefined ? {} : { bot }) };
}

/** Whether the token in the settings is of the workspace whose data are in the database: with another one every deal would seem gone. */
async function checkOwnWorkspace(store: Store, { teamId }: BotIdentity): Promise<readonly CheckResult[]> {
  if (teamId === undefined) return [];
  const workspaces = await store.workspaces();
  if (workspaces.length === 0 || workspaces.some(({ id }) => id === teamId)) return [];
  return [
    failed(
      'SLACK_BOT_TOKEN',
      `it is of the workspace ${teamId}, and the database holds the deals of ${workspaces.map(({ id }) => id).join(', ')}`,
      'Put the token of that workspace back, or give this one a database of its own',
    ),
  ];
}

/** Whether this machine knows the time zones that digests and notes go by. */
async function checkZones(store: Store): Promise<readonly CheckResult[]> {
  const named = [
    ...(await store.workspaces()).map(({ name, timeZone }) => ({ what: name, timeZone })),
    ...(await store.subscriptions()).map(({ channelName, timeZone }) => ({ what: `#${channelName}`, timeZone })),
  ];
  return named
    .filter(({ timeZone }) => !isTimeZone(timeZone))
    .map(({ what, timeZone }) =>
      failed(
        what,
        `this Node.js does not know the time zone ${timeZone}`,
        'Choose another with /funnel setup, or install a newer Node.js',
      ),
    );
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
