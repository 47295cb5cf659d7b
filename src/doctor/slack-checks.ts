import type { WebClient } from '@slack/web-api';
import { interactive } from '../clients.ts';
import type { ToolConfig, Transport } from '../config.ts';
import type { Log } from '../log-types.ts';
import { SETTINGS } from '../settings.ts';
import { lookUpChannel } from '../slack/channels.ts';
import { OPTIONAL_SCOPES, SCOPES } from '../slack/scopes.ts';
import { slackError } from '../slack/slack-error.ts';
import type { Subscription } from '../store/types/channels.ts';
import { type Finding, ill, skipped, well } from './finding.ts';

/** Every refusal is a finding, so the clients have nothing to say beside it. */
export const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };

export const clientOf = (botToken: string, { slackApiUrl }: ToolConfig): WebClient => interactive(botToken, slackApiUrl, quiet);

const REINSTALL = 'Paste manifest.yml at https://api.slack.com/apps → Lejek → App Manifest, then OAuth & Permissions → Reinstall';

/** Whether the bot token works, and whether it carries what the manifest asks for. */
export async function checkBotToken(client: WebClient): Promise<readonly Finding[]> {
  try {
    const { user, team, response_metadata } = await client.auth.test();
    const token = well('SLACK_BOT_TOKEN', `@${user} in the workspace ${team}`);
    const held = response_metadata?.scopes;
    return [token, ...(held === undefined ? [skipped('scopes', 'Slack did not say which the token carries')] : scopesOf(held))];
  } catch (error) {
    return [refusal('SLACK_BOT_TOKEN', error), skipped('scopes', 'they are known once the token works')];
  }
}

function scopesOf(held: readonly string[]): readonly Finding[] {
  const missing = SCOPES.filter((scope) => !held.includes(scope));
  const optional = OPTIONAL_SCOPES.filter((scope) => !held.includes(scope));
  const needed =
    missing.length === 0
      ? well('scopes', 'all that are needed')
      : ill('scopes', `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`, REINSTALL);
  if (optional.length === 0) return [needed];
  return [needed, skipped('optional scopes', `without ${optional.join(', ')} a post whose answer was lost is not looked for`)];
}

/** Whether Slack can reach the bot: the app token is tried; a signing secret shows itself only with Slack's first request. */
export async function checkTransport(transport: Transport, { slackApiUrl }: ToolConfig): Promise<Finding> {
  if (transport.kind === 'http') return skipped('SLACK_SIGNING_SECRET', 'set; whether it is right shows with the first request');
  try {
    await interactive(transport.appToken, slackApiUrl, quiet).apps.connections.open();
    return well('SLACK_APP_TOKEN', 'Slack gives a connection');
  } catch (error) {
    return refusal('SLACK_APP_TOKEN', error);
  }
}

function refusal(setting: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN', error: unknown): Finding {
  const code = slackError(error);
  if (code === undefined) throw error;
  if (code === 'unreachable' || code === 'rate_limited')
    return ill(setting, 'Slack did not answer', 'Check that this machine reaches https://slack.com, and try again in a minute');
  return ill(setting, `Slack refuses it (${code})`, `The right one: ${SETTINGS[setting]}`);
}

const CHANNEL_PROBLEMS = {
  archived: ['it is archived', 'Unarchive it, or choose another channel with /funnel setup'],
  notMember: ['the bot is not in the channel', 'Type /invite @Lejek there'],
  unknown: ['Slack shows no such channel to the bot', 'Type /invite @Lejek there, or choose another channel with /funnel setup'],
  noAnswer: ['Slack did not answer', 'Try again in a minute'],
} as const;

/** Whether the digest and alerts of a subscription can be posted. */
export async function checkChannel(client: WebClient, { channelId, channelName }: Subscription): Promise<Finding> {
  const what = `#${channelName}`;
  const channel = await lookUpChannel(client, channelId);
  if (channel.ok) return well(what, 'the bot can post there');
  const [says, toDo] = CHANNEL_PROBLEMS[channel.why];
  return ill(what, says, toDo);
}
