import type { OutageKind } from '../../simulator/faults.ts';
import { MINUTE_MS } from '../../src/core/time/durations.ts';
import { type Drill, type DrillReport, type DrillRun, joinReports, type StoreKind } from './support/drill.ts';
import {
  createDrillClock,
  createInstance,
  type DrillClock,
  dryStage,
  FIRST_MONDAY,
  runJobs,
  subscribeChannels,
} from './support/office.ts';
import { checkPosts, countKinds } from './support/post-ledger.ts';
import { createWorld, type World } from './support/world.ts';

type Ailment = { readonly name: string; readonly begin: (world: World) => void; readonly end: (world: World) => void };

const POSTING = ['chat.postMessage', 'chat.update', 'files.completeUploadExternal'] as const;
const outage = (kind: OutageKind, name: string): Ailment => ({
  name,
  begin: ({ slack }) => slack.faults.outage(true, kind),
  end: ({ slack }) => slack.faults.outage(false),
});

const AILMENTS: readonly Ailment[] = [
  outage('refused', 'refuses connections'),
  outage('hanging', 'does not answer'),
  outage('error503', 'answers 503'),
  {
    name: 'answers 429',
    begin: ({ slack }) => {
      for (const method of POSTING) slack.faults.rateLimit(method, { retryAfterSeconds: 90, times: 6 });
    },
    end: () => {},
  },
  {
    name: 'posts, and its answers are lost',
    begin: ({ slack }) => {
      for (const method of POSTING) slack.faults.loseResponses(method, 6);
    },
    end: () => {},
  },
];

/** Slack is ill from five minutes before the alert is due until after the digest was; the minutely jobs go on. */
async function fallIll(run: DrillRun, store: StoreKind, { name, begin, end }: Ailment): Promise<DrillReport> {
  const channels = run.isShort ? 2 : 5;
  const clock: DrillClock = createDrillClock(FIRST_MONDAY - 90 * MINUTE_MS);
  const world = await createWorld(run, { store, transport: 'http', slack: { now: clock.now } });
  try {
    return await world.withStore(async (opened) => {
      await subscribeChannels(world, opened, channels, clock.now());
      await dryStage(opened.tenant, 'needs', clock.now());
      const deps = createInstance(world, opened.store, { clock });
      await runJobs(deps, clock, 55, 11);
      begin(world);
      run.say(`${store}: Slack ${name}`);
      await runJobs(deps, clock, 50, run.isShort ? 10 : 5);
      const during = (await checkPosts(world, opened, { digests: 0 })).posted;
      end(world);
      await runJobs(deps, clock, 180, run.isShort ? 10 : 5);
      const { posted, wrong } = await checkPosts(world, opened, { digests: channels });
      const alerts = [...posted].some(([kind]) => kind.startsWith('stage-alert'));
      return {
        counts: { [`${store}, Slack ${name}`]: `${countKinds(posted)}; while it was ill: ${countKinds(during) || 'none'}` },
        wrong: [...wrong, ...(alerts ? [] : ['no alert is there'])].map((each) => `${store}, Slack ${name}: ${each}`),
      };
    });
  } finally {
    await world.stop();
  }
}

export const slackAway: Drill = {
  what: 'Slack refuses, hangs, answers 429 or 503, or its answers are lost while alerts and digests are due: each is posted once, all of it',
  stores: ['embedded', 'PostgreSQL'],
  run: async (run) => {
    const reports: DrillReport[] = [];
    // One in which nothing arrives, and one in which all of it does and nobody is told.
    const ailments = run.isShort ? [...AILMENTS.slice(0, 1), ...AILMENTS.slice(-1)] : AILMENTS;
    for (const store of run.stores) for (const ailment of ailments) reports.push(await fallIll(run, store, ailment));
    return joinReports(reports);
  },
};
