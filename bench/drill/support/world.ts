import { randomBytes } from 'node:crypto';
import { freePort } from '../../../simulator/free-port.ts';
import type { Person } from '../../../simulator/person/person.ts';
import { readManifest } from '../../../simulator/read-manifest.ts';
import { type Slack, type SlackOptions, startSlack } from '../../../simulator/slack.ts';
import { openDeal } from '../../../src/core/deal/open-deal.ts';
import { utcDate } from '../../../src/core/time/calendar.ts';
import { loadPipeline } from '../../../src/facts/load-pipeline.ts';
import { type Database, type DatabaseOptions, openDatabase } from '../../../src/store/db/database.ts';
import { createStore } from '../../../src/store/open-store.ts';
import type { Store, Tenant } from '../../../src/store/types/store.ts';
import { ALL_DEALS } from '../../../test/support/all-deals.ts';
import { priced } from '../../../test/support/priced.ts';
import { type BotProcess, startBot } from './bot-process.ts';
import type { DrillRun, StoreKind } from './drill.ts';
import { pause } from './wait.ts';

export type TransportKind = 'http' | 'socket';

/** A simulated company: a Slack workspace, a database, and bots that serve it. */
export type World = {
  readonly slack: Slack;
  /** Members of #sales; the last one is its manager. */
  readonly people: readonly Person[];
  readonly sales: string;
  /** Where the data is, past whatever a drill has put before it. */
  readonly place: DatabaseOptions;
  /** Moves the clock of Slack, and of bots that start from now on, by so many ms from the machine's. */
  readonly shiftClock: (ms: number) => void;
  /** Starts a bot; the health pages are at `health`. */
  readonly startBot: () => Promise<Bot>;
  /** Works on the data while no bot holds them. */
  readonly withStore: <T>(work: (opened: OpenedStore) => Promise<T>) => Promise<T>;
  /** Looks for secrets in an answer that a drill got by itself, past Slack. */
  readonly heard: (answer: string) => void;
  /** A sentence for each secret that a bot has said, to the log, to Slack or to a drill, and for each error that nobody handled. */
  readonly problems: () => readonly string[];
  readonly stop: () => Promise<void>;
};

export type Bot = BotProcess & {
  /** Where Slack posts requests, in HTTP mode. */
  readonly address: string;
  /** `GET` of a health page: its status, 0 where nobody answers. */
  readonly health: (page: 'readyz' | 'healthz') => Promise<number>;
  /** How many requests it is working on. */
  readonly inFlight: () => Promise<number>;
  /** Resolves when it is working on no request: what an event brings is done after its acknowledgement. */
  readonly idle: () => Promise<void>;
};

export type OpenedStore = { readonly database: Database; readonly store: Store; readonly tenant: Tenant };

type WorldOptions = {
  readonly store: StoreKind;
  readonly transport: TransportKind;
  /** Puts something between the bots and PostgreSQL: makes another address of it. */
  readonly through?: (databaseUrl: string) => Promise<string>;
  readonly slack?: Partial<SlackOptions>;
  readonly deals?: number;
};

