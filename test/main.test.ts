import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { freePort } from '../simulator/free-port.ts';
import type { Person } from '../simulator/person/person.ts';
import { readManifest } from '../simulator/read-manifest.ts';
import { type Slack, startSlack } from '../simulator/slack.ts';
import { systemClock } from '../src/platform/clock.ts';
import { createInstalledWorkspaces } from '../src/platform/installations.ts';
import { databaseSettings, openStoreAt, runProgram, scriptCommand } from './support/run-program.ts';

let slack: Slack;
let anna: Person;
let sales: string;

beforeEach(async () => {
  slack = await startSlack({ manifest: readManifest() });
  anna = slack.as(slack.addUser({ name: 'anna', realName: 'Anna' }).id);
  sales = slack.addChannel({ name: 'sales', members: [anna.id] }).id;
});
afterEach(() => slack.stop());

/** Building comes first where sources are newer. */
const PATIENCE_MS = 180_000;

const START = scriptCommand('start');

const tokens = () => ({ SLACK_BOT_TOKEN: slack.botToken, SLACK_API_URL: slack.apiUrl });

const manyWorkspaces = (port: number, encryptionKey: Buffer) => ({
  SLACK_API_URL: slack.apiUrl,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  PORT: String(port),
  SLACK_CLIENT_ID: slack.clientId,
  SLACK_CLIENT_SECRET: slack.clientSecret,
  SLACK_STATE_SECRET: 'a state secret of the test',
  LEJEK_ENCRYPTION_KEY: encryptionKey.toString('base64'),
});

async function get(url: string) {
  const response = await fetch(url);
  return { status: response.status, body: await response.text() };
}

