import { setImmediate as turn } from 'node:timers/promises';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../src/core/time/durations.ts';
import { deliver } from '../../src/jobs/deliver.ts';
import type { JobDeps } from '../../src/jobs/deps.ts';
import { createJobProgress } from '../../src/jobs/job-progress.ts';
import { createSchedule, type Schedule } from '../../src/jobs/schedule.ts';
import { tick } from '../../src/jobs/tick.ts';
import { setUpFunnel, valueInEuros } from '../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

/** Monday, 23 November 2026, 9:00 in Warsaw. */
const MONDAY = Date.parse('2026-11-23T08:00:00Z');
/** As slow as a call may be before it is given up. */
const SLOW_MS = 9_500;

/** A sender of another process over the same store. */
const anotherSender = (changes: Partial<JobDeps> = {}): JobDeps => ({ ...lejek.deps, progress: createJobProgress(), ...changes });

/** Calls Slack through a `fetch` of one's own. */
const callingThrough = (fetchSlack: typeof fetch): Pick<JobDeps, 'clientFor'> => ({
  clientFor: async () =>
    new WebClient(lejek.slack.botToken, {
      slackApiUrl: lejek.slack.apiUrl,
      retryConfig: { retries: 0 },
      fetch: fetchSlack,
    }),
});

const draft = (key: string) => ({
  ...{ key, kind: 'welcome' as const, target: lejek.sales, subject: null },
  ...{ payload: { language: 'en', weekday: 1, timeOfDay: '09:00' }, notBefore: MONDAY },
});

/** Keys of the posts in #sales, threads included, by how often each is there. */
function postedTimes(): Record<string, number> {
  const all = lejek.messages(lejek.sales).flatMap((message) => [message, ...lejek.slack.replies(lejek.sales, message.ts)]);
  const times: Record<string, number> = {};
  for (const { metadata, text } of new Map(all.map((message) => [message.ts, message])).values()) {
    const key = String(Object.values(metadata?.event_payload ?? { text })[0]);
    times[key] = (times[key] ?? 0) + 1;
  }
  return times;
}

describe('where Slack takes nine seconds for every call', () => {
  it('a digest whose charts are refused is posted once by two instances, all of it', async () => {
    await setUpFunnel(lejek, lejek.ewa);
    await lejek.createDeal(lejek.piotr, 'Bielik', valueInEuros(48_000));
    await lejek.tick();
    lejek.setNow(MONDAY);
    lejek.slack.faults.refuseBlockTypes(['data_visualization']);
    let wall = Date.now();
    const clock = { ...lejek.deps.clock, wallNow: () => wall, monotonicNow: () => wall };
    let isOtherAtWork = false;
    const slowly: typeof fetch = async (url, init) => {
      wall += SLOW_MS;
      // The other instance looks for work while this one waits.
      if (!isOtherAtWork) {
        isOtherAtWork = true;
        await deliver(anotherSender({ clock, ...callingThrough(slowly) }), MONDAY);
        isOtherAtWork = false;
      }
      return fetch(url, init);
    };
    const keys = ['welcome/1', 'welcome/2', 'welcome/3', 'welcome/4', 'welcome/5', 'welcome/6'];
    await lejek.tenant.deliveries.queue(keys.map(draft), MONDAY);
    await tick(anotherSender({ clock, ...callingThrough(slowly) }), MONDAY);
    await lejek.runUntil(MONDAY + HOUR_MS, 10 * MINUTE_MS);
    const times = postedTimes();
    expect(Object.entries(times).filter(([, count]) => count !== 1)).toEqual([]);
    expect(Object.keys(times)).toEqual(expect.arrayContaining(keys));
    lejek.slack.faults.refuseBlockTypes([]);
  });

  it('a tick and a wake of one process send one after the other', async () => {
    await setUpFunnel(lejek, lejek.ewa);
    await lejek.tick();
    await lejek.tenant.deliveries.queue(
      [1, 2, 3, 4, 5, 6].map((each) => draft(`welcome/${each}`)),
      MONDAY,
    );
    let calls = 0;
    let mostAtOnce = 0;
    const counted: typeof fetch = async (url, init) => {
      calls += 1;
      mostAtOnce = Math.max(mostAtOnce, calls);
      // Time enough for another one to begin beside it.
      for (let turns = 0; turns < 50; turns += 1) await turn();
      try {
        return await fetch(url, init);
      } finally {
        calls -= 1;
      }
    };
    const deps = anotherSender(callingThrough(counted));
    await Promise.all([deliver(deps, MONDAY), deliver(deps, MONDAY), deliver(deps, MONDAY)]);
    expect(mostAtOnce).toBe(1);
    await deliver(deps, MONDAY + MINUTE_MS);
    expect(Object.keys(postedTimes()).filter((key) => /^welcome\/\d$/.test(key))).toHaveLength(6);
  });
});

