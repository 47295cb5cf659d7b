import { addDays, dateAt } from '../core/calendar.ts';
import { type DigestFacts, digestFacts } from '../core/digest.ts';
import { type Rhythm, slotBefore } from '../core/slots.ts';
import type { Pipeline } from '../core/stage.ts';
import { hygieneBefore, movementOf, stockBefore, totalOf } from '../core/week.ts';
import type { Tenant } from '../store/store-types.ts';
import { forecastBasis } from './forecast-facts.ts';
import { gapLines } from './gap-facts.ts';
import { goalFacts } from './goal-facts.ts';
import { funnelModel, stageNumbers } from './model-facts.ts';

/**
 * The facts of the week that ends at an instant, as they were then: the counters minus the movement after it.
 *
 * @param full with forecasts of quarter and year too, which take a moment in a large firm.
 * @param at ms, not later than what the store holds; the week begins at the same time of day seven days before.
 */
export async function weekFacts(
  tenant: Tenant,
  pipeline: Pipeline,
  rhythm: Rhythm,
  at: number,
  full = false,
): Promise<DigestFacts> {
  const { timeZone } = rhythm;
  const start = slotBefore({ ...rhythm, timeOfDay: timeOfDay(at, timeZone) }, at);
  const today = dateAt(at, timeZone);
  const [stockNow, events, hygieneNow, anyClosed] = await Promise.all([
    tenant.funnel.stock(pipeline.id),
    tenant.funnel.eventsFrom(pipeline.id, start),
    tenant.funnel.hygiene(pipeline.id, today),
    tenant.funnel.anyClosed(pipeline.id),
  ]);
  const later = events.filter((event) => event.at > at);
  const stock = stockBefore(stockNow, later);
  const movement = movementOf(
    totalOf(stock),
    events.filter((event) => event.at > start && event.at <= at),
  );
  const fitted = await funnelModel(tenant, pipeline, at);
  const basis = anyClosed ? await forecastBasis(tenant, pipeline, fitted, at, timeZone) : undefined;
  return digestFacts(pipeline, {
    at,
    timeZone,
    from: dateAt(start, timeZone),
    to: addDays(today, -1),
    stock,
    movement,
    hygiene: hygieneBefore(hygieneNow, later, today),
    gaps: await gapLines(tenant, pipeline, stock),
    ...(await goalFacts(tenant, pipeline, timeZone, at, later, basis, full)),
    anyClosed,
    numbers: stageNumbers(pipeline, fitted, at),
  });
}

/** 'HH:mm' of an instant in a zone. */
const timeOfDay = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
