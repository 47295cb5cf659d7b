import { describe, expect, it } from 'vitest';
import { NO_COUNTERS } from '../../../src/core/history/counters.ts';
import { fitFunnel } from '../../../src/core/numbers/model/funnel-model.ts';
import { type OpenGroup, openGroups } from '../../../src/core/numbers/open-groups.ts';
import { type ForecastInputs, forecastPeriod } from '../../../src/core/numbers/period-forecast.ts';
import { seededRandom } from '../../../src/core/numbers/statistics/random.ts';
import { utcDate } from '../../../src/core/time/calendar.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { machineSlowness } from '../../support/machine-slowness.ts';
import { FIRM_START, firmPipeline, observeAt, randomFirm, STAGE_IDS, simulateHistory } from '../../support/simulated-firm.ts';

const NOW = FIRM_START + 300 * DAY_MS;
const empty: ForecastInputs = {
  counters: NO_COUNTERS,
  open: [],
  wins: [],
  wonMinor: 0,
  lastNinetyDaysMinor: 0,
  endsAt: NOW + 30 * DAY_MS,
  past: [],
  seed: 1,
};

/** A firm's forecast for the next 90 days, and what came. */
function forecastAndTruth(seed: number, arrivalsPerDay: number, days: number) {
  const random = seededRandom(seed);
  const at = FIRM_START + days * DAY_MS;
  const history = simulateHistory(randomFirm(random, arrivalsPerDay, 0.3), random, days + 90);
  const { counters, wins } = observeAt(history, at);
  const endsAt = at + 90 * DAY_MS;
  const lastNinetyDaysMinor = wins.filter((win) => win.at > at - 90 * DAY_MS).reduce((sum, win) => sum + win.valueMinor, 0);
  const forecast = forecastPeriod(fitFunnel(firmPipeline, counters, at), {
    ...empty,
    counters,
    open: openGroups(counters.stock, at),
    wins: wins.toReversed(),
    lastNinetyDaysMinor,
    endsAt,
    seed,
  });
  const came = history
    .filter((event) => event.to === 'won' && event.at > at && event.at <= endsAt)
    .reduce((sum, event) => sum + event.valueMinor, 0);
  return { forecast, came };
}

/** The forecasts of a firm's reps for the next 90 days, and what came. */
function repsAndTruth(seed: number) {
  const random = seededRandom(seed);
  const at = FIRM_START + 400 * DAY_MS;
  const history = simulateHistory(randomFirm(random, 3, 0.3), random, 490);
  const { counters, wins } = observeAt(history, at);
  const model = fitFunnel(firmPipeline, counters, at);
  const [open, endsAt] = [openGroups(counters.stock, at), at + 90 * DAY_MS];
  return [0, 1, 2, 3, 4].map((rep) => {
    const ownerId = `rep${rep}`;
    const sum = (from: number, to: number): number =>
      history
        .filter((event) => event.to === 'won' && event.rep === ownerId && event.at > from && event.at <= to)
        .reduce((total, { valueMinor }) => total + valueMinor, 0);
    const forecast = forecastPeriod(model, {
      ...empty,
      counters,
      open: open.filter((group) => group.ownerId === ownerId),
      wins: wins.toReversed(),
      lastNinetyDaysMinor: sum(at - 90 * DAY_MS, at),
      endsAt,
      ownerId,
      seed,
    });
    return { forecast, came: sum(at, endsAt) };
  });
}

