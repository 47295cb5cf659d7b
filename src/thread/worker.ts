/** The thread itself: answers each question of the main thread in the order in which they come. */
import { parentPort } from 'node:worker_threads';
import { createTasks, type TaskName } from './tasks.ts';

/** One question; `id` comes back with its answer. */
export type TaskRequest = { readonly id: number; readonly name: TaskName; readonly data: unknown };
export type TaskResponse = { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: unknown };

const ownTasks = createTasks();
const port = parentPort;
port?.on('message', ({ id, name, data }: TaskRequest) => {
  const answer = (): TaskResponse => {
    try {
      // The main thread pairs names with data: see thread.ts.
      return { id, result: (ownTasks[name] as (data: unknown) => unknown)(data) };
    } catch (error) {
      return { id, error };
    }
  };
  port.postMessage(answer());
});
