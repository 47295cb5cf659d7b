import { setTimeout as pause } from 'node:timers/promises';
import { classifyStoreFault, OutcomeUnknownError } from '../types/store-fault.ts';

/** ms before each further attempt: a pooled connection is replaced at once, a restarting server takes a moment. A person is waiting. */
const PAUSES_MS = [20, 250, 700];

/**
 * Runs a write whose second run has no second effect; where the answer to it was lost, it is run again, so that its true outcome is known:
 * a row that the first run holds makes the second wait for it.
 *
 * @throws OutcomeUnknownError where no further run was answered either.
 */
export async function retryLostAnswer<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isAnswerLost(error)) throw error;
    let last: unknown = error;
    for (const ms of PAUSES_MS) {
      await pause(ms);
      try {
        return await write();
      } catch (again) {
        last = again;
        if (classifyStoreFault(again) === undefined) break;
      }
    }
    throw new OutcomeUnknownError(last);
  }
}

/** Runs a write that must not be run twice. @throws OutcomeUnknownError where its answer was lost. */
export async function runOnce<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw isAnswerLost(error) ? new OutcomeUnknownError(error) : error;
  }
}

/** What was sent may have been done, although an error came back. */
const isAnswerLost = (error: unknown): boolean => classifyStoreFault(error)?.isUndone === false;
