/** The thread itself: answers each question of the main thread in the order in which they come. */
import { parentPort } from 'node:worker_threads';
import { type TaskName, tasks } from './tasks.ts';

/** One question; `id` comes back with its answer. */
export type Question = { readonly id: number; readonly name: TaskName; readonly data: unknown };
export type AnswerOfThread = { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: unknown };

const own = tasks();
const port = parentPort;
port?.on('message', ({ id, name, data }: Question) => {
  const answer = (): AnswerOfThread => {
    try {
      // The main thread pairs names with data: see thread.ts.
      return { id, result: (own[name] as (data: unknown) => unknown)(data) };
    } catch (error) {
      return { id, error };
    }
  };
  port.postMessage(answer());
});
