import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../simulator/free-port.ts';
import type { Manifest } from '../../simulator/manifest.ts';
import { readManifest } from '../../simulator/read-manifest.ts';
import { type Slack, startSlack } from '../../simulator/slack.ts';
import { checkResultLine } from '../../src/doctor/check-result.ts';
import { runDoctor } from '../../src/doctor/run-doctor.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { openStore } from '../../src/store/open-store.ts';
import { copyDatabaseInto } from '../support/store/test-database.ts';

let slack: Slack;
let dataDir: string;

beforeEach(async () => {
  slack = await startSlack({ manifest: readManifest() });
  dataDir = mkdtempSync(join(tmpdir(), 'lejek-doctor-'));
});
afterEach(async () => {
  await slack.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const settings = (change: Readonly<Record<string, string>> = {}) => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.apiUrl,
  LEJEK_DATA_DIR: dataDir,
  ...change,
});

/** The report as it is printed. */
const report = async (env: Readonly<Record<string, string>> = settings(), now: () => number = Date.now) =>
  (await runDoctor(env, { ...systemClock(), wallNow: now })).map(checkResultLine);

/** A store with a digest subscribed for each of these channels. */
async function subscribed(...channels: readonly { readonly id: string; readonly name: string }[]): Promise<void> {
  copyDatabaseInto(dataDir);
  const store = await openStore({ dataDir });
  const tenant = store.tenant(slack.team.id);
  const at = Date.parse('2026-11-16T09:00:00Z');
  const { pipeline } = await tenant.loadOrCreateRequester({ slackUserId: 'U1', name: 'Ewa' }, { language: 'en', at });
  const hours = { weekday: 1, timeOfDay: '09:00', timeZone: 'Europe/Warsaw', language: 'en' } as const;
  for (const { id, name } of channels) {
    const draft = { pipelineId: pipeline.id, channelId: id, channelName: name, ...hours };
    await tenant.subscriptions.save({ ...draft, nextDueAt: at, nextCheckAt: at, createdAt: at });
  }
  await store.close();
}

const without = (...gone: readonly string[]): Manifest => {
  const { oauth_config, ...rest } = readManifest();
  const bot = (oauth_config?.scopes?.bot ?? []).filter((scope) => !gone.includes(scope));
  return { ...rest, oauth_config: { scopes: { bot } } };
};

describe('doctor', () => {
  it('finds a new installation well: tokens, scopes, clock; nothing is changed', async () => {
    expect(await report()).toEqual([
      `✓ Node.js: ${process.versions.node}${process.versions.node.startsWith('20.') ? ' works, but gets no more security fixes: Node.js 24 is the one to install' : ''}`,
      expect.stringMatching(/^✓ SLACK_BOT_TOKEN: @\S+ in the workspace /),
      '✓ scopes: all that are needed',
      '✓ SLACK_APP_TOKEN: Slack gives a connection',
      expect.stringMatching(/^– app manifest: with SLACK_CONFIG_TOKEN set, commands, events and addresses are looked at too/),
      expect.stringMatching(/^✓ data folder: .* can be written, \d+ MB are free$/),
      `– database: none yet; the first start makes one in ${dataDir}`,
      expect.stringMatching(/^✓ clock: as Slack/),
    ]);
  });

  it('looks at the channel of every subscription', async () => {
    const sales = slack.addChannel({ name: 'sales' });
    const left = slack.addChannel({ name: 'left' });
    const old = slack.addChannel({ name: 'old' });
    slack.removeFromChannel(left.id, slack.botUserId);
    slack.archiveChannel(old.id);
    await subscribed(sales, left, old, { id: 'C0GONE', name: 'gone' });
    const lines = await report();
    expect(lines).toContain('✓ database: embedded, up to date');
    expect(lines).toContain('✓ #sales: the bot can post there');
    expect(lines).toContain('✗ #left: the bot is not in the channel. Type /invite @Lejek there');
    expect(lines).toContain('✗ #old: it is archived. Unarchive it, or choose another channel with /funnel setup');
    expect(lines.some((line) => line.startsWith('✗ #gone: Slack shows no such channel'))).toBe(true);
  });

  it('says which scope is missing and where it is added', async () => {
    await slack.stop();
    slack = await startSlack({
      manifest: without('files:write', 'channels:history', 'groups:history', 'files:read', 'usergroups:read'),
    });
    const lines = await report();
    expect(lines.find((line) => line.startsWith('✗ scopes'))).toMatch(/files:write is missing\. .*Reinstall/);
    expect(lines.find((line) => line.startsWith('– optional scopes'))).toMatch(
      /channels:history.*without files:read.*without usergroups:read no team follows a Slack user group/,
    );
  });

  it('says which token is refused and where the right one is found', async () => {
    const lines = await report(settings({ SLACK_BOT_TOKEN: 'xoxb-wrong', SLACK_APP_TOKEN: 'xapp-wrong' }));
    expect(lines.find((line) => line.startsWith('✗ SLACK_BOT_TOKEN'))).toMatch(/invalid_auth.*OAuth & Permissions/);
    expect(lines.find((line) => line.startsWith('✗ SLACK_APP_TOKEN'))).toMatch(/invalid_auth.*App-Level Tokens/);
  });

  it('says that Slack does not answer', async () => {
    const away = `http://127.0.0.1:${await freePort()}/api/`;
    const lines = await report(settings({ SLACK_API_URL: away }));
    expect(lines.find((line) => line.startsWith('✗ SLACK_BOT_TOKEN'))).toContain('Slack did not answer');
    expect(lines).toContain('– clock: Slack did not answer');
  });

  it('says that the clock is wrong', async () => {
    const lines = await report(settings(), () => Date.now() - 600_000);
    expect(lines.find((line) => line.startsWith('✗ clock'))).toMatch(
      /^✗ clock: (599|600|601) s behind Slack’s\. Turn on time sync/,
    );
  });

  it('says that the database cannot be opened, without its password', async () => {
    const DATABASE_URL = `postgresql://lejek:hunter22@127.0.0.1:${await freePort()}/lejek`;
    const lines = await report(settings({ DATABASE_URL }));
    expect(lines.find((line) => line.startsWith('✗ database'))).toContain('nothing listens there (ECONNREFUSED)');
    expect(lines.join()).not.toContain('hunter22');
  });

  it('finds a database well that a running bot holds', async () => {
    copyDatabaseInto(dataDir);
    const store = await openStore({ dataDir });
    onTestFinished(() => store.close());
    expect((await report()).find((line) => line.includes('database'))).toMatch(
      /^✓ database: embedded, in use by a running Lejek \(pid \d+\)/,
    );
  });

  it('lists every setting that is missing, each with its place', async () => {
    const lines = await report({});
    expect(lines.filter((line) => line.startsWith('✗')).map((line) => line.split(' ')[1])).toEqual([
      'SLACK_BOT_TOKEN:',
      'SLACK_APP_TOKEN:',
      'SLACK_SIGNING_SECRET:',
    ]);
  });

  it('with HTTP says that the signing secret shows itself later', async () => {
    const { SLACK_APP_TOKEN: _none, ...rest } = settings({ SLACK_SIGNING_SECRET: slack.signingSecret });
    expect(await report(rest)).toContain('– SLACK_SIGNING_SECRET: set; whether it is right shows with the first request');
  });
});
