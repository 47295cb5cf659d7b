import { WebAPIPlatformError } from '@slack/web-api';
import { API_METHODS, API_PATHS, createApi, isApiPath } from './api/api.ts';
import { localCopy, removeOldCopies } from './archive/local-copy.ts';
import type { DurationMs } from './core/time/durations.ts';
import { type LocalImportDeps, localImport } from './import/local-import.ts';
import { createJobProgress } from './jobs/job-progress.ts';
import { renewWebhookSecrets } from './jobs/renew-webhook-secrets.ts';
import { createSchedule } from './jobs/schedule.ts';
import { createBoltLogger } from './platform/bolt-logger.ts';
import { createInteractiveClient } from './platform/clients.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { closeInOrder, type OpenResource } from './platform/close-in-order.ts';
import { type Config, ignoreMachineZone } from './platform/config.ts';
import { errorCode, errorMessage } from './platform/error-message.ts';
import { type HttpHandler, healthHandlers, serveHealth } from './platform/health.ts';
import { type Credentials, resolveIdentity } from './platform/identity.ts';
import { checkEncryptionKey } from './platform/installations.ts';
import { localSocketPath, serveLocalCommands } from './platform/local-socket.ts';
import type { Log } from './platform/log-types.ts';
import { createMetrics } from './platform/metrics.ts';
import { raceTimeout } from './platform/race-timeout.ts';
import { createSecretBox } from './platform/secret-box.ts';
import { type Setting, settingProblemsText } from './platform/settings.ts';
import { type AppOptions, buildApp } from './slack/dispatch/app.ts';
import { createRequestDeps } from './slack/request/request-deps.ts';
import type { WebhookAccess } from './slack/web-api/deps.ts';
import { slackErrorCode } from './slack/web-api/slack-error-code.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/types/store.ts';

/** Timeout after which the log says that the connection to Slack is still pending. */
const SLACK_CONNECT_TIMEOUT_MS: DurationMs = 10_000;
type Resource = 'jobs' | 'Slack' | 'commands' | 'health' | 'database';
/** How long closing each may take: eight seconds together, since Docker kills after ten. What a job was at is in the database. */
const CLOSE_WITHIN_MS: Readonly<Record<Resource, DurationMs>> = {
  jobs: 1500,
  Slack: 3300,
  commands: 200,
  health: 500,
  database: 2500,
};

/** A start that failed for a reason which a person can mend: its message is for them. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

const settingError = (setting: Setting, what: string): StartError => new StartError(settingProblemsText([{ setting, what }]));

export type RunningBot = {
  /** Resolves when Slack reaches the bot. @throws StartError, or what went wrong. */
  readonly started: Promise<void>;
  readonly isStopping: () => boolean;
  /** Stops everything in reverse order of its start; the exit code, not 0 where it took too long. A second call waits for the first. */
  readonly stop: (why: string) => Promise<number>;
};

/** Composes the bot and starts it: store, then Slack, then jobs. */
export function startLejek(config: Config, log: Log): RunningBot {
  const openResources: OpenResource[] = [];
  let stopping: Promise<number> | undefined;
  const isStopping = () => stopping !== undefined;
  const opened = (name: Resource, close: () => Promise<void>) =>
    void openResources.push({ name, close, withinMs: CLOSE_WITHIN_MS[name] });
  const closeAll = async () => void (await closeInOrder(openResources, log));
  const stop = async (why: string): Promise<number> => {
    log.info({ why }, 'stopping');
    const left = await closeInOrder(openResources, log);
    log.info({ left }, 'stopped');
    return left.includes('database') ? 1 : 0;
  };
  const start = async () => {
    const store = await openStore(config.database).catch((error: unknown) => {
      throw new StartError(`Lejek is not started: the database cannot be opened. ${errorMessage(error)}\n`, { cause: error });
    });
    opened('database', store.close);
    log.info({ engine: store.engine }, 'the database is open');
    ignoreMachineZone();
    const clock = systemClock();
    await checkKey(config, { store, log, clock });
    const metrics = createMetrics();
    const { clientFor, credentials } = resolveIdentity(config, { store, log, clock });
    const progress = createJobProgress();
    const deps = createRequestDeps({
      store,
      clock,
      externalChannels: new Map(),
      log,
      clientFor,
      wake: () => jobs.wake(),
      groupsChanged: (workspaceId) => {
        progress.teamGroupDays.delete(workspaceId);
        jobs.tickSoon();
      },
      webhooks: await openWebhookAccess(config, { store, log }),
      observe: metrics.recordRequest,
      observeLateAnswer: metrics.recordLateAnswer,
    });
    const jobs = createSchedule(
      {
        ...deps,
        progress,
        observePosts: metrics.recordPosts,
        observeWebhook: metrics.recordWebhookMessage,
      },
      { onRun: metrics.recordJobRun },
    );
    const vitals = {
      inFlight: deps.load.inFlight,
      ping: store.ping,
      writeHealth: store.writeHealth,
      isConnected: () => app.isConnected(),
      isStopping,
      signatures: () => app.signatures(),
      now: clock.now,
      postBacklog: store.postBacklog,
      webhookBacklog: store.webhooks.backlog,
    };
    const api = createApi(deps);
    const app = buildApp(appOptions(config, credentials, { log, vitals, api }), deps);
    const { healthPort } = config;
    if (healthPort !== undefined) {
      const server = await serveHealth(healthPort, vitals, { metrics, api: { isApiPath, handler: api } }).catch(
        rethrowUnavailablePort('HEALTH_PORT'),
      );
      opened('health', server.close);
    }
    const hearing = await hearCommandLine(config.database, { store, log, now: clock.now, onImported: () => jobs.wake() });
    if (hearing !== undefined) opened('commands', hearing.close);
    await checkBotToken(config, { log, store });
    if (isStopping()) return closeAll();
    opened('Slack', app.stop);
    const connecting = app
      .start()
      .catch(config.transport.kind === 'http' ? rethrowUnavailablePort('PORT') : rethrowRefusedToken('SLACK_APP_TOKEN'));
    opened('jobs', jobs.stop);
    jobs.start();
    if ((await raceTimeout(connecting, SLACK_CONNECT_TIMEOUT_MS)) === 'late')
      log.warn({}, 'Slack cannot be reached; the bot keeps trying');
    await connecting;
    log.info({ through: config.transport.kind }, 'Lejek is running');
  };
  return {
    started: start(),
    isStopping,
    stop: (why) => {
      stopping ??= stop(why);
      return stopping;
    },
  };
}

