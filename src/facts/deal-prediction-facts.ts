import { positionsBefore } from '../core/history/rewind.ts';
import { everything } from '../core/people/viewer.ts';
import { addDays, type PlainDate, startOfDay } from '../core/time/calendar.ts';
import type { NightlyDealPredictions } from '../store/types/numbers.ts';
import { loadEventsSince } from './forecast-facts.ts';
import { loadCountersAsOf } from './model-facts.ts';
import { runNumbers } from './run-numbers.ts';
import type { PipelineAt } from './scope.ts';

/** What is said of every open deal's win probability at the start of a day, and by when "ever" has to have happened. */
export async function computeDealPredictions(
  { tenant, pipeline, timeZone }: Omit<PipelineAt, 'at'>,
  on: PlainDate,
): Promise<NightlyDealPredictions> {
  const at = startOfDay(on, timeZone);
  const eventsSince = await loadEventsSince(tenant, pipeline, at);
  const [counters, now] = await Promise.all([
    loadCountersAsOf(tenant, pipeline, eventsSince),
    tenant.deals(everything('computes')).positions(pipeline.id),
  ]);
  const open = positionsBefore(now, eventsSince);
  const positions = open.map(({ stageId, stageSince, ownerId, tier }) => ({
    ...{ stageId, ownerId, tier },
    ageMs: Math.max(0, at - stageSince),
  }));
  const { winChances, horizonDays } = await runNumbers({
    ...{ pipeline, counters, at, wins: [], forecasts: [], stages: false },
    positions,
  });
  return {
    takenOn: on,
    settlesOn: addDays(on, Math.ceil(horizonDays)),
    predictions: open.flatMap(({ number }, index) => {
      const win = winChances[index];
      return win !== undefined && win > 0 && win < 1 ? [{ number, win }] : [];
    }),
  };
}
