import type { PastForecast } from '../src/core/numbers/forecast-corrections.ts';
import { fitFunnel } from '../src/core/numbers/model/funnel-model.ts';
import { openGroups } from '../src/core/numbers/open-groups.ts';
import { forecastPeriod } from '../src/core/numbers/period-forecast.ts';
import { repStagePerformances } from '../src/core/numbers/rep-effectiveness.ts';
import { seededRandom } from '../src/core/numbers/statistics/random.ts';
import { DAY_MS } from '../src/core/time/durations.ts';
import type { StageLogEvent } from '../test/support/deal-log.ts';
import { simulateTarget } from '../test/support/simulate-target.ts';
import {
  FIRM_START,
  firmPipeline,
  observeAt,
  randomFirm,
  repIndex,
  STAGE_IDS,
  simulateHistory,
  trueWinProbability,
} from '../test/support/simulated-firm.ts';
import { firmsBench } from './firms-bench.ts';

/** A size of firm: closed deals follow from arrivals per day and days of history. */
type Size = { readonly closed: number; readonly perDay: number; readonly days: number };
const SMALL: Size = { closed: 18, perDay: 0.18, days: 150 };
const MEDIUM: Size = { closed: 1800, perDay: 3, days: 660 };
const LARGE: Size = { closed: 13_000, perDay: 20, days: 700 };

const seeds = (runs: number): readonly number[] => Array.from({ length: runs }, (_, i) => i + 1);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function simulateFirmAt(seed: number, { perDay, days }: Size, repSd: number) {
  const random = seededRandom(seed);
  const firm = randomFirm(random, perDay, repSd);
  const at = FIRM_START + days * DAY_MS;
  const history = simulateHistory(firm, random, days + 90);
  const seen = observeAt(history, at);
  return { firm, at, history, ...seen, model: fitFunnel(firmPipeline, seen.counters, at) };
}

/** Bias of the win probability, and the Brier score over the oracle's, over open deals. */
function winProbabilityErrors(size: Size, runs: number): { readonly bias: number; readonly brier: number } {
  const deals = seeds(runs).flatMap((seed) => {
    const { firm, at, open, model } = simulateFirmAt(seed, size, 0.3);
    return open.slice(0, 100).map((deal, i) => {
      const ageMs = at - deal.stageSince;
      const truth = trueWinProbability(
        firm,
        STAGE_IDS.indexOf(deal.stageId),
        repIndex(deal),
        ageMs / DAY_MS,
        400,
        seed * 1000 + i,
      );
      return { said: model.winChance({ stageId: deal.stageId, ageMs, ownerId: deal.ownerId, tier: 0 }), truth };
    });
  });
  const brier = (of: (deal: (typeof deals)[number]) => number): number =>
    mean(deals.map((deal) => deal.truth * (1 - of(deal)) ** 2 + (1 - deal.truth) * of(deal) ** 2));
  return {
    bias: mean(deals.map(({ said, truth }) => said - truth)),
    brier: brier(({ said }) => said) / brier(({ truth }) => truth),
  };
}

/** A firm's 90-day forecasts at one instant, of the team (first) and each rep, learning from those before, and what came. */
function forecastsAt(
  history: readonly StageLogEvent[],
  at: number,
  reps: number,
  past: readonly (readonly PastForecast[])[],
  seed: number,
) {
  const { counters, wins } = observeAt(history, at);
  const model = fitFunnel(firmPipeline, counters, at);
  const open = openGroups(counters.stock, at);
  const won = history.filter((event) => event.to === 'won');
  return Array.from({ length: reps + 1 }, (_, i) => {
    const rep = i === 0 ? undefined : `rep${i - 1}`;
    const sum = (from: number, to: number): number =>
      won
        .filter((event) => event.at > from && event.at <= to && (rep === undefined || event.rep === rep))
        .reduce((total, event) => total + event.valueMinor, 0);
    const forecast = forecastPeriod(model, {
      counters,
      open: open.filter(({ ownerId }) => rep === undefined || ownerId === rep),
      wins: wins.toReversed(),
      wonMinor: 0,
      lastNinetyDaysMinor: sum(at - 90 * DAY_MS, at),
      endsAt: at + 90 * DAY_MS,
      ...(rep === undefined ? {} : { ownerId: rep }),
      past: past[i] ?? [],
      seed,
    });
    return { forecast, actualMinor: sum(at, at + 90 * DAY_MS) };
  });
}

/** Share of firms whose 90-day total lies in the 80 % range, and of their reps' totals; one forecast a quarter, each learning from those before. */
function rangeCoverage({ perDay, days }: Size, runs: number): { readonly team: number; readonly reps: number } {
  const all = seeds(runs).map((seed) => {
    const random = seededRandom(seed);
    const firm = randomFirm(random, perDay, 0.3);
    const history = simulateHistory(firm, random, days + 90);
    const past: PastForecast[][] = Array.from({ length: firm.reps.length + 1 }, () => []);
    let inside: readonly number[] = [];
    for (let day = ((days - 60) % 90) + 60; day <= days; day += 90) {
      const made = forecastsAt(history, FIRM_START + day * DAY_MS, firm.reps.length, past, seed);
      inside = made.map(({ forecast, actualMinor }) =>
        actualMinor >= forecast.lowMinor && actualMinor <= forecast.highMinor ? 1 : 0,
      );
      for (const [i, { forecast, actualMinor }] of made.entries())
        past[i]?.push({
          ...forecast.basis,
          actualMinor,
          shownMinor: forecast.expectedMinor,
          weight: 1,
          madeAt: FIRM_START + day * DAY_MS,
          endsAt: FIRM_START + (day + 90) * DAY_MS,
        });
    }
    return { team: inside[0] ?? 0, reps: mean(inside.slice(1)) };
  });
  return { team: mean(all.map(({ team }) => team)), reps: mean(all.map(({ reps }) => reps)) };
}

