import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { TaskName, Tasks } from './tasks.ts';
import type { TaskRequest, TaskResponse } from './worker.ts';

/** A thread beside the main one, for what would hold up the answers to people. */
export type WorkerThread = {
  /** Runs a task there. Rejects with what the task threw, or, when the thread came to its end, with that; the next one starts it anew. */
  readonly run: <Name extends TaskName>(name: Name, data: Parameters<Tasks[Name]>[0]) => Promise<ReturnType<Tasks[Name]>>;
  /** Keeps what it has counted from being given back while nothing runs, until the returned function is called; twice is once. */
  readonly keepAlive: () => () => void;
  /** How many tasks are under way. */
  readonly pendingCount: () => number;
  /** Ends it at once; tasks under way are rejected. */
  readonly terminate: () => Promise<void>;
};

type PendingTask = { readonly resolve: (result: never) => void; readonly reject: (error: unknown) => void };

/** From sources (tests, benches, the demo) the worker is TypeScript too, and brings its own loader. */
const SOURCES = import.meta.url.endsWith('.ts');
const WORKER = new URL(SOURCES ? './worker.ts' : './worker.js', import.meta.url);

function startWorker(resourceLimits: ResourceLimits): Worker {
  if (!SOURCES) return new Worker(WORKER, { resourceLimits });
  const loader = new URL('index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api'))).href;
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(WORKER.href)}); })`;
  return new Worker(code, { eval: true, execArgv: [], resourceLimits });
}

/** A thread without work gives its memory back after this. */
const IDLE_MS = 60_000;

/** A thread that starts with its first task, ends when it has had none for a while and nobody holds it, and does not keep the process alive without one. */
export function createWorkerThread(resourceLimits: ResourceLimits = {}, idleMs = IDLE_MS): WorkerThread {
  const pending = new Map<number, PendingTask>();
  let worker: Worker | undefined;
  let last = 0;
  let idle: NodeJS.Timeout | undefined;
  const holds = new Set<symbol>();
  const scheduleIdleStop = (which: Worker) => {
    which.unref();
    clearTimeout(idle);
    if (holds.size > 0) return;
    idle = setTimeout(() => {
      // Whoever comes from now on gets a new one.
      if (worker === which) worker = undefined;
      void which.terminate();
    }, idleMs).unref();
  };
  const rejectPending = (which: Worker, error: unknown) => {
    if (worker !== which) return;
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
        // What cannot be sent throws here, before anybody waits for it.
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

/** The thread of this process. */
export const numbersThread: WorkerThread = createWorkerThread();
