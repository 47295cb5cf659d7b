import { type Finding, ill, skipped, well } from './finding.ts';

/** Slack refuses signatures older than five minutes; digests and alerts should be on the minute. */
const MOST_MS = 30_000;
const ANSWER_WITHIN_MS = 5000;

/**
 * Compares this machine's clock with Slack's, by the Date header of an answer.
 *
 * @param slackApiUrl ends in `/api/`. @param now ms since the epoch.
 */
export async function checkClock(slackApiUrl: string, now: () => number): Promise<Finding> {
  try {
    const url = new URL('api.test', slackApiUrl.endsWith('/') ? slackApiUrl : `${slackApiUrl}/`);
    const before = now();
    const response = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const between = (before + now()) / 2;
    const theirs = Date.parse(response.headers.get('date') ?? '');
    if (Number.isNaN(theirs)) return skipped('clock', 'Slack did not say what time it is');
    // The header has whole seconds, cut off.
    const aheadMs = between - (theirs + 500);
    if (Math.abs(aheadMs) <= MOST_MS) return well('clock', 'as Slack’s');
    const seconds = Math.round(Math.abs(aheadMs) / 1000);
    return ill(
      'clock',
      `${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} Slack’s`,
      'Turn on time synchronisation (NTP) on this machine',
    );
  } catch {
    return skipped('clock', 'Slack did not answer');
  }
}
