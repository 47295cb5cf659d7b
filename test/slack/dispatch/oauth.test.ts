import { randomBytes } from 'node:crypto';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../simulator/free-port.ts';
import { readManifest } from '../../../simulator/read-manifest.ts';
import { SILENT_BOLT_LOGGER } from '../../../simulator/silent-bolt-logger.ts';
import { type Slack, startSlack } from '../../../simulator/slack.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { createInstalledWorkspaces, DATA_KEPT_MS } from '../../../src/platform/installations.ts';
import { buildApp, type SlackApp } from '../../../src/slack/dispatch/app.ts';
import { createRequestDeps } from '../../../src/slack/request/request-deps.ts';
import type { Database } from '../../../src/store/db/database.ts';
import { createStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/types/store.ts';
import { emptyDatabase, openTestDatabase } from '../../support/store/test-database.ts';

let slack: Slack;
let database: Database;
let store: Store;
let app: SlackApp;
let origin: string;
let anna: string;
let clientFor: (workspaceId: string) => Promise<WebClient>;

const silent = { debug() {}, info() {}, warn() {}, error() {} };

beforeAll(async () => {
  slack = await startSlack({ manifest: readManifest() });
  anna = slack.addUser({ name: 'anna', realName: 'Anna' }).id;
  database = await openTestDatabase();
  store = createStore(database);
  const [port, clock] = [await freePort(), systemClock()];
  origin = `http://127.0.0.1:${port}`;
  const createClient = (token: string) => new WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
  const installed = createInstalledWorkspaces({ store, key: randomBytes(32), clock, createClient });
  ({ clientFor } = installed);
  const { clientId, clientSecret, signingSecret } = slack;
  app = buildApp(
    {
      installing: { clientId, clientSecret, stateSecret: 'a state secret of the test', port, ...installed },
      slackApiUrl: slack.apiUrl,
      transport: { kind: 'http', signingSecret, port },
      logger: SILENT_BOLT_LOGGER,
    },
    createRequestDeps({ store, clock, externalChannels: new Map(), log: silent, clientFor, wake() {}, observe() {} }),
  );
  await app.start();
  slack.useHttp(`${origin}/slack/events`);
});
beforeEach(() => emptyDatabase(database));
afterAll(async () => {
  await app.stop();
  await slack.stop();
  await store.close();
});

/** Opens the page that installs, agrees in Slack, and comes back: what the browser shows then. */
async function install({ isOrgWide = false, language = 'en', keepsCookie = true } = {}) {
  const page = await fetch(`${origin}/slack/install`);
  const [, state = ''] = (await page.text()).match(/[?&](?:amp;)?state=([^&"]+)/) ?? [];
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const code = slack.grantInstallation(anna, `${origin}/slack/oauth_redirect`, { isOrgWide });
  const headers = { 'accept-language': language, ...(keepsCookie ? { cookie } : {}) };
  const back = await fetch(`${origin}/slack/oauth_redirect?code=${code}&state=${state}`, { headers, redirect: 'manual' });
  return { status: back.status, text: await back.text() };
}

/** Rows of every table. */
async function countRows(): Promise<number> {
  return database.session(async (sql) => {
    const tables = await sql.query(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'",
    );
    const counts = await Promise.all(
      tables.map(async ({ tablename }) => (await sql.query(`SELECT count(*)::int AS n FROM "${tablename}"`))[0]?.['n']),
    );
    return counts.reduce<number>((sum, n) => sum + Number(n), 0);
  });
}

describe('an installation by the page', () => {
  it('for one workspace makes it ready, with the installer as its admin', async () => {
    expect((await install()).status).toBe(200);
    expect(await store.installations.workspaceIds()).toEqual([slack.team.id]);
    expect(await store.tenant(slack.team.id).members.bySlackUser(anna)).toMatchObject({ role: 'admin' });
    expect((await clientFor(slack.team.id)).token).toBe(slack.botToken);
  });

  it('for a whole organisation is refused in the browser’s language, and nothing is stored', async () => {
    expect(await install({ isOrgWide: true })).toMatchObject({
      status: 400,
      text: expect.stringContaining('in one workspace at a time, not in a whole organization. Nothing was stored'),
    });
    expect(await install({ isOrgWide: true, language: 'pl' })).toMatchObject({
      status: 400,
      text: expect.stringContaining('jednej przestrzeni roboczej'),
    });
    expect(await countRows()).toBe(0);
  });

  it('that another browser began is refused, and nothing is stored', async () => {
    expect((await install({ keepsCookie: false })).status).not.toBe(200);
    expect(await countRows()).toBe(0);
  });

  it('that comes back within thirty days takes up where it was; the token is gone meanwhile, and later so are the data', async () => {
    await install();
    const tenant = store.tenant(slack.team.id);
    await tenant.updateWorkspace({ name: 'Own name', timeZone: 'Europe/Warsaw' });
    slack.uninstall();
    await slack.allDelivered();
    await expect.poll(() => store.workspaces()).toEqual([]);
    expect(await store.installations.workspaceIds()).toEqual([]);
    await expect(clientFor(slack.team.id)).rejects.toThrow('not installed');
    expect(await store.installations.deleteExpired(Date.now() + DATA_KEPT_MS - 60_000)).toEqual([]);

    expect((await install()).status).toBe(200);
    expect(await store.workspaces()).toMatchObject([{ id: slack.team.id, timeZone: 'Europe/Warsaw' }]);
    expect((await clientFor(slack.team.id)).token).toBe(slack.botToken);

    slack.uninstall();
    await slack.allDelivered();
    await expect.poll(() => store.workspaces()).toEqual([]);
    expect(await store.installations.deleteExpired(Date.now() + DATA_KEPT_MS + 60_000)).toEqual([slack.team.id]);
    expect(await countRows()).toBe(0);
  });
});
