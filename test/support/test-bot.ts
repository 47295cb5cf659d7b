import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { WebClient } from '@slack/web-api';
import { vi } from 'vitest';
import { freePort } from '../../simulator/free-port.ts';
import type { Person } from '../../simulator/person/person.ts';
import { readManifest } from '../../simulator/read-manifest.ts';
import { SILENT_BOLT_LOGGER } from '../../simulator/silent-bolt-logger.ts';
import { type Slack, type SlackOptions, startSlack } from '../../simulator/slack.ts';
import type { Message, View } from '../../simulator/state/entities.ts';
import { renderMessage, renderView } from '../../simulator/terminal/render.ts';
import { type NewDealDetails, openDeal } from '../../src/core/deal/open-deal.ts';
import { utcDate } from '../../src/core/time/calendar.ts';
import { DAY_MS, HOUR_MS } from '../../src/core/time/durations.ts';
import { loadPipeline } from '../../src/facts/load-pipeline.ts';
import type { JobDeps } from '../../src/jobs/deps.ts';
import { createJobProgress } from '../../src/jobs/job-progress.ts';
import { tick } from '../../src/jobs/tick.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { Log } from '../../src/platform/log-types.ts';
import { createSecretBox } from '../../src/platform/secret-box.ts';
import { buildApp, type SlackApp } from '../../src/slack/dispatch/app.ts';
import { createRequestDeps, type RequestDeps } from '../../src/slack/request/request-deps.ts';
import type { Database } from '../../src/store/db/database.ts';
import { createStore } from '../../src/store/open-store.ts';
import type { Store, Tenant } from '../../src/store/types/store.ts';
import { ALL_DEALS } from './all-deals.ts';
import { plainSpaces } from './plain-spaces.ts';
import { emptyDatabase, openTestDatabase } from './store/test-database.ts';

/** Monday, 16 November 2026, 10:00 in Warsaw. */
export const BOT_START = Date.parse('2026-11-16T09:00:00Z');

/** Of a day in UTC; in Warsaw's winter 8:30, 9:00, 13:00 and 17:00. */
const DUE_HOURS = [7.5, 8, 12, 16] as const;

/** A line of the log, kept for tests to look at. */
export type LogLine = {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
};

