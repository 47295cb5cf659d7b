import type { PlainDate } from './calendar.ts';
import { type DealState, isOpen } from './deal.ts';
import type { DealEvent } from './deal-event.ts';
import { isSlip } from './slip.ts';

/** A number of deals and their value: whole minor units of the pipeline's currency; unpriced deals add 0. */
export type Amount = { readonly count: number; readonly valueMinor: number };

/** Open deals of one stage; `unpriced` of them have no value in the pipeline's currency. */
export type StageStock = Amount & { readonly stageId: string; readonly unpriced: number };

/** What one owner has. */
export type OwnerAmount = Amount & { readonly ownerId: string };

/** Open deals past their expected close date, and without one. */
export type Hygiene = { readonly overdue: Amount; readonly undated: Amount };

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

const NONE: Amount = { count: 0, valueMinor: 0 };
const plus = (a: Amount, b: Amount, sign = 1): Amount => ({
  count: a.count + sign * b.count,
  valueMinor: a.valueMinor + sign * b.valueMinor,
});
const worth = (state: DealState): number => state.pipelineValueMinor ?? 0;
const one = (state: DealState): Amount => ({ count: 1, valueMinor: worth(state) });
const open = (state: DealState | null): state is DealState => state !== null && isOpen(state);

/** The sum of all stages. */
export const totalOf = (stock: readonly StageStock[]): Amount => stock.reduce<Amount>((sum, each) => plus(sum, each), NONE);

/**
 * The open deals as they were before some events: the counters minus the movement after.
 *
 * @param now the stock after all of them. @param later every event since, in any order, undone ones and their undos included.
 */
export function stockBefore(now: readonly StageStock[], later: readonly DealEvent[]): readonly StageStock[] {
  const stock = new Map(now.map((each) => [each.stageId, each]));
  const add = (state: DealState | null, sign: number) => {
    if (!open(state)) return;
    const at = stock.get(state.stageId) ?? { stageId: state.stageId, ...NONE, unpriced: 0 };
    const unpriced = at.unpriced + (state.pipelineValueMinor === null ? sign : 0);
    stock.set(state.stageId, { ...at, ...plus(at, one(state), sign), unpriced });
  };
  for (const { before, after } of later) {
    add(after, -1);
    add(before, 1);
  }
  return [...stock.values()].filter(({ count }) => count !== 0);
}

/** First and last of each deal's events. */
function byDeal(events: readonly DealEvent[]): readonly (readonly DealEvent[])[] {
  const deals = new Map<number, DealEvent[]>();
  for (const event of events) {
    const seen = deals.get(event.dealNumber);
    if (seen === undefined) deals.set(event.dealNumber, [event]);
    else seen.push(event);
  }
  return [...deals.values()].map((own) => own.toSorted((a, b) => a.version - b.version));
}

/** As {@link stockBefore}, for dates: `now` was counted with the same `today`. */
export function hygieneBefore(now: Hygiene, later: readonly DealEvent[], today: PlainDate): Hygiene {
  let { overdue, undated } = now;
  const add = (state: DealState | null, sign: number) => {
    if (!open(state)) return;
    if (state.closeOn === null) undated = plus(undated, one(state), sign);
    else if (state.closeOn < today) overdue = plus(overdue, one(state), sign);
  };
  for (const own of byDeal(later)) {
    add(own.at(-1)?.after ?? null, -1);
    add(own[0]?.before ?? null, 1);
  }
  return { overdue, undated };
}

/**
 * What was won in [from, to), as it was before some events.
 *
 * @param now by owner, as it is after them. @param later every event since.
 */
