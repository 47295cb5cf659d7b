import type { WebClient } from '@slack/web-api';
import { createInteractiveClient } from '../platform/clients.ts';
import type { ToolConfig, Transport } from '../platform/config.ts';
import type { Log } from '../platform/log-types.ts';
import { SETTING_DESCRIPTIONS } from '../platform/settings.ts';
import { lookUpChannel } from '../slack/web-api/channels.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../slack/web-api/scopes.ts';
import { slackErrorCode } from '../slack/web-api/slack-error-code.ts';
import type { Subscription } from '../store/types/channels.ts';
import { type CheckResult, failed, passed, skipped } from './check-result.ts';
import { fetchSignatureVerdict } from './machine-check.ts';

/** Every refusal is a finding, so the clients have nothing to say beside it. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

export const createBotClient = (botToken: string, { slackApiUrl }: ToolConfig): WebClient =>
  createInteractiveClient(botToken, slackApiUrl, silentLog);

const REINSTALL = 'Paste manifest.yml at https://api.slack.com/apps → Lejek → App Manifest, then OAuth & Permissions → Reinstall';

/** Whose token it is, as far as Slack says. */
export type BotIdentity = { readonly teamId?: string | undefined; readonly appId?: string | undefined };
export type BotCheck = { readonly results: readonly CheckResult[]; readonly bot: BotIdentity };

/** Whether the bot token works, and whether it carries what the manifest asks for. */
export async function checkBotToken(client: WebClient): Promise<BotCheck> {
  try {
    const { user, team, team_id: teamId, bot_id: botId, response_metadata } = await client.auth.test();
    const token = passed('SLACK_BOT_TOKEN', `@${user} in the workspace ${team}`);
    const held = response_metadata?.scopes;
    const scopes = held === undefined ? [skipped('scopes', 'Slack did not say which the token carries')] : checkScopes(held);
    return { results: [token, ...scopes], bot: { teamId, appId: await findAppId(client, botId) } };
  } catch (error) {
    return {
      results: [tokenRefusal('SLACK_BOT_TOKEN', error), skipped('scopes', 'they are known once the token works')],
      bot: {},
    };
  }
}

/** Undefined where Slack does not say: it is only needed to look further. */
const findAppId = async (client: WebClient, botId: string | undefined): Promise<string | undefined> =>
  botId === undefined
    ? undefined
    : client.bots.info({ bot: botId }).then(
        ({ bot }) => bot?.app_id,
        () => undefined,
      );

/** Whether Slack knows the app by its id and secret: a code that does not exist is refused after them. */
export async function checkOAuthClient({ identity, slackApiUrl }: ToolConfig): Promise<readonly CheckResult[]> {
  if (identity.kind !== 'many workspaces') return [];
  const { clientId, clientSecret } = identity;
  const code = await createInteractiveClient(undefined, slackApiUrl, silentLog)
    .oauth.v2.access({ client_id: clientId, client_secret: clientSecret, code: 'doctor' })
    .then(() => undefined, slackErrorCode);
  if (code === 'invalid_client_id' || code === 'bad_client_secret') {
    const setting = code === 'invalid_client_id' ? 'SLACK_CLIENT_ID' : 'SLACK_CLIENT_SECRET';
    return [failed(setting, `Slack refuses it (${code})`, `The right one: ${SETTING_DESCRIPTIONS[setting]}`)];
  }
  if (code === 'invalid_code') return [passed('SLACK_CLIENT_ID', 'Slack knows the app by it and SLACK_CLIENT_SECRET')];
  return [skipped('SLACK_CLIENT_ID', `Slack did not say whether it is right (${code})`)];
}

