import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { DurationMs } from '../core/time/durations.ts';
import { createBoltLogger } from './bolt-logger.ts';
import type { Log } from './log-types.ts';

const apiUrlOption = (slackApiUrl: string | undefined): WebClientOptions => (slackApiUrl === undefined ? {} : { slackApiUrl });

/** A person is waiting behind every call: no retries, no waiting for rate limits, a short timeout. */
export const interactiveClientOptions = (slackApiUrl: string | undefined): WebClientOptions => ({
  ...apiUrlOption(slackApiUrl),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 5000,
});

/**
 * The Socket Mode client asks for a new connection through these, and once they give up it never comes back: so they never give up.
 * The pauses grow from one second to fifteen, so that a bot is back within that time of the end of an outage, however long.
 */
export const reconnectingClientOptions = (slackApiUrl: string | undefined): WebClientOptions => ({
  ...apiUrlOption(slackApiUrl),
  retryConfig: { forever: true, retries: 12, factor: 1.3, minTimeout: 1000, maxTimeout: 15_000, randomize: true },
  timeout: 10_000,
});

/** A Web API client for interactive requests, whose own log lines go to our log, not to the console. */
export const createInteractiveClient = (botToken: string | undefined, slackApiUrl: string | undefined, log: Log): WebClient =>
  new WebClient(botToken, { ...interactiveClientOptions(slackApiUrl), logger: createBoltLogger(log) });

/** Timeout of a call that posts. */
export const SLACK_CALL_TIMEOUT_MS: DurationMs = 10_000;

/** Posting: no hidden retries, so that a post is made at most once per attempt; the ledger decides about the next. */
export const createPostingClient = (botToken: string, slackApiUrl: string | undefined, log?: Log): WebClient =>
  new WebClient(botToken, {
    ...interactiveClientOptions(slackApiUrl),
    timeout: SLACK_CALL_TIMEOUT_MS,
    ...(log === undefined ? {} : { logger: createBoltLogger(log) }),
  });
