import { type ChatPostMessageArguments, type ConversationsHistoryArguments, WebAPIRequestError } from '@slack/web-api';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MINUTE_MS } from '../../src/core/time/durations.ts';
import { type Ledger, sendAll } from '../../src/jobs/sender.ts';
import { settlePost } from '../../src/jobs/settlement.ts';
import { literal, notificationText } from '../../src/slack/views/kit/text.ts';
import { postOnce } from '../../src/slack/web-api/post.ts';
import { type Fence, fenceClient, LeaseLostError } from '../../src/slack/web-api/posting-client.ts';
import type { DeliveryOutcome } from '../../src/store/types/posts.ts';

/** Ms after which a call is given up by who made it. */
const CALL_TIMEOUT_MS = 10_000;

/** The process of a sender was killed. */
class KilledError extends Error {}

/** How one thing that takes time goes: what passes meanwhile, and what goes wrong. */
type Luck = {
  readonly ms: number;
  readonly fate: 'good' | 'answer lost' | 'never arrives' | 'killed';
};

const luck: fc.Arbitrary<Luck> = fc.record({
  ms: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 9_500 }) }, { weight: 1, arbitrary: fc.constant(100_000) }),
  fate: fc.oneof(
    { weight: 12, arbitrary: fc.constant('good' as const) },
    { weight: 1, arbitrary: fc.constantFrom('answer lost' as const, 'never arrives' as const, 'killed' as const) },
  ),
});

type Row = {
  readonly key: string;
  state: DeliveryOutcome['state'] | 'sending';
  notBefore: number;
  leaseUntil: number;
  attempt: number;
  wasTried: boolean;
};
type Claim = Pick<Row, 'key' | 'attempt' | 'wasTried'>;

/** A ledger, a Slack and a clock; whatever takes time is done in the order that the scheduler chooses. */
function createWorld(keys: readonly string[], scheduler: fc.Scheduler, lucks: Iterator<Luck>) {
  let now = 0;
  const rows: Row[] = keys.map((key) => ({ key, state: 'queued', notBefore: 0, leaseUntil: 0, attempt: 0, wasTried: false }));
  /** Posts on their way into the channel: Slack carries out what it was sent, even where nobody waits any more. */
  let arriving: { readonly key: string; readonly at: number }[] = [];
  const channel: string[] = [];
  const inFlight = new Map<string, number>();
  let atOnce = 1;
  let isCalm = false;

  const passTo = (then: number): void => {
    now = Math.max(now, then);
    for (const { key, at } of arriving) if (at <= now) channel.push(key);
    arriving = arriving.filter(({ at }) => at > now);
  };
  const nextLuck = (): Luck => (isCalm ? { ms: 100, fate: 'good' } : (lucks.next().value ?? { ms: 0, fate: 'good' }));
  /** Waits until the scheduler says so; anything may happen meanwhile, to others too. */
  const wait = async ({ ms, fate }: Luck): Promise<void> => {
    if (!isCalm) await scheduler.schedule(Promise.resolve());
    passTo(now + ms);
    if (fate === 'killed') throw new KilledError();
  };
  /** Asks the database: the question and the answer take time, each their own. */
  const ask = async <Result>(statement: () => Result): Promise<Result> => {
    await wait(nextLuck());
    const result = statement();
    await wait(nextLuck());
    return result;
  };

  const ledger = (at: number): Ledger<Claim> & { settle: (claim: Claim, end: DeliveryOutcome) => Promise<void> } => ({
    claim: ({ now: clock, ms }) =>
      ask(() => {
        const due = rows.find(
          ({ state, notBefore, leaseUntil }) =>
            (state === 'queued' && notBefore <= at) || (state === 'sending' && leaseUntil <= clock),
        );
        if (due === undefined) return undefined;
        const { key, wasTried } = due;
        Object.assign(due, { state: 'sending', attempt: due.attempt + 1, leaseUntil: clock + ms, wasTried: true });
        return { key, attempt: due.attempt, wasTried };
      }),
    renew: ({ key, attempt }, until) =>
      ask(() => {
        const own = rows.find((row) => row.key === key && row.attempt === attempt && row.state === 'sending');
        if (own !== undefined) own.leaseUntil = until;
        return own !== undefined;
      }),
    settle: ({ key, attempt }, end) =>
      ask(() => {
        const own = rows.find((row) => row.key === key && row.attempt === attempt && row.state === 'sending');
        if (own === undefined) return;
        own.state = end.state;
        own.notBefore = end.state === 'queued' ? end.notBefore : own.notBefore;
        own.wasTried = end.state !== 'queued' || end.maybePosted;
      }),
  });

  const call = async <Result>(carryOut: (at: number) => Result): Promise<Result> => {
    const { ms, fate } = nextLuck();
    const startedAt = now;
    const lostTo = new WebAPIRequestError(new Error('no answer'));
    const done = fate === 'never arrives' ? undefined : carryOut(startedAt + Math.min(ms, 9_500));
    await wait({ ms: ms < CALL_TIMEOUT_MS ? ms : 0, fate: fate === 'killed' ? fate : 'good' });
    if (fate !== 'good' || done === undefined || now - startedAt > CALL_TIMEOUT_MS) throw lostTo;
    return done;
  };
  const postMessage = async ({ metadata }: ChatPostMessageArguments) => {
    const key = String(Object.values(metadata?.event_payload ?? {})[0]);
    const startedAt = now;
    if (startedAt - (inFlight.get(key) ?? -CALL_TIMEOUT_MS) < CALL_TIMEOUT_MS) atOnce = 2;
    inFlight.set(key, startedAt);
    try {
      return await call((at) => {
        arriving.push({ key, at });
        return { ok: true, channel: 'C1', ts: key };
      });
    } finally {
      if (inFlight.get(key) === startedAt) inFlight.delete(key);
    }
  };
  const history = async (_page?: ConversationsHistoryArguments) => {
    const here = await call(() => [...channel]);
    return {
      ok: true,
      messages: here.map((key) => ({ ts: key, metadata: { event_type: 'lejek_post', event_payload: { key } } })),
    };
  };
  const unused = () => Promise.reject(new Error('nobody calls this'));
  const slack = {
    chat: { postMessage, update: unused, delete: unused, getPermalink: unused },
    conversations: { history, replies: unused, open: unused, info: unused },
    files: { getUploadURLExternal: unused, completeUploadExternal: unused },
    users: { info: unused },
  };
  return {
    ...{ rows, channel, ledger, slack, pass: (ms: number) => passTo(now + ms), now: () => now, nextLuck, wait },
    mostAtOnce: () => atOnce,
    calm: () => {
      isCalm = true;
    },
  };
}

