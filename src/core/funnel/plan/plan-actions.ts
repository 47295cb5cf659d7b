import type { DealNumber, MemberId, StageId } from '../../ids.ts';
import { addTo, createTally, findNearestGap, type Tally } from './action-tally.ts';
import { MAX_ACTIONS_SHOWN, type PlanActions, type StagePlan, type UnfilledStage } from './funnel-plan.ts';
import type { PeriodCoverage } from './period-coverage.ts';
import type { PlanInputs } from './plan-inputs.ts';
import { chooseMoves } from './plan-moves.ts';
import { isInTime } from './stage-asks.ts';

/** One thing to do. Gains are expected value by the plan's horizon, whole minor units. */
export type PlanAction =
  | {
      readonly kind: 'move';
      readonly number: DealNumber;
      readonly fromStageId: StageId;
      /** The next stage: what advancing it means. */
      readonly toStageId: StageId;
      /** The stage that it fills, there or further on. */
      readonly forStageId: StageId;
      readonly ownerId: MemberId;
      /** Required criteria that it lacks for the next stage. */
      readonly missing: number;
      readonly gainMinor: number;
    }
  | {
      readonly kind: 'new';
      readonly deals: number;
      /** The stages that these fill on their way, in order; the first stage: it asks for leads. */
      readonly forStageIds: readonly StageId[];
      /** Who has most room for them; null: nobody sells yet. */
      readonly ownerId: MemberId | null;
      readonly gainMinor: number;
    };

export type MoveAction = Extract<PlanAction, { readonly kind: 'move' }>;

/** What an action set is chosen from. */
export type ActionSituation = {
  readonly inputs: Pick<PlanInputs, 'stages' | 'deals' | 'newDeals' | 'askNew'>;
  /** Stages of the plan, in the same order as those of the inputs. */
  readonly stages: readonly Pick<StagePlan, 'stageId' | 'count' | 'need' | 'shortBy' | 'asks'>[];
  readonly coverage: readonly PeriodCoverage[];
  readonly leadStageId: StageId | null;
  /** Actions that were told earlier the same day, in their order: they are told still where they still help. */
  readonly announced: readonly PlanAction[];
};

/** New deals that are asked for at once. */
const MAX_NEW_DEALS = 999;
/** A new deal counts for at least so much of one that gets as far as a stage. */
const MIN_REACH = 0.01;

/** Moves of deals that were not read one by one, where a stage holds more than were: each as good as the mean of its stage. */
function countUnnamedMoves({ inputs: { stages } }: ActionSituation, tally: Tally): number {
  const aim = (k: number, period: number) => stages[k]?.aims.find((each) => each.period === period);
  let moves = 0;
  for (let from = stages.length - 2; from >= 0; from -= 1) {
    const winInPeriod = (period: number) => aim(from + 1, period)?.entrantWinInPeriod ?? 0;
    while ((tally.unnamed[from] ?? 0) > 0) {
      const to = findNearestGap(tally, stages, { from, winInPeriod });
      if (to < 0) break;
      addTo(tally.lacking, to, -1);
      addTo(tally.unnamed, from, -1);
      for (const period of tally.missing.keys()) {
        const more = winInPeriod(period) - (aim(from, period)?.winInPeriod ?? 0);
        addTo(tally.missing, period, -(stages[from]?.valueMinor ?? 0) * Math.max(0, more));
      }
      moves += 1;
    }
  }
  return moves;
}

/** New deals that a stage takes: as many as bring one on average for each that it lacks, and no more than its period is still missing. */
function newDealsFor({ stages, newDeals }: ActionSituation['inputs'], tally: Tally, k: number): number {
  const [first] = stages;
  const period = tally.periods[k];
  const holes = tally.holes[k] ?? 0;
  const deals = (lacks: number): number => Math.ceil(lacks / Math.max(MIN_REACH, stages[k]?.reach ?? 0) - 1e-9);
  if (period === undefined) return deals((tally.lacking[k] ?? 0) + holes);
  const win = first?.aims.find((aim) => aim.period === period)?.entrantWinInPeriod ?? 0;
  const missing = tally.missing[period] ?? 0;
  if (missing <= 0 || !isInTime(win, first?.everWon ?? 1)) return 0;
  const brings = newDeals.gainInPeriodMinor[period] ?? 0;
  const byStage = deals((tally.lacking[k] ?? 0) + holes);
  return brings > 0 ? Math.min(byStage, Math.ceil(missing / brings)) : byStage;
}

