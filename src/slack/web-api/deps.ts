import type { WebClient } from '@slack/web-api';
import type { WorkspaceId } from '../../core/ids.ts';
import type { DurationMs } from '../../core/time/durations.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log-types.ts';
import type { RequestObservation } from '../../platform/metrics.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { Store } from '../../store/types/store.ts';
import type { ExternalChannels } from './external-channels.ts';

/** How addresses outside are told of events. */
export type WebhookAccess = {
  /** Undefined where the host has set no key: there are no webhooks. */
  readonly secrets: SecretBox | undefined;
  /** Addresses of the host's own network may be told. */
  readonly allowsPrivate: boolean;
  /** How long a receiver has for its answer; ten seconds where nothing is said. */
  readonly timeoutMs?: DurationMs;
};

/** What listeners and jobs reach the world through. */
export type Deps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Slack's Web API for a workspace. */
  readonly clientFor: (workspaceId: WorkspaceId) => Promise<WebClient>;
  /** Says that posts were queued: the sender looks at once instead of at the next minute. */
  readonly wake: () => void;
  /** Says that a user group that a team follows has changed: teams are brought in step in a moment. Left out where no jobs run. */
  readonly groupsChanged?: (workspaceId: WorkspaceId) => void;
  /** What Slack said about channels that are shared with other companies. */
  readonly externalChannels: ExternalChannels;
  /** Left out where nothing is told outside. */
  readonly webhooks?: WebhookAccess;
  readonly observe: (observed: RequestObservation) => void;
  /** Hears of an answer that came after its acknowledgement, how long it took from the request on. */
  readonly observeLateAnswer?: (afterMs: DurationMs) => void;
};
