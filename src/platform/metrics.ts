import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { DurationMs } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import type { PostBacklog } from '../store/types/posts.ts';
import type { WebhookBacklog, WebhookOutcome } from '../store/types/webhooks.ts';
import type { WriteHealth } from '../store/types/write-health.ts';

/** How many names of buttons, forms and commands are told apart: label values must not grow without end. */
const LABELS_LIMIT = 200;

export type Metrics = {
  readonly recordRequest: (observed: RequestObservation) => void;
  /** One run of the every-minute tick, or of the sender: how it ended and when, ms since the epoch. */
  readonly recordJobRun: (job: 'tick' | 'deliver' | 'webhooks', outcome: 'done' | 'failed', at: Instant) => void;
  /** What the jobs posted, queued again or were refused, by kind of post. */
  readonly recordPosts: (posts: readonly PostObservation[]) => void;
  /** An answer that came after its acknowledgement: how long it took from the request on, ms. */
  readonly recordLateAnswer: (afterMs: DurationMs) => void;
  /** What waits to be posted, at an instant; undefined where the database does not say. */
  readonly setPostBacklog: (backlog: PostBacklog | undefined, at: Instant) => void;
  /** An attempt at a message to a webhook, by how it ended. */
  readonly recordWebhookMessage: (outcome: WebhookOutcome['state']) => void;
  /** Messages that wait for receivers, as the posts. */
  readonly setWebhookBacklog: (backlog: WebhookBacklog | undefined, at: Instant) => void;
  /** How long the database took for a question that costs it nothing; undefined: it did not answer. */
  readonly setDatabaseAnswer: (tookMs: DurationMs | undefined) => void;
  /** Requests that are being answered. */
  readonly setInFlight: (inFlight: number) => void;
  readonly setConnected: (isConnected: boolean) => void;
  readonly setWriteHealth: (health: WriteHealth) => void;
  /** The text of GET /metrics. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
};

/** Counts what the bot does, for Prometheus. Labels name commands, buttons and outcomes, never people, channels or deals. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Counter({
    name: 'lejek_requests_total',
    help: 'Commands, buttons, forms, selects and events of Slack, by what became of them',
    labelNames: ['kind', 'name', 'outcome'],
    registers,
  });
  const acknowledged = new Histogram({
    name: 'lejek_ack_seconds',
    help: 'Time until Slack had its acknowledgement; Slack gives up after 3 s',
    labelNames: ['kind'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
    registers,
  });
  const runs = new Counter({
    name: 'lejek_job_runs_total',
    help: 'Runs of the jobs, by outcome',
    labelNames: ['job', 'outcome'],
    registers,
  });
  const lastRun = new Gauge({
    name: 'lejek_job_last_done_timestamp_seconds',
    help: 'When a job was last done without failing',
    labelNames: ['job'],
    registers,
  });
  const connected = new Gauge({ name: 'lejek_slack_connected', help: '1 while Slack can reach the bot', registers });
  const failingFor = new Gauge({
    name: 'lejek_writes_failing_seconds',
    help: 'For how long every write to the database has failed; 0 where the last one was done',
    registers,
  });
  const failedWrites = new Gauge({
    name: 'lejek_failed_writes',
    help: 'Writes that the database did not do since the start, by what it did',
    labelNames: ['fault'],
    registers,
  });
  const posts = new Counter({
    name: 'lejek_posts_total',
    help: 'Attempts to post, by kind of post and by what became of them; queued: it is tried again',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const lostLeases = new Counter({
    name: 'lejek_leases_lost_total',
    help: 'Posts that another sender took over, because this one was too slow',
    registers,
  });
  const lateAnswers = new Histogram({
    name: 'lejek_late_answer_seconds',
    help: 'Answers that came after their acknowledgement: time from the request to the answer',
    buckets: [2.5, 3, 4, 5, 7.5, 10, 15, 30, 60],
    registers,
  });
  const postsWaiting = new Gauge({
    name: 'lejek_posts_waiting',
    help: 'Posts that are due and not sent; not a number while the database does not say',
    registers,
  });
  const oldestWaiting = new Gauge({
    name: 'lejek_oldest_post_waiting_seconds',
    help: 'For how long the oldest of them has been due; 0 where none waits',
    registers,
  });
  const webhookMessages = new Counter({
    name: 'lejek_webhook_messages_total',
    help: 'Attempts at messages to webhooks: sent; queued: refused, and tried again; failed: given up; away: the receiver did not answer',
    labelNames: ['outcome'],
    registers,
  });
  const webhooksWaiting = new Gauge({
    name: 'lejek_webhook_messages_waiting',
    help: 'Messages that wait for receivers which are switched on; not a number while the database does not say',
    registers,
  });
  const oldestWebhook = new Gauge({
    name: 'lejek_oldest_webhook_message_waiting_seconds',
    help: 'For how long the oldest of them has waited; 0 where none does',
    registers,
  });
  const databaseAnswer = new Gauge({
    name: 'lejek_database_first_byte_seconds',
    help: 'Time to the first byte of the database for a question that costs it nothing, asked for this page; +Inf where none came',
    registers,
  });
  const inFlightGauge = new Gauge({ name: 'lejek_requests_in_flight', help: 'Requests that are being answered', registers });
  const labelFor = createLabelLimiter(LABELS_LIMIT);
  return {
    recordRequest: ({ kind, name, ackMs, outcome }) => {
      requests.inc({ kind, name: labelFor(name), outcome });
      acknowledged.observe({ kind }, ackMs / 1000);
    },
    recordJobRun: (job, outcome, at) => {
      runs.inc({ job, outcome });
      if (outcome === 'done') lastRun.set({ job }, at / 1000);
    },
    recordPosts: (attempts) => {
      for (const { what = 'unknown', outcome, why } of attempts) {
        posts.inc({ kind: what, outcome });
        if (why === LEASE_LOST) lostLeases.inc();
      }
    },
    recordLateAnswer: (afterMs) => lateAnswers.observe(afterMs / 1000),
    setPostBacklog: (backlog, at) => {
      postsWaiting.set(backlog?.waiting ?? Number.NaN);
      oldestWaiting.set(backlog === undefined ? Number.NaN : Math.max(0, at - (backlog.oldestDueAt ?? at)) / 1000);
    },
    recordWebhookMessage: (outcome) => webhookMessages.inc({ outcome }),
    setWebhookBacklog: (backlog, at) => {
      webhooksWaiting.set(backlog?.waiting ?? Number.NaN);
      oldestWebhook.set(backlog === undefined ? Number.NaN : Math.max(0, at - (backlog.oldestAt ?? at)) / 1000);
    },
    setDatabaseAnswer: (tookMs) => databaseAnswer.set(tookMs === undefined ? Number.POSITIVE_INFINITY : tookMs / 1000),
    setInFlight: (inFlight) => inFlightGauge.set(inFlight),
    setWriteHealth: ({ failingForMs, failures }) => {
      failingFor.set((failingForMs ?? 0) / 1000);
      for (const [fault, count] of Object.entries(failures)) failedWrites.set({ fault }, count);
    },
    setConnected: (isConnected) => connected.set(isConnected ? 1 : 0),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** Names as they are without what follows a colon (an id), until there are too many or one is no name of ours: then 'other'. */
function createLabelLimiter(limit: number): (name: string) => string {
  const seen = new Set<string>();
  return (given) => {
    const [name = ''] = given.split(':');
    if (seen.has(name)) return name;
    if (seen.size >= limit || !/^[/\w.-]{1,64}$/.test(name)) return 'other';
    seen.add(name);
    return name;
  };
}
/** What happened to one request, for the metrics. */
export type RequestObservation = {
  readonly kind: 'command' | 'button' | 'form' | 'options' | 'event' | 'api' | 'workflow';
  /** The word, action id or callback id. */
  readonly name: string;
  /** Milliseconds until Slack had its acknowledgement. */
  readonly ackMs: DurationMs;
  readonly outcome: 'answered' | 'late' | 'fault' | 'busy';
};

/** Why a post is queued whose lease another sender has now. */
export const LEASE_LOST = 'another sender has it';

/** What became of one attempt to post. */
export type PostObservation = {
  /** Kind of post. */
  readonly what?: string;
  readonly outcome: string;
  readonly why?: string | null;
};
