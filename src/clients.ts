import { WebClient } from '@slack/web-api';

/** Posting: no hidden retries, so that a post is made at most once per attempt; the ledger decides about the next. */
export function postingClient(botToken: string, slackApiUrl: string | undefined): WebClient {
  return new WebClient(botToken, {
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
  });
}
