import type { DealEvent } from '../deal/deal-event.ts';
import { parseSlipCause, type SlipCause } from '../deal/hygiene/slip.ts';
import { eventsByMovement } from '../history/movement.ts';
import type { DealNumber, MemberId } from '../ids.ts';
import { type Amount, addAmounts, NO_AMOUNT } from '../money/amount.ts';
import type { RepStagePerformance } from '../numbers/rep-effectiveness.ts';
import type { AgeingLine } from './ageing.ts';
import type { LeftDeals } from './left-deals.ts';
import type { RepReview } from './rep-review.ts';

/** Close dates that one owner's deals moved later, by cause, and which deals; `unknown`: nobody has said why. */
export type OwnerSlips = {
  readonly memberId: MemberId;
  readonly count: number;
  readonly numbers: readonly DealNumber[];
  readonly causes: Readonly<Record<SlipCause | 'unknown', number>>;
};

/** Deals of one owner that are stuck, by their numbers too, with the one that is longest beyond what is usual. */
export type OwnerStuck = {
  readonly memberId: MemberId;
  readonly deals: Amount;
  readonly numbers: readonly DealNumber[];
  readonly longest: AgeingLine;
};

/** What only managers read of a week: with names. */
export type ManagerNoteFacts = {
  readonly slips: readonly OwnerSlips[];
  readonly stuck: readonly OwnerStuck[];
  /** Most deals first. */
  readonly left: readonly LeftDeals[];
  /** The stage where a rep is clearly below the team; null: the sample does not bear any, or it was told lately. */
  readonly coaching: RepStagePerformance | null;
};

const NO_CAUSES: OwnerSlips['causes'] = { guess: 0, obstacle: 0, unknown: 0 };

const slipId = (dealNumber: number, version: number): string => `${dealNumber}@${version}`;

/** The recorded causes by the slip that they explain; a record that was undone says nothing. */
function causesBySlip(events: readonly DealEvent[]): ReadonlyMap<string, SlipCause> {
  const undone = new Set(events.flatMap(({ dealNumber, undoes }) => (undoes === null ? [] : [slipId(dealNumber, undoes)])));
  return new Map(
    events.flatMap((event) => {
      const said = parseSlipCause(event);
      if (said === undefined || undone.has(slipId(event.dealNumber, event.version))) return [];
      return [[slipId(event.dealNumber, said.of), said.cause] as const];
    }),
  );
}

/**
 * Close dates that moved later, by the owner of the deal; most first. They add up to the `slipped` of the week's movement.
 *
 * @param events every event of the week. @param later those after it: a cause is often said afterwards.
 */
export function slipsByOwner(events: readonly DealEvent[], later: readonly DealEvent[] = []): readonly OwnerSlips[] {
  const causes = causesBySlip([...events, ...later]);
  const sums = new Map<
    MemberId,
    { count: number; readonly numbers: Set<DealNumber>; readonly causes: Record<SlipCause | 'unknown', number> }
  >();
  for (const slip of eventsByMovement(events).get('slipped') ?? []) {
    const memberId = slip.after.ownerId;
    const sum = sums.get(memberId) ?? { count: 0, numbers: new Set(), causes: { ...NO_CAUSES } };
    sums.set(memberId, sum);
    sum.count += 1;
    sum.numbers.add(slip.dealNumber);
    sum.causes[causes.get(slipId(slip.dealNumber, slip.version)) ?? 'unknown'] += 1;
  }
  return [...sums]
    .map(([memberId, { numbers, ...sum }]) => ({ memberId, ...sum, numbers: [...numbers] }))
    .toSorted((a, b) => b.count - a.count || (a.memberId < b.memberId ? -1 : 1));
}

/** The causes of everybody's slips together. */
export function sumCauses(slips: readonly OwnerSlips[]): OwnerSlips['causes'] {
  const sum = (cause: keyof OwnerSlips['causes']): number => slips.reduce((all, { causes }) => all + causes[cause], 0);
  return { guess: sum('guess'), obstacle: sum('obstacle'), unknown: sum('unknown') };
}

/** Stuck deals by owner, most first. @param lines the longest beyond what is usual first. */
export function stuckByOwner(lines: readonly AgeingLine[]): readonly OwnerStuck[] {
  const sums = new Map<MemberId, OwnerStuck>();
  for (const line of lines) {
    const { ownerId: memberId, valueMinor } = line;
    const sum = sums.get(memberId);
    const deals = addAmounts(sum?.deals ?? NO_AMOUNT, { count: 1, valueMinor: valueMinor ?? 0 });
    sums.set(memberId, { memberId, deals, numbers: [...(sum?.numbers ?? []), line.number], longest: sum?.longest ?? line });
  }
  return [...sums.values()].toSorted((a, b) => b.deals.count - a.deals.count || (a.memberId < b.memberId ? -1 : 1));
}

/** A hint that is nothing new comes up once in so many weeks: who reads the same every Monday stops reading. */
const HINT_EVERY_WEEKS = 4;

/** Stages where somebody who is here is clearly below the team, by importance. */
const stagesBelow = (reviews: readonly RepReview[], isHere: (memberId: MemberId) => boolean): readonly RepStagePerformance[] =>
  reviews.flatMap(({ memberId, different }) => (isHere(memberId) ? different.filter(({ verdict }) => verdict === 'below') : []));

/**
 * One coaching hint: what was not so a week ago, by importance; else those that are known take turns, each once in four weeks or more.
 *
 * @param lastWeek the reviews of a week ago. @param week counts weeks from any beginning.
 * @returns null where the sample bears none, or it is nobody's turn.
 */
export function coachingHint(
  reviews: readonly RepReview[],
  {
    lastWeek,
    week,
    isHere,
  }: { readonly lastWeek: readonly RepReview[]; readonly week: number; readonly isHere: (memberId: MemberId) => boolean },
): RepStagePerformance | null {
  const below = stagesBelow(reviews, isHere);
  const known = stagesBelow(lastWeek, isHere);
  const isKnown = ({ memberId, stageId }: RepStagePerformance): boolean =>
    known.some((each) => each.memberId === memberId && each.stageId === stageId);
  const turn = week % Math.max(HINT_EVERY_WEEKS, below.length);
  return below.find((each) => !isKnown(each)) ?? below[turn] ?? null;
}

/** Deals that are kept of a note: more than anybody reads of. */
const MAX_NAMED = 1_000;

/**
 * What a note names: the deals whose dates moved and those that are stuck, the people whose deals need a new owner, and whom its hint is
 * about. Owners of the former are named by these deals.
 */
export const namedInNote = ({ slips, stuck, left, coaching }: ManagerNoteFacts) => ({
  deals: [...new Set([...slips, ...stuck].flatMap(({ numbers }) => numbers))].slice(0, MAX_NAMED),
  people: [...new Set([...left, ...(coaching === null ? [] : [coaching])].map(({ memberId }) => memberId))],
});

/** Nothing that a manager would want to be written to about. */
export const isNothingToNote = ({ slips, stuck, left, coaching }: ManagerNoteFacts): boolean =>
  slips.length === 0 && stuck.length === 0 && left.length === 0 && coaching === null;
