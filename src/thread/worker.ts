/** Entry point of the worker thread: runs each request of the main thread in order. */
import { parentPort } from 'node:worker_threads';
import { createTasks, type TaskName } from './tasks.ts';

/** A request to the worker; its response carries the same `id`. */
export type TaskRequest = { readonly id: number; readonly name: TaskName; readonly data: unknown };
export type TaskResponse = { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: unknown };

const ownTasks = createTasks();
const port = parentPort;
port?.on('message', ({ id, name, data }: TaskRequest) => {
  const respond = (): TaskResponse => {
    try {
      // The type of `WorkerThread.run` pairs each name with its data.
      return { id, result: (ownTasks[name] as (data: unknown) => unknown)(data) };
    } catch (error) {
      return { id, error };
    }
  };
  port.postMessage(respond());
});
