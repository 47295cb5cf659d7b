import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openHome } from '../../../src/slack/dispatch/home.ts';
import { refreshHomes } from '../../../src/slack/request/home-watch.ts';
import { setUpWithTwoAdmins, toldTo } from '../../support/channel-posts.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot({ transport: 'http' });
});
beforeEach(() => lejek.reset());
afterEach(() => {
  vi.useRealTimers();
  lejek.slack.faults.failWith('views.publish', '', 0);
  lejek.slack.faults.rateLimit('views.publish', { retryAfterSeconds: 0, times: 0 });
});
afterAll(() => lejek.stop());

/** A limit of calls ends, so that the Home is tried again when it has; how many seconds that takes, as Slack says or a minute. */
const LIMITS = [
  ['rate_limited', 5],
  ['rate_limited', 30],
  ['rate_limited', 120],
  ['rate_limited', null],
  ['ratelimited', null],
  ['message_limit_exceeded', null],
] as const;
const REFUSALS = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'access_denied',
  'missing_scope',
  'invalid_arguments',
  'view_too_large',
  'user_not_found',
  'team_added_to_org',
] as const;

/** Ewa reads English and Anna Polish; both are admins. Piotr has just opened his Home. */
async function openRefusedHome(refuse: () => void) {
  const { piotr, slack, deps } = lejek;
  await setUpWithTwoAdmins(lejek);
  await lejek.tick();
  refuse();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const from = slack.journal.length;
  const owner = { workspaceId: slack.team.id, slackUserId: piotr.id };
  await openHome(deps, owner);
  const tried = () =>
    slack.journal.slice(from).filter((entry) => entry.kind === 'call' && entry.method === 'views.publish').length;
  const isCalm = () => [...deps.homes.values()].every(({ state }) => state !== 'showing');
  /** Lets time pass, and waits for the call that falls into it. */
  const pass = async (seconds: number): Promise<number> => {
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    await vi.waitUntil(isCalm, { timeout: 20_000, interval: 1 });
    return tried();
  };
  return { owner, tried, pass };
}

/** What the admins were told, after the clock of the test is the real one again. */
async function told(code: string): Promise<readonly number[]> {
  vi.useRealTimers();
  await lejek.tick();
  return [
    toldTo(lejek, lejek.ewa, `Slack refused to update the Home tab of some people: ${code}.`).length,
    toldTo(lejek, lejek.anna, `Slack nie odświeżył karty Home części osób: ${code}.`).length,
  ];
}

const limitBy = (code: string, seconds: number | null) => () =>
  seconds === null
    ? lejek.slack.faults.failWith('views.publish', code, 1000)
    : lejek.slack.faults.rateLimit('views.publish', { retryAfterSeconds: seconds, times: 1000 });

describe('a Home that Slack does not take', () => {
  it.each(LIMITS)('by %s for %s s waits so long, is tried four times, and each admin has one word', async (code, seconds) => {
    const { tried, pass } = await openRefusedHome(limitBy(code, seconds));
    const waits = seconds ?? 60;
    for (let round = 1; round <= 3; round += 1) {
      expect(tried()).toBe(round);
      expect(await pass(waits - 2)).toBe(round);
      expect(await pass(2)).toBe(round + 1);
    }
    expect(await pass(10 * waits)).toBe(4);
    expect(await told(code)).toEqual([1, 1]);
  });

  it.each(LIMITS)('by %s for %s s is shown when that is over, and nobody is bothered', async (code, seconds) => {
    const { pass } = await openRefusedHome(limitBy(code, seconds));
    lejek.slack.faults.failWith('views.publish', code, 0);
    lejek.slack.faults.rateLimit('views.publish', { retryAfterSeconds: 0, times: 0 });
    await pass(seconds ?? 60);
    expect([...lejek.deps.homes.values()].map(({ published }) => published !== undefined)).toEqual([true]);
    expect(await told(code)).toEqual([0, 0]);
  });

  it.each(REFUSALS)('by %s is not tried again by itself, and each admin has one word in a day', async (code) => {
    const { owner, pass, tried } = await openRefusedHome(limitBy(code, null));
    expect(await pass(600)).toBe(1);
    // Something has changed in the company, and the person opens it again: one try each.
    refreshHomes(lejek.deps, owner.workspaceId);
    expect(await pass(2)).toBe(2);
    await openHome(lejek.deps, owner);
    expect(tried()).toBe(3);
    expect(await told(code)).toEqual([1, 1]);
  });
});
