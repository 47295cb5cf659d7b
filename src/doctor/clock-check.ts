import type { DurationMs } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import { type CheckResult, failed, passed, skipped } from './check-result.ts';

/** Slack refuses signatures older than five minutes; digests and alerts should be on the minute. */
const MAX_SKEW_MS: DurationMs = 30_000;
const ANSWER_TIMEOUT_MS: DurationMs = 5000;

/**
 * Compares this machine's clock with Slack's, by the Date header of an answer.
 *
 * @param slackApiUrl ends in `/api/`. @param now ms since the epoch.
 */
export async function checkClock(slackApiUrl: string, now: () => Instant): Promise<CheckResult> {
  try {
    const url = new URL('api.test', slackApiUrl.endsWith('/') ? slackApiUrl : `${slackApiUrl}/`);
    const before = now();
    const response = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    const between = (before + now()) / 2;
    const theirs = Date.parse(response.headers.get('date') ?? '');
    if (Number.isNaN(theirs)) return skipped('clock', 'Slack did not say what time it is');
    // The header has whole seconds, cut off.
    const aheadMs = between - (theirs + 500);
    if (Math.abs(aheadMs) <= MAX_SKEW_MS) return passed('clock', 'as Slack’s');
    const seconds = Math.round(Math.abs(aheadMs) / 1000);
    return failed(
      'clock',
      `${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} Slack’s`,
      'Turn on time synchronisation (NTP) on this machine',
    );
  } catch {
    return skipped('clock', 'Slack did not answer');
  }
}
