import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { MINUTE_MS } from '../../src/core/time/durations.ts';
import { deliver } from '../../src/jobs/deliver.ts';
import type { JobDeps } from '../../src/jobs/deps.ts';
import { createJobProgress } from '../../src/jobs/job-progress.ts';
import { sendWebhooks } from '../../src/jobs/send-webhooks.ts';
import { tick } from '../../src/jobs/tick.ts';
import { createPostingClient } from '../../src/platform/clients.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { Log } from '../../src/platform/log-types.ts';
import { createSecretBox } from '../../src/platform/secret-box.ts';
import { buildApp } from '../../src/slack/dispatch/app.ts';
import { createRequestDeps, type RequestDeps } from '../../src/slack/request/request-deps.ts';
import { type Database, openDatabase } from '../../src/store/db/database.ts';
import type { NewId } from '../../src/store/db/ids.ts';
import { createStore } from '../../src/store/open-store.ts';
import type { Store, Tenant } from '../../src/store/types/store.ts';
import { readManifest } from '../read-manifest.ts';
import { SILENT_BOLT_LOGGER } from '../silent-bolt-logger.ts';
import { type Slack, startSlack } from '../slack.ts';
import type { NewUser } from '../state/users.ts';
import { COMPANY_PEOPLE } from './company/company-people.ts';
import { createDemoClock, type DemoClock } from './demo-clock.ts';
import { nextStop } from './demo-stops.ts';
import { type FirmLife, NO_LIFE } from './firm-life.ts';
import { FIRM_NAME, GUEST, type Handle, MANAGER, PEOPLE } from './sample-firm.ts';
import { autosaveWorkspace, loadSavedWorkspace } from './workspace-file.ts';

/** The whole of Lejek in a simulated workspace: the unmodified bot over Socket Mode, its store, its jobs, and the firm's people. */
export type Demo = {
  readonly slack: Slack;
  readonly store: Store;
  /** The same data as the store's, for what writes a whole history at once. */
  readonly database: Database;
  readonly tenant: Tenant;
  readonly clock: DemoClock;
  /** The Slack user id of the guest, whom Lejek does not know. */
  readonly guest: string;
  /** Slack user ids by handle. */
  readonly people: Readonly<Record<Handle, string>>;
  /** The channel that the firm works in. */
  readonly sales: string;
  /** Nobody had been here before this start. */
  readonly isNew: boolean;
  /** From now on the firm's people act too, as time passes. */
  readonly liveBy: (life: FirmLife) => void;
  /** Moves the clock; what falls due on the way is done in its order. @param onStop is told after each time that something was looked at. */
  readonly moveTo: (at: number, onStop?: () => void) => Promise<void>;
  /** Lets a clock that was held run, and the jobs with it. */
  readonly run: () => void;
  readonly stop: () => Promise<void>;
};

type Beginning = 'firm' | 'company' | 'team' | 'alone';

export type DemoOptions = {
  /** Keeps the data here; without one nothing is kept. */
  readonly dataDir?: string;
  /**
   * Who is in a new workspace: a `firm` or a `company` of forty whose people Lejek knows already; a `team` that has just invited it to #sales; or somebody `alone`,
   * with no channel for it. Of the last two it knows nobody: what they begin with comes from Slack.
   */
  readonly begins?: Beginning;
  /** Where a new clock begins. */
  readonly startAt?: number;
  /** The clock stands still, and no job wakes by itself, until `run`. */
  readonly isHeld?: boolean;
  readonly port?: number;
  readonly log?: Log;
};

/** Of an id of the store's own. */
const ID_LENGTH = 16;

const noop = () => undefined;
const SILENT_LOG: Log = { debug: noop, info: noop, warn: noop, error: noop };

