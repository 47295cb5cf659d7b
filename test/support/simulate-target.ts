import { fitFunnel } from '../../src/core/numbers/model/funnel-model.ts';
import { steadyStages } from '../../src/core/numbers/needs/steady-stage.ts';
import { targetMultiplier } from '../../src/core/numbers/needs/target-multiplier.ts';
import { openGroups } from '../../src/core/numbers/open-groups.ts';
import { forecastPeriod } from '../../src/core/numbers/period-forecast.ts';
import { seededRandom } from '../../src/core/numbers/statistics/random.ts';
import { DAY_MS } from '../../src/core/time/durations.ts';
import { createDealLog, type OpenLogDeal, type StageLogEvent } from './deal-log.ts';
import {
  drawValueMinor,
  FIRM_START,
  firmPipeline,
  observeAt,
  randomFirm,
  repIndex,
  STAGE_IDS,
  simulateHistory,
  simulateOutcome,
} from './simulated-firm.ts';

const HISTORY_DAYS = 400;
const HORIZON_DAYS = 60;
const ARRIVALS_PER_DAY = 1.5;

/**
 * Monte Carlo check of one firm with a target of 1.3 times what it expects. @returns whether it meets the target when it is brought to the stock that a
 * confidence requires. What the confidences share, the forecast above all, is computed once.
 */
export function simulateTarget(seed: number): (confidence: 0.5 | 0.8) => boolean {
  /** The firm, what happens in it, and the random numbers that come after. */
  const play = () => {
    const random = seededRandom(seed);
    const firm = randomFirm(random, ARRIVALS_PER_DAY, 0.3);
    return { firm, history: simulateHistory(firm, random, HISTORY_DAYS + HORIZON_DAYS), random };
  };
  const { firm, history } = play();
  const at = FIRM_START + HISTORY_DAYS * DAY_MS;
  const endsAt = at + HORIZON_DAYS * DAY_MS;
  const { counters, wins } = observeAt(history, at);
  const model = fitFunnel(firmPipeline, counters, at);
  const meanWinMinor = wins.reduce((sum, win) => sum + win.valueMinor, 0) / Math.max(1, wins.length);
  const forecast = forecastPeriod(model, {
    counters,
    open: openGroups(counters.stock, at),
    wins: wins.toReversed(),
    wonMinor: 0,
    lastNinetyDaysMinor: 0,
    endsAt,
    past: [],
    seed,
  });
  const target = {
    targetMinor: (forecast.openMinor + forecast.newMinor) * 1.3,
    wonMinor: 0,
    newMinor: forecast.newMinor,
    newWins: forecast.newWins,
  };
  const steady = steadyStages(model, counters, { horizonMs: HORIZON_DAYS * DAY_MS, meanWinMinor });
  const pool = recentlyOpen(history, at);
  const opened = new Set(history.filter((event) => event.at <= at).map(({ dealId }) => dealId));
  const fromNew = history
    .filter((event) => event.to === 'won' && event.at > at && event.at <= endsAt && !opened.has(event.dealId))
    .reduce((sum, event) => sum + event.valueMinor, 0);

  return (confidence) => {
    const factor = targetMultiplier(steady, target, { meanWinMinor, confidence });
    const { random } = play();
    let fromOpen = 0;
    for (const [stage, each] of steady.entries()) {
      const alike = pool.filter(({ stageId }) => stageId === STAGE_IDS[stage]);
      const wanted = factor * each.steadyCount;
      const count = Math.floor(wanted) + (random() < wanted % 1 ? 1 : 0);
      for (let i = 0; i < count && alike.length > 0; i += 1) {
        const deal = alike[Math.floor(random() * alike.length)];
        if (deal === undefined) continue;
        const { won, days } = simulateOutcome(firm, random, stage, repIndex(deal), deal.ageDays);
        if (won && days <= HORIZON_DAYS) fromOpen += drawValueMinor(firm, random);
      }
    }
    return fromOpen + fromNew >= target.targetMinor;
  };
}

/** Deals of a steady stage: those that were open on some day of the last months. */
function recentlyOpen(history: readonly StageLogEvent[], at: number) {
  const log = createDealLog();
  const pool: (OpenLogDeal & { readonly ageDays: number })[] = [];
  let sampleAt = at - 240 * DAY_MS;
  for (const event of history) {
    for (; event.at > sampleAt && sampleAt <= at; sampleAt += 20 * DAY_MS) {
      const on = sampleAt;
      pool.push(...log.openDeals().map((deal) => ({ ...deal, ageDays: (on - deal.stageSince) / DAY_MS })));
    }
    log.record(event);
  }
  return pool;
}
