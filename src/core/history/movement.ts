import type { DealState } from '../deal/deal.ts';
import { type DealEvent, effectiveEvents, eventsByDeal } from '../deal/deal-event.ts';
import { isSlip } from '../deal/hygiene/slip.ts';
import { type Amount, addAmounts, NO_AMOUNT, pipelineValueMinorOrZero, toAmount, wasOpen } from '../money/amount.ts';

/**
 * What happened between two instants. It adds up, in number and in value:
 * opening + created + reopened + imported + grew − shrank − won − lost = closing.
 * Undone events and deals entered by mistake are in none of it, the opening included.
 */
export type Movement = {
  readonly opening: Amount;
  readonly created: Amount;
  readonly reopened: Amount;
  readonly imported: Amount;
  /** Value added to open deals, >= 0. */
  readonly grewMinor: number;
  /** Value taken off open deals, >= 0. */
  readonly shrankMinor: number;
  /** At the final value. */
  readonly won: Amount;
  readonly lost: Amount;
  readonly closing: Amount;
  /** Moves forward, one stage or several. */
  readonly advanced: number;
  readonly returned: number;
  /** Close dates that were moved later. */
  readonly slipped: number;
  /** Net change of open deals by stage id; stages without one are left out. */
  readonly changes: Readonly<Record<string, number>>;
};

/** What an event adds to {@link Movement}, in the order in which a digest tells it. */
export const MOVEMENT_KINDS = [
  'created',
  'imported',
  'reopened',
  'advanced',
  'won',
  'lost',
  'returned',
  'slipped',
  'grew',
  'shrank',
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** What a movement reads of a deal. */
export type MovedState = Pick<DealState, 'outcome' | 'stageId' | 'closeOn' | 'pipelineValueMinor'>;

/** What a movement reads of an event: a tenth of what is kept of it. */
export type MovementEvent = Pick<DealEvent, 'dealNumber' | 'version' | 'kind' | 'at' | 'undoes'> & {
  readonly before: MovedState | null;
  readonly after: MovedState;
};

/** What one event counts as; a won deal whose value rose at the end is two things at once. */
function movementKinds({ kind, before, after }: MovementEvent): readonly MovementKind[] {
  const found: MovementKind[] = [];
  if (wasOpen(before)) {
    const grew = pipelineValueMinorOrZero(after) - pipelineValueMinorOrZero(before);
    if (grew !== 0) found.push(grew > 0 ? 'grew' : 'shrank');
    if (after.outcome === 'won' || after.outcome === 'lost') found.push(after.outcome);
    if (isSlip({ before, after })) found.push('slipped');
  } else if (wasOpen(after)) {
    found.push(before !== null ? 'reopened' : kind === 'imported' ? 'imported' : 'created');
  }
  if (kind === 'advanced' || kind === 'skipped') found.push('advanced');
  if (kind === 'returned') found.push('returned');
  return found;
}

/**
 * The events that count in a stretch of time, by what they count as; the deals behind each number of {@link Movement}.
 *
 * @param events every event in it.
 */
export function eventsByMovement<Event extends MovementEvent>(
  events: readonly Event[],
): ReadonlyMap<MovementKind, readonly Event[]> {
  const found = new Map<MovementKind, Event[]>();
  for (const event of eventsByDeal(events).flatMap(effectiveEvents)) {
    for (const kind of movementKinds(event)) {
      const seen = found.get(kind);
      if (seen === undefined) found.set(kind, [event]);
      else seen.push(event);
    }
  }
  return found;
}

/** Net change of open deals by stage id. */
function stageChanges(events: readonly MovementEvent[]): Readonly<Record<string, number>> {
  const changes = new Map<string, number>();
  const change = (state: MovedState | null, by: number) => {
    if (wasOpen(state)) changes.set(state.stageId, (changes.get(state.stageId) ?? 0) + by);
  };
  for (const { before, after } of eventsByDeal(events).flatMap(effectiveEvents)) {
    change(before, -1);
    change(after, 1);
  }
  return Object.fromEntries([...changes].filter(([, by]) => by !== 0));
}

/** What the events of a stretch of time add to a {@link Movement}. */
export type PartialMovement = Omit<Movement, 'opening' | 'closing'>;

/** What moved, from the events of a stretch of time. @param found of the same events. */
export function sumMovement(
  events: readonly MovementEvent[],
  found: ReadonlyMap<MovementKind, readonly MovementEvent[]> = eventsByMovement(events),
): PartialMovement {
  const of = (kind: MovementKind): readonly MovementEvent[] => found.get(kind) ?? [];
  const amount = (kind: MovementKind): Amount => of(kind).reduce((sum, { after }) => addAmounts(sum, toAmount(after)), NO_AMOUNT);
  const growth = (kind: MovementKind): number =>
    of(kind).reduce(
      (sum, { before, after }) =>
        sum + pipelineValueMinorOrZero(after) - (before === null ? 0 : pipelineValueMinorOrZero(before)),
      0,
    );
  return {
    created: amount('created'),
    reopened: amount('reopened'),
    imported: amount('imported'),
    grewMinor: growth('grew'),
    shrankMinor: 0 - growth('shrank'),
    won: amount('won'),
    lost: amount('lost'),
    advanced: of('advanced').length,
    returned: of('returned').length,
    slipped: of('slipped').length,
    changes: stageChanges(events),
  };
}

const NOTHING_MOVED = sumMovement([]);

function addMovements(a: PartialMovement, b: PartialMovement): PartialMovement {
  const stages = [...new Set([...Object.keys(a.changes), ...Object.keys(b.changes)])];
  const changes = stages.map((stageId) => [stageId, (a.changes[stageId] ?? 0) + (b.changes[stageId] ?? 0)] as const);
  return {
    created: addAmounts(a.created, b.created),
    reopened: addAmounts(a.reopened, b.reopened),
    imported: addAmounts(a.imported, b.imported),
    grewMinor: a.grewMinor + b.grewMinor,
    shrankMinor: a.shrankMinor + b.shrankMinor,
    won: addAmounts(a.won, b.won),
    lost: addAmounts(a.lost, b.lost),
    advanced: a.advanced + b.advanced,
    returned: a.returned + b.returned,
    slipped: a.slipped + b.slipped,
    changes: Object.fromEntries(changes.filter(([, by]) => by !== 0)),
  };
}

/**
 * What moved in a stretch of time.
 *
 * @param closing the open deals at its end. @param parts what moved in each chunk of its events (see `chunkByDeal`).
 */
export function combineMovements(closing: Amount, parts: readonly PartialMovement[]): Movement {
  const moved = parts.reduce(addMovements, NOTHING_MOVED);
  const { created, reopened, imported, won, lost, grewMinor, shrankMinor } = moved;
  const came = [created, reopened, imported, { count: 0, valueMinor: grewMinor - shrankMinor }].reduce((sum, each) =>
    addAmounts(sum, each),
  );
  return { ...moved, opening: addAmounts(addAmounts(closing, came, -1), addAmounts(won, lost)), closing };
}
