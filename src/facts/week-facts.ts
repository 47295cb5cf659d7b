import { type Hygiene, type StageStock, totalOf } from '../core/amount.ts';
import { addDays, dateAt, type PlainDate } from '../core/calendar.ts';
import { isFirstOfMonth } from '../core/calibration.ts';
import type { DealEvent } from '../core/deal-event.ts';
import { type DigestFacts, digestFacts } from '../core/digest.ts';
import type { Goal } from '../core/goal.ts';
import { type Movement, movementOf } from '../core/movement.ts';
import { type Rhythm, slotBefore } from '../core/slots.ts';
import type { Pipeline } from '../core/stage.ts';
import { estimatesOn } from '../core/stage-estimate.ts';
import { hygieneBefore, stockBefore } from '../core/stock-before.ts';
import type { Tenant } from '../store/types/store.ts';
import { bulgeLines, gapLines } from './gap-facts.ts';
import { goalFacts } from './goal-facts.ts';
import { needFactsOf } from './need-facts.ts';
import { promiseLines } from './promise-facts.ts';
import { teamNumbers } from './team-numbers.ts';

/** What was counted of a week: the counters minus the movement after it. */
export type WeekNumbers = {
  /** The same time of day seven days before, ms. */
  readonly start: number;
  readonly today: PlainDate;
  readonly stock: readonly StageStock[];
  readonly movement: Movement;
  readonly hygiene: Hygiene;
  /** Events in the week, and after it. */
  readonly events: readonly DealEvent[];
  readonly later: readonly DealEvent[];
};

/** Counts the week that ends at an instant, as it was then. @param at ms, not later than what the store holds. */
export async function weekNumbers(tenant: Tenant, pipelineId: string, timeZone: string, at: number): Promise<WeekNumbers> {
  const start = slotBefore({ weekday: 1, timeOfDay: timeOfDay(at, timeZone), timeZone }, at);
  const today = dateAt(at, timeZone);
  const [stockNow, all, hygieneNow] = await Promise.all([
    tenant.funnel.stock(pipelineId),
    tenant.funnel.eventsFrom(pipelineId, start),
    tenant.funnel.hygiene(pipelineId, today),
  ]);
  const later = all.filter((event) => event.at > at);
  const events = all.filter((event) => event.at > start && event.at <= at);
  const stock = stockBefore(stockNow, later);
  return {
    start,
    today,
    stock,
    movement: movementOf(totalOf(stock), events),
    hygiene: hygieneBefore(hygieneNow, later, today),
    events,
    later,
  };
}

/**
 * The facts of the week that ends at an instant, as they were then.
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
  const [{ start, today, stock, movement, hygiene, later }, closedThen] = await Promise.all([
    weekNumbers(tenant, pipeline.id, timeZone, at),
    tenant.funnel.anyClosed(pipeline.id, at),
  ]);
  const anyClosed = closedThen || later.some(({ before }) => before?.closedAt != null);
  const { goals, ...calendar } = await goalFacts(tenant, pipeline, timeZone, at, later);
  const forecast = anyClosed ? goals.filter(({ period }) => full || period.kind === 'month') : [];
  const numbers = await teamNumbers(tenant, pipeline, { at, timeZone, later }, forecast);
  const needs = needFactsOf(numbers.measured, stock, at);
  const open = await tenant.alerts.open(pipeline.id, at);
  const estimates = estimatesOn(await tenant.estimates.all(pipeline.id), at, today);
  const calibration =
    full && isFirstOfMonth(dateAt(start, timeZone), today) ? await tenant.calls.settled(pipeline.id, at, today) : [];
  return digestFacts(pipeline, {
    at,
    timeZone,
    from: dateAt(start, timeZone),
    to: addDays(today, -1),
    stock,
    movement,
    hygiene,
    gaps: await gapLines(tenant, pipeline, needs, open),
    bulges: await bulgeLines(tenant, pipeline, needs, timeZone),
    promises: await promiseLines(tenant, pipeline, start, at),
    goals: goals.map(({ won: _, ...goal }): Goal => ({ ...goal, forecast: numbers.forecasts.get(goal.period.kind) ?? null })),
    ...calendar,
    anyClosed,
    numbers: numbers.stages,
    estimates,
    calibration,
    health: numbers.health === undefined ? null : { findings: numbers.health.findings, known: numbers.health.known },
  });
}

/** 'HH:mm' of an instant in a zone. */
const timeOfDay = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
