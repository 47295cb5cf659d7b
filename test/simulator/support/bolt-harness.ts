import { setTimeout as wait } from 'node:timers/promises';
import { App, HTTPReceiver } from '@slack/bolt';
import { freePort } from '../../../simulator/free-port.ts';
import { SILENT_BOLT_LOGGER } from '../../../simulator/silent-bolt-logger.ts';
import { type Slack, type SlackOptions, startSlack } from '../../../simulator/slack.ts';
import { MANIFEST } from './manifest.ts';

/** A workspace with #deals, Ania in it, and a real Bolt app. `stop` ends the app first, as one must. */
export type BoltHarness = {
  readonly slack: Slack;
  readonly app: App;
  readonly ania: string;
  readonly deals: string;
  readonly connect: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

type BoltHarnessOptions = Partial<SlackOptions> & { readonly transport?: 'socket' | 'http' };

/** Starts the workspace and makes the app; `connect` starts it, after a test has registered its listeners. */
export async function startBoltHarness({ transport = 'socket', ...options }: BoltHarnessOptions = {}): Promise<BoltHarness> {
  const slack = await startSlack({ manifest: MANIFEST, ...options });
  const ania = slack.addUser({
    name: 'ania',
    realName: 'Ania Nowak',
    locale: 'pl-PL',
    tz: 'Europe/Warsaw',
    email: 'ania@example.com',
  }).id;
  const deals = slack.addChannel({ name: 'deals' }).id;
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 5, minTimeout: 20, maxTimeout: 50 } };
  const receiver =
    transport === 'http' ? new HTTPReceiver({ signingSecret: slack.signingSecret, logger: SILENT_BOLT_LOGGER }) : undefined;
  const mode = receiver ? { receiver } : { socketMode: true, appToken: slack.appToken };
  const app = new App({ token: slack.botToken, clientOptions, logger: SILENT_BOLT_LOGGER, ...mode });
  app.error(async () => {});
  const connect = async () => {
    const port = transport === 'http' ? await freePort() : 0;
    await app.start(port);
    if (transport === 'http') slack.useHttp(`http://127.0.0.1:${port}/slack/events`);
    else await slack.waitForSocket();
  };
  const stop = async () => {
    await app.stop().catch(() => undefined);
    await wait(100);
    await slack.stop();
  };
  return { slack, app, ania, deals, connect, stop };
}
