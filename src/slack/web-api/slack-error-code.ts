import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';

import { type DurationMs, MINUTE_MS } from '../../core/time/durations.ts';

const RATE_LIMITED = new Set(['rate_limited', 'ratelimited', 'message_limit_exceeded']);

/** How long Slack wants no more of a call: as it says, or a minute where it does not; undefined for any other error. */
export function rateLimitMs(error: unknown): DurationMs | undefined {
  if (error instanceof WebAPIRateLimitedError) return error.retryAfter * 1000;
  return error instanceof WebAPIPlatformError && RATE_LIMITED.has(error.data.error) ? MINUTE_MS : undefined;
}

/** Slack's own code of a refusal (`not_in_channel`), `rate_limited`, or `unreachable`; undefined for an error that is not about Slack. */
export function slackErrorCode(error: unknown): string | undefined {
  if (error instanceof WebAPIPlatformError) return error.data.error;
  if (error instanceof WebAPIRateLimitedError) return 'rate_limited';
  if (error instanceof WebAPIHTTPError || error instanceof WebAPIRequestError) return 'unreachable';
  return undefined;
}