describe('npm start', { timeout: PATIENCE_MS }, () => {
  it('without tokens says every setting that is missing and where it is found, and ends with 1', async () => {
    const bot = runProgram('npm start', {});
    expect(await bot.exitCode).toBe(1);
    for (const setting of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET']) {
      expect(bot.stderr()).toContain(`${setting} is missing`);
    }
    expect(bot.stderr()).toContain('Basic Information → App-Level Tokens');
    expect(bot.stderr()).not.toMatch(/^\s+at /m);
  });

  it('with two tokens answers over Socket Mode, says how it is, and stops in order when asked to', async () => {
    const port = await freePort();
    const settings = { SLACK_APP_TOKEN: slack.appToken, HEALTH_PORT: String(port), ...(await databaseSettings('nothing')) };
    const bot = runProgram(START, { ...tokens(), ...settings });
    await bot.waitForOutput('Lejek is running');
    expect((await anna.command(sales, '/deal help')).reply?.text).toContain('/deal');
    expect((await get(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    expect((await get(`http://127.0.0.1:${port}/api/v1/openapi.json`)).status).toBe(200);
    expect((await get(`http://127.0.0.1:${port}/metrics`)).body).toContain(
      'lejek_requests_total{kind="command",name="/deal",outcome="answered"} 1',
    );
    // The first tick may still be under way.
    await vi.waitFor(async () =>
      expect((await get(`http://127.0.0.1:${port}/metrics`)).body).toMatch(
        /lejek_job_runs_total\{job="tick",outcome="done"\} [12]/,
      ),
    );

    bot.kill('SIGTERM');
    expect(await bot.exitCode).toBe(0);
    expect(bot.stdout()).toContain('"msg":"stopped"');
    for (const secret of [slack.botToken, slack.appToken]) expect(bot.stdout() + bot.stderr()).not.toContain(secret);
  });

  it('with a signing secret answers over HTTP, health pages on the same port', async () => {
    const port = await freePort();
    const settings = { SLACK_SIGNING_SECRET: slack.signingSecret, PORT: String(port), ...(await databaseSettings()) };
    const bot = runProgram(START, { ...tokens(), ...settings });
    await bot.waitForOutput('Lejek is running');
    slack.useHttp(`http://127.0.0.1:${port}/slack/events`);
    expect((await anna.command(sales, '/deal help')).reply?.text).toContain('/deal');
    expect(await get(`http://127.0.0.1:${port}/healthz`)).toMatchObject({ status: 200 });
    expect(await get(`http://127.0.0.1:${port}/api/v1/openapi.json`)).toMatchObject({ status: 200 });
    expect(await get(`http://127.0.0.1:${port}/mcp`)).toMatchObject({ status: 401 });
    expect((await get(`http://127.0.0.1:${port}/readyz`)).body).toContain('"ready":true');

    bot.kill('SIGINT');
    expect(await bot.exitCode).toBe(0);
  });

  it('ends in order too when a signal reaches npm alone', async () => {
    const bot = runProgram('npm start', { ...tokens(), SLACK_APP_TOKEN: slack.appToken, ...(await databaseSettings()) });
    await bot.waitForOutput('Lejek is running');
    bot.kill('SIGTERM');
    await bot.exitCode;
    expect(bot.stdout()).toContain('"msg":"stopped"');
  });

  it('ends with 1, for whoever supervises it, when Slack takes its connection and will not give another', async () => {
    const bot = runProgram(START, { ...tokens(), SLACK_APP_TOKEN: slack.appToken, ...(await databaseSettings()) });
    await bot.waitForOutput('Lejek is running');
    slack.faults.failWith('apps.connections.open', 'account_inactive', 1);
    slack.faults.dropSockets();
    expect(await bot.exitCode).toBe(1);
    expect(bot.stdout()).toContain('account_inactive');
  });

  it('for many workspaces is installed by a page, answers with that token, and forgets it when it is removed', async () => {
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const database = await databaseSettings();
    const bot = runProgram(START, { ...manyWorkspaces(port, Buffer.alloc(32, 7)), ...database });
    await bot.waitForOutput('Lejek is running');
    slack.useHttp(`${origin}/slack/events`);

    const page = await fetch(`${origin}/slack/install`);
    const [, state = ''] = (await page.text()).match(/[?&](?:amp;)?state=([^&"]+)/) ?? [];
    const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
    const code = slack.grantInstallation(anna.id, `${origin}/slack/oauth_redirect`);
    const back = `${origin}/slack/oauth_redirect?code=${code}&state=${state}`;
    expect((await fetch(back, { redirect: 'manual' })).status, 'without the cookie of the page').not.toBe(200);
    expect((await fetch(back, { headers: { cookie } })).status).toBe(200);
    expect((await anna.command(sales, '/deal help')).reply?.text).toContain('/deal');

    slack.uninstall();
    await slack.allDelivered();
    bot.kill('SIGTERM');
    expect(await bot.exitCode).toBe(0);
    expect(bot.stdout() + bot.stderr()).not.toContain(slack.botToken);
    const store = await openStoreAt(database);
    onTestFinished(store.close);
    expect(await store.installations.workspaceIds()).toEqual([]);
    expect(await store.tenant(slack.team.id).members.bySlackUser(anna.id)).toMatchObject({ role: 'admin' });
  });

  it('with another encryption key than that of its tokens ends with 1, and says which setting', async () => {
    const database = await databaseSettings();
    const store = await openStoreAt(database);
    await createInstalledWorkspaces({
      ...{ store, key: Buffer.alloc(32, 7), previousKey: undefined, clock: systemClock() },
      createClient: (token) => new WebClient(token),
    }).installationStore.storeInstallation({
      team: { id: slack.team.id, name: 'Sample Ltd' },
      enterprise: undefined,
      user: { token: undefined, scopes: undefined, id: anna.id },
      bot: { token: slack.botToken, scopes: ['commands'], id: 'B1', userId: slack.botUserId },
    });
    await store.close();
    const bot = runProgram(START, { ...manyWorkspaces(await freePort(), Buffer.alloc(32, 8)), ...database });
    expect(await bot.exitCode).toBe(1);
    expect(bot.stderr()).toContain('LEJEK_ENCRYPTION_KEY is not the key that the tokens');
  });

  it('with a token that Slack refuses says which one and where the right one is found', async () => {
    slack.faults.failWith('auth.test', 'token_revoked', 5);
    const bot = runProgram(START, { ...tokens(), SLACK_APP_TOKEN: slack.appToken, ...(await databaseSettings()) });
    expect(await bot.exitCode).toBe(1);
    expect(bot.stderr()).toContain('SLACK_BOT_TOKEN is refused by Slack: token_revoked');
    expect(bot.stderr()).toContain('OAuth & Permissions');
  });

  it('without its database says so in one sentence', async () => {
    const port = await freePort();
    const DATABASE_URL = `postgresql://lejek:hunter22@127.0.0.1:${port}/lejek`;
    const bot = runProgram(START, { ...tokens(), SLACK_APP_TOKEN: slack.appToken, DATABASE_URL });
    expect(await bot.exitCode).toBe(1);
    expect(bot.stderr()).toMatch(/^Lejek is not started: the database cannot be opened\. .*ECONNREFUSED/m);
    expect(bot.stdout() + bot.stderr()).not.toContain('hunter22');
  });
});
