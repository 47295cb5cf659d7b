import { computePipelineNumbers } from '../../../src/core/funnel/pipeline-numbers.ts';
import type { PlanInputs } from '../../../src/core/funnel/plan/plan-inputs.ts';
import type { PlanNumbersRequest } from '../../../src/core/funnel/plan/plan-numbers.ts';
import { dateAt } from '../../../src/core/time/calendar.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { nextPeriod, type Period, type PeriodKind, periodContaining, periodInstants } from '../../../src/core/time/periods.ts';
import type { StageLogEvent } from '../deal-log.ts';
import { firmPipeline, observeAt } from '../simulated-firm.ts';

/** The team's targets, minor units. */
export type SimulatedTargets = (period: Period) => number | null;

const ZONE = 'UTC';
const KINDS: readonly PeriodKind[] = ['month', 'quarter', 'year'];

/** What a plan is made of at an instant of a simulated history: monthly targets, every open deal known. */
export function simulatedInputs(history: readonly StageLogEvent[], at: number, targets: SimulatedTargets): PlanInputs {
  const { counters, open, wins } = observeAt(history, at);
  const on = dateAt(at, ZONE);
  const won = (from: number, to: number): number =>
    wins.filter((win) => win.at >= from && win.at < to).reduce((sum, { valueMinor }) => sum + valueMinor, 0);
  const forecast = (period: Period, wonMinor: number) => ({
    wonMinor,
    lastNinetyDaysMinor: won(at - 90 * DAY_MS, at),
    endsAt: periodInstants(period, ZONE).to,
    past: [],
    seed: 7,
  });
  const running = KINDS.map((kind) => periodContaining(on, kind, 1)).map((period) => {
    const { from, to } = periodInstants(period, ZONE);
    const wonMinor = won(from, to);
    return { period, running: true, targetMinor: targets(period), wonMinor, forecast: forecast(period, wonMinor), before: null };
  });
  const month = periodContaining(on, 'month', 1);
  const next = nextPeriod(month);
  const plan: PlanNumbersRequest = {
    timeZone: ZONE,
    meanWinMinor: wins.reduce((sum, win) => sum + win.valueMinor, 0) / Math.max(1, wins.length),
    periods: [
      ...running,
      {
        period: next,
        running: false,
        targetMinor: targets(next),
        wonMinor: 0,
        forecast: forecast(next, 0),
        before: forecast(month, 0),
      },
    ],
    aims: [0, 3],
    positions: open.map(({ stageId, stageSince, ownerId }) => ({ stageId, ownerId, tier: 0, ageMs: at - stageSince })),
  };
  const asked = { pipeline: firmPipeline, counters, at, wins: wins.toReversed(), forecasts: [], stages: false, plan };
  const { plan: numbers, stages, health } = computePipelineNumbers({ ...asked, stages: true });
  if (numbers === undefined) throw new Error('no numbers of a plan');
  return {
    ...{ at, timeZone: ZONE, on, anyClosed: wins.length > 0, askNew: 'rep0', earlierNeeds: [] },
    ...{
      currency: 'EUR',
      usualDealMinor: Math.round(plan.meanWinMinor),
      numbers: Object.fromEntries(stages),
      health: health ?? null,
    },
    ...{ periods: numbers.periods, horizonAt: numbers.horizonAt, newDeals: numbers.newDeals },
    stages: numbers.stages.map((stage) => ({ ...stage, minimum: 1, emptySince: null })),
    deals: open.map(({ dealId, stageId, ownerId, valueMinor }, i) => ({
      number: Number(dealId.slice(1)),
      ...{ stageId, ownerId, valueMinor, missing: 0 },
      ...(numbers.odds[i] ?? { stay: 0, move: 0, stayInPeriod: [], moveInPeriod: [] }),
    })),
  };
}
