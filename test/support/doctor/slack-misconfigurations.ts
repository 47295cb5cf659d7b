import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { freePort } from '../../../simulator/free-port.ts';
import type { Manifest } from '../../../simulator/manifest.ts';
import { readManifest } from '../../../simulator/read-manifest.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { readConfig } from '../../../src/platform/config.ts';
import { createInstalledWorkspaces } from '../../../src/platform/installations.ts';
import { createLog } from '../../../src/platform/log.ts';
import { startLejek } from '../../../src/start.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { type Misconfiguration, overHttp } from './misconfiguration.ts';
import type { Patient } from './patient.ts';

/** Many workspaces, one of which has installed the app. */
async function manyWorkspaces({ env, slack, dataDir, addDatabase }: Patient, installedWith = randomBytes(32)): Promise<void> {
  await addDatabase();
  delete env['SLACK_BOT_TOKEN'];
  Object.assign(env, {
    SLACK_CLIENT_ID: slack.clientId,
    SLACK_CLIENT_SECRET: slack.clientSecret,
    SLACK_STATE_SECRET: 'a state secret of the test',
    LEJEK_ENCRYPTION_KEY: installedWith.toString('base64'),
    PORT: String(await freePort()),
  });
  const store = await openStore({ dataDir });
  const { installationStore } = createInstalledWorkspaces({
    store,
    key: installedWith,
    clock: systemClock(),
    createClient: () => {
      throw new Error('nothing is called');
    },
  });
  const bot = { token: slack.botToken, scopes: [], id: slack.botId, userId: slack.botUserId };
  const user = { token: undefined, scopes: undefined, id: 'U1' };
  await installationStore.storeInstallation({ team: slack.team, enterprise: undefined, user, bot });
  await store.close();
}

const withSettings = (change: Manifest['settings']) => (manifest: Manifest) => ({
  ...manifest,
  settings: { ...manifest.settings, ...change },
});

const withoutScope =
  (gone: string) =>
  ({ oauth_config, ...rest }: Manifest): Manifest => {
    const bot = (oauth_config?.scopes?.bot ?? []).filter((scope) => scope !== gone);
    return { ...rest, oauth_config: { ...oauth_config, scopes: { ...oauth_config?.scopes, bot } } };
  };

