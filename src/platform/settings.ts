/** Every setting, what it is, and where its value is found. The order is that of `.env.example` and of what a failed start prints. */

const APP = 'https://api.slack.com/apps → Lejek';

export const SETTING_DESCRIPTIONS = {
  SLACK_BOT_TOKEN: `${APP} → OAuth & Permissions → Bot User OAuth Token (xoxb-…; shown once the app is installed to the workspace)`,
  SLACK_APP_TOKEN: `${APP} → Basic Information → App-Level Tokens → Generate Token, with the scope connections:write (xapp-…)`,
  SLACK_SIGNING_SECRET: `${APP} → Basic Information → App Credentials → Signing Secret`,
  SLACK_CLIENT_ID: `${APP} → Basic Information → App Credentials → Client ID`,
  SLACK_CLIENT_SECRET: `${APP} → Basic Information → App Credentials → Client Secret`,
  SLACK_STATE_SECRET: 'any random text that you keep: `openssl rand -hex 32` makes one',
  LEJEK_ENCRYPTION_KEY:
    '32 random bytes that you keep, as base64: `openssl rand -base64 32` makes them. Many workspaces need it, and so do webhooks',
  LEJEK_ENCRYPTION_KEY_BEFORE: 'the LEJEK_ENCRYPTION_KEY until now, while a new one takes its place; leave it out otherwise',
  SLACK_CONFIG_TOKEN:
    'only for doctor, which then compares the whole app in Slack with manifest.yml: https://api.slack.com/apps → Your App Configuration Tokens → Generate Token (xoxe.xoxp-…; works for twelve hours)',
  SLACK_API_URL: 'leave it out for Slack itself; else the address that Web API calls go to, e.g. http://127.0.0.1:3001/api/',
  PORT: 'the port on which Slack reaches the bot over HTTP, and for the pages that install it, 1 to 65535; 3000 where it is left out',
  DATABASE_URL: 'postgresql://user:password@host:5432/database, or leave it out for the embedded database',
  LEJEK_DATA_DIR: 'a folder for the embedded database; ./data where it is left out',
  HEALTH_PORT: 'a port for /healthz, /readyz and /metrics, 1 to 65535; leave it out for none',
  LEJEK_PRIVATE_WEBHOOKS:
    'yes where webhooks may go to addresses of your own network (10.0.0.0/8, 192.168.0.0/16, localhost …), there also without https; leave it out otherwise',
  LEJEK_TOKEN: 'only for `npm run -s mcp`: a personal token, made in Slack with /funnel token (lejek_pat_…)',
  LEJEK_ADDRESS:
    'only for `npm run -s mcp`: where the running bot is reached, e.g. http://127.0.0.1:3000; the port of HEALTH_PORT or PORT on this machine where it is left out',
  LOG_LEVEL: 'one of fatal, error, warn, info, debug, trace, silent; info where it is left out',
} as const;

export type Setting = keyof typeof SETTING_DESCRIPTIONS;

const isSetting = (name: string): name is Setting => name in SETTING_DESCRIPTIONS;
export const settingNames: readonly Setting[] = Object.keys(SETTING_DESCRIPTIONS).filter(isSetting);

/** Settings that must not be seen: each may be given as a file, `<name>_FILE`, and none is ever logged. */
export const SECRET_SETTINGS = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'LEJEK_ENCRYPTION_KEY',
  'LEJEK_ENCRYPTION_KEY_BEFORE',
  'SLACK_CONFIG_TOKEN',
  'DATABASE_URL',
  'LEJEK_TOKEN',
] as const satisfies readonly Setting[];

/** What is wrong with one setting. */
export type SettingProblem = { readonly setting: Setting; readonly what: string };

/** The problems as a person reads them before the start is given up: each with the place where its value is found. */
export function settingProblemsText(problems: readonly SettingProblem[]): string {
  const count = problems.length === 1 ? '1 setting needs' : `${problems.length} settings need`;
  const lines = problems.map(({ setting, what }) => `  ${setting} ${what}\n      ${SETTING_DESCRIPTIONS[setting]}`);
  return [
    `Lejek is not started: ${count} you.`,
    '',
    ...lines,
    '',
    'Settings come from the environment or from a file .env here (.env.example shows them all). A secret may also be in a file that',
    'a setting with _FILE at its end names.',
    '',
  ].join('\n');
}
