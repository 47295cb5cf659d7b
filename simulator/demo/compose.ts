import { join } from 'node:path';
import { type Logger, LogLevel } from '@slack/bolt';
import { postingClient } from '../../src/clients.ts';
import { deliver } from '../../src/jobs/deliver.ts';
import { tick } from '../../src/jobs/tick.ts';
import type { Log } from '../../src/log-types.ts';
import { buildApp } from '../../src/slack/app.ts';
import type { Deps } from '../../src/slack/deps.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store, Tenant } from '../../src/store/store-types.ts';
import { readManifest } from '../read-manifest.ts';
import { type Slack, startSlack } from '../slack.ts';
import { type Clock, createClock } from './clock.ts';
import { type Handle, MANAGER, PEOPLE } from './firm.ts';

/** The whole of Lejek in a simulated workspace: the unmodified bot over Socket Mode, its store, its jobs, and the firm's people. */
export type Demo = {
  readonly slack: Slack;
  readonly store: Store;
  readonly tenant: Tenant;
  readonly clock: Clock;
  /** Slack user ids by handle. */
  readonly people: Readonly<Record<Handle, string>>;
  /** The channel that the firm works in. */
  readonly sales: string;
  /** Moves the clock and runs the jobs that fall due on the way, an hour at a time. */
  readonly moveTo: (at: number) => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type DemoOptions = {
  /** Keeps the data here; without one nothing is kept. */
  readonly dataDir?: string;
  /** Where a new clock begins. */
  readonly startAt?: number;
  readonly port?: number;
  readonly log?: Log;
};

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const nothing = () => undefined;
const SILENT: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const SILENT_BOLT: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

/** Starts it; `stop` ends everything, the bot before the workspace. */
export async function startDemo({ dataDir, startAt, port, log = SILENT }: DemoOptions = {}): Promise<Demo> {
  const clock = createClock(dataDir === undefined ? undefined : join(dataDir, 'clock.json'), startAt);
  const slack = await startSlack({ manifest: readManifest(), now: clock.now, ...(port === undefined ? {} : { port }) });
  const ids = PEOPLE.map((person) => [person.name, slack.addUser(person).id] as const);
  const people = Object.fromEntries(ids) as Record<Handle, string>;
  const sales = slack.addChannel({ name: 'sales', members: Object.values(people) }).id;
  const store = await openStore(dataDir === undefined ? { memory: true } : { dataDir });
  const tenant = store.of(slack.team.id);
  await introduce(tenant, people, clock.now());
  const client = postingClient(slack.botToken, slack.apiUrl);
  let waking: Promise<unknown> = Promise.resolve();
  const deps: Deps = {
    store,
    now: clock.now,
    log,
    clientFor: async () => client,
    wake: () => {
      waking = waking.then(() => deliver(deps, clock.now())).catch((err: unknown) => log.error({ err }, 'posting failed'));
    },
    observe: nothing,
  };
  const app = buildApp(
    {
      botToken: slack.botToken,
      slackApiUrl: slack.apiUrl,
      transport: { kind: 'socket', appToken: slack.appToken },
      logger: SILENT_BOLT,
    },
    deps,
  );
  await app.start();
  await slack.waitForSocket();
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = running.then(() => tick(deps, clock.now()));
    return running;
  };
  const minute = setInterval(() => void run(), MINUTE_MS);
  return {
    slack,
    store,
    tenant,
    clock,
    people,
    sales,
    moveTo: async (at) => {
      while (clock.now() < at) {
        clock.jumpTo(Math.min(at, (Math.floor(clock.now() / HOUR_MS) + 1) * HOUR_MS));
        await run();
      }
      await waking;
    },
    stop: async () => {
      clearInterval(minute);
      await running;
      await waking;
      await app.stop();
      await slack.stop();
      await store.close();
    },
  };
}

/** The firm's people are known before they say anything; Ewa manages it. */
async function introduce(tenant: Tenant, people: Readonly<Record<Handle, string>>, at: number): Promise<void> {
  const { isNew } = await tenant.enter({ slackUserId: people[MANAGER], name: 'Ewa' }, { language: 'en', at });
  if (!isNew) return;
  const pipeline = await tenant.pipeline();
  if (pipeline !== undefined) await tenant.savePipeline({ ...pipeline, currency: 'PLN' }, at);
  await tenant.changeWorkspace({ name: 'Sample firm', timeZone: 'Europe/Warsaw', holidayRegion: 'PL' });
  for (const { name, realName, locale, tz, email } of PEOPLE) {
    const member = await tenant.members.note({ slackUserId: people[name], name: realName, locale, timeZone: tz, email, at });
    if (name === MANAGER) await tenant.members.setRole(member.id, 'admin');
  }
}
