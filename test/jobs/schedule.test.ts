import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PlainDate, startOfDay } from '../../src/core/time/calendar.ts';
import { HOUR_MS } from '../../src/core/time/durations.ts';
import { createJobProgress } from '../../src/jobs/job-progress.ts';
import { createSchedule, type Schedule } from '../../src/jobs/schedule.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { ignoreMachineZone } from '../../src/platform/config.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';
import { ZONE_CHANGES } from '../support/zone-changes.ts';

let lejek: TestBot;
let jobs: Schedule;
let runs: string[];

beforeAll(async () => {
  lejek = await startTestBot();
});
afterAll(() => lejek.stop());
beforeEach(() => {
  runs = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: Date.parse('2026-11-16T09:00:30Z') });
  jobs = newSchedule();
});
afterEach(async () => {
  await jobs.stop();
  vi.useRealTimers();
});

const newSchedule = (): Schedule =>
  createSchedule(
    { ...lejek.deps, progress: createJobProgress(), clock: systemClock() },
    // Webhooks run beside the others, and are not waited for here.
    { onRun: (job, outcome) => void (job === 'webhooks' || runs.push(`${job} ${outcome}`)) },
  );

/** The instant at which the clocks of a zone change on a day: where an hour of it is not an hour on the wall. */
function clockChange(on: PlainDate, zone: string): number {
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone });
  const wall = (at: number) => Date.parse(`${format.format(at).replace(' ', 'T')}Z`);
  const from = startOfDay(on, zone);
  for (let at = from - HOUR_MS; at < from + 26 * HOUR_MS; at += HOUR_MS / 4)
    if (wall(at + HOUR_MS / 4) - wall(at) !== HOUR_MS / 4) return at + HOUR_MS / 4;
  throw new Error(`no clock changes on ${on} in ${zone}`);
}

/** Lets the database and the jobs go on until so many runs have ended. @throws where they have not after 20 s, by a clock nobody moves */
async function until(count: number): Promise<void> {
  for (const from = performance.now(); runs.length < count; await turn())
    if (performance.now() - from > 20_000) throw new Error(`${runs.length} runs after 20 s, not ${count}`);
}

describe('the schedule', () => {
  it('ticks at once, for what fell due while nobody was there, and then at every full minute', async () => {
    jobs.start();
    await until(1);
    vi.advanceTimersByTime(29_000);
    await turn();
    expect(runs).toEqual(['tick done']);
    await vi.advanceTimersByTimeAsync(2_000);
    await until(2);
    await vi.advanceTimersByTimeAsync(60_000);
    await until(3);
    expect(runs).toEqual(['tick done', 'tick done', 'tick done']);
  });

  it('ticks once in a moment where several events ask for it, and not any more once it has stopped', async () => {
    jobs.start();
    await until(1);
    jobs.tickSoon();
    jobs.tickSoon();
    await vi.advanceTimersByTimeAsync(2_000);
    await until(2);
    expect(runs).toEqual(['tick done', 'tick done']);
    jobs.tickSoon();
    await jobs.stop();
    jobs.tickSoon();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(runs).toHaveLength(2);
  });

  it.each(ZONE_CHANGES.flatMap(([zone, short, , long]) => [[zone, short] as const, [zone, long] as const]))(
    'ticks every minute where the clocks of the machine change: %s, %s',
    async (zone, on) => {
      const before = process.env['TZ'];
      process.env['TZ'] = zone;
      ignoreMachineZone();
      try {
        // Half a minute before the clocks change; and once more in the middle of the hour that comes twice, or is left out.
        const change = clockChange(on, zone);
        for (const from of [change - 90_000, change + 1_770_000]) {
          vi.setSystemTime(from);
          const begun = runs.length;
          jobs.start();
          await until(begun + 1);
          await vi.advanceTimersByTimeAsync(60_000);
          await until(begun + 2);
          await jobs.stop();
          jobs = newSchedule();
        }
      } finally {
        if (before === undefined) delete process.env['TZ'];
        else process.env['TZ'] = before;
      }
    },
  );

  it('is kept by a watchdog where the cron passes over an hour: in a machine’s zone whose autumn repeats it', async () => {
    const before = process.env['TZ'];
    process.env['TZ'] = 'Europe/Berlin';
    try {
      vi.setSystemTime(Date.parse('2026-10-25T01:00:30Z'));
      jobs.start();
      await until(1);
      await vi.advanceTimersByTimeAsync(120_000);
      await until(2);
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });

  it('is kept by a watchdog where the cron waits for a minute that was: the machine’s clock was put back by an hour', async () => {
    jobs.start();
    await until(1);
    vi.setSystemTime(Date.parse('2026-11-16T08:00:30Z'));
    await vi.advanceTimersByTimeAsync(125_000);
    await until(2);
  });

  it('sends what was queued in a moment, once however often it was said', async () => {
    for (let times = 0; times < 5; times += 1) jobs.wake();
    expect(runs).toEqual([]);
    vi.advanceTimersByTime(100);
    await until(1);
    await turn();
    expect(runs).toEqual(['deliver done']);
  });

  it('waits on stopping for what runs, and begins nothing afterwards', async () => {
    jobs.start();
    jobs.wake();
    await jobs.stop();
    expect(runs).toEqual(['tick done']);
    jobs.wake();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(runs).toEqual(['tick done']);
  });

  it('says in the log and the metrics that a job failed, and goes on', async () => {
    const broken = {
      ...lejek.deps,
      clock: systemClock(),
      store: { ...lejek.store, claimDeliveries: () => Promise.reject(new Error('the disk is full')) },
    };
    const failing = createSchedule(broken, {
      onRun: (job, outcome) => void (job === 'webhooks' || runs.push(`${job} ${outcome}`)),
    });
    failing.wake();
    vi.advanceTimersByTime(100);
    await until(1);
    expect(runs).toEqual(['deliver failed']);
    expect(lejek.log.at(-1)?.message).toContain('tried again');
    await failing.stop();
  });
});
