import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../src/core/time/durations.ts';
import { deliver } from '../../src/jobs/deliver.ts';
import type { JobDeps } from '../../src/jobs/deps.ts';
import { createJobProgress } from '../../src/jobs/job-progress.ts';
import { postWeeklyDigest } from '../../src/jobs/weekly-digest.ts';
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
const digests = () => lejek.posts(lejek.sales).filter((post) => post.includes('Funnel, week'));

/** The jobs' deps at an instant of the wall clock. */
const inRealTime = (at: number): JobDeps => ({ ...lejek.deps, clock: { ...lejek.deps.clock, wallNow: () => at } });

async function ready(): Promise<void> {
  await setUpFunnel(lejek, lejek.ewa);
  await lejek.createDeal(lejek.piotr, 'Bielik', valueInEuros(48_000));
  await lejek.tick();
  lejek.setNow(MONDAY);
}

describe('a post', () => {
  it('whose answer was lost is found in the channel and not made again', async () => {
    await ready();
    lejek.slack.faults.loseResponses('chat.postMessage', 1);
    await postWeeklyDigest(lejek.deps, MONDAY);
    expect(digests()).toHaveLength(1);
    await lejek.runUntil(MONDAY + HOUR_MS, 60_000);
    expect(digests()).toHaveLength(1);
    expect(lejek.slack.replies(lejek.sales, lejek.messages(lejek.sales).at(-1)?.ts ?? '')).toHaveLength(2);
  });

  it('whose answer was lost just before the night is found in the morning, not made again, and shows what came meanwhile', async () => {
    await setUpFunnel(lejek, lejek.ewa);
    await lejek.tick();
    // 19:59:55 in Warsaw: the next attempt falls into the night.
    lejek.setNow(Date.parse('2026-11-17T18:59:55Z'));
    await lejek.createDeal(lejek.piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    await lejek.typeCommand(lejek.piotr, '/deal note 1 they want a visit');
    lejek.slack.faults.loseResponses('chat.postMessage', 1);
    await lejek.tick();
    const cards = () => lejek.messages(lejek.sales).filter(({ blocks }) => JSON.stringify(blocks).includes('deal.lost'));
    expect(cards()).toHaveLength(1);
    await lejek.runUntil(Date.parse('2026-11-18T07:00:00Z'));
    expect(cards()).toHaveLength(1);
    expect((await lejek.tenant.cards.find(1, lejek.sales))?.shownVersion).toBe(2);
    expect(lejek.slack.replies(lejek.sales, cards()[0]?.ts ?? '')).toHaveLength(1);
  });

  it('whose sender died after posting is adopted by the next one', async () => {
    await ready();
    const real = Date.now();
    // A sender claims, posts, and dies before it can say so.
    await lejek.tenant.deliveries.queue(
      [
        {
          key: 'digest/x',
          kind: 'welcome',
          target: lejek.sales,
          subject: null,
          payload: { language: 'en', weekday: 1, timeOfDay: '09:00' },
          notBefore: MONDAY,
        },
      ],
      MONDAY,
    );
    const [claimed] = await lejek.store.claimDeliveries(MONDAY, { now: real, ms: 90_000 }, 10);
    expect(claimed?.key).toBe('digest/x');
    const client = await lejek.deps.clientFor(lejek.tenant.id);
    await client.chat.postMessage({
      channel: lejek.sales,
      text: 'Lejek is here.',
      metadata: { event_type: 'lejek_post', event_payload: { key: 'digest/x' } },
    });
    // Nobody else takes it while the lease runs.
    expect(await deliver(inRealTime(real + 60_000), MONDAY)).toEqual([]);
    const before = lejek.messages(lejek.sales).length;
    expect((await deliver(inRealTime(real + 100_000), MONDAY)).map(({ outcome }) => outcome)).toEqual(['posted']);
    expect(lejek.messages(lejek.sales)).toHaveLength(before);
    expect((await lejek.tenant.deliveries.byKey('digest/x'))?.state).toBe('sent');
  });

  it('that may have been made in the evening is not made again in the morning', async () => {
    await ready();
    const evening = Date.parse('2026-11-23T18:59:50Z');
    lejek.setNow(evening);
    await lejek.tick();
    const payload = { language: 'en', timeZone: 'Europe/Warsaw', currency: 'EUR', newDeals: 7, changedDeals: 0, open: 7 };
    const counts = { openMinor: 0, won: 0, lost: 0, from: MONDAY, to: MONDAY };
    const draft = { key: 'imported/x', target: lejek.sales, subject: null, payload: { ...payload, ...counts } };
    await lejek.tenant.deliveries.queue([{ ...draft, kind: 'imported', notBefore: evening }], evening);
    const made = () => lejek.posts(lejek.sales).filter((post) => post.includes('7 deals imported'));
    lejek.slack.faults.loseResponses('chat.postMessage', 1);
    await lejek.tick();
    expect(made()).toHaveLength(1);
    await lejek.runUntil(Date.parse('2026-11-24T08:00:00Z'), HOUR_MS);
    expect(made()).toHaveLength(1);
    expect((await lejek.tenant.deliveries.byKey('imported/x'))?.state).toBe('sent');
  });

  it('for which nothing could be prepared was not tried: it is made though nobody may read the history', async () => {
    await ready();
    await lejek.tick();
    const payload = { language: 'en', weekday: 1, timeOfDay: '09:00' };
    const draft = { key: 'welcome/x', target: lejek.sales, subject: null, payload, notBefore: MONDAY };
    await lejek.tenant.deliveries.queue([{ ...draft, kind: 'welcome' }], MONDAY);
    const away = () => Promise.reject(new Error('the database is away'));
    await deliver({ ...lejek.deps, clientFor: away }, MONDAY);
    expect(await lejek.tenant.deliveries.byKey('welcome/x')).toMatchObject({ state: 'queued', error: 'fault' });
    lejek.slack.faults.failWith('conversations.history', 'missing_scope', 5);
    await lejek.runUntil(MONDAY + 60_000, 60_000);
    lejek.slack.faults.failWith('conversations.history', 'missing_scope', 0);
    expect((await lejek.tenant.deliveries.byKey('welcome/x'))?.state).toBe('sent');
  });

  it('that Slack asks to send later is sent later', async () => {
    await ready();
    lejek.slack.faults.rateLimit('chat.postMessage', { retryAfterSeconds: 30, times: 1 });
    const lines = await postWeeklyDigest(lejek.deps, MONDAY);
    expect(lines).toMatchObject([{ target: '#sales', outcome: 'queued', why: 'rate_limited' }]);
    expect(digests()).toHaveLength(0);
    await deliver(lejek.deps, MONDAY + 31_000);
    expect(digests()).toHaveLength(1);
  });

  it('is made once by two senders at the same time', async () => {
    await ready();
    const other = { ...lejek.deps, progress: createJobProgress() };
    await Promise.all([postWeeklyDigest(lejek.deps, MONDAY), postWeeklyDigest(other, MONDAY), deliver(other, MONDAY)]);
    await lejek.runUntil(MONDAY + 600_000, 60_000);
    expect(digests()).toHaveLength(1);
  });
});

describe('the digest job', () => {
  it('says what became of each subscription, and posts once however often it is called', async () => {
    await ready();
    expect(await postWeeklyDigest(lejek.deps, MONDAY)).toEqual([
      { workspaceId: lejek.tenant.id, target: '#sales', outcome: 'posted' },
    ]);
    expect(await postWeeklyDigest(lejek.deps, MONDAY + 60_000)).toEqual([
      { workspaceId: lejek.tenant.id, target: '#sales', outcome: 'already posted' },
    ]);
    expect(digests()).toHaveLength(1);
    expect(await postWeeklyDigest(lejek.deps, Date.parse('2026-11-20T08:00:00Z'))).toMatchObject([{ outcome: 'not due' }]);
  });

  it('survives a restart between queueing and posting', async () => {
    await ready();
    lejek.slack.faults.failWith('chat.postMessage', 'internal_error', 1);
    await lejek.tick();
    expect(digests()).toHaveLength(0);
    await lejek.restart();
    await lejek.runUntil(MONDAY + 600_000, 60_000);
    expect(digests()).toHaveLength(1);
  });
});