/** Lets the command line import and back up while the embedded database is open here. */
async function hearCommandLine(
  database: Config['database'],
  { log, ...deps }: LocalImportDeps & { readonly log: Log },
): Promise<{ readonly close: () => Promise<void> } | undefined> {
  const { copyFiles } = deps.store;
  if (!('dataDir' in database) || copyFiles === null) return undefined;
  await removeOldCopies(database.dataDir);
  const path = localSocketPath(database.dataDir);
  if (path === undefined) return undefined;
  const commands = { import: localImport(deps), copy: localCopy(database.dataDir, copyFiles) };
  return serveLocalCommands(path, { commands, log }).catch((error: unknown) => {
    // Not every volume takes a socket: without it imports and backups wait until the bot has stopped.
    log.warn({ err: error }, 'the command line is not heard');
    return undefined;
  });
}

function appOptions(
  { transport, slackApiUrl }: Config,
  credentials: Credentials,
  { log, vitals, api }: { readonly log: Log; readonly vitals: Parameters<typeof healthHandlers>[0]; readonly api: HttpHandler },
): AppOptions {
  const { healthz, readyz } = healthHandlers(vitals);
  const routes = [
    { path: '/healthz', method: 'GET', handler: healthz },
    { path: '/readyz', method: 'GET', handler: readyz },
    ...API_PATHS.map((path) => ({ path, method: [...API_METHODS], handler: api })),
  ];
  return {
    ...credentials,
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
    transport: transport.kind === 'http' ? { ...transport, routes } : transport,
    logger: createBoltLogger(log),
  };
}

/** @throws StartError where what is stored was encrypted with another key. */
async function checkKey(
  { identity }: Config,
  { store, log, clock }: { readonly store: Store; readonly log: Log; readonly clock: Clock },
): Promise<void> {
  if (identity.kind !== 'many workspaces') return;
  const keys = { key: identity.encryptionKey, previousKey: identity.previousKey };
  const { installed, renewed, unreadable } = await checkEncryptionKey(store, keys, clock.now());
  if (renewed > 0) log.info({ renewed }, 'tokens are encrypted with the new key: LEJEK_ENCRYPTION_KEY_BEFORE can go');
  if (unreadable.length === 0) return;
  if (unreadable.length === installed)
    throw settingError('LEJEK_ENCRYPTION_KEY', 'is not the key that the tokens in the database were encrypted with');
  log.error(
    { workspaces: unreadable },
    'the tokens of these workspaces were encrypted with another key: they have to install again',
  );
}

/** What webhooks need; what was encrypted with the key until now is encrypted anew. */
async function openWebhookAccess(
  { secretKeys, allowsPrivateWebhooks: allowsPrivate }: Config,
  { store, log }: { readonly store: Store; readonly log: Log },
): Promise<WebhookAccess> {
  if (secretKeys === undefined) return { secrets: undefined, allowsPrivate };
  const secrets = createSecretBox(secretKeys);
  const unreadable = await renewWebhookSecrets(store, secrets);
  if (unreadable.length > 0)
    log.error(
      { webhooks: unreadable },
      'the secrets of these webhooks were encrypted with another key: an admin has to make new ones',
    );
  return { secrets, allowsPrivate };
}

/** Says at once that the token is no good, or whose it is; where Slack cannot be reached, that is not known yet. */
async function checkBotToken(
  { identity, slackApiUrl }: Config,
  { log, store }: { readonly log: Log; readonly store: Store },
): Promise<void> {
  if (identity.kind === 'many workspaces') return;
  const { botToken } = identity;
  try {
    const { team, team_id, user } = await createInteractiveClient(botToken, slackApiUrl, log).auth.test();
    // It may have been taken away and come back while nobody was here.
    if (team_id !== undefined) await store.installations.restore(team_id);
    log.info({ workspace: team, bot: user }, 'Slack knows the bot');
  } catch (error) {
    if (error instanceof WebAPIPlatformError) rethrowRefusedToken('SLACK_BOT_TOKEN')(error);
    log.warn({ slack: slackErrorCode(error) }, 'Slack did not say who the bot is');
  }
}

const rethrowRefusedToken =
  (setting: Setting) =>
  (error: unknown): never => {
    if (error instanceof WebAPIPlatformError) throw settingError(setting, `is refused by Slack: ${error.data.error}`);
    throw error;
  };

const rethrowUnavailablePort =
  (setting: Setting) =>
  (error: unknown): never => {
    if (errorCode(error) === 'EADDRINUSE') throw settingError(setting, 'is taken by another program');
    if (errorCode(error) === 'EACCES') throw settingError(setting, 'may not be opened by this user');
    throw error;
  };

/** What a person reads on standard error when the start failed; the log has the whole of it. */
export const startFailureText = (error: unknown): string =>
  error instanceof StartError ? error.message : `Lejek is not started: ${errorMessage(error)}\n`;
