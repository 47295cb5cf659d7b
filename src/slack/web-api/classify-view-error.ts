import { WebAPIPlatformError } from '@slack/web-api';

/**
 * Why Slack did not open or change a view: `expiredTrigger`, the three seconds of a trigger are over or it was used already;
 * `staleView`, the view was closed or changed meanwhile, so that nobody waits for this one; undefined, anything else.
 */
export type ViewError = 'expiredTrigger' | 'staleView' | undefined;

/** Whole words: `channel_not_found` is another matter than `not_found`. */
const EXPIRED_TRIGGER = /\b(?:expired_trigger_id|trigger_expired|exchanged_trigger_id|trigger_exchanged)\b/;
const STALE_VIEW = /\b(?:hash_conflict|not_found)\b/;

/**
 * Classifies what views.open, views.push, views.update and views.publish throw. Slack gives the reason as its error, or says
 * `invalid_arguments` and gives the reason among `response_metadata.messages`.
 */
export function classifyViewError(error: unknown): ViewError {
  if (!(error instanceof WebAPIPlatformError)) return undefined;
  const { error: code, response_metadata: details } = error.data;
  const reason = code === 'invalid_arguments' ? [code, ...(details?.messages ?? [])].join('\n') : code;
  if (EXPIRED_TRIGGER.test(reason)) return 'expiredTrigger';
  return STALE_VIEW.test(reason) ? 'staleView' : undefined;
}