describe('a sender', () => {
  it('that is stopped ends with the post that it has, and leaves the others to the next start', async () => {
    await setUpFunnel(lejek, lejek.ewa);
    await lejek.tick();
    const keys = [1, 2, 3, 4, 5, 6].map((each) => `welcome/${each}`);
    const notBefore = lejek.now();
    await lejek.tenant.deliveries.queue(
      keys.map((key) => ({ ...draft(key), notBefore })),
      notBefore,
    );
    let stopped: Promise<void> | undefined;
    const jobs: Schedule = createSchedule(
      anotherSender(
        callingThrough((url, init) => {
          stopped ??= jobs.stop();
          return fetch(url, init);
        }),
      ),
      { onRun: () => {} },
    );
    jobs.wake();
    await expect.poll(() => stopped !== undefined).toBe(true);
    await stopped;
    const states = await Promise.all(keys.map(async (key) => (await lejek.tenant.deliveries.byKey(key))?.state));
    expect(states).toEqual(['sent', 'queued', 'queued', 'queued', 'queued', 'queued']);
  });

  it('whose clock is a minute behind looks for what another one may have posted', async () => {
    await setUpFunnel(lejek, lejek.ewa);
    await lejek.tick();
    await lejek.tenant.deliveries.queue([draft('welcome/1')], MONDAY);
    lejek.slack.faults.loseResponses('chat.postMessage', 1);
    await deliver(lejek.deps, MONDAY);
    const behind = { ...lejek.deps.clock, wallNow: () => Date.now() - MINUTE_MS };
    await deliver(anotherSender({ clock: behind }), MONDAY + MINUTE_MS);
    expect(postedTimes()).toMatchObject({ 'welcome/1': 1 });
  });

  it('that was frozen past its lease makes no further call', async () => {
    await setUpFunnel(lejek, lejek.ewa);
    await lejek.tick();
    await lejek.tenant.deliveries.queue([draft('welcome/1')], MONDAY);
    const { deliveries } = lejek.tenant;
    const [frozen] = await lejek.store.claimDeliveries(MONDAY, { now: Date.now(), ms: 1 }, 1);
    expect(frozen?.wasTried).toBe(false);
    expect(await deliveries.renewLease('welcome/1', 1, Date.now() + 1)).toBe(true);
    const [next] = await lejek.store.claimDeliveries(MONDAY, { now: Date.now() + MINUTE_MS, ms: 90_000 }, 1);
    expect(next).toMatchObject({ attempt: 2, wasTried: true });
    expect(await deliveries.renewLease('welcome/1', 1, Date.now() + 1)).toBe(false);
    expect(await deliveries.renewLease('welcome/1', 2, Date.now() + 1)).toBe(true);
    const sent = { state: 'sent' as const, at: MONDAY, channelId: lejek.sales, messageTs: '1.1' };
    expect(await deliveries.settle('welcome/1', 1, sent)).toBe(false);
    expect(await deliveries.settle('welcome/1', 2, sent)).toBe(true);
    expect(await deliveries.renewLease('welcome/1', 2, Date.now() + 1)).toBe(false);
  });
});
