import { addDays, type PlainDate, startOfDay } from '../core/calendar.ts';
import { positionsBefore } from '../core/rewind.ts';
import type { Pipeline } from '../core/stage.ts';
import type { DealCallNight } from '../store/types/numbers.ts';
import type { Tenant } from '../store/types/store.ts';
import { eventsAfter } from './forecast-facts.ts';
import { countersThen } from './model-facts.ts';
import { reckoned } from './reckoned.ts';

/** What is said of every open deal's win probability at the start of a day, and by when "ever" has to have happened. */
export async function nightCalls(tenant: Tenant, pipeline: Pipeline, on: PlainDate, timeZone: string): Promise<DealCallNight> {
  const at = startOfDay(on, timeZone);
  const later = await eventsAfter(tenant, pipeline, at);
  const [counters, now] = await Promise.all([countersThen(tenant, pipeline, later), tenant.deals.positions(pipeline.id)]);
  const open = positionsBefore(now, later);
  const positions = open.map(({ stageSince, ...rest }) => ({ ...rest, ageMs: Math.max(0, at - stageSince) }));
  const { chances, horizonDays } = await reckoned({
    ...{ pipeline, counters, at, wins: [], forecasts: [], stages: false },
    positions,
  });
  return {
    takenOn: on,
    settlesOn: addDays(on, Math.ceil(horizonDays)),
    calls: open.flatMap(({ number }, index) => {
      const win = chances[index];
      return win !== undefined && win > 0 && win < 1 ? [{ number, win }] : [];
    }),
  };
}