function checkScopes(held: readonly string[]): readonly CheckResult[] {
  const missing = REQUIRED_SCOPES.filter((scope) => !held.includes(scope));
  const optional = OPTIONAL_SCOPES.filter((scope) => !held.includes(scope));
  const needed =
    missing.length === 0
      ? passed('scopes', 'all that are needed')
      : failed('scopes', `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`, REINSTALL);
  if (optional.length === 0) return [needed];
  const history = optional.filter((scope) => scope.endsWith(':history'));
  const without = [
    ...(history.length === 0 ? [] : [`without ${history.join(', ')} a post whose answer was lost is not looked for`]),
    ...(optional.includes('files:read') ? ['without files:read no deals are imported by direct message'] : []),
    ...(optional.includes('usergroups:read') ? ['without usergroups:read no team follows a Slack user group'] : []),
  ];
  return [needed, skipped('optional scopes', without.join('; '))];
}

/** An app-level token names its app: `xapp-1-A0123456789-…`. */
const APP_OF_TOKEN = /^xapp-\d+-(A[A-Z0-9]+)-/;

/** Whether Slack can reach the bot: the app token is tried; a signing secret shows itself only with Slack's requests to a running bot. */
export async function checkTransport(transport: Transport, { slackApiUrl }: ToolConfig, bot: BotIdentity): Promise<CheckResult> {
  if (transport.kind === 'http') {
    const signatures = await fetchSignatureVerdict(transport.port);
    if (signatures === 'right') return passed('SLACK_SIGNING_SECRET', 'Slack’s requests to the running bot carry it');
    if (signatures === 'wrong')
      return failed(
        'SLACK_SIGNING_SECRET',
        'the running bot has refused every request so far: they are signed with another one',
        `The right one: ${SETTING_DESCRIPTIONS.SLACK_SIGNING_SECRET}`,
      );
    return skipped('SLACK_SIGNING_SECRET', 'set; whether it is right shows with the first request');
  }
  const ofApp = APP_OF_TOKEN.exec(transport.appToken)?.[1];
  if (ofApp !== undefined && bot.appId !== undefined && ofApp !== bot.appId)
    return failed(
      'SLACK_APP_TOKEN',
      `it is of the app ${ofApp}, and SLACK_BOT_TOKEN of ${bot.appId}`,
      'Take both from the same app at https://api.slack.com/apps',
    );
  try {
    await createInteractiveClient(transport.appToken, slackApiUrl, silentLog).apps.connections.open();
    return passed('SLACK_APP_TOKEN', 'Slack gives a connection');
  } catch (error) {
    return tokenRefusal('SLACK_APP_TOKEN', error);
  }
}

function tokenRefusal(setting: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN', error: unknown): CheckResult {
  const code = slackErrorCode(error);
  if (code === undefined) throw error;
  if (code === 'unreachable' || code === 'rate_limited')
    return failed(
      setting,
      'Slack did not answer',
      'Check that this machine reaches https://slack.com, and try again in a minute',
    );
  const remedy =
    setting === 'SLACK_APP_TOKEN' && code === 'missing_scope'
      ? 'It lacks connections:write: make one with that scope at'
      : 'The right one:';
  return failed(setting, `Slack refuses it (${code})`, `${remedy} ${SETTING_DESCRIPTIONS[setting]}`);
}

const CHANNEL_PROBLEMS = {
  archived: ['it is archived', 'Unarchive it, or choose another channel with /funnel setup'],
  notMember: ['the bot is not in the channel', 'Type /invite @Lejek there'],
  unknown: ['Slack shows no such channel to the bot', 'Type /invite @Lejek there, or choose another channel with /funnel setup'],
  noAnswer: ['Slack did not answer', 'Try again in a minute'],
} as const;

/** Whether the digest and alerts of a subscription can be posted. */
export async function checkChannel(client: WebClient, { channelId, channelName }: Subscription): Promise<CheckResult> {
  const what = `#${channelName}`;
  const channel = await lookUpChannel(client, channelId);
  if (channel.ok) return passed(what, 'the bot can post there');
  const [says, toDo] = CHANNEL_PROBLEMS[channel.why];
  return failed(what, says, toDo);
}
