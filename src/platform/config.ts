import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { EncryptionKeys } from './encryption.ts';
import { SECRET_SETTINGS, type Setting, type SettingProblem, settingNames } from './settings.ts';

/** How Slack reaches the bot. */
export type Transport =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };

/** Which bot token is used: one from the settings, or one per workspace from its OAuth installation. */
export type Identity =
  | { readonly kind: 'one workspace'; readonly botToken: string }
  | {
      readonly kind: 'many workspaces';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
      /** 32 bytes. */
      readonly encryptionKey: Buffer;
      /** 32 bytes: what is still encrypted with it is read, and encrypted anew at the start. */
      readonly previousKey?: Buffer;
      /** Where the pages for installing are; over HTTP the port of the bot itself. */
      readonly port: number;
    };

/** What a command-line tool needs: no transport. */
export type ToolConfig = {
  readonly identity: Identity;
  readonly slackApiUrl?: string;
  /** For the doctor alone: it may read how the app is configured in Slack. */
  readonly configToken?: string;
  readonly database: { readonly databaseUrl: string } | { readonly dataDir: string };
  readonly logLevel: LogLevel;
  /** Values that must not appear in any log. */
  readonly secrets: readonly string[];
};

export type Config = ToolConfig & {
  readonly transport: Transport;
  readonly healthPort?: number;
  /** What secrets of webhooks are encrypted with: 32 bytes, and the key until now; undefined where the host has set none. */
  readonly secretKeys?: EncryptionKeys;
  /** Webhooks may go to the host's own network. */
  readonly allowsPrivateWebhooks: boolean;
};

export type LogLevel = z.infer<typeof logLevel>;

export type ConfigResult<T> =
  | { readonly ok: true; readonly config: T }
  | { readonly ok: false; readonly problems: readonly SettingProblem[] };

export type Environment = Readonly<Record<string, string | undefined>>;

const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'is no level of logging');
const tokenWithPrefix = (prefix: string) => z.string().startsWith(prefix, `does not begin with ${prefix}`);
const urlMatching = (pattern: RegExp, what: string) => z.string().refine((url) => pattern.test(url) && URL.canParse(url), what);
const port = z
  .string()
  .regex(/^\d{1,5}$/, 'is no port')
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, 'is no port');

const encryptionKey = z
  .string()
  .transform((base64) => Buffer.from(base64, 'base64'))
  .refine((key) => key.length === 32, 'is not 32 bytes');