/** Makes a workspace with six people, a migrated database and some deals in it. */
export async function createWorld(run: Pick<DrillRun, 'scratch'>, options: WorldOptions): Promise<World> {
  let shiftMs = 0;
  const slack = await startSlack({ manifest: readManifest(), now: () => Date.now() + shiftMs, ...options.slack });
  const people = ['ala', 'ewa', 'jan', 'ola', 'piotr', 'zofia'].map((name) =>
    slack.as(slack.addUser({ name, realName: name, locale: 'en-GB', tz: 'Europe/Warsaw', email: `${name}@example.com` }).id),
  );
  const sales = slack.addChannel({ name: 'sales', members: people.map(({ id }) => id) }).id;
  const place =
    options.store === 'embedded'
      ? { dataDir: run.scratch.folder().slice(4) }
      : { databaseUrl: (await run.scratch.database()).slice(4) };
  // The server of a drill asks for no password; whoever logs the address tells this one.
  const password = `marked-${randomBytes(8).toString('hex')}`;
  const address = place.databaseUrl === undefined ? '' : await (options.through?.(place.databaseUrl) ?? place.databaseUrl);
  const bots: Bot[] = [];
  const problems: string[] = [];
  const withStore: World['withStore'] = async (work) => {
    const database = await openDatabase(place);
    try {
      const store = createStore(database);
      return await work({ database, store, tenant: store.tenant(slack.team.id) });
    } finally {
      await database.close();
    }
  };
  const toSettings = async (port: number, healthPort: number): Promise<Record<string, string>> => ({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: slack.apiUrl,
    HEALTH_PORT: String(healthPort),
    ...(options.transport === 'http'
      ? { SLACK_SIGNING_SECRET: slack.signingSecret, PORT: String(port) }
      : { SLACK_APP_TOKEN: slack.appToken }),
    ...(place.databaseUrl === undefined
      ? { LEJEK_DATA_DIR: place.dataDir ?? '' }
      : { DATABASE_URL: withPassword(address, password) }),
  });
  await withStore(({ tenant }) => seedCompany(tenant, people, options.deals ?? 20));
  const secrets = [slack.botToken, slack.appToken, slack.signingSecret, password];
  const heard: World['heard'] = (answer) => {
    if (secrets.some((secret) => answer.includes(secret))) problems.push('a secret is in an answer');
  };
  return {
    ...{ slack, people, sales, place, withStore, heard },
    shiftClock: (ms) => {
      shiftMs = ms;
    },
    startBot: async () => {
      const [port, healthPort] = [await freePort(), await freePort()];
      const bot = startBot(await toSettings(port, healthPort), shiftMs);
      const address = `http://127.0.0.1:${port}/slack/events`;
      const read = async (page: string) => {
        const response = await fetch(`http://127.0.0.1:${healthPort}/${page}`, { signal: AbortSignal.timeout(10_000) });
        const text = await response.text();
        heard(text);
        return { status: response.status, text };
      };
      const health: Bot['health'] = (page) =>
        read(page).then(
          ({ status }) => status,
          () => 0,
        );
      const inFlight = async () => Number(/^lejek_requests_in_flight (\d+)$/m.exec((await read('metrics')).text)?.[1]);
      const idle = async () => {
        while ((await inFlight()) !== 0) await pause(100);
      };
      const started: Bot = { ...bot, address, health, inFlight, idle };
      bots.push(started);
      if (options.transport === 'http') slack.useHttp(address);
      return started;
    },
    problems: () => [
      ...problems,
      ...bots
        .filter((bot) => bot.output().includes('nobody handled this'))
        .map(() => 'a bot ended by an error that nobody handled'),
      ...findSecrets(secrets, { logs: bots.map((bot) => bot.output()), slack }),
    ],
    stop: async () => {
      await Promise.all(bots.filter((bot) => bot.isAlive()).map((bot) => bot.kill()));
      await slack.stop();
    },
  };
}

function withPassword(databaseUrl: string, password: string): string {
  const url = new URL(databaseUrl);
  url.password = password;
  return url.href;
}

/** Where a secret of the bot has come out: its log at the most talkative level, and all that it has told Slack. */
function findSecrets(secrets: readonly string[], { logs, slack }: { logs: readonly string[]; slack: Slack }): readonly string[] {
  const told = slack.journal.flatMap((entry) =>
    entry.kind === 'ack' ? [JSON.stringify(entry.body ?? '')] : entry.kind === 'call' ? [JSON.stringify(entry.args)] : [],
  );
  const isSaid = (texts: readonly string[]) => secrets.some((secret) => texts.some((text) => text.includes(secret)));
  return [...(isSaid(logs) ? ['a secret is in a log'] : []), ...(isSaid(told) ? ['a secret was told to Slack'] : [])];
}

/** Everybody is known, the last one is a manager; deals are each person's in turn, a minute old. */
async function seedCompany(tenant: Tenant, people: readonly Person[], deals: number): Promise<void> {
  const at = Date.now() - 60_000;
  for (const { id: slackUserId } of people) {
    await tenant.loadOrCreateRequester({ slackUserId, name: slackUserId, account: 'member' }, { language: 'en', at });
    const { id } = await tenant.members.upsert({
      slackUserId,
      locale: 'en-GB',
      timeZone: 'Europe/Warsaw',
      account: 'member',
      at,
    });
    await tenant.members.setRole(id, slackUserId === people.at(-1)?.id ? 'manager' : 'rep');
  }
  const [members, pipeline] = [await tenant.members.all(), await loadPipeline(tenant, 'en')];
  if (pipeline === undefined) throw new Error('There is no pipeline.');
  for (let index = 0; index < deals; index += 1) {
    const owner = members[index % members.length];
    if (owner === undefined) throw new Error('Nobody is there.');
    const details = { name: `Customer ${index + 1}`, ownerId: owner.id, ...priced(100_000, pipeline.currency) };
    const act = { actor: owner, at, today: utcDate(at), through: 'command' as const };
    const saved = await tenant
      .deals(ALL_DEALS)
      .create((number) => openDeal({ number, pipeline }, details, act), { key: null, at });
    if (!saved.ok) throw new Error(JSON.stringify(saved));
  }
}
