import { readFileSync } from 'node:fs';
import type { AppsManifestExportResponse } from '@slack/web-api';
import { createInteractiveClient } from '../platform/clients.ts';
import type { ToolConfig, Transport } from '../platform/config.ts';
import { SETTING_DESCRIPTIONS } from '../platform/settings.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../slack/web-api/scopes.ts';
import { slackErrorCode } from '../slack/web-api/slack-error-code.ts';
import { type CheckResult, failed, passed, skipped } from './check-result.ts';
import { manifestFacts } from './manifest-facts.ts';
import { silentLog } from './slack-checks.ts';

type AppManifest = NonNullable<AppsManifestExportResponse['manifest']>;

const MANIFEST = new URL('../../manifest.yml', import.meta.url);
const WHAT = 'app manifest';
const REDIRECT_PATH = '/slack/oauth_redirect';
const EVENTS_PATH = '/slack/events';

/** How the app is to be reached and installed, which its manifest has to say too. */
export type Deployment = { readonly transport: Transport['kind']; readonly installs: boolean };

/**
 * Compares the app as it is in Slack with what this version of the code needs. Slack shows that only to a token of configuration, which lives
 * for twelve hours.
 */
export async function checkManifest(
  { configToken, slackApiUrl }: Pick<ToolConfig, 'configToken' | 'slackApiUrl'>,
  appId: string | undefined,
  deployment: Deployment,
): Promise<readonly CheckResult[]> {
  if (configToken === undefined)
    return [skipped(WHAT, 'with SLACK_CONFIG_TOKEN set, commands, events and addresses are looked at too (docs/hosting.md)')];
  if (appId === undefined) return [skipped(WHAT, 'which app it is, is known once the bot token works')];
  try {
    const client = createInteractiveClient(configToken, slackApiUrl, silentLog);
    const { manifest } = await client.apps.manifest.export({ app_id: appId });
    const problems = manifestProblems(manifest ?? {}, deployment);
    return problems.length === 0 ? [passed(WHAT, 'the app in Slack has what this version needs')] : problems;
  } catch (error) {
    const code = slackErrorCode(error);
    if (code === undefined) throw error;
    return [failed('SLACK_CONFIG_TOKEN', `Slack refuses it (${code})`, `A new one: ${SETTING_DESCRIPTIONS.SLACK_CONFIG_TOKEN}`)];
  }
}

/** What an app lacks, each with what to do. */
export function manifestProblems(app: AppManifest, { transport, installs }: Deployment): readonly CheckResult[] {
  const needed = manifestFacts(readFileSync(MANIFEST, 'utf8'));
  const { features = {}, settings = {}, oauth_config = {} } = app;
  const held = {
    commands: features.slash_commands?.map(({ command }) => command) ?? [],
    shortcuts: features.shortcuts?.map(({ callback_id }) => callback_id) ?? [],
    events: settings.event_subscriptions?.bot_events ?? [],
    scopes: [...(oauth_config.scopes?.bot ?? []), ...botOptional(oauth_config.scopes ?? {})],
  };
  const repaste = `Paste ${transport === 'http' ? 'what `npm run -s manifest -- --http https://…` writes' : 'manifest.yml'} at https://api.slack.com/apps → Lejek → App Manifest, then Install App → Reinstall`;
  const missing = (what: string, wanted: readonly string[], has: readonly (string | undefined)[]): readonly CheckResult[] => {
    const lacks = wanted.filter((each) => !has.includes(each));
    if (lacks.length === 0) return [];
    return [failed(WHAT, `older than this version: it lacks the ${what} ${lacks.join(', ')}`, repaste)];
  };
  const unescaped = features.slash_commands?.filter(({ should_escape }) => should_escape !== true) ?? [];
  return [
    ...missing('commands', needed.commands, held.commands),
    ...missing('shortcuts', needed.shortcuts, held.shortcuts),
    ...missing('events', needed.events, held.events),
    ...missing('scopes', [...REQUIRED_SCOPES, ...OPTIONAL_SCOPES], held.scopes),
    ...(unescaped.length === 0
      ? []
      : [failed(WHAT, `${unescaped.map(({ command }) => command).join(', ')} does not escape channels and people`, repaste)]),
    ...(settings.interactivity?.is_enabled === true ? [] : [failed(WHAT, 'interactivity is off: no button works', repaste)]),
    ...transportProblems(settings, transport),
    ...(installs ? redirectProblems(oauth_config.redirect_urls ?? []) : []),
  ];
}

/** Slack sends it; the client's type does not have it. */
function botOptional(scopes: object): readonly string[] {
  const optional: unknown = Reflect.get(scopes, 'bot_optional');
  return Array.isArray(optional) ? optional.filter((scope) => typeof scope === 'string') : [];
}

function transportProblems(
  { socket_mode_enabled, event_subscriptions, interactivity }: NonNullable<AppManifest['settings']>,
  transport: Transport['kind'],
): readonly CheckResult[] {
  const isSocket = socket_mode_enabled === true;
  if (transport === 'socket') {
    if (isSocket) return [];
    return [
      failed(WHAT, 'Socket Mode is off: Slack opens no connection', 'https://api.slack.com/apps → Lejek → Socket Mode → Enable'),
    ];
  }
  if (isSocket)
    return [
      failed(
        WHAT,
        'Socket Mode is on: Slack posts nothing to this bot',
        'https://api.slack.com/apps → Lejek → Socket Mode → turn it off',
      ),
    ];
  const urls = [event_subscriptions?.request_url, interactivity?.request_url];
  const isRight = urls.every((url) => url !== undefined && URL.canParse(url) && new URL(url).pathname === EVENTS_PATH);
  if (isRight && urls[0] === urls[1]) return [];
  return [
    failed(
      WHAT,
      `events and buttons have no common address that ends in ${EVENTS_PATH}`,
      'Paste what `npm run -s manifest -- --http https://…` writes at https://api.slack.com/apps → Lejek → App Manifest',
    ),
  ];
}

function redirectProblems(urls: readonly string[]): readonly CheckResult[] {
  if (urls.some((url) => url.endsWith(REDIRECT_PATH))) return [];
  return [
    failed(
      WHAT,
      `no redirect URL ends in ${REDIRECT_PATH}: nobody can install the app`,
      `https://api.slack.com/apps → Lejek → OAuth & Permissions → Redirect URLs: add https://…${REDIRECT_PATH}`,
    ),
  ];
}
