import { WebAPIPlatformError } from '@slack/web-api';

/**
 * Why Slack did not open or change a view: `expiredTrigger`, the three seconds of a trigger are over or it was used already;
 * `staleView`, the view was closed or changed meanwhile.
 */
export type ViewError = 'expiredTrigger' | 'staleView';

/** Whole words: `channel_not_found` is another matter than `not_found`. A trigger that Slack no longer knows is invalid to it. */
const EXPIRED_TRIGGER = /\b(?:(?:expired|exchanged|invalid)_trigger(?:_id)?|trigger_(?:id_)?(?:expired|exchanged|invalid))\b/;
const STALE_VIEW = /\b(?:hash_conflict|not_found)\b/;

/**
 * Classifies what views.open, views.push, views.update and views.publish throw. Slack gives the reason as its error, or says
 * `invalid_arguments` and gives the reason among `response_metadata.messages`; undefined: anything else.
 */
export function classifyViewError(error: unknown): ViewError | undefined {
  if (!(error instanceof WebAPIPlatformError)) return undefined;
  const { error: code, response_metadata: details } = error.data;
  const reason = code === 'invalid_arguments' ? [code, ...(details?.messages ?? [])].join('\n') : code;
  if (EXPIRED_TRIGGER.test(reason)) return 'expiredTrigger';
  return STALE_VIEW.test(reason) ? 'staleView' : undefined;
}