describe('a forecast', () => {
  it('of nothing is nothing, and early', () => {
    expect(forecastPeriod(fitFunnel(firmPipeline, NO_COUNTERS, NOW), empty)).toMatchObject({
      expectedMinor: 0,
      lowMinor: 0,
      highMinor: 0,
      early: true,
    });
  });

  it('of a period that has ended is what was won', () => {
    const model = fitFunnel(firmPipeline, NO_COUNTERS, NOW);
    const open: OpenGroup[] = [{ stageId: 'contract', ageMs: 0, ownerId: 'a', tier: 0, count: 1, valueMinor: 900 }];
    const ended = forecastPeriod(model, { ...empty, open, wonMinor: 5_000, endsAt: NOW });
    expect([ended.expectedMinor, ended.lowMinor, ended.highMinor]).toEqual([5_000, 5_000, 5_000]);
  });

  it('of one open deal expects its value times its chance within the period', () => {
    const model = fitFunnel(firmPipeline, NO_COUNTERS, NOW);
    const deal = { stageId: 'contract', ageMs: 0, ownerId: 'a', tier: 0 };
    const one = forecastPeriod(model, { ...empty, open: [{ ...deal, count: 1, valueMinor: 1_000_000 }] });
    expect(one.expectedMinor).toBe(Math.round(1_000_000 * model.winProbabilityWithin(deal, 30 * DAY_MS)));
    expect([one.lowMinor, one.highMinor]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(one.lowMinor).toBeLessThan(one.expectedMinor);
    expect(one.highMinor).toBeGreaterThan(one.expectedMinor);
  });

  it('is the same for the same inputs, and its parts add up', () => {
    const { forecast } = forecastAndTruth(3, 1, 300);
    expect(forecastAndTruth(3, 1, 300).forecast).toEqual(forecast);
    expect(Math.abs(forecast.openMinor + forecast.newMinor - forecast.basis.modelMinor)).toBeLessThanOrEqual(1);
    expect(forecast.quantilesMinor).toEqual([...forecast.quantilesMinor].sort((a, b) => a - b));
  });

  it('of 90 days holds the truth in its 80 % range in about four of five firms, and is not far off on average', () => {
    const firms = Array.from({ length: 40 }, (_, seed) => forecastAndTruth(seed + 1, 1.2, 400));
    const inside = firms.filter(({ forecast, came }) => came >= forecast.lowMinor && came <= forecast.highMinor).length / 40;
    const said = firms.reduce((sum, { forecast }) => sum + forecast.expectedMinor, 0);
    const came = firms.reduce((sum, firm) => sum + firm.came, 0);
    expect(inside).toBeGreaterThan(0.68);
    expect(inside).toBeLessThan(0.97);
    expect(Math.abs(said / came - 1)).toBeLessThan(0.1);
  }, 60_000);

  it('of one rep holds the truth in its 80 % range in about four of five cases', () => {
    const all = Array.from({ length: 12 }, (_, seed) => repsAndTruth(seed + 1)).flat();
    const inside =
      all.filter(({ forecast, came }) => came >= forecast.lowMinor && came <= forecast.highMinor).length / all.length;
    // Sixty cases: some two and a half standard errors around 72–88 %.
    expect(inside).toBeGreaterThan(0.6);
    expect(inside).toBeLessThan(0.97);
  }, 60_000);

  it('of a rep who has done nothing for half a year expects hardly any of what is still to come', () => {
    const exit = (memberId: string, month: string) => ({ stageId: 'lead', memberId, month, notLost: 50, lost: 50 });
    const entries = Array.from({ length: 60 }, (_, i) => ({
      stageId: 'lead',
      day: utcDate(NOW - i * DAY_MS),
      how: 'created' as const,
      count: 5,
    }));
    const repExits = [exit('gone', '2024-01'), exit('gone', '2024-02'), exit('here', '2024-09'), exit('here', '2024-10')];
    const counters = { ...NO_COUNTERS, entries, repExits };
    const model = fitFunnel(firmPipeline, counters, NOW);
    const wins = Array.from({ length: 20 }, () => ({ ownerId: 'here', at: NOW - DAY_MS, valueMinor: 1000 }));
    const of = (ownerId: string) => forecastPeriod(model, { ...empty, counters, wins, ownerId }).newWins;
    expect(of('here')).toBeGreaterThan(0.1);
    expect(of('gone')).toBeLessThan(of('here') / 4);
  });

  it('of 15,000 open deals is made in half a second', () => {
    const random = seededRandom(8);
    const open = Array.from(
      { length: 15_000 },
      (): OpenGroup => ({
        stageId: STAGE_IDS[Math.floor(random() * 5)] ?? '',
        ageMs: random() * 200 * DAY_MS,
        ownerId: `rep${Math.floor(random() * 20)}`,
        tier: Math.floor(random() * 4),
        count: 1,
        valueMinor: Math.round(random() * 1_000_000),
      }),
    );
    const history = simulateHistory(randomFirm(random, 4, 0.3), random, 300);
    const { counters, wins } = observeAt(history, NOW);
    const model = fitFunnel(firmPipeline, counters, NOW);
    const begun = process.cpuUsage();
    forecastPeriod(model, { ...empty, counters, open, wins });
    // The processor's time: what the machine does beside is no part of it.
    const took = process.cpuUsage(begun).user / 1000;
    expect(took).toBeLessThan(1000 * machineSlowness());
  });
});

describe('own errors', () => {
  it('of one period in which nothing came do not silence the next forecast', () => {
    const nothing = { modelMinor: 500_000, runRateMinor: 0, shownMinor: 300_000, sdMinor: 300_000, modelCv: 1, weight: 1 };
    const past = [{ ...nothing, actualMinor: 0, madeAt: NOW - 90 * DAY_MS, endsAt: NOW - DAY_MS }];
    const [before, after] = [forecastPeriod(model, { ...empty, open }), forecastPeriod(model, { ...empty, open, past })];
    expect(after.expectedMinor).toBeLessThanOrEqual(before.expectedMinor);
    expect(after.expectedMinor).toBeGreaterThan(before.expectedMinor * 0.75);
  });

  const model = fitFunnel(firmPipeline, NO_COUNTERS, NOW);
  const open: OpenGroup[] = [{ stageId: 'contract', ageMs: 0, ownerId: 'a', tier: 0, count: 1, valueMinor: 1_000_000 }];
  const said = { modelMinor: 100, runRateMinor: 100, shownMinor: 100, sdMinor: 10, modelCv: 0.1, weight: 1 };

  it('of too much, four times, make the next forecast lower, wider and no longer early', () => {
    const without = forecastPeriod(model, { ...empty, open });
    const learned = forecastPeriod(model, {
      ...empty,
      open,
      past: [4, 3, 2, 1].map((quarters) => ({
        ...said,
        actualMinor: 50,
        madeAt: NOW - quarters * 90 * DAY_MS,
        endsAt: NOW - (quarters - 1) * 90 * DAY_MS,
      })),
    });
    expect(learned.expectedMinor).toBeLessThan(without.expectedMinor * 0.9);
    expect(learned.basis.sdMinor).toBeGreaterThan(without.basis.sdMinor);
    expect([without.early, learned.early]).toEqual([true, false]);
  });
});
