import { afterEach, describe, expect, it } from 'vitest';
import { computePipelineNumbers, type NumbersRequest } from '../../src/core/funnel/pipeline-numbers.ts';
import { seededRandom } from '../../src/core/numbers/statistics/random.ts';
import { dateAt } from '../../src/core/time/calendar.ts';
import { DAY_MS } from '../../src/core/time/durations.ts';
import { periodContaining } from '../../src/core/time/periods.ts';
import { createWorkerThread, type WorkerThread } from '../../src/thread/worker-thread.ts';
import { DEFAULT_FIRM, FIRM_START, firmPipeline, observeAt, simulateHistory } from '../support/simulated-firm.ts';

const at = FIRM_START + 400 * DAY_MS;
const { counters, wins } = observeAt(simulateHistory(DEFAULT_FIRM, seededRandom(5), 400), at);
const ask = { wonMinor: 100, lastNinetyDaysMinor: 50_000, endsAt: at + 60 * DAY_MS, past: [], seed: 7 };
const numbersRequest: NumbersRequest = {
  pipeline: firmPipeline,
  counters,
  at,
  wins: wins.toReversed(),
  forecasts: [ask, { ...ask, ownerId: 'rep1' }],
  estimates: [{ stageId: 'proposal', ageMs: DAY_MS, ownerId: 'rep1', tier: 0, valueMinor: 1000, winOverride: 0.9 }],
  stages: true,
  plan: {
    timeZone: 'UTC',
    meanWinMinor: 500_000,
    periods: [
      {
        ...{ period: periodContaining(dateAt(at, 'UTC'), 'quarter', 1), running: true },
        ...{ targetMinor: 400_000_000, wonMinor: 1_000_000, forecast: ask, before: null },
      },
    ],
    aims: [0],
    positions: [],
  },
};

let beside: WorkerThread = createWorkerThread();
afterEach(async () => {
  await beside.terminate();
  beside = createWorkerThread();
});

describe('the thread for numbers', () => {
  it('says exactly what the main thread would', async () => {
    const here = computePipelineNumbers(numbersRequest);
    expect(await beside.run('computeNumbers', numbersRequest)).toEqual(here);
    expect(here.plan?.stages.map(({ stageId }) => stageId)).toEqual(firmPipeline.stages.map(({ id }) => id));
    expect(here.plan?.stages.some(({ aims }) => aims.some(({ required }) => required > 0))).toBe(true);
  });

  it('leaves the main thread free meanwhile', async () => {
    await beside.run('computeNumbers', numbersRequest);
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await beside.run('computeNumbers', { ...numbersRequest, forecasts: Array.from({ length: 40 }, () => ask) });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });

  it('gives back what a task throws, and goes on', async () => {
    const broken = beside.run('result', { id: 'nobody' });
    const fine = beside.run('computeNumbers', { ...numbersRequest, forecasts: [] });
    await expect(broken).rejects.toThrow('what was counted is gone');
    expect((await fine).stages.size).toBe(5);
    await expect(beside.run('computeNumbers', { ...numbersRequest, wins: [() => 1] as never })).rejects.toThrow(
      'could not be cloned',
    );
    expect(beside.pendingCount()).toBe(0);
  });

  it('tells whoever waits when it crashes, and starts anew with the next task', async () => {
    const narrow = createWorkerThread({ maxOldGenerationSizeMb: 48 });
    const huge = Array.from({ length: 60_000 }, (_, n) =>
      [`p${n}`, n + 1, 1, 'opened', n, '', `s${n}`, n, `m${n}`, 0, 'open', n].join('\t'),
    ).join('\n');
    await narrow.run('count', { id: 'big', isFirst: true, lines: '' });
    const crashed = narrow.run('count', { id: 'big', isFirst: false, lines: huge });
    const after = narrow.run('lastVersions', { id: 'big' });
    await expect(crashed).rejects.toThrow('the thread for numbers has crashed');
    await expect(after).rejects.toThrow('the thread for numbers has crashed');
    // What it had counted is gone with it; it is not taken for a whole count.
    await expect(narrow.run('result', { id: 'big' })).rejects.toThrow('what was counted is gone');
    expect((await narrow.run('computeNumbers', { ...numbersRequest, forecasts: [], wins: [] })).stages.size).toBe(5);
    await narrow.terminate();
  });

  it('gives its memory back when it has had no work for a while, and is there again for the next', async () => {
    const brief = createWorkerThread({}, 20);
    await brief.run('count', { id: 'a', isFirst: true, lines: '' });
    await expect
      .poll(() =>
        brief.run('lastVersions', { id: 'a' }).then(
          () => new Promise((resolve) => setTimeout(() => resolve('there'), 60)),
          () => 'gone',
        ),
      )
      .toBe('gone');
    expect((await brief.run('computeNumbers', { ...numbersRequest, forecasts: [] })).stages.size).toBe(5);
    await brief.terminate();
  });

  it('keeps what it has while somebody holds it, and rests once the last one lets go', async () => {
    const brief = createWorkerThread({}, 20);
    const [one, other] = [brief.keepAlive(), brief.keepAlive()];
    await brief.run('count', { id: 'a', isFirst: true, lines: '' });
    const later = () => new Promise((resolve) => setTimeout(resolve, 100));
    await later();
    expect(await brief.run('lastVersions', { id: 'a' })).toHaveLength(0);
    one();
    one();
    await later();
    expect(await brief.run('lastVersions', { id: 'a' })).toHaveLength(0);
    other();
    await expect
      .poll(() =>
        later()
          .then(() => brief.run('lastVersions', { id: 'a' }))
          .catch(String),
      )
      .toContain('what was counted is gone');
    await brief.terminate();
  });

  it('that is ended tells whoever waits', async () => {
    await beside.run('computeNumbers', { ...numbersRequest, forecasts: [] });
    const cut = beside.run('computeNumbers', numbersRequest);
    expect(beside.pendingCount()).toBe(1);
    const rejection = expect(cut).rejects.toThrow('the thread for numbers has ended');
    await beside.terminate();
    await rejection;
    expect(beside.pendingCount()).toBe(0);
  });
});
