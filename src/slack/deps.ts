import type { WebClient } from '@slack/web-api';
import type { Log } from '../log-types.ts';
import type { Store } from '../store/types/store.ts';

/** What happened to one request, for the metrics. */
export type Observed = {
  readonly kind: 'command' | 'button' | 'form' | 'options' | 'event';
  /** The word, action id or callback id. */
  readonly name: string;
  /** Milliseconds until Slack had its acknowledgement. */
  readonly ackMs: number;
  readonly outcome: 'answered' | 'late' | 'fault';
};

/** What listeners and jobs reach the world through. */
export type Deps = {
  readonly store: Store;
  /** Business time, ms since the epoch. */
  readonly now: () => number;
  readonly log: Log;
  /** Slack's Web API for a workspace. */
  readonly clientFor: (workspaceId: string) => Promise<WebClient>;
  /** Says that posts were queued: the sender looks at once instead of at the next minute. */
  readonly wake: () => void;
  readonly observe: (observed: Observed) => void;
};
