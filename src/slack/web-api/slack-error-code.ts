import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';

/** Slack's own code of a refusal (`not_in_channel`), `rate_limited`, or `unreachable`; undefined for an error that is not about Slack. */
export function slackErrorCode(error: unknown): string | undefined {
  if (error instanceof WebAPIPlatformError) return error.data.error;
  if (error instanceof WebAPIRateLimitedError) return 'rate_limited';
  if (error instanceof WebAPIHTTPError || error instanceof WebAPIRequestError) return 'unreachable';
  return undefined;
}
