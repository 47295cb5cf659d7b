import { fitFunnel } from '../../src/core/numbers/funnel-model.ts';
import { openGroups } from '../../src/core/numbers/open-groups.ts';
import { forecastPeriod } from '../../src/core/numbers/period-forecast.ts';
import { seeded } from '../../src/core/numbers/random.ts';
import { steadyStages } from '../../src/core/numbers/steady-stage.ts';
import { stretchFor } from '../../src/core/numbers/stretch.ts';
import { dealLog, type LogDeal } from './deal-log.ts';
import { DAY_MS, drawnValue, FIRM_START, fate, firmOf, firmPipeline, historyOf, repNumber, STAGE_IDS, seenAt } from './firm.ts';

const HORIZON_DAYS = 60;

/** One firm with a target of 1.3 times what it expects: brought to the required stock, does it meet the target? */
export function targetRun(seed: number, confidence: 0.5 | 0.8, days = 400, arrivalsPerDay = 1.5) {
  const random = seeded(seed);
  const firm = firmOf(random, arrivalsPerDay, 0.3);
  const at = FIRM_START + days * DAY_MS;
  const endsAt = at + HORIZON_DAYS * DAY_MS;
  const history = historyOf(firm, random, days + HORIZON_DAYS);
  const { counters, wins } = seenAt(history, at);
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
  const steady = steadyStages(model, counters, HORIZON_DAYS * DAY_MS, meanWinMinor);
  const factor = stretchFor(steady, target, meanWinMinor, confidence);

  // Deals of a steady stage: those that were open on some day of the last months.
  const log = dealLog();
  const pool: (LogDeal & { readonly ageDays: number })[] = [];
  let then = at - 240 * DAY_MS;
  for (const event of history) {
    for (; event.at > then && then <= at; then += 20 * DAY_MS) {
      const on = then;
      pool.push(...log.open().map((deal) => ({ ...deal, ageDays: (on - deal.stageSince) / DAY_MS })));
    }
    log.take(event);
  }
  let fromOpen = 0;
  let fromNew = 0;
  for (const [stage, each] of steady.entries()) {
    const alike = pool.filter(({ stageId }) => stageId === STAGE_IDS[stage]);
    const wanted = factor * each.steady;
    const count = Math.floor(wanted) + (random() < wanted % 1 ? 1 : 0);
    for (let i = 0; i < count && alike.length > 0; i += 1) {
      const deal = alike[Math.floor(random() * alike.length)];
      if (deal === undefined) continue;
      const { won, days: after } = fate(firm, random, stage, repNumber(deal), deal.ageDays);
      if (won && after <= HORIZON_DAYS) fromOpen += drawnValue(firm, random);
    }
  }
  const opened = new Set(history.filter((event) => event.at <= at).map(({ dealId }) => dealId));
  for (const event of history)
    if (event.to === 'won' && event.at > at && event.at <= endsAt && !opened.has(event.dealId)) fromNew += event.valueMinor;
  return {
    met: fromOpen + fromNew >= target.targetMinor,
    fromOpen,
    fromNew,
    needMinor: target.targetMinor - target.newMinor,
    newMinor: target.newMinor,
  };
}