/**
 * New deals where moves do not suffice: as many as the stage takes that asks for most, since they fill the others on their way.
 *
 * @returns undefined where moves suffice, or new deals would come too late for what is lacking.
 */
function newDealsAction({ inputs }: ActionSituation, tally: Tally): Extract<PlanAction, { readonly kind: 'new' }> | undefined {
  const open = inputs.stages.flatMap(({ stageId }, k) => {
    const deals = newDealsFor(inputs, tally, k);
    return deals > 0 ? [{ stageId, deals }] : [];
  });
  if (open.length === 0) return undefined;
  const deals = Math.min(MAX_NEW_DEALS, Math.max(...open.map((each) => each.deals)));
  return {
    kind: 'new',
    deals,
    forStageIds: open.map(({ stageId }) => stageId),
    ownerId: inputs.askNew,
    gainMinor: Math.round(deals * inputs.newDeals.gainMinor),
  };
}

/** Stages that the chosen actions leave short. */
function unfilledStages(
  { inputs, stages }: ActionSituation,
  tally: Tally,
  fresh: ReturnType<typeof newDealsAction>,
): readonly UnfilledStage[] {
  const broughtMinor = (period: number): number => (fresh?.deals ?? 0) * (inputs.newDeals.gainInPeriodMinor[period] ?? 0);
  return stages.flatMap(({ stageId }, k): readonly UnfilledStage[] => {
    if ((tally.lacking[k] ?? 0) <= 0 || fresh?.forStageIds.includes(stageId)) return [];
    const period = tally.periods[k];
    const isCovered = period !== undefined && (tally.missing[period] ?? 0) <= broughtMinor(period);
    return [{ stageId, why: isCovered ? 'covered' : 'tooLate' }];
  });
}

/**
 * The smallest set of actions over all stages together: it fills the lead, and of the others as much as covers the periods that they are
 * short for. Each deal once, never more moves than deals are lacking or stand before a stage, none that comes too late for what it is for,
 * and new deals where moves do not suffice.
 *
 * Which deals: those that gain most expected value when they advance, of stages that can spare them first. In which order: the lead's first,
 * and of these the deals that enter it by their move, for a message that names one action names what its reader expects of that stage.
 */
export function planActions(situation: ActionSituation): PlanActions {
  const tally = createTally(situation);
  const moves = chooseMoves(situation, tally);
  const unnamedMoves = countUnnamedMoves(situation, tally);
  const fresh = newDealsAction(situation, tally);
  const { leadStageId, announced } = situation;
  const leads = (action: MoveAction): number => Number(action.forStageId === leadStageId);
  const isDirect = ({ toStageId, forStageId }: MoveAction): number => Number(toStageId === forStageId);
  const order = new Map(announced.flatMap((action, i) => (action.kind === 'move' ? [[action.number, i] as const] : [])));
  const place = ({ number }: MoveAction): number => order.get(number) ?? announced.length;
  const ordered = moves.toSorted(
    (a, b) =>
      leads(b) - leads(a) || isDirect(b) - isDirect(a) || place(a) - place(b) || b.gainMinor - a.gainMinor || a.number - b.number,
  );
  const leadMoves = ordered.filter((action) => leads(action) === 1);
  // A lead that no move fills is filled by new deals: these come first then.
  const newFirst = fresh !== undefined && leadMoves.length === 0 && fresh.forStageIds.includes(leadStageId ?? '');
  const all: readonly PlanAction[] = [
    ...(newFirst ? [fresh] : []),
    ...ordered,
    ...(fresh === undefined || newFirst ? [] : [fresh]),
  ];
  return {
    all,
    unnamedMoves,
    shown: Math.min(MAX_ACTIONS_SHOWN, all.length),
    total: all.length + unnamedMoves,
    unfilled: unfilledStages(situation, tally, fresh),
  };
}
