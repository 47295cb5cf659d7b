import { createTask } from 'node-cron';
import type { DurationMs } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import { deliver } from './deliver.ts';
import type { JobDeps } from './deps.ts';
import { sendWebhooks } from './send-webhooks.ts';
import { tick } from './tick.ts';

/** How long no tick may begin before one is begun without the cron. */
const WATCHDOG_MS: DurationMs = 60_000;
/** Posts that are queued together are sent together. */
const WAKE_AFTER_MS: DurationMs = 50;
/** What Slack tells of in several events is done once. */
const TICK_AFTER_MS: DurationMs = 2_000;

export type Schedule = {
  /** Begins: one tick at once, for what fell due while nobody was there, then one every minute. */
  readonly start: () => void;
  /** Posts were queued: they are sent in a moment, without waiting for the minute. */
  readonly wake: () => void;
  /** Something is due that a tick does: the next one comes in a moment, without waiting for the minute. */
  readonly tickSoon: () => void;
  /** Begins nothing more, and resolves when what runs has ended. */
  readonly stop: () => Promise<void>;
};

export type ScheduleOptions = {
  readonly onRun: (job: 'tick' | 'deliver' | 'webhooks', outcome: 'done' | 'failed', at: Instant) => void;
};

/** Wakes the jobs, and nothing else: what is due and what was done is in the database. Neither tick nor sender ever overlaps itself. */
export function createSchedule(deps: JobDeps, { onRun }: ScheduleOptions): Schedule {
  let isStopped = false;
  let wakeTimer: NodeJS.Timeout | undefined;
  let tickTimer: NodeJS.Timeout | undefined;
  const job = (name: 'tick' | 'deliver' | 'webhooks', work: (at: Instant) => Promise<unknown>) =>
    singleFlight(async () => {
      const at = deps.clock.now();
      try {
        await work(at);
        onRun(name, 'done', at);
      } catch (error) {
        deps.log.error({ err: error, job: name }, 'a job failed; it is tried again in a minute');
        onRun(name, 'failed', at);
      }
    });
  let hasTicked = false;
  const ticking = job('tick', (at) => {
    hasTicked = true;
    return tick(deps, at);
  });
  const sending = job('deliver', (at) => deliver(deps, at));
  // By itself: a receiver that takes its time holds up neither a tick nor a post.
  const telling = job('webhooks', (at) => sendWebhooks(deps, at));
  const tell = () => void (deps.webhooks === undefined ? undefined : telling.run());
  const runMinute = () => {
    tell();
    return ticking.run();
  };
  const logCron = (level: 'warn' | 'error') => (words: unknown) => deps.log[level]({ from: 'cron' }, String(words));
  const task = createTask('* * * * *', runMinute, {
    name: 'tick',
    // A laptop that slept, or a long pause of the machine: the next tick does what is overdue.
    suppressMissedWarning: true,
    logger: { info() {}, debug() {}, warn: logCron('warn'), error: logCron('error') },
  });
  // A watchdog beside the cron, whatever keeps it from its minute.
  let watchTimer: NodeJS.Timeout | undefined;
  const watch = () => {
    watchTimer = setTimeout(() => {
      if (!hasTicked) void runMinute();
      hasTicked = false;
      watch();
    }, WATCHDOG_MS);
  };
  return {
    start: () => {
      void task.start();
      void runMinute();
      watch();
    },
    wake: () => {
      if (isStopped) return;
      wakeTimer ??= setTimeout(() => {
        wakeTimer = undefined;
        void sending.run();
        tell();
      }, WAKE_AFTER_MS);
    },
    tickSoon: () => {
      if (isStopped) return;
      tickTimer ??= setTimeout(() => {
        tickTimer = undefined;
        void runMinute();
      }, TICK_AFTER_MS);
    },
    stop: async () => {
      isStopped = true;
      deps.progress.isStopping = true;
      clearTimeout(wakeTimer);
      clearTimeout(tickTimer);
      clearTimeout(watchTimer);
      await task.destroy();
      await Promise.all([ticking.idle(), sending.idle(), telling.idle()]);
    },
  };
}

/** Single-flight with one trailing run: calls during a run coalesce into one run after it. */
function singleFlight(work: () => Promise<void>): { readonly run: () => Promise<void>; readonly idle: () => Promise<void> } {
  let running: Promise<void> | undefined;
  let isWanted = false;
  const loop = async () => {
    while (isWanted) {
      isWanted = false;
      await work();
    }
    running = undefined;
  };
  return {
    run: () => {
      isWanted = true;
      running ??= loop();
      return running;
    },
    idle: async () => {
      isWanted = false;
      await running;
    },
  };
}