export function wonBefore(
  now: readonly OwnerAmount[],
  later: readonly DealEvent[],
  from: number,
  to: number,
): readonly OwnerAmount[] {
  const won = new Map(now.map((each) => [each.ownerId, each]));
  const add = (state: DealState | null, sign: number) => {
    if (state?.outcome !== 'won' || state.closedAt === null || state.closedAt < from || state.closedAt >= to) return;
    const held = won.get(state.ownerId) ?? { ownerId: state.ownerId, ...NONE };
    won.set(state.ownerId, { ...held, ...plus(held, one(state), sign) });
  };
  for (const { before, after } of later) {
    add(after, -1);
    add(before, 1);
  }
  return [...won.values()].filter(({ count }) => count !== 0);
}

/** The events that still count as of the last of them; none for a deal that was entered by mistake. */
function kept(own: readonly DealEvent[]): readonly DealEvent[] {
  if (own.at(-1)?.after.outcome === 'withdrawn') return [];
  const undone = new Set(own.flatMap((event) => (event.undoes === null ? [] : [event.undoes])));
  return own.filter((event) => event.undoes === null && !undone.has(event.version));
}

/** What an event adds to {@link Movement}. */
export type MovementKind =
  | 'created'
  | 'imported'
  | 'reopened'
  | 'grew'
  | 'shrank'
  | 'won'
  | 'lost'
  | 'advanced'
  | 'returned'
  | 'slipped';

/** What one event counts as; a won deal whose value rose at the end is two things at once. */
function movementKinds({ kind, before, after }: DealEvent): readonly MovementKind[] {
  const found: MovementKind[] = [];
  if (open(before)) {
    const grew = worth(after) - worth(before);
    if (grew !== 0) found.push(grew > 0 ? 'grew' : 'shrank');
    if (after.outcome === 'won' || after.outcome === 'lost') found.push(after.outcome);
    if (isSlip({ before, after })) found.push('slipped');
  } else if (open(after)) {
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
export function movementEvents(events: readonly DealEvent[]): ReadonlyMap<MovementKind, readonly DealEvent[]> {
  const found = new Map<MovementKind, DealEvent[]>();
  for (const event of byDeal(events).flatMap(kept)) {
    for (const kind of movementKinds(event)) {
      const seen = found.get(kind);
      if (seen === undefined) found.set(kind, [event]);
      else seen.push(event);
    }
  }
  return found;
}

/** Net change of open deals by stage id. */
function stageChanges(events: readonly DealEvent[]): Readonly<Record<string, number>> {
  const changes = new Map<string, number>();
  const change = (state: DealState | null, by: number) => {
    if (open(state)) changes.set(state.stageId, (changes.get(state.stageId) ?? 0) + by);
  };
  for (const { before, after } of byDeal(events).flatMap(kept)) {
    change(before, -1);
    change(after, 1);
  }
  return Object.fromEntries([...changes].filter(([, by]) => by !== 0));
}

/**
 * What moved, from the events of a stretch of time.
 *
 * @param closing the open deals at its end. @param events every event in it.
 */
export function movementOf(closing: Amount, events: readonly DealEvent[]): Movement {
  const found = movementEvents(events);
  const of = (kind: MovementKind): readonly DealEvent[] => found.get(kind) ?? [];
  const amount = (kind: MovementKind): Amount => of(kind).reduce((sum, { after }) => plus(sum, one(after)), NONE);
  const growth = (kind: MovementKind): number =>
    of(kind).reduce((sum, { before, after }) => sum + worth(after) - (before === null ? 0 : worth(before)), 0);
  const [created, reopened, imported] = [amount('created'), amount('reopened'), amount('imported')];
  const [won, lost] = [amount('won'), amount('lost')];
  const [grewMinor, lostValue] = [growth('grew'), growth('shrank')];
  const came = [created, reopened, imported, { count: 0, valueMinor: grewMinor + lostValue }].reduce((sum, each) =>
    plus(sum, each),
  );
  return {
    opening: plus(plus(closing, came, -1), plus(won, lost)),
    created,
    reopened,
    imported,
    grewMinor,
    shrankMinor: 0 - lostValue,
    won,
    lost,
    closing,
    advanced: of('advanced').length,
    returned: of('returned').length,
    slipped: of('slipped').length,
    changes: stageChanges(events),
  };
}
