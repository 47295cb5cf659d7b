import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { DurationMs } from '../core/time/durations.ts';
import type { TaskName, Tasks } from './tasks.ts';
import type { TaskRequest, TaskResponse } from './worker.ts';

/** A worker thread for CPU-bound work that would block the event loop. */
export type WorkerThread = {
  /** Runs a task. Rejects with the error that the task threw, or when the thread ends; the next task starts a new thread. */
  readonly run: <Name extends TaskName>(name: Name, data: Parameters<Tasks[Name]>[0]) => Promise<ReturnType<Tasks[Name]>>;
  /** Prevents the idle shutdown (which drops running tallies) until the returned function is called; idempotent. */
  readonly keepAlive: () => () => void;
  /** Number of pending tasks. */
  readonly pendingCount: () => number;
  /** Terminates the thread; pending tasks are rejected. */
  readonly terminate: () => Promise<void>;
};

type PendingTask = { readonly resolve: (result: never) => void; readonly reject: (error: unknown) => void };

/** When run from sources (tests, benches, the demo) the worker is TypeScript and registers its own loader. */
const SOURCES = import.meta.url.endsWith('.ts');
const WORKER = new URL(SOURCES ? './worker.ts' : './worker.js', import.meta.url);

function startWorker(resourceLimits: ResourceLimits): Worker {
  if (!SOURCES) return new Worker(WORKER, { resourceLimits });
  const loader = new URL('index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api'))).href;
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(WORKER.href)}); })`;
  return new Worker(code, { eval: true, execArgv: [], resourceLimits });
}

/** Idle time after which the thread terminates and frees its memory, ms. */
const IDLE_MS: DurationMs = 60_000;

/**
 * Starts lazily with its first task, terminates after `idleMs` without one unless kept alive, and is unref'd while idle so that it does not
 * keep the process running.
 */
export function createWorkerThread(resourceLimits: ResourceLimits = {}, idleMs = IDLE_MS): WorkerThread {
  const pending = new Map<number, PendingTask>();
  let worker: Worker | undefined;
  let last = 0;
  let idle: NodeJS.Timeout | undefined;
  const holds = new Set<symbol>();
  const scheduleIdleStop = (thread: Worker) => {
    thread.unref();
    clearTimeout(idle);
    if (holds.size > 0) return;
    idle = setTimeout(() => {
      // The next task starts a new thread.
      if (worker === thread) worker = undefined;
      void thread.terminate();
    }, idleMs).unref();
  };
  const rejectPending = (thread: Worker, error: unknown) => {
    if (worker !== thread) return;
    worker = undefined;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };
  const connectWorker = (): Worker => {
    const fresh = startWorker(resourceLimits);
    fresh.on('message', (answer: TaskResponse) => {
      const task = pending.get(answer.id);
      pending.delete(answer.id);
      if (pending.size === 0) scheduleIdleStop(fresh);
      if ('error' in answer) task?.reject(answer.error);
      else task?.resolve(answer.result as never);
    });
    fresh.on('error', (error) => rejectPending(fresh, new Error('the thread for numbers has crashed', { cause: error })));
    fresh.on('exit', (code) => rejectPending(fresh, new Error(`the thread for numbers has ended (${code})`)));
    return fresh;
  };
  return {
    run: (name, data) =>
      new Promise((resolve, reject) => {
        clearTimeout(idle);
        worker ??= connectWorker();
        last += 1;
        const request: TaskRequest = { id: last, name, data };
        // Throws on data that cannot be cloned, before the task is registered.
        worker.postMessage(request);
        pending.set(last, { resolve, reject });
        worker.ref();
      }),
    keepAlive: () => {
      const mine = Symbol('hold');
      holds.add(mine);
      clearTimeout(idle);
      return () => {
        if (holds.delete(mine) && pending.size === 0 && worker !== undefined) scheduleIdleStop(worker);
      };
    },
    pendingCount: () => pending.size,
    terminate: async () => {
      await worker?.terminate();
    },
  };
}

/** The shared worker thread of this process. */
export const numbersThread: WorkerThread = createWorkerThread();

/** Reads files: a forecast and a file do not wait for each other, and the rows of a file go with their thread. */
export const filesThread: WorkerThread = createWorkerThread();