/** The form of each setting; which ones are needed depends on the others. */
const schema = z.object({
  SLACK_BOT_TOKEN: tokenWithPrefix('xoxb-').optional(),
  SLACK_APP_TOKEN: tokenWithPrefix('xapp-').optional(),
  SLACK_SIGNING_SECRET: z.string().min(16, 'is too short to be one').optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_STATE_SECRET: z.string().min(16, 'is shorter than 16 characters').optional(),
  LEJEK_ENCRYPTION_KEY: encryptionKey.optional(),
  LEJEK_ENCRYPTION_KEY_BEFORE: encryptionKey.optional(),
  SLACK_CONFIG_TOKEN: tokenWithPrefix('xoxe.xoxp-').optional(),
  SLACK_API_URL: urlMatching(/^https?:\/\//, 'is no http address').optional(),
  PORT: port.default(3000),
  DATABASE_URL: urlMatching(/^postgres(ql)?:\/\//, 'is no address of a PostgreSQL database').optional(),
  LEJEK_DATA_DIR: z.string().default('./data'),
  HEALTH_PORT: port.optional(),
  LEJEK_PRIVATE_WEBHOOKS: z.enum(['yes', 'no'], 'is neither yes nor no').default('no'),
  LEJEK_TOKEN: tokenWithPrefix('lejek_pat_').optional(),
  LEJEK_ADDRESS: urlMatching(/^https?:\/\//, 'is no http address').optional(),
  LOG_LEVEL: logLevel.default('info'),
});
type SettingValues = z.infer<typeof schema>;
type RawSettings = { readonly [setting in Setting]?: string };
type ReportProblem = (setting: Setting, what: string) => void;

/** The process's environment, over the file .env of the working directory where there is one. */
export function loadEnvironment(): Environment {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/** Reads the bot's settings; every problem at once. Their texts never hold a value. */
export const readConfig = (env: Environment): ConfigResult<Config> =>
  collectConfig(env, (values, raw, report) => {
    const transport = readTransport(values, raw, report);
    const tool = readTool(values, raw, report);
    const { HEALTH_PORT: healthPort } = values;
    if (transport?.kind === 'http' && healthPort === transport.port) report('HEALTH_PORT', 'is the same as PORT');
    if (tool === undefined || transport === undefined) return undefined;
    const { LEJEK_ENCRYPTION_KEY: key, LEJEK_ENCRYPTION_KEY_BEFORE: previousKey } = values;
    return {
      ...tool,
      transport,
      ...(healthPort === undefined ? {} : { healthPort }),
      ...(key === undefined ? {} : { secretKeys: { key, previousKey } }),
      allowsPrivateWebhooks: values.LEJEK_PRIVATE_WEBHOOKS === 'yes',
    };
  });

/** Reads what a command-line tool needs: whose token, and where the data is. */
export const readToolConfig = (env: Environment): ConfigResult<ToolConfig> => collectConfig(env, readTool);

/** Where a running bot is, and a personal token for it. */
export type ApiConfig = { readonly address: string; readonly token: string };

/** Reads how a running bot is reached by a person's own token. */
export const readApiConfig = (env: Environment): ConfigResult<ApiConfig> =>
  collectConfig(env, ({ LEJEK_TOKEN: token, LEJEK_ADDRESS: address, HEALTH_PORT, PORT }, _raw, report) => {
    if (token === undefined) report('LEJEK_TOKEN', 'is missing');
    return token === undefined ? undefined : { token, address: address ?? `http://127.0.0.1:${HEALTH_PORT ?? PORT}` };
  });

/** Reads where the data is, for a tool that needs nothing of Slack. */
export const readDataConfig = (env: Environment): ConfigResult<Pick<ToolConfig, 'database'>> =>
  collectConfig(env, (values) => ({ database: readDatabase(values) }));

const readDatabase = ({ DATABASE_URL: databaseUrl, LEJEK_DATA_DIR: dataDir }: SettingValues): ToolConfig['database'] =>
  databaseUrl === undefined ? { dataDir } : { databaseUrl };

function readTool(values: SettingValues, raw: RawSettings, report: ReportProblem): ToolConfig | undefined {
  const { SLACK_API_URL: slackApiUrl, SLACK_CONFIG_TOKEN: configToken } = values;
  const identity = readIdentity(values, raw, report);
  if (identity === undefined) return undefined;
  return {
    identity,
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
    ...(configToken === undefined ? {} : { configToken }),
    database: readDatabase(values),
    logLevel: values.LOG_LEVEL,
    secrets: SECRET_SETTINGS.flatMap((setting) => raw[setting] ?? []),
  };
}

const MULTI_WORKSPACE_SETTINGS = [
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'LEJEK_ENCRYPTION_KEY',
] as const;

function readIdentity(values: SettingValues, raw: RawSettings, report: ReportProblem): Identity | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = values;
  if (botToken !== undefined) return { kind: 'one workspace', botToken };
  if (raw.SLACK_BOT_TOKEN !== undefined || MULTI_WORKSPACE_SETTINGS.every((setting) => raw[setting] === undefined)) {
    report('SLACK_BOT_TOKEN', 'is missing');
    return undefined;
  }
  const { SLACK_STATE_SECRET: stateSecret, LEJEK_ENCRYPTION_KEY: encryptionKey, PORT: port } = values;
  for (const setting of MULTI_WORKSPACE_SETTINGS) if (raw[setting] === undefined) report(setting, 'is missing (many workspaces)');
  if (clientId === undefined || clientSecret === undefined || stateSecret === undefined || encryptionKey === undefined) {
    return undefined;
  }
  const { LEJEK_ENCRYPTION_KEY_BEFORE: previousKey } = values;
  const previous = previousKey === undefined ? {} : { previousKey };
  return { kind: 'many workspaces', clientId, clientSecret, stateSecret, encryptionKey, ...previous, port };
}

function readTransport(values: SettingValues, raw: RawSettings, report: ReportProblem): Transport | undefined {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret, PORT } = values;
  if (appToken !== undefined) return { kind: 'socket', appToken };
  if (signingSecret !== undefined) return { kind: 'http', signingSecret, port: PORT };
  if (raw.SLACK_APP_TOKEN !== undefined || raw.SLACK_SIGNING_SECRET !== undefined) return undefined;
  report('SLACK_APP_TOKEN', 'is missing (Socket Mode: no public address is needed)');
  report('SLACK_SIGNING_SECRET', 'is missing (only where Slack is to reach the bot over HTTP, instead of SLACK_APP_TOKEN)');
  return undefined;
}

function collectConfig<T>(
  env: Environment,
  make: (values: SettingValues, raw: RawSettings, report: ReportProblem) => T | undefined,
): ConfigResult<T> {
  const problems = new Map<Setting, string>();
  const report: ReportProblem = (setting, what) => void (problems.has(setting) || problems.set(setting, what));
  const raw = readRawSettings(env, report);
  const config = make(validateSettings(raw, report), raw, report);
  if (config !== undefined && problems.size === 0) return { ok: true, config };
  return {
    ok: false,
    problems: settingNames.flatMap((setting) => {
      const what = problems.get(setting);
      return what === undefined ? [] : [{ setting, what }];
    }),
  };
}

/** The settings that have a value, secrets read from their files. An empty value is none: container tools pass unset ones as ''. */
function readRawSettings(env: Environment, report: ReportProblem): RawSettings {
  const raw: { [setting in Setting]?: string } = {};
  for (const setting of settingNames) {
    const value = env[setting]?.trim() ?? '';
    if (value !== '') raw[setting] = value;
  }
  for (const setting of SECRET_SETTINGS) {
    const path = env[`${setting}_FILE`] ?? '';
    if (path === '') continue;
    if (raw[setting] !== undefined) report(setting, `is given twice: here and as ${setting}_FILE`);
    try {
      raw[setting] = readFileSync(path, 'utf8').trim();
      if (raw[setting] === '') report(setting, `is empty in the file that ${setting}_FILE names`);
    } catch {
      report(setting, `cannot be read from the file that ${setting}_FILE names`);
    }
  }
  return raw;
}

/** Reports what is malformed, and goes on without it, so that what else is wrong is found too. */
function validateSettings(raw: RawSettings, report: ReportProblem): SettingValues {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const rest = { ...raw };
  for (const { path, message } of result.error.issues) {
    const setting = settingNames.find((name) => name === path[0]);
    if (setting === undefined) throw result.error;
    report(setting, message);
    delete rest[setting];
  }
  return schema.parse(rest);
}

/**
 * Makes UTC the process's own zone. Nothing of ours reads it, but libraries do: node-cron rounds the time by setMilliseconds, which in the
 * hour that autumn repeats goes back by one, and then asks every millisecond whether the minute has come.
 */
export const ignoreMachineZone = (): void => {
  process.env['TZ'] = 'UTC';
};
