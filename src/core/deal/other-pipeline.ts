import type { StageId } from '../ids.ts';
import type { PricedValue } from '../money/priced-value.ts';
import { openStages, type Pipeline } from '../pipeline/stage.ts';
import { valueTier } from '../pipeline/tiers.ts';
import { type ActorContext, type Decision, refusalUnlessAllowedAndOpen, refuse } from './change.ts';
import { missingCriteria } from './criteria.ts';
import { type Deal, type DealFile, toDealState } from './deal.ts';
import type { DealEvent } from './deal-event.ts';

/** Where a deal goes: the pipeline, an open stage of it, and what the deal is worth in that pipeline's currency. */
export type OtherPipeline = { readonly pipeline: Pipeline; readonly stageId: StageId; readonly price: PricedValue };

type EventDraft = Pick<
  DealEvent,
  'version' | 'kind' | 'pipelineId' | 'fromStageId' | 'toStageId' | 'before' | 'after' | 'undoes'
>;

const toEvent = (dealNumber: number, draft: EventDraft, act: ActorContext): DealEvent => ({
  ...draft,
  dealNumber,
  at: act.at,
  actorId: act.actor.id,
  through: act.through,
  fields: [],
  noteId: null,
});

/** How a deal leaves a pipeline: to it, the deal is as one that was entered by mistake. */
const leave = (deal: Deal, draft: Pick<EventDraft, 'kind' | 'undoes'>, act: ActorContext): DealEvent =>
  toEvent(
    deal.number,
    {
      ...draft,
      version: deal.version + 1,
      pipelineId: deal.pipelineId,
      fromStageId: deal.stageId,
      toStageId: deal.stageId,
      before: toDealState(deal),
      after: { ...toDealState(deal), outcome: 'withdrawn', closedAt: act.at },
    },
    act,
  );

/**
 * Moves an open deal to a stage of another pipeline, in two events: it leaves the one, whose figures forget it, and begins anew in the other,
 * where it has the number, the facts and the history that it had. What the stage asks for and the deal lacks is marked missing.
 */
export function moveToPipeline(file: DealFile, { pipeline, stageId, price }: OtherPipeline, act: ActorContext): Decision {
  const { deal } = file;
  const refused = refusalUnlessAllowedAndOpen(deal, act, 'deal.move');
  if (refused !== undefined) return refuse(refused);
  if (deal.pipelineId === pipeline.id) return refuse({ why: 'nothingToChange' });
  const stage = pipeline.isArchived === true ? undefined : openStages(pipeline).find(({ id }) => id === stageId);
  if (stage === undefined) return refuse({ why: 'noSuchStage' });
  const departure = leave(deal, { kind: 'movedOut', undoes: null }, act);
  const entering = { stageId, stageSince: act.at, tier: valueTier(pipeline.tiers, price.pipelineValueMinor) };
  const moved: Deal = {
    ...deal,
    ...price,
    ...entering,
    pipelineId: pipeline.id,
    version: departure.version + 1,
    changedAt: act.at,
    missing: missingCriteria(stage, file).map(({ id }) => id),
    // What somebody thought of winning it was said of another stage.
    winOverride: null,
  };
  const event = toEvent(
    deal.number,
    {
      kind: 'movedIn',
      version: moved.version,
      pipelineId: pipeline.id,
      fromStageId: null,
      toStageId: stageId,
      before: null,
      after: toDealState(moved),
      undoes: null,
    },
    act,
  );
  return { ok: true, change: { deal: moved, event, departure, ticks: [] } };
}

/**
 * Takes it back: the deal leaves again and is where it was, as if it had never left.
 *
 * @param history every event of the deal, the move's two last. @returns undefined where the last two are no such move.
 */
export function undoMoveToPipeline(file: DealFile, history: readonly DealEvent[], act: ActorContext): Decision | undefined {
  const [left, came] = history.slice(-2);
  const { deal } = file;
  if (came?.kind !== 'movedIn' || left?.kind !== 'movedOut' || left.before === null) return undefined;
  const departure = leave(deal, { kind: 'undone', undoes: came.version }, act);
  const back: Deal = {
    ...deal,
    ...left.before,
    pipelineId: left.pipelineId,
    version: departure.version + 1,
    changedAt: act.at,
  };
  const event = toEvent(
    deal.number,
    {
      kind: 'undone',
      version: back.version,
      pipelineId: back.pipelineId,
      fromStageId: left.after.stageId,
      toStageId: back.stageId,
      before: left.after,
      after: left.before,
      undoes: left.version,
    },
    act,
  );
  return { ok: true, change: { deal: back, event, departure, ticks: [] } };
}