/** Lejek end to end against a simulated workspace: Anna (rep, Polish), Piotr (rep, English), Ewa (manager, English), #sales with the bot in it. */
export type TestBot = {
  readonly slack: Slack;
  readonly store: Store;
  readonly tenant: Tenant;
  readonly deps: RequestDeps & JobDeps;
  /** Where Slack posts requests in HTTP mode. */
  readonly address: string;
  readonly app: SlackApp;
  /** Anna, whose Slack is in Polish. */
  readonly anna: Person;
  /** Piotr, whose Slack is in English. */
  readonly piotr: Person;
  /** Ewa, manager, in English. */
  readonly ewa: Person;
  readonly sales: string;
  readonly log: readonly LogLine[];
  /** Calls of `deps.wake`. */
  readonly wakeCount: () => number;
  readonly now: () => number;
  /** Moves the clock to an instant, or on by so many ms. */
  readonly setNow: (at: number) => void;
  readonly advanceClock: (ms: number) => void;
  /** Types a command in #sales and gives back what the person sees: the answer as text, or '' where a form opened. */
  readonly typeCommand: (person: Person, line: string) => Promise<string>;
  /** A message or the top form as a person reads it. */
  readonly readScreen: (person: Person) => string;
  /** The last private answer that a person got, as text. */
  readonly lastAnswer: (person: Person) => string;
  /** A deal made a minute ago, directly in the store; its number. */
  readonly createDeal: (owner: Person, name: string, details?: Partial<NewDealDetails>) => Promise<number>;
  /** Runs what is done every minute, at the clock's time. */
  readonly tick: () => Promise<void>;
  /** Moves the clock to an instant in steps of at most so many ms (an hour), running the jobs at each. */
  readonly runUntil: (until: number, stepMs?: number) => Promise<void>;
  /**
   * The same for days and weeks: the jobs run only at hours (UTC) at which something can fall due, by default morning check, digest, noon
   * and afternoon; on Saturdays and Sundays, when nobody works, once.
   */
  readonly runDaysUntil: (until: number, hours?: readonly number[]) => Promise<void>;
  /** What was posted in a channel, or to a person directly, since the last reset, as text; threads left out. */
  readonly posts: (channelId: string) => readonly string[];
  /** The same messages as Slack holds them. */
  readonly messages: (channelId: string) => readonly Message[];
  /** Stops the app and starts another one over the same store, as after a crash. */
  readonly restart: () => Promise<void>;
  /** Forgets every deal, person and post of the store. */
  readonly reset: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type TestBotOptions = Partial<SlackOptions> & {
  readonly transport?: 'socket' | 'http';
  readonly database?: Database;
  /** What comes later than this is late; else two seconds. */
  readonly ackTimeoutMs?: number;
};

const people = {
  anna: { name: 'anna', realName: 'Anna', locale: 'pl-PL', tz: 'Europe/Warsaw', email: 'anna@example.com' },
  piotr: { name: 'piotr', realName: 'Piotr', locale: 'en-GB', tz: 'Europe/Warsaw', email: 'piotr@example.com' },
  ewa: { name: 'ewa', realName: 'Ewa', locale: 'en-GB', tz: 'Europe/Warsaw', email: 'ewa@example.com' },
} as const;

/** Starts everything; `stop` in `afterAll`. One per file: `reset` between tests. */
export async function startTestBot({
  transport = 'socket',
  database,
  ackTimeoutMs,
  ...options
}: TestBotOptions = {}): Promise<TestBot> {
  let clock = BOT_START;
  let wakes = 0;
  const log: LogLine[] = [];
  const line = (level: LogLine['level']) => (fields: LogLine['fields'], message: string) =>
    void log.push({ level, fields, message });
  const logger: Log = { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
  const slack = await startSlack({ manifest: readManifest(), now: () => clock, ...options });
  const { anna, piotr, ewa } = {
    anna: slack.addUser(people.anna).id,
    piotr: slack.addUser(people.piotr).id,
    ewa: slack.addUser(people.ewa).id,
  };
  const newSales = () => slack.addChannel({ name: 'sales', members: [anna, piotr, ewa] }).id;
  let sales = newSales();
  const opened = database ?? (await openTestDatabase());
  const store = createStore(opened);
  const tenant = store.tenant(slack.team.id);
  const progress = createJobProgress();
  const deps: TestBot['deps'] = {
    ...createRequestDeps({
      store,
      clock: systemClock(() => clock),
      externalChannels: new Map(),

      log: logger,
      clientFor: async () =>
        new WebClient(slack.botToken, {
          slackApiUrl: slack.apiUrl,
          retryConfig: { retries: 0 },
          rejectRateLimitedCalls: true,
          timeout: 10_000,
        }),
      wake: () => {
        wakes += 1;
      },
      groupsChanged: (workspaceId) => void progress.teamGroupDays.delete(workspaceId),
      webhooks: { secrets: createSecretBox({ key: randomBytes(32) }), allowsPrivate: true },
      observe: () => {},
    }),
    ...(ackTimeoutMs === undefined ? {} : { ackTimeoutMs }),
    progress,
  };
  const port = transport === 'http' ? await freePort() : 0;
  const start = async (): Promise<SlackApp> => {
    const mode =
      transport === 'http'
        ? { kind: 'http' as const, signingSecret: slack.signingSecret, port }
        : { kind: 'socket' as const, appToken: slack.appToken };
    const app = buildApp(
      { botToken: slack.botToken, slackApiUrl: slack.apiUrl, transport: mode, logger: SILENT_BOLT_LOGGER },
      deps,
    );
    await app.start();
    if (transport === 'http') slack.useHttp(`http://127.0.0.1:${port}/slack/events`);
    else await slack.waitForSocket();
    return app;
  };
  let app = await start();
  const names = new Map(slack.users().map((user) => [user.id, user.realName]));
  const shown = { width: 200, lookUpName: (id: string) => names.get(id) };
  const registerPeople = async () => {
    await tenant.loadOrCreateRequester({ slackUserId: ewa, name: 'Ewa', account: 'member' }, { language: 'en', at: clock });
    for (const [slackUserId, person] of [
      [anna, people.anna],
      [piotr, people.piotr],
      [ewa, people.ewa],
    ] as const) {
      const { realName: name, locale, tz: timeZone } = person;
      await tenant.members.upsert({ slackUserId, name, locale, timeZone, account: 'member', at: clock });
    }
    const manager = await tenant.members.bySlackUser(ewa);
    if (manager !== undefined) await tenant.members.setRole(manager.id, 'manager');
  };
  await registerPeople();
  const lastAnswer = (person: Person): string => {
    const last = slack.ephemerals(person.id).at(-1);
    return last === undefined ? '' : plainSpaces(renderMessage(last, shown));
  };
  const messagesIn = (channelId: string) => (/^[UW]/.test(channelId) ? slack.dm(channelId) : slack.messages(channelId));
  /** Slack forgets nothing; what was posted before the last reset is not looked at. */
  const postsBeforeReset = new Map<string, number>();
  const messages = (channelId: string) => messagesIn(channelId).slice(postsBeforeReset.get(channelId) ?? 0);
  return {
    slack,
    store,
    tenant,
    deps,
    address: `http://127.0.0.1:${port}/slack/events`,
    get app() {
      return app;
    },
    anna: slack.as(anna),
    piotr: slack.as(piotr),
    ewa: slack.as(ewa),
    get sales() {
      return sales;
    },
    log,
    wakeCount: () => wakes,
    now: () => clock,
    setNow: (at) => {
      clock = at;
    },
    advanceClock: (ms) => {
      clock += ms;
    },
    typeCommand: async (person, typed) => {
      // An answer that is still on its way would be taken for this command's; what is held up on purpose is not waited for.
      await vi.waitUntil(() => app.inFlight() === 0, { timeout: 3000, interval: 10 }).catch(() => undefined);
      // A process that was held for more than five seconds has lost its socket, and is about to open another.
      if (transport === 'socket') await slack.waitForSocket();
      const before = slack.ephemerals(person.id).length;
      const { reply } = await person.command(sales, typed);
      if (reply !== undefined) return plainSpaces(renderMessage(reply, shown));
      // Either a form opens, or on a slow machine the answer follows.
      const isAnswered = () => slack.ephemerals(person.id).length > before;
      await vi.waitUntil(() => isAnswered() || person.view() !== undefined, { timeout: 30_000, interval: 20 });
      return isAnswered() ? lastAnswer(person) : '';
    },
    readScreen: (person) => {
      const view: View | undefined = person.view();
      return view === undefined ? lastAnswer(person) : plainSpaces(renderView(view, person.values(view), shown));
    },
    lastAnswer,
    createDeal: async (owner, name, details = {}) => {
      const member = await tenant.members.bySlackUser(owner.id);
      const pipeline = await loadPipeline(tenant, 'en');
      if (member === undefined || pipeline === undefined) throw new Error('Nobody is home.');
      const at = clock - 60_000;
      const act = { actor: member, at, today: utcDate(at), through: 'command' as const };
      const saved = await tenant
        .deals(ALL_DEALS)
        .create((number) => openDeal({ number, pipeline }, { name, ownerId: member.id, ...details }, act), {
          key: null,
          at,
        });
      if (!saved.ok) throw new Error(`${name} was not made: ${JSON.stringify(saved)}`);
      return saved.file.deal.number;
    },
    tick: () => tick(deps, clock),
    runUntil: async (until, stepMs = HOUR_MS) => {
      while (clock < until) {
        clock = Math.min(until, clock + stepMs);
        await tick(deps, clock);
      }
    },
    runDaysUntil: async (until, hours = DUE_HOURS) => {
      const stops: number[] = [];
      for (let day = Math.floor(clock / DAY_MS) * DAY_MS; day <= until; day += DAY_MS) {
        const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
        stops.push(...(isWeekend ? hours.slice(-1) : hours).map((hour) => day + hour * HOUR_MS));
      }
      for (const stop of [...stops.filter((each) => each > clock && each < until), until]) {
        clock = stop;
        await tick(deps, clock);
      }
    },
    posts: (channelId) => messages(channelId).map((message) => plainSpaces(renderMessage(message, shown))),
    messages,
    restart: async () => {
      await app.stop();
      app = await start();
    },
    reset: async () => {
      for (const id of [anna, piotr, ewa]) await slack.as(id).closeAll();
      // A Home that is refreshed afterwards would bring its reader back.
      for (const { timer } of deps.homes.values()) clearTimeout(timer);
      while ([...deps.homes.values()].some(({ state }) => state === 'showing')) await pause(10);
      deps.homes.clear();
      deps.progress.leaversSoughtAt.clear();
      await emptyDatabase(opened);
      for (const id of [anna, piotr, ewa]) postsBeforeReset.set(id, messagesIn(id).length);
      // A post is known by its key in its channel, so that the next test gets a channel of its own.
      slack.renameChannel(sales, `old-${sales.toLowerCase()}`);
      sales = newSales();
      clock = BOT_START;
      log.length = 0;
      await registerPeople();
    },
    stop: async () => {
      await app.stop();
      await pause(100);
      await slack.stop();
      await store.close();
    },
  };
}

/** With plain spaces, so that expectations can be typed. */
