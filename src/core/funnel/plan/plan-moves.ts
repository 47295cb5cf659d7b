import { addTo, canFill, type FillRoute, findNearestGap, isNearStage, type Tally } from './action-tally.ts';
import type { ActionSituation, MoveAction } from './plan-actions.ts';
import type { PlanDeal } from './plan-inputs.ts';

/** Deals that may leave a stage without its running dry: none where it is short, else all above the number at which it opens. */
function spareDeals({ count, need, asks }: ActionSituation['stages'][number]): number {
  if (need !== null) return 0;
  return Math.max(0, count - Math.max(0, ...asks.map(({ opensAt }) => opensAt + 1)));
}

type Move = { readonly deal: PlanDeal; readonly from: number; readonly gain: number };

/** Deals that can be advanced, best first: by gain, then those nearest to the order, then those that lack least. */
function rankedMoves({ stages, deals }: ActionSituation['inputs']): readonly Move[] {
  const index = new Map(stages.map(({ stageId }, k) => [stageId, k]));
  const moves = deals.flatMap((deal): readonly Move[] => {
    const from = index.get(deal.stageId);
    if (from === undefined) return [];
    const worth = deal.valueMinor ?? stages[from]?.valueMinor ?? 0;
    return [{ deal, from, gain: Math.round(Math.max(0, worth * (deal.move - deal.stay))) }];
  });
  return moves.toSorted(
    (a, b) =>
      b.gain - a.gain ||
      b.deal.move - b.deal.stay - (a.deal.move - a.deal.stay) ||
      b.from - a.from ||
      a.deal.missing - b.deal.missing ||
      a.deal.number - b.deal.number,
  );
}

const winOfMove =
  ({ moveInPeriod }: PlanDeal) =>
  (period: number): number =>
    moveInPeriod[period] ?? 0;

/** Chooses moves one by one, and keeps count of what they leave. */
function moveChooser({ inputs: { stages }, ...plan }: ActionSituation, tally: Tally) {
  const spare = plan.stages.map(spareDeals);
  const chosen = new Map<number, MoveAction>();
  return {
    chosen,
    isFree: ({ deal, from }: Move): boolean => !chosen.has(deal.number) && (tally.left[from] ?? 0) > 0,
    canSpare: (from: number): boolean => (spare[from] ?? 0) > 0,
    choose: ({ deal, from, gain }: Move, to: number): void => {
      if (plan.stages[from]?.need !== null && (spare[from] ?? 0) <= 0) addTo(tally.holes, from, 1);
      addTo(tally.lacking, to, -1);
      addTo(tally.left, from, -1);
      addTo(spare, from, -1);
      const worth = deal.valueMinor ?? stages[from]?.valueMinor ?? 0;
      for (const period of tally.missing.keys()) {
        const more = (deal.moveInPeriod[period] ?? 0) - (deal.stayInPeriod[period] ?? 0);
        addTo(tally.missing, period, -worth * Math.max(0, more));
      }
      chosen.set(deal.number, {
        kind: 'move',
        number: deal.number,
        fromStageId: deal.stageId,
        toStageId: stages[from + 1]?.stageId ?? deal.stageId,
        forStageId: stages[to]?.stageId ?? deal.stageId,
        ownerId: deal.ownerId,
        missing: deal.missing,
        gainMinor: gain,
      });
    },
  };
}

/** Which moves are looked at: of what a stage can spare, or of any; to a stage that is near, or to any. */
const PASSES = [
  { sparing: true, near: true },
  { sparing: false, near: true },
  { sparing: true, near: false },
] as const;

/**
 * Moves that fill what is lacking, in the order in which they were chosen: first those that were told today and still help; then those that
 * fill the lead; then others, as long as what was chosen does not cover the period that they are for.
 *
 * Each time first of what a stage can spare; then of what it cannot, for a deal nearer to the order is worth more, and new ones fill its
 * place; and last those that are far from what is lacking.
 */
export function chooseMoves(situation: ActionSituation, tally: Tally): readonly MoveAction[] {
  const { stages } = situation.inputs;
  const moves = rankedMoves(situation.inputs);
  const chooser = moveChooser(situation, tally);
  for (const action of situation.announced) {
    const move = action.kind === 'move' ? moves.find(({ deal }) => deal.number === action.number) : undefined;
    if (move === undefined || action.kind !== 'move' || !chooser.isFree(move)) continue;
    const to = stages.findIndex(({ stageId }) => stageId === action.forStageId);
    if (canFill(tally, stages, { from: move.from, to, winInPeriod: winOfMove(move.deal) })) chooser.choose(move, to);
  }
  const fillFrom = (stageFor: (route: Omit<FillRoute, 'to'>) => number): void => {
    for (const { sparing, near } of PASSES)
      for (const move of moves) {
        const { from, deal } = move;
        if (!chooser.isFree(move) || (sparing && !chooser.canSpare(from))) continue;
        const to = stageFor({ from, winInPeriod: winOfMove(deal) });
        if (to >= 0 && (!near || isNearStage(stages, from, to))) chooser.choose(move, to);
      }
  };
  fillFrom((route) => (canFill(tally, stages, { ...route, to: tally.lead }) ? tally.lead : -1));
  fillFrom((route) => findNearestGap(tally, stages, route));
  return [...chooser.chosen.values()];
}
