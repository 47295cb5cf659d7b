import type { Logger } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readManifest } from '../../../simulator/read-manifest.ts';
import { SILENT_BOLT_LOGGER } from '../../../simulator/silent-bolt-logger.ts';
import { type Slack, startSlack } from '../../../simulator/slack.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { buildApp, type SlackApp } from '../../../src/slack/dispatch/app.ts';
import { createRequestDeps } from '../../../src/slack/request/request-deps.ts';
import { createStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/types/store.ts';
import { openTestDatabase } from '../../support/store/test-database.ts';

let slack: Slack;
let store: Store;
let app: SlackApp;
/** Called with every line that Bolt logs. */
let onLine: (line: string) => void = () => {};

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const logger: Logger = {
  ...SILENT_BOLT_LOGGER,
  warn: (...said: unknown[]) => onLine(said.join(' ')),
  error: (...said: unknown[]) => onLine(said.join(' ')),
};

beforeEach(async () => {
  slack = await startSlack({ manifest: readManifest() });
  store = createStore(await openTestDatabase());
  const clientFor = () => Promise.reject(new Error('no job runs here'));
  app = buildApp(
    { botToken: slack.botToken, slackApiUrl: slack.apiUrl, transport: { kind: 'socket', appToken: slack.appToken }, logger },
    createRequestDeps({
      store,
      clock: systemClock(),
      externalChannels: new Map(),
      log: silent,
      clientFor,
      wake() {},
      observe() {},
    }),
  );
});

afterEach(async () => {
  await app.stop();
  await slack.stop();
  await store.close();
});

/** Resolves when Bolt has logged so many lines with that text. */
const logged = (text: string, times: number) =>
  new Promise<void>((resolve) => {
    let left = times;
    onLine = (line) => {
      if (line.includes(text)) left -= 1;
      if (left === 0) resolve();
    };
  });

async function helpIsAnswered(): Promise<void> {
  const anna = slack.as(slack.addUser({ name: 'anna', realName: 'Anna' }).id);
  const channel = slack.addChannel({ name: 'sales', members: [anna.id] });
  expect((await anna.command(channel.id, '/deal help')).reply?.text).toContain('/deal');
}

describe('the connection to Slack', () => {
  it('comes back after an outage in which asking for a new one failed again and again', async () => {
    await app.start();
    await slack.waitForSocket();
    expect(app.isConnected()).toBe(true);
    const askedInVain = logged('http request failed', 2);
    slack.faults.outage(true);
    await askedInVain;
    expect(app.isConnected()).toBe(false);

    slack.faults.outage(false);
    await slack.waitForSocket();
    await helpIsAnswered();
    expect(app.isConnected()).toBe(true);
  });

  it('is made as soon as a Slack that was away at the start is back, and every request is authorised', async () => {
    slack.faults.outage(true);
    const askedInVain = logged('http request failed', 3);
    const started = app.start();
    await askedInVain;
    expect(app.isConnected()).toBe(false);

    slack.faults.outage(false);
    await started;
    await helpIsAnswered();
  });

  it('is given up for a token that Slack refuses', async () => {
    slack.faults.failWith('apps.connections.open', 'invalid_auth', 1);
    await expect(app.start()).rejects.toThrow('invalid_auth');
  });
});
