import { join } from 'node:path';
import { postingClient } from '../../src/clients.ts';
import { deliver } from '../../src/jobs/deliver.ts';
import { tick } from '../../src/jobs/tick.ts';
import type { Log } from '../../src/log-types.ts';
import { buildApp } from '../../src/slack/app.ts';
import type { Deps } from '../../src/slack/deps.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { storeOver } from '../../src/store/open.ts';
import type { Store, Tenant } from '../../src/store/types/store.ts';
import { readManifest } from '../read-manifest.ts';
import { SILENT_BOLT } from '../silent-logger.ts';
import { type Slack, startSlack } from '../slack.ts';
import { type Clock, createClock } from './clock.ts';
import { FIRM, type Handle, MANAGER, PEOPLE } from './firm.ts';
import { keepIn, keptIn } from './keeper.ts';

/** The whole of Lejek in a simulated workspace: the unmodified bot over Socket Mode, its store, its jobs, and the firm's people. */
export type Demo = {
  readonly slack: Slack;
  readonly store: Store;
  /** The same data as the store's, for what writes a whole history at once. */
  readonly database: Database;
  readonly tenant: Tenant;
  readonly clock: Clock;
  /** Slack user ids by handle. */
  readonly people: Readonly<Record<Handle, string>>;
  /** The channel that the firm works in. */
  readonly sales: string;
  /** Nobody had been here before this start. */
  readonly isNew: boolean;
  /** Moves the clock and runs the jobs that fall due on the way, an hour at a time; or only at some hours of the day (UTC). */
  readonly moveTo: (at: number, hours?: readonly number[]) => Promise<void>;
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

/** Starts it; `stop` ends everything, the bot before the workspace. */
export async function startDemo({ dataDir, startAt, port, log = SILENT }: DemoOptions = {}): Promise<Demo> {
  const clock = createClock(dataDir === undefined ? undefined : join(dataDir, 'clock.json'), startAt);
  const file = dataDir === undefined ? undefined : join(dataDir, 'workspace.json');
  const kept = file === undefined ? undefined : keptIn(file);
  const slack = await startSlack({
    manifest: readManifest(),
    now: clock.now,
    team: { name: FIRM },
    ...(kept === undefined ? {} : { kept }),
    ...(port === undefined ? {} : { port }),
  });
  const known = slack.users();
  const ids = PEOPLE.map(
    (person) => [person.name, (known.find(({ name }) => name === person.name) ?? slack.addUser(person)).id] as const,
  );
  const people = Object.fromEntries(ids) as Record<Handle, string>;
  const sales = (
    slack.channels().find(({ name }) => name === 'sales') ?? slack.addChannel({ name: 'sales', members: Object.values(people) })
  ).id;
  const keeper = file === undefined ? undefined : keepIn(file, slack);
  const database = await openDatabase(dataDir === undefined ? { memory: true } : { dataDir });
  const store = storeOver(database);
  await store.refreshCounters();
  const tenant = store.of(slack.team.id);
  const isNew = await introduce(tenant, people, clock.now());
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
    database,
    tenant,
    isNew,
    clock,
    people,
    sales,
    moveTo: async (at, hours) => {
      while (clock.now() < at) {
        clock.jumpTo(Math.min(at, (Math.floor(clock.now() / HOUR_MS) + 1) * HOUR_MS));
        if (hours === undefined || hours.includes(new Date(clock.now()).getUTCHours())) await run();
      }
      await waking;
    },
    stop: async () => {
      clearInterval(minute);
      await running;
      await waking;
      await app.stop();
      keeper?.stop();
      await slack.stop();
      await store.close();
    },
  };
}

/** The firm's people are known before they say anything; Ewa manages it. @returns whether nobody had been known. */
async function introduce(tenant: Tenant, people: Readonly<Record<Handle, string>>, at: number): Promise<boolean> {
  const { isNew } = await tenant.enter({ slackUserId: people[MANAGER], name: 'Ewa' }, { language: 'en', at });
  if (!isNew) return false;
  const pipeline = await tenant.pipeline();
  if (pipeline !== undefined) await tenant.savePipeline({ ...pipeline, currency: 'PLN' }, at);
  await tenant.changeWorkspace({ name: FIRM, timeZone: 'Europe/Warsaw', holidayRegion: 'PL' });
  for (const { name, realName, locale, tz, email } of PEOPLE) {
    const member = await tenant.members.note({ slackUserId: people[name], name: realName, locale, timeZone: tz, email, at });
    if (name === MANAGER) await tenant.members.setRole(member.id, 'admin');
  }
  return true;
}
