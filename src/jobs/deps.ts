import type { Deps } from '../slack/web-api/deps.ts';
import type { WebhookOutcome } from '../store/types/webhooks.ts';
import type { JobProgress } from './job-progress.ts';
import type { JobResult } from './job-result.ts';

/** What jobs reach the world through, and what they have done already. */
export type JobDeps = Pick<Deps, 'store' | 'clock' | 'clientFor' | 'log' | 'wake' | 'externalChannels' | 'webhooks'> & {
  readonly progress: JobProgress;
  /** Hears what became of each attempt to post. */
  readonly observePosts?: (attempts: readonly JobResult[]) => void;
  /** Hears how each attempt at a message to a webhook ended. */
  readonly observeWebhook?: (outcome: WebhookOutcome['state']) => void;
};
