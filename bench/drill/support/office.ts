import { WebClient } from '@slack/web-api';
import { SILENT_BOLT_LOGGER } from '../../../simulator/silent-bolt-logger.ts';
import { lose } from '../../../src/core/deal/close.ts';
import { openDeal } from '../../../src/core/deal/open-deal.ts';
import { utcDate } from '../../../src/core/time/calendar.ts';
import { DAY_MS, MINUTE_MS } from '../../../src/core/time/durations.ts';
import { nextSlot, nextStageCheck } from '../../../src/core/time/slots.ts';
import { loadPipeline } from '../../../src/facts/load-pipeline.ts';
import type { JobDeps } from '../../../src/jobs/deps.ts';
import { createJobProgress } from '../../../src/jobs/job-progress.ts';
import { tick } from '../../../src/jobs/tick.ts';
import type { Clock } from '../../../src/platform/clock.ts';
import { createRequestDeps } from '../../../src/slack/request/request-deps.ts';
import type { Store, Tenant } from '../../../src/store/types/store.ts';
import { ALL_DEALS } from '../../../test/support/all-deals.ts';
import { priced } from '../../../test/support/priced.ts';
import type { OpenedStore, World } from './world.ts';

/** Monday, 23 November 2026, 9:00 in Warsaw: when the first digest is due. */
export const FIRST_MONDAY = Date.parse('2026-11-23T08:00:00Z');
const SCHEDULE = { weekday: 1, timeOfDay: '09:00', timeZone: 'Europe/Warsaw' };
/** ms after which a call is given up: the product's own ten seconds, made shorter with everything else. */
const CALL_TIMEOUT_MS = 1_000;

/** Time as a drill moves it: business and wall clock go together, with what they are off; the monotonic one only goes on. */
export type DrillClock = Clock & { readonly pass: (ms: number) => void; readonly setOffset: (ms: number) => void };

export function createDrillClock(start: number): DrillClock {
  let [passed, offset] = [0, 0];
  const now = () => start + passed + offset;
  return {
    now,
    wallNow: now,
    monotonicNow: () => passed,
    pass: (ms) => {
      passed += ms;
    },
    setOffset: (ms) => {
      offset = ms;
    },
  };
}

/** What a process is made of: its jobs over a store, as start.ts puts them together. A restart makes another one. */
export function createInstance(
  { slack }: World,
  store: Store,
  options: { readonly clock: Clock; readonly call?: typeof fetch },
): JobDeps {
  const nothing = () => undefined;
  const client = new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
    logger: SILENT_BOLT_LOGGER,
    ...(options.call === undefined ? {} : { fetch: options.call }),
  });
  const { clock } = options;
  return {
    ...createRequestDeps({
      ...{ store, clock, externalChannels: new Map() },
      log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
      clientFor: async () => client,
      wake: nothing,
      observe: nothing,
    }),
    progress: createJobProgress(),
  };
}

/** Runs the minutely jobs until an instant of the clock. */
export async function runJobs(deps: JobDeps, clock: DrillClock, minutes: number, stepMinutes = 1): Promise<void> {
  for (let passed = 0; passed < minutes; passed += stepMinutes) {
    clock.pass(stepMinutes * MINUTE_MS);
    await tick(deps, clock.now());
  }
}

/** Channels with the bot in them that get digest and alerts on Mondays at nine. */
export async function subscribeChannels(
  { slack, people }: World,
  { tenant }: OpenedStore,
  count: number,
  from: number,
): Promise<readonly string[]> {
  const pipeline = await loadPipeline(tenant, 'en');
  if (pipeline === undefined) throw new Error('There is no pipeline.');
  const members = people.map(({ id }) => id);
  const channels = Array.from({ length: count }, (_, index) => slack.addChannel({ name: `team-${from}-${index}`, members }));
  for (const { id: channelId, name: channelName } of channels) {
    slack.inviteToChannel(channelId, slack.botUserId);
    await tenant.subscriptions.save({
      ...{ pipelineId: pipeline.id, channelId, channelName, ...SCHEDULE, language: 'en', cardsFrom: null },
      ...{ nextDueAt: nextSlot(SCHEDULE, from), nextCheckAt: nextStageCheck(SCHEDULE, from), createdAt: from },
    });
  }
  return channels.map(({ id }) => id);
}

/** A stage that was used and has nothing in it: the next check tells of it. */
export async function dryStage(tenant: Tenant, stageId: string, at: number): Promise<void> {
  const [[owner], pipeline] = [await tenant.members.all(), await loadPipeline(tenant, 'en')];
  if (owner === undefined || pipeline === undefined) throw new Error('Nobody is there.');
  for (let index = 0; index < 6; index += 1) {
    const openedAt = at - 40 * DAY_MS + index * DAY_MS;
    const act = (when: number) => ({
      actor: { id: owner.id, role: 'admin' as const },
      at: when,
      today: utcDate(when),
      through: 'command' as const,
    });
    const details = { name: `Gone ${index}`, ownerId: owner.id, stageId, ...priced(100_000, pipeline.currency) };
    const saved = await tenant.deals(ALL_DEALS).create((number) => openDeal({ number, pipeline }, details, act(openedAt)), {
      key: null,
      at: openedAt,
    });
    if (!saved.ok) throw new Error(JSON.stringify(saved));
    const lostAt = openedAt + DAY_MS;
    await tenant
      .deals(ALL_DEALS)
      .change(saved.file.deal.number, (file) => lose(file, { pipeline, reasonId: 'budget', note: '' }, act(lostAt)), {
        key: null,
        at: lostAt,
      });
  }
}
