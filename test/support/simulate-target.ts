import type { PlanForecastRequest } from '../../src/core/funnel/plan/period-expectation.ts';
import { planNumbers } from '../../src/core/funnel/plan/plan-numbers.ts';
import { fitFunnel } from '../../src/core/numbers/model/funnel-model.ts';
import { openGroups } from '../../src/core/numbers/open-groups.ts';
import { forecastPeriod } from '../../src/core/numbers/period-forecast.ts';
import { seededRandom } from '../../src/core/numbers/statistics/random.ts';
import { utcDate } from '../../src/core/time/calendar.ts';
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
 * Monte Carlo check of what a plan asks for: a firm with a target of 1.3 times what it expects is given the stock that its plan requires.
 *
 * @returns whether it then meets the target.
 */
export function simulateTarget(seed: number): boolean {
  const random = seededRandom(seed);
  const firm = randomFirm(random, ARRIVALS_PER_DAY, 0.3);
  const history = simulateHistory(firm, random, HISTORY_DAYS + HORIZON_DAYS);
  const at = FIRM_START + HISTORY_DAYS * DAY_MS;
  const endsAt = at + HORIZON_DAYS * DAY_MS;
  const { counters, wins } = observeAt(history, at);
  const model = fitFunnel(firmPipeline, counters, at);
  const lastNinetyDaysMinor = wins.filter((win) => win.at > at - 90 * DAY_MS).reduce((sum, win) => sum + win.valueMinor, 0);
  const forecast: PlanForecastRequest = { wonMinor: 0, lastNinetyDaysMinor, endsAt, past: [], seed };
  const data = { pipeline: firmPipeline, counters, wins: wins.toReversed() };
  const expected = forecastPeriod(model, { ...forecast, ...data, open: openGroups(counters.stock, at) });
  const targetMinor = (expected.openMinor + expected.newMinor) * 1.3;
  const { stages } = planNumbers(model, data, {
    timeZone: 'UTC',
    meanWinMinor: wins.reduce((sum, win) => sum + win.valueMinor, 0) / Math.max(1, wins.length),
    periods: [
      {
        period: { kind: 'month', startsOn: utcDate(at), endsOn: utcDate(endsAt - DAY_MS) },
        ...{ running: true, targetMinor, wonMinor: 0, forecast, before: null },
      },
    ],
    aims: [0],
    positions: [],
  });
  const pool = recentlyOpen(history, at);
  const opened = new Set(history.filter((event) => event.at <= at).map(({ dealId }) => dealId));
  const fromNew = history
    .filter((event) => event.to === 'won' && event.at > at && event.at <= endsAt && !opened.has(event.dealId))
    .reduce((sum, event) => sum + event.valueMinor, 0);

  let fromOpen = 0;
  for (const [stage, { aims }] of stages.entries()) {
    const alike = pool.filter(({ stageId }) => stageId === STAGE_IDS[stage]);
    for (let i = 0; i < (aims[0]?.required ?? 0) && alike.length > 0; i += 1) {
      const deal = alike[Math.floor(random() * alike.length)];
      if (deal === undefined) continue;
      const { won, days } = simulateOutcome(firm, random, stage, repIndex(deal), deal.ageDays);
      if (won && days <= HORIZON_DAYS) fromOpen += drawValueMinor(firm, random);
    }
  }
  return fromOpen + fromNew >= targetMinor;
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