/** What can be wrong between the bot and Slack. */
export const SLACK_MISCONFIGURATIONS: readonly Misconfiguration[] = [
  {
    done: 'the bot token is missing',
    to: ({ env }) => void delete env['SLACK_BOT_TOKEN'],
    found: /^✗ SLACK_BOT_TOKEN: is missing\. Found at: .*OAuth & Permissions/,
  },
  {
    done: 'the bot token is another app’s',
    to: ({ env }) => void Object.assign(env, { SLACK_BOT_TOKEN: 'xoxb-1-another' }),
    found: /^✗ SLACK_BOT_TOKEN: Slack refuses it \(invalid_auth\)\. The right one: .*OAuth & Permissions/,
  },
  {
    done: 'the two tokens are swapped',
    to: ({ env, slack }) => void Object.assign(env, { SLACK_BOT_TOKEN: slack.appToken }),
    found: /^✗ SLACK_BOT_TOKEN: does not begin with xoxb-\. Found at: /,
  },
  {
    done: 'the app token is wrong',
    to: ({ env, slack }) => void Object.assign(env, { SLACK_APP_TOKEN: `xapp-1-${slack.appId}-another` }),
    found: /^✗ SLACK_APP_TOKEN: Slack refuses it \(invalid_auth\)\. The right one: .*App-Level Tokens/,
  },
  {
    done: 'the two tokens are of two apps',
    to: ({ env }) => void Object.assign(env, { SLACK_APP_TOKEN: 'xapp-1-A0OTHER-17-abc' }),
    found: /^✗ SLACK_APP_TOKEN: it is of the app A0OTHER, and SLACK_BOT_TOKEN of A\w+\. Take both from the same app /,
  },
  {
    done: 'the app token lacks its scope',
    to: ({ slack }) => slack.faults.failWith('apps.connections.open', 'missing_scope', 1),
    found: /^✗ SLACK_APP_TOKEN: Slack refuses it \(missing_scope\)\. It lacks connections:write: make one with that scope at /,
  },
  {
    done: 'the app was removed from the workspace',
    to: async ({ slack, env, addDatabase }) => {
      await addDatabase();
      slack.uninstall();
      delete env['SLACK_CONFIG_TOKEN'];
    },
    found: /^✗ SLACK_BOT_TOKEN: Slack refuses it \(token_revoked\)\. The right one: /,
  },
  {
    done: 'the token is of another workspace than the data',
    to: async ({ addDatabase, sql }) => {
      await addDatabase();
      await sql(`UPDATE workspace SET id = 'T0OTHER'`);
    },
    found: /^✗ SLACK_BOT_TOKEN: it is of the workspace T\w+, and the database holds the deals of T0OTHER\. Put the token/,
  },
  {
    done: 'the signing secret is wrong, and Slack has called',
    to: async (patient) => {
      const { env, slack, sales, addDatabase } = patient;
      await addDatabase();
      const port = await overHttp(patient);
      env['SLACK_SIGNING_SECRET'] = 'f00dfeedf00dfeedf00dfeedf00dfeed';
      const read = readConfig(env);
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      const bot = startLejek(read.config, createLog('silent', []));
      onTestFinished(async () => void (await bot.stop('the test ends')));
      await bot.started;
      slack.useHttp(`http://127.0.0.1:${port}/slack/events`);
      const anna = slack.as(slack.addUser({ name: 'anna', realName: 'Anna' }).id);
      slack.inviteToChannel(sales, anna.profile().id);
      await anna.command(sales, '/deal').catch(() => undefined);
    },
    found: /^✗ SLACK_SIGNING_SECRET: the running bot has refused every request so far: .*The right one: .*Signing Secret/,
  },
  {
    done: 'a scope is missing',
    to: ({ env }) => void delete env['SLACK_CONFIG_TOKEN'],
    manifest: withoutScope('files:write'),
    found: /^✗ scopes: files:write is missing\. Paste manifest\.yml .*Reinstall$/,
  },
  {
    done: 'the manifest is older than the code: an event is not subscribed to',
    to: () => {},
    manifest: withSettings({
      event_subscriptions: {
        bot_events: (readManifest().settings?.event_subscriptions?.bot_events ?? []).filter((name) => name !== 'app_mention'),
      },
    }),
    found: /^✗ app manifest: older than this version: it lacks the events app_mention\. Paste manifest\.yml /,
  },
  {
    done: 'a command is not registered',
    to: () => {},
    manifest: ({ features, ...rest }) => ({
      ...rest,
      features: { ...features, slash_commands: (features?.slash_commands ?? []).filter(({ command }) => command !== '/lejek') },
    }),
    found: /^✗ app manifest: older than this version: it lacks the commands \/lejek\. Paste manifest\.yml /,
  },
  {
    done: 'Socket Mode is off',
    to: () => {},
    manifest: withSettings({ socket_mode_enabled: false }),
    found: /^✗ app manifest: Socket Mode is off: .*→ Socket Mode → Enable$/,
  },
  {
    done: 'buttons are off',
    to: () => {},
    manifest: withSettings({ interactivity: { is_enabled: false } }),
    found: /^✗ app manifest: interactivity is off: no button works\. Paste /,
  },
  {
    done: 'the redirect URL is missing, and workspaces are to install the app',
    to: (patient) => manyWorkspaces(patient),
    found: /^✗ app manifest: no redirect URL ends in \/slack\/oauth_redirect: nobody can install the app\. .*Redirect URLs/,
  },
  {
    done: 'the client secret is wrong',
    to: async (patient) => {
      await manyWorkspaces(patient);
      delete patient.env['SLACK_CONFIG_TOKEN'];
      patient.env['SLACK_CLIENT_SECRET'] = 'another';
    },
    found: /^✗ SLACK_CLIENT_SECRET: Slack refuses it \(bad_client_secret\)\. The right one: .*Client Secret/,
  },
  {
    done: 'the encryption key is another one',
    to: async (patient) => {
      await manyWorkspaces(patient);
      patient.env['LEJEK_ENCRYPTION_KEY'] = randomBytes(32).toString('base64');
    },
    found: /^✗ T\w+: its token cannot be read with this LEJEK_ENCRYPTION_KEY\. Put the key of the installation back/,
  },
  {
    done: 'the encryption key is cut short',
    to: async (patient) => {
      await manyWorkspaces(patient);
      patient.env['LEJEK_ENCRYPTION_KEY'] = randomBytes(16).toString('base64');
    },
    found: /^✗ LEJEK_ENCRYPTION_KEY: is not 32 bytes\. Found at: .*openssl rand -base64 32/,
  },
  {
    done: 'one workspace and many are asked for at once',
    to: ({ env }) => void Object.assign(env, { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'secret' }),
    found: /^✗ SLACK_BOT_TOKEN: is set beside SLACK_CLIENT_ID and SLACK_CLIENT_SECRET: .* Take the token out/,
  },
  {
    done: 'the bot is not in its channel',
    to: async ({ slack, sales, addDatabase }) => {
      await addDatabase();
      slack.removeFromChannel(sales, slack.botUserId);
    },
    found: /^✗ #sales: the bot is not in the channel\. Type \/invite @Lejek there$/,
  },
  {
    done: 'the channel is archived',
    to: async ({ slack, sales, addDatabase }) => {
      await addDatabase();
      slack.archiveChannel(sales);
    },
    found: /^✗ #sales: it is archived\. Unarchive it, or choose another channel with \/funnel setup$/,
  },
];
