import { WebAPIPlatformError } from '@slack/web-api';
import type { DurationMs } from './core/time/durations.ts';
import { importSocketPath, serveImports } from './import/import-socket.ts';
import { createJobProgress } from './jobs/job-progress.ts';
import { createSchedule } from './jobs/schedule.ts';
import { createBoltLogger } from './platform/bolt-logger.ts';
import { createInteractiveClient } from './platform/clients.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { closeInOrder, type OpenResource } from './platform/close-in-order.ts';
import { type Config, ignoreMachineZone } from './platform/config.ts';
import { errorCode, errorMessage } from './platform/error-message.ts';
import { healthHandlers, serveHealth } from './platform/health.ts';
import { type Credentials, resolveIdentity } from './platform/identity.ts';
import { checkEncryptionKey } from './platform/installations.ts';
import type { Log } from './platform/log-types.ts';
import { createMetrics } from './platform/metrics.ts';
import { raceTimeout } from './platform/race-timeout.ts';
import { type Setting, settingProblemsText } from './platform/settings.ts';
import { type AppOptions, buildApp } from './slack/dispatch/app.ts';
import { createRequestDeps } from './slack/request/request-deps.ts';
import { slackErrorCode } from './slack/web-api/slack-error-code.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/types/store.ts';

/** Timeout after which the log says that the connection to Slack is still pending. */
const SLACK_CONNECT_TIMEOUT_MS: DurationMs = 10_000;
type Resource = 'jobs' | 'Slack' | 'imports' | 'health' | 'database';
/** How long closing each may take: eight seconds together, since Docker kills after ten. What a job was at is in the database. */
const CLOSE_WITHIN_MS: Readonly<Record<Resource, DurationMs>> = {
  jobs: 1500,
  Slack: 3300,
  imports: 200,
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
    const deps = createRequestDeps({
      store,
      clock,
      externalChannels: new Map(),
      log,
      clientFor,
      wake: () => jobs.wake(),
      observe: metrics.recordRequest,
      observeLateAnswer: metrics.recordLateAnswer,
    });
    const jobs = createSchedule(
      { ...deps, progress: createJobProgress(), observePosts: metrics.recordPosts },
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
    };
    const app = buildApp(appOptions(config, credentials, { log, vitals }), deps);
    const { healthPort } = config;
    if (healthPort !== undefined) {
      const server = await serveHealth(healthPort, vitals, metrics).catch(rethrowUnavailablePort('HEALTH_PORT'));
      opened('health', server.close);
    }
    const importPath = 'dataDir' in config.database ? importSocketPath(config.database.dataDir) : undefined;
    if (importPath !== undefined) {
      const serving = serveImports(importPath, { store, now: clock.now, log, onImported: () => jobs.wake() });
      // Not every volume takes a socket: without it imports wait until the bot has stopped.
      const imports = await serving.catch((error: unknown) =>
        log.warn({ err: error }, 'imports of the command line are not heard'),
      );
      if (imports !== undefined) opened('imports', imports.close);
    }
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

function appOptions(
  { transport, slackApiUrl }: Config,
  credentials: Credentials,
  { log, vitals }: { readonly log: Log; readonly vitals: Parameters<typeof healthHandlers>[0] },
): AppOptions {
  const { healthz, readyz } = healthHandlers(vitals);
  const routes = [
    { path: '/healthz', method: 'GET', handler: healthz },
    { path: '/readyz', method: 'GET', handler: readyz },
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