/** Starts it; `stop` ends everything, the bot before the workspace. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { dataDir, startAt, port, log = SILENT_LOG, begins = 'firm', isHeld = false } = options;
  const clock = createDemoClock(dataDir === undefined ? undefined : join(dataDir, 'clock.json'), { startAt, isHeld });
  const file = dataDir === undefined ? undefined : join(dataDir, 'workspace.json');
  const saved = file === undefined ? undefined : loadSavedWorkspace(file);
  const slack = await startSlack({
    manifest: readManifest(),
    now: clock.now,
    team: { name: FIRM_NAME },
    ...(saved === undefined ? {} : { saved }),
    ...(port === undefined ? {} : { port }),
  });
  const known = slack.users();
  const knownOrNew = (person: NewUser) => (known.find(({ name }) => name === person.name) ?? slack.addUser(person)).id;
  // Of the company's people those of the small firm have handles that the demo knows.
  const everybody: readonly NewUser[] = begins === 'company' ? COMPANY_PEOPLE : PEOPLE;
  const ids = everybody.map((person) => [person.name, knownOrNew(person)] as const);
  const people = Object.fromEntries(ids) as Record<Handle, string>;
  const sales = findWorkplace(slack, people, saved === undefined ? begins : 'alone');
  const guest = knownOrNew(GUEST);
  const workplace = slack.channels().find(({ id }) => id === sales);
  if (workplace?.kind === 'public' && !workplace.members.includes(guest)) slack.inviteToChannel(sales, guest);
  const autosave = file === undefined ? undefined : autosaveWorkspace(file, slack);
  const database = await openDatabase(dataDir === undefined ? { memory: true } : { dataDir });
  // A demo may lose its last moments to a power cut; waiting for the disk at each commit is a third of a week's time.
  await database.session((sql) => sql.exec('SET synchronous_commit = off'));
  const isNew = saved === undefined;
  // A new firm is the same each time, down to the order of its people.
  const store = isNew ? createStore(database, numberedIds()) : createStore(database);
  await store.refreshCounters();
  const tenant = store.tenant(slack.team.id);
  if (isNew && isKnown(begins)) await registerPeople(tenant, { everybody, slackIds: new Map(ids) }, clock.now());
  const client = createPostingClient(slack.botToken, slack.apiUrl);
  let delivering: Promise<unknown> = Promise.resolve();
  const deps: RequestDeps & JobDeps = {
    ...createRequestDeps({
      store,
      clock: systemClock(clock.now),
      externalChannels: new Map(),

      log,
      clientFor: async () => client,
      wake: () => {
        delivering = delivering
          .then(() => deliver(deps, clock.now()))
          .then(() => sendWebhooks(deps, clock.now()))
          .catch((err: unknown) => log.error({ err }, 'posting failed'));
      },
      webhooks: { secrets: createSecretBox({ key: randomBytes(32) }), allowsPrivate: true },
      observe: noop,
    }),
    progress: createJobProgress(),
  };
  const app = buildApp(
    {
      botToken: slack.botToken,
      slackApiUrl: slack.apiUrl,
      transport: { kind: 'socket', appToken: slack.appToken },
      logger: SILENT_BOLT_LOGGER,
    },
    deps,
  );
  await app.start();
  await slack.waitForSocket();
  // As somebody who types /invite there; the bot hears of it, and begins.
  if (isNew && begins === 'team') slack.inviteToChannel(sales, slack.botUserId, people[MANAGER]);
  let life = NO_LIFE;
  let running: Promise<void> = Promise.resolve();
  /** What the firm's people do by now, and the posts about it. */
  const act = async () => {
    await life.actUntil(clock.now());
    await deliver(deps, clock.now());
    await sendWebhooks(deps, clock.now());
  };
  const inTurn = (work: () => Promise<void>) => {
    running = running.then(work);
    return running;
  };
  const look = () => inTurn(() => act().then(() => tick(deps, clock.now())));
  let minute: NodeJS.Timeout | undefined;
  const runByTheMinute = () => {
    minute ??= setInterval(() => void look(), MINUTE_MS);
  };
  if (!isHeld) runByTheMinute();
  return {
    slack,
    store,
    database,
    tenant,
    isNew,
    clock,
    guest,
    people,
    sales,
    liveBy: (given) => {
      life = given;
    },
    moveTo: async (at, onStop) => {
      while (clock.now() < at) {
        const due = (await store.subscriptions()).map(({ nextDueAt }) => nextDueAt);
        const stop = nextStop(clock.now(), [at, ...due]);
        const actAt = life.nextAt();
        if (actAt !== undefined && actAt < stop) {
          // Between two looks of the jobs people act at their own time; it may have come while the clock ran.
          clock.jumpTo(actAt);
          await inTurn(act);
        } else {
          clock.jumpTo(stop);
          await look();
        }
        onStop?.();
      }
      await delivering;
    },
    run: () => {
      clock.run();
      runByTheMinute();
    },
    stop: async () => {
      clearInterval(minute);
      await running;
      await delivering;
      await app.stop();
      autosave?.stop();
      await slack.stop();
      await store.close();
    },
  };
}

/** Ids that look like any others and are the same each time. */
function numberedIds(): NewId {
  let made = 0;
  return () => {
    made += 1;
    return createHash('sha256').update(`demo ${made}`).digest('base64url').slice(0, ID_LENGTH);
  };
}

/** Whether Lejek knows the people of a new workspace already. */
const isKnown = (begins: Beginning): boolean => begins === 'firm' || begins === 'company';

/** Where people work: #sales, made where it is missing; for who has no channel, their conversation with the bot. */
function findWorkplace(slack: Slack, people: Readonly<Record<Handle, string>>, begins: Beginning): string {
  const known = slack.channels().find(({ name }) => name === 'sales');
  if (known !== undefined) return known.id;
  if (begins === 'alone') return slack.openDm(people[MANAGER]).id;
  return slack.addChannel({ name: 'sales', members: Object.values(people), withBot: isKnown(begins) }).id;
}

/** The firm's people are known before they say anything; Ewa manages it. */
async function registerPeople(
  tenant: Tenant,
  { everybody, slackIds }: { readonly everybody: readonly NewUser[]; readonly slackIds: ReadonlyMap<string, string> },
  at: number,
): Promise<void> {
  await tenant.loadOrCreateRequester(
    { slackUserId: slackIds.get(MANAGER) ?? '', name: 'Ewa', account: 'member' },
    { language: 'en', at },
  );
  const pipeline = await tenant.pipeline();
  if (pipeline !== undefined) await tenant.savePipeline({ ...pipeline, currency: 'PLN' }, at);
  await tenant.updateWorkspace({ name: FIRM_NAME, timeZone: 'Europe/Warsaw', holidayRegion: 'PL' });
  for (const { name, realName = name, locale = 'en-GB', tz = 'Europe/Warsaw', email = null } of everybody) {
    const member = await tenant.members.upsert({
      slackUserId: slackIds.get(name) ?? '',
      name: realName,
      locale,
      timeZone: tz,
      email,
      account: 'member',
      at,
    });
    if (name === MANAGER) await tenant.members.setRole(member.id, 'admin');
  }
}
