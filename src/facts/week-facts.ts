import { setImmediate } from 'node:timers/promises';
import { type Hygiene, type StageStock, totalOf } from '../core/amount.ts';
import { addDays, dateAt, type PlainDate } from '../core/calendar.ts';
import { isFirstOfMonth } from '../core/calibration.ts';
import { apart, type DealEvent } from '../core/deal-event.ts';
import { type DigestFacts, digestFacts } from '../core/digest.ts';
import type { Goal } from '../core/goal.ts';
import { type Movement, type MovementKind, movedIn, movementEvents, movementFrom } from '../core/movement.ts';
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
  /** The events of the week that count, by what they count as, a part of the deals at a time. */
  readonly moved: readonly ReadonlyMap<MovementKind, readonly DealEvent[]>[];
  /** Every event after it. */
  readonly later: readonly DealEvent[];
};

/** Events that are looked at in one go; then others have their turn, for a week may have seen a hundred thousand. */
const AT_ONCE = 1_000;

/** Looks at all events of some deals at a time, and lets others have their turn in between. */
async function inTurns<Result>(
  events: readonly DealEvent[],
  look: (some: readonly DealEvent[]) => Result,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const some of apart(events, AT_ONCE)) {
    results.push(look(some));
    await setImmediate();
  }
  return results;
}

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
  const parts = await inTurns(events, (some) => {
    const found = movementEvents(some);
    return { found, moved: movedIn(some, found) };
  });
  let hygiene = hygieneNow;
  await inTurns(later, (some) => {
    hygiene = hygieneBefore(hygiene, some, today);
  });
  const moved = parts.map(({ found }) => found);
  const movement = movementFrom(
    totalOf(stock),
    parts.map((part) => part.moved),
  );
  return { start, today, stock, movement, hygiene, moved, later };
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
