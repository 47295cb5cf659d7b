import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Environment, readConfig, readToolConfig } from '../../src/platform/config.ts';
import { SETTING_DESCRIPTIONS, settingProblemsText } from '../../src/platform/settings.ts';

const TOKENS = { SLACK_BOT_TOKEN: 'xoxb-1-bot', SLACK_APP_TOKEN: 'xapp-1-app' };

function parseConfig(env: Environment) {
  const read = readConfig(env);
  if (!read.ok) throw new Error(settingProblemsText(read.problems));
  return read.config;
}

const configProblems = (env: Environment) => {
  const read = readConfig(env);
  return read.ok ? [] : read.problems.map(({ setting, what }) => `${setting} ${what}`);
};

function file(content: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'lejek-config-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, 'secret'), content);
  return join(dir, 'secret');
}

describe('the settings', () => {
  it('are two tokens for Socket Mode; all else has a default', () => {
    expect(parseConfig(TOKENS)).toEqual({
      identity: { kind: 'one workspace', botToken: 'xoxb-1-bot' },
      transport: { kind: 'socket', appToken: 'xapp-1-app' },
      database: { dataDir: './data' },
      logLevel: 'info',
      secrets: ['xoxb-1-bot', 'xapp-1-app'],
      allowsPrivateWebhooks: false,
    });
  });

  it('let webhooks into the own network, and encrypt their secrets, with one bot token too', () => {
    const key = Buffer.alloc(32, 7);
    const settings = { ...TOKENS, LEJEK_ENCRYPTION_KEY: key.toString('base64'), LEJEK_PRIVATE_WEBHOOKS: 'yes' };
    expect(parseConfig(settings)).toMatchObject({
      identity: { kind: 'one workspace' },
      secretKeys: { key },
      allowsPrivateWebhooks: true,
    });
    expect(readConfig({ ...TOKENS, LEJEK_PRIVATE_WEBHOOKS: 'maybe' })).toMatchObject({ ok: false });
  });

  it('mean HTTP without an app token, on port 3000 or another one', () => {
    const http = { SLACK_BOT_TOKEN: 'xoxb-1-bot', SLACK_SIGNING_SECRET: '0123456789abcdef' };
    expect(parseConfig(http).transport).toEqual({ kind: 'http', signingSecret: '0123456789abcdef', port: 3000 });
    expect(parseConfig({ ...http, PORT: '8080', HEALTH_PORT: '9090' })).toMatchObject({
      transport: { port: 8080 },
      healthPort: 9090,
    });
    expect(configProblems({ ...http, PORT: '9090', HEALTH_PORT: '9090' })).toEqual(['HEALTH_PORT is the same as PORT']);
  });

  it('with an app token mean Socket Mode, whatever else is set', () => {
    expect(parseConfig({ ...TOKENS, SLACK_SIGNING_SECRET: '0123456789abcdef' }).transport.kind).toBe('socket');
  });

  it('that are missing are all named at once, each with its place in Slack', () => {
    const read = readConfig({});
    const text = read.ok ? '' : settingProblemsText(read.problems);
    for (const setting of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const) {
      expect(text).toContain(`${setting} is missing`);
      expect(text).toContain(SETTING_DESCRIPTIONS[setting]);
    }
    expect(text).toContain('OAuth & Permissions → Bot User OAuth Token');
    expect(text).toContain('3 settings need you');
  });

  it('that are wrong are all named at once, without their values', () => {
    const env = {
      SLACK_BOT_TOKEN: 'xapp-confused',
      SLACK_APP_TOKEN: 'xoxb-confused',
      SLACK_API_URL: 'slack.example.com',
      DATABASE_URL: 'mysql://root:hunter22@db/x',
      HEALTH_PORT: '99999',
      PORT: 'eighty',
      LOG_LEVEL: 'loud',
    };
    expect(configProblems(env)).toEqual([
      'SLACK_BOT_TOKEN does not begin with xoxb-',
      'SLACK_APP_TOKEN does not begin with xapp-',
      'SLACK_API_URL is no http address',
      'PORT is no port',
      'DATABASE_URL is no address of a PostgreSQL database',
      'HEALTH_PORT is no port',
      'LOG_LEVEL is no level of logging',
    ]);
    const read = readConfig(env);
    expect(read.ok ? '' : settingProblemsText(read.problems)).not.toMatch(/confused|hunter22/);
  });

  it('that are empty are not there', () => {
    expect(parseConfig({ ...TOKENS, DATABASE_URL: '', HEALTH_PORT: ' ', LEJEK_DATA_DIR: '' }).database).toEqual({
      dataDir: './data',
    });
    expect(configProblems({ ...TOKENS, SLACK_BOT_TOKEN: '' })).toEqual(['SLACK_BOT_TOKEN is missing']);
  });

  it('may name a file that holds the secret', () => {
    const config = parseConfig({ SLACK_APP_TOKEN: 'xapp-1-app', SLACK_BOT_TOKEN_FILE: file('xoxb-from-file\n') });
    expect(config.identity).toEqual({ kind: 'one workspace', botToken: 'xoxb-from-file' });
    expect(config.secrets).toContain('xoxb-from-file');
  });

  it('say what is wrong with such a file', () => {
    expect(configProblems({ SLACK_APP_TOKEN: 'xapp-1', SLACK_BOT_TOKEN_FILE: '/nowhere/token' })).toEqual([
      'SLACK_BOT_TOKEN cannot be read from the file that SLACK_BOT_TOKEN_FILE names',
    ]);
    expect(configProblems({ SLACK_APP_TOKEN: 'xapp-1', SLACK_BOT_TOKEN_FILE: file('\n') })).toEqual([
      'SLACK_BOT_TOKEN is empty in the file that SLACK_BOT_TOKEN_FILE names',
    ]);
    expect(configProblems({ ...TOKENS, SLACK_BOT_TOKEN_FILE: file('xoxb-2') })).toEqual([
      'SLACK_BOT_TOKEN is given twice: here and as SLACK_BOT_TOKEN_FILE',
    ]);
  });

  it('of many workspaces are those of the app instead of one bot token', () => {
    const key = Buffer.alloc(32, 7);
    const many = {
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'client-secret',
      SLACK_STATE_SECRET: '0123456789abcdef',
      LEJEK_ENCRYPTION_KEY: key.toString('base64'),
    };
    expect(parseConfig(many).identity).toEqual({
      kind: 'many workspaces',
      clientId: '1.2',
      clientSecret: 'client-secret',
      stateSecret: '0123456789abcdef',
      encryptionKey: key,
      port: 3000,
    });
    expect(parseConfig({ ...many, SLACK_BOT_TOKEN: 'xoxb-1' }).identity.kind).toBe('one workspace');
    expect(configProblems({ SLACK_APP_TOKEN: 'xapp-1', SLACK_CLIENT_ID: '1.2', LEJEK_ENCRYPTION_KEY: 'c2hvcnQ=' })).toEqual([
      'SLACK_CLIENT_SECRET is missing (many workspaces)',
      'SLACK_STATE_SECRET is missing (many workspaces)',
      'LEJEK_ENCRYPTION_KEY is not 32 bytes',
    ]);
  });

  it('of a tool need no way for Slack to reach it', () => {
    expect(readToolConfig({ SLACK_BOT_TOKEN: 'xoxb-1' }).ok).toBe(true);
    expect(readToolConfig({}).ok).toBe(false);
  });
});
