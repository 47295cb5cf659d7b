import type { DealState } from '../deal/deal.ts';
import { type DealEvent, effectiveEvents, eventsByDeal } from '../deal/deal-event.ts';
import { isSlip } from '../deal/hygiene/slip.ts';
import { type Amount, addAmounts, pipelineValueMinorOrZero, wasOpen } from '../money/amount.ts';

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
  /** Value added to open deals, >= 0, and how often. */
  readonly grewMinor: number;
  readonly grewCount: number;
  /** Value taken off open deals, >= 0, and how often. */
  readonly shrankMinor: number;
  readonly shrankCount: number;
  /** The two values are not told: they would say what a deal is worth that the reader does not see. */
  readonly growthUntold?: true | undefined;
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

/** Where a deal stood. */
type Place = Pick<MovedState, 'outcome' | 'stageId'>;

/** Events that count as the same, added up. */
export type MovementGroup = Pick<MovementEvent, 'kind'> & {
  readonly before: Place | null;
  readonly after: Place;
  /** The close date was moved later. */
  readonly slipped: boolean;
  readonly count: number;
  /** Of the deals after them. */
  readonly valueMinor: number;
  /** What open deals became worth more; less, where negative: of none of the events the other way round. */
  readonly growthMinor: number;
};

/** Without a negative zero, which is equal to zero but not the same. */
const negate = (value: number): number => 0 - value;

const toPlace = ({ outcome, stageId }: Place): Place => ({ outcome, stageId });

const toGroup = ({ kind, before, after }: MovementEvent): MovementGroup => ({
  kind,
  before: before === null ? null : toPlace(before),
  after: toPlace(after),
  slipped: isSlip({ before, after }),
  count: 1,
  valueMinor: pipelineValueMinorOrZero(after),
  growthMinor: wasOpen(before) ? pipelineValueMinorOrZero(after) - pipelineValueMinorOrZero(before) : 0,
});

const groupKey = ({ kind, before, after, slipped, growthMinor }: MovementGroup): string =>
  JSON.stringify([kind, before?.outcome, before?.stageId, after.outcome, after.stageId, slipped, Math.sign(growthMinor)]);

const plus = (a: MovementGroup, b: MovementGroup): MovementGroup => ({
  ...a,
  count: a.count + b.count,
  valueMinor: a.valueMinor + b.valueMinor,
  growthMinor: a.growthMinor + b.growthMinor,
});

/** One group for each that counts as something else. */
function mergeMovementGroups(groups: readonly MovementGroup[]): readonly MovementGroup[] {
  const sums = new Map<string, MovementGroup>();
  for (const group of groups) {
    const key = groupKey(group);
    const held = sums.get(key);
    sums.set(key, held === undefined ? group : plus(held, group));
  }
  return [...sums.values()];
}

/** Each event as if it were in effect; but for those that take another one back, which add nothing. */
const groupEach = (events: readonly MovementEvent[]): readonly MovementGroup[] =>
  mergeMovementGroups(events.filter(({ undoes }) => undoes === null).map(toGroup));

const subtract = (group: MovementGroup): MovementGroup => ({
  ...group,
  count: negate(group.count),
  valueMinor: negate(group.valueMinor),
  growthMinor: negate(group.growthMinor),
});

/**
 * Groups of all events of a stretch of time, as if each were in effect, made good for those that are not.
 *
 * @param special every event in it of the deals of which one is perhaps not: taken back, or of a deal that was withdrawn or came from elsewhere.
 */
export function correctMovementGroups(
  groups: readonly MovementGroup[],
  special: readonly MovementEvent[],
): readonly MovementGroup[] {
  const sums = new Map(mergeMovementGroups(groups).map((group) => [groupKey(group), group]));
  for (const group of groupEach(special)) {
    const key = groupKey(group);
    const held = sums.get(key);
    sums.set(key, held === undefined ? subtract(group) : plus(held, subtract(group)));
  }
  return mergeMovementGroups([...sums.values(), ...groupMovement(special)].filter(({ count }) => count !== 0));
}

/** The events of a stretch of time that are in effect, added up. @param events every event in it. */
export const groupMovement = (events: readonly MovementEvent[]): readonly MovementGroup[] =>
  mergeMovementGroups(eventsByDeal(events).flatMap(effectiveEvents).map(toGroup));

/** What one event counts as; a won deal whose value rose at the end is two things at once. */
function movementKinds({ kind, before, after, slipped, growthMinor }: MovementGroup): readonly MovementKind[] {
  const found: MovementKind[] = [];
  if (wasOpen(before)) {
    if (growthMinor !== 0) found.push(growthMinor > 0 ? 'grew' : 'shrank');
    if (after.outcome === 'won' || after.outcome === 'lost') found.push(after.outcome);
    if (slipped) found.push('slipped');
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
    for (const kind of movementKinds(toGroup(event))) {
      const seen = found.get(kind);
      if (seen === undefined) found.set(kind, [event]);
      else seen.push(event);
    }
  }
  return found;
}

/** Net change of open deals by stage id. */
function stageChanges(groups: readonly MovementGroup[]): Readonly<Record<string, number>> {
  const changes = new Map<string, number>();
  const change = (place: Place | null, by: number) => {
    if (wasOpen(place)) changes.set(place.stageId, (changes.get(place.stageId) ?? 0) + by);
  };
  for (const { before, after, count } of groups) {
    change(before, negate(count));
    change(after, count);
  }
  return Object.fromEntries([...changes].filter(([, by]) => by !== 0));
}

/** What a stretch of time adds to a {@link Movement}. */
type PartialMovement = Omit<Movement, 'opening' | 'closing'>;

/** What moved. @param groups of the events of a stretch of time that are in effect. */
function sumMovement(groups: readonly MovementGroup[]): PartialMovement {
  const of = (kind: MovementKind): readonly MovementGroup[] => groups.filter((group) => movementKinds(group).includes(kind));
  const sum = (kind: MovementKind, each: (group: MovementGroup) => number): number =>
    of(kind).reduce((total, group) => total + each(group), 0);
  const count = (kind: MovementKind): number => sum(kind, (group) => group.count);
  const amount = (kind: MovementKind): Amount => ({ count: count(kind), valueMinor: sum(kind, ({ valueMinor }) => valueMinor) });
  const growth = (kind: MovementKind): number => sum(kind, ({ growthMinor }) => growthMinor);
  return {
    created: amount('created'),
    reopened: amount('reopened'),
    imported: amount('imported'),
    grewMinor: growth('grew'),
    grewCount: count('grew'),
    shrankMinor: negate(growth('shrank')),
    shrankCount: count('shrank'),
    won: amount('won'),
    lost: amount('lost'),
    advanced: count('advanced'),
    returned: count('returned'),
    slipped: count('slipped'),
    changes: stageChanges(groups),
  };
}

/**
 * What moved in a stretch of time.
 *
 * @param closing the open deals at its end. @param groups of its events that are in effect.
 */
export function toMovement(closing: Amount, groups: readonly MovementGroup[]): Movement {
  const moved = sumMovement(groups);
  const { created, reopened, imported, won, lost, grewMinor, shrankMinor } = moved;
  const came = [created, reopened, imported, { count: 0, valueMinor: grewMinor - shrankMinor }].reduce((sum, each) =>
    addAmounts(sum, each),
  );
  return { ...moved, opening: addAmounts(addAmounts(closing, came, -1), addAmounts(won, lost)), closing };
}