type World = ReturnType<typeof createWorld>;

/** Runs one sender a few times, as ticks would, over the product's own loop, fence, search and settlement. */
async function runSender(world: World, { skewMs, rounds, isFenced }: { skewMs: number; rounds: number; isFenced: boolean }) {
  const clock = { wallNow: () => world.now() + skewMs, monotonicNow: world.now };
  for (let round = 0; round < rounds; round += 1) {
    const at = clock.wallNow();
    const ledger = world.ledger(at);
    const send = async (claim: Claim, fence: Fence): Promise<void> => {
      const client = fenceClient(world.slack, isFenced ? fence : async () => {});
      const post = { channel: 'C1', variants: [{ text: notificationText(literal(claim.key)), blocks: [] }] };
      try {
        // Work that takes its time before the first call.
        await world.wait(world.nextLuck());
        const outcome = await postOnce(client, post, { ...claim, sinceMs: 0 });
        await ledger.settle(claim, settlePost(outcome, { delivery: { ...claim, createdAt: 0 }, at }));
      } catch (error) {
        if (!(error instanceof LeaseLostError)) throw error;
      }
    };
    try {
      await sendAll(ledger, clock, send);
      await world.wait(world.nextLuck());
    } catch (error) {
      if (!(error instanceof KilledError)) throw error;
    }
  }
}

const interleavings = (isFenced: boolean) =>
  fc.asyncProperty(
    fc.scheduler(),
    fc.infiniteStream(luck),
    fc.array(fc.integer({ min: -30_000, max: 30_000 }), { minLength: 2, maxLength: 3 }),
    async (scheduler, lucks, skews) => {
      const keys = ['one', 'two'];
      const world = createWorld(keys, scheduler, lucks);
      const senders = Promise.all(skews.map((skewMs) => runSender(world, { skewMs, rounds: 3, isFenced })));
      await scheduler.waitFor(senders);
      // Everybody is dead or done; one sender comes back to a Slack that answers.
      world.calm();
      for (let round = 0; round < 4; round += 1) {
        world.pass(30 * MINUTE_MS);
        await runSender(world, { skewMs: 0, rounds: 1, isFenced });
      }
      expect(world.mostAtOnce()).toBe(1);
      expect(world.channel.toSorted()).toEqual(keys);
      expect(world.rows.map(({ state }) => state)).toEqual(['sent', 'sent']);
    },
  );

it('whatever the order in which slow calls of several senders end, each post is made once and none is missing', async () => {
  await fc.assert(interleavings(true), { numRuns: 1_500 });
});

it('the same without the fence is found out', async () => {
  const checked = await fc.check(interleavings(false), { numRuns: 1_500, endOnFailure: true });
  expect(checked.failed).toBe(true);
});