/** Runs in which anybody is flagged, and flags of the wrong sign. */
function repFlags(repSd: number, runs: number): { readonly flagged: number; readonly wrong: number; readonly count: number } {
  const all = seeds(runs).map((seed) => {
    const { firm, model, counters } = simulateFirmAt(seed, MEDIUM, repSd);
    const team = mean(firm.reps);
    return repStagePerformances(model, counters)
      .filter(({ verdict }) => verdict !== 'unclear')
      .map(({ memberId, verdict }) => (firm.reps[Number(memberId.slice(3))] ?? 0) > team === (verdict === 'above'));
  });
  const each = all.flat();
  return {
    flagged: mean(all.map(({ length }) => Math.min(1, length))),
    wrong: mean(each.map((right) => (right ? 0 : 1))),
    count: each.length,
  };
}

/** Processor time in ms that a piece of work takes. */
function cpuMs(work: () => void): number {
  const begun = process.cpuUsage();
  work();
  return process.cpuUsage(begun).user / 1000;
}

const EVENTS = 1_000_000;
const OPEN_DEALS = 15_000;

/** What the goals of cost are about: counting a million events anew, and a forecast over 15,000 open deals. */
function measureCosts(): { readonly rebuildMs: number; readonly forecastMs: number } {
  const random = seededRandom(1);
  const at = FIRM_START + 700 * DAY_MS;
  const history = simulateHistory(randomFirm(random, 500, 0.3), random, 700).slice(0, EVENTS);
  const rebuildMs = cpuMs(() => void observeAt(history, at)) * (EVENTS / history.length);
  const { counters, open, wins } = observeAt(history, at);
  const model = fitFunnel(firmPipeline, counters, at);
  const groups = open.slice(0, OPEN_DEALS).map(({ stageId, stageSince, ownerId, valueMinor }) => ({
    stageId,
    ageMs: at - stageSince,
    ownerId,
    tier: 0,
    count: 1,
    valueMinor,
  }));
  const asked = { counters, wins: wins.slice(-400).toReversed(), wonMinor: 0, lastNinetyDaysMinor: 0, past: [], seed: 1 };
  const forecastMs = cpuMs(() => void forecastPeriod(model, { ...asked, open: groups, endsAt: at + 30 * DAY_MS }));
  return { rebuildMs, forecastMs };
}

/** Prints the goals of the numbers with what simulated firms of known truth show; `npm run bench -- numbers [runs]`. */
export async function numbersBench(): Promise<void> {
  const runs = Number(process.argv[3] ?? 200);
  const line = (what: string, goal: string, value: string): void => console.log(`${what.padEnd(52)} ${goal.padEnd(18)} ${value}`);
  line(`goal (${runs} firms each)`, 'aim', 'measured');
  for (const [size, aims] of [
    [SMALL, ['< 0.10', '< 1.15']],
    [MEDIUM, ['< 0.01', '< 1.03']],
    [LARGE, ['< 0.01', '< 1.03']],
  ] as const) {
    const { bias, brier } = winProbabilityErrors(size, Math.ceil(runs / (size === SMALL ? 1 : size === MEDIUM ? 5 : 40)));
    line(`bias of the win probability, ${size.closed} closed`, aims[0] ?? '', bias.toFixed(4));
    line(`Brier over the oracle's, ${size.closed} closed`, aims[1] ?? '', brier.toFixed(3));
  }
  for (const [size, aim] of [
    [SMALL, '75–90 %'],
    [MEDIUM, '75–90 %'],
    [LARGE, '75–97 %'],
  ] as const) {
    const { team, reps } = rangeCoverage(size, size === LARGE ? Math.ceil(runs / 10) : runs);
    line(`80 % range of 90 days holds, ${size.closed} closed`, aim, percent(team));
    line(`the same per rep, ${size.closed} closed`, '72–88 %', percent(reps));
  }
  line('runs that flag anybody, reps alike', '<= 10 %', percent(repFlags(0, runs).flagged));
  const differ = repFlags(0.5, Math.ceil(runs / 4));
  line(`flags of the wrong sign, log-odds sd 0.5 (${differ.count})`, '<= 5 %', percent(differ.wrong));
  const met = mean(seeds(runs).map((seed) => (simulateTarget(seed) ? 1 : 0)));
  line('target met with the stock that the plan asks for', '45–55 %', percent(met));
  firmsBench(runs);
  // Counters equal to a rebuild, for any sequence of events: test/store/funnel/counters.test.ts.
  const { rebuildMs, forecastMs } = measureCosts();
  line('a million events counted anew', '<= 10 s', `${(rebuildMs / 1000).toFixed(1)} s`);
  line(`forecast over ${OPEN_DEALS} open deals`, '<= 0.5 s', `${(forecastMs / 1000).toFixed(2)} s`);
}
