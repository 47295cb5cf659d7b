import { afterEach, describe, expect, it } from 'vitest';
import { dateAt } from '../../src/core/calendar.ts';
import { seeded } from '../../src/core/numbers/random.ts';
import { type Reckoning, reckon } from '../../src/core/numbers/reckoning.ts';
import { periodOf } from '../../src/core/periods.ts';
import { type Thread, thread } from '../../src/thread/thread.ts';
import { DAY_MS, FIRM, FIRM_START, firmPipeline, historyOf, seenAt } from '../support/firm.ts';

const at = FIRM_START + 400 * DAY_MS;
const { counters, wins } = seenAt(historyOf(FIRM, seeded(5), 400), at);
const ask = { wonMinor: 100, lastNinetyDaysMinor: 50_000, endsAt: at + 60 * DAY_MS, past: [], seed: 7 };
const reckoning: Reckoning = {
  pipeline: firmPipeline,
  counters,
  at,
  wins: wins.toReversed(),
  forecasts: [ask, { ...ask, ownerId: 'rep1' }],
  estimates: [{ stageId: 'proposal', ageMs: DAY_MS, ownerId: 'rep1', tier: 0, valueMinor: 1000, ownWin: 0.9 }],
  stages: true,
  measures: {
    aimed: [{ period: periodOf(dateAt(at, 'UTC'), 'quarter', 1), targetMinor: 400_000_000, wonMinor: 1_000_000 }],
    timeZone: 'UTC',
    meanWinMinor: 500_000,
  },
};

let beside: Thread = thread();
afterEach(async () => {
  await beside.end();
  beside = thread();
});

describe('the thread for numbers', () => {
  it('says exactly what the main thread would', async () => {
    const here = reckon(reckoning);
    expect(await beside.run('reckon', reckoning)).toEqual(here);
    expect(here.measures.map(({ stage }) => stage.id)).toEqual(firmPipeline.stages.map(({ id }) => id));
    expect(here.measures.some(({ target }) => target?.aim.targetMinor === 400_000_000)).toBe(true);
  });

  it('leaves the main thread free meanwhile', async () => {
    await beside.run('reckon', reckoning);
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await beside.run('reckon', { ...reckoning, forecasts: Array.from({ length: 40 }, () => ask) });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });

  it('gives back what a task throws, and goes on', async () => {
    const broken = beside.run('counted', { id: 'nobody' });
    const fine = beside.run('reckon', { ...reckoning, forecasts: [] });
    await expect(broken).rejects.toThrow('what was counted is gone');
    expect((await fine).stages.size).toBe(5);
    await expect(beside.run('reckon', { ...reckoning, wins: [() => 1] as never })).rejects.toThrow('could not be cloned');
    expect(beside.waiting()).toBe(0);
  });

  it('tells whoever waits when it crashes, and starts anew with the next task', async () => {
    const narrow = thread({ maxOldGenerationSizeMb: 48 });
    const huge = Array.from({ length: 60_000 }, (_, n) =>
      [`p${n}`, n + 1, 1, 'opened', n, '', `s${n}`, n, `m${n}`, 0, 'open', n].join('\t'),
    ).join('\n');
    await narrow.run('count', { id: 'big', isFirst: true, lines: '' });
    const crashed = narrow.run('count', { id: 'big', isFirst: false, lines: huge });
    const after = narrow.run('seen', { id: 'big' });
    await expect(crashed).rejects.toThrow('the thread for numbers has crashed');
    await expect(after).rejects.toThrow('the thread for numbers has crashed');
    // What it had counted is gone with it; it is not taken for a whole count.
    await expect(narrow.run('counted', { id: 'big' })).rejects.toThrow('what was counted is gone');
    expect((await narrow.run('reckon', { ...reckoning, forecasts: [], wins: [] })).stages.size).toBe(5);
    await narrow.end();
  });

  it('gives its memory back when it has had no work for a while, and is there again for the next', async () => {
    const brief = thread({}, 20);
    await brief.run('count', { id: 'a', isFirst: true, lines: '' });
    await expect
      .poll(() =>
        brief.run('seen', { id: 'a' }).then(
          () => new Promise((resolve) => setTimeout(() => resolve('there'), 60)),
          () => 'gone',
        ),
      )
      .toBe('gone');
    expect((await brief.run('reckon', { ...reckoning, forecasts: [] })).stages.size).toBe(5);
    await brief.end();
  });

  it('keeps what it has while somebody holds it, and rests once the last one lets go', async () => {
    const brief = thread({}, 20);
    const [one, other] = [brief.hold(), brief.hold()];
    await brief.run('count', { id: 'a', isFirst: true, lines: '' });
    const later = () => new Promise((resolve) => setTimeout(resolve, 100));
    await later();
    expect(await brief.run('seen', { id: 'a' })).toHaveLength(0);
    one();
    one();
    await later();
    expect(await brief.run('seen', { id: 'a' })).toHaveLength(0);
    other();
    await expect
      .poll(() =>
        later()
          .then(() => brief.run('seen', { id: 'a' }))
          .catch(String),
      )
      .toContain('what was counted is gone');
    await brief.end();
  });

  it('that is ended tells whoever waits', async () => {
    await beside.run('reckon', { ...reckoning, forecasts: [] });
    const cut = beside.run('reckon', reckoning);
    expect(beside.waiting()).toBe(1);
    const told = expect(cut).rejects.toThrow('the thread for numbers has ended');
    await beside.end();
    await told;
    expect(beside.waiting()).toBe(0);
  });
});
