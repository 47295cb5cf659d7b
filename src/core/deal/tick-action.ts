import { type Pipeline, type RecommendedAction, stageById } from '../pipeline/stage.ts';
import { type ActorContext, acceptChange, type Decision, refusalUnlessAllowedAndOpen, refuse } from './change.ts';
import { type DealFile, isOpen } from './deal.ts';
import type { DealEvent } from './deal-event.ts';
import { undo } from './undo.ts';

/** Id of a done action among a deal's confirmed criteria and among the fields of its event; stored. */
export const actionTickId = (actionId: string): string => `action ${actionId}`;

/** The recommended action that a field of an event refers to; undefined for any other field. */
export const findTickedAction = (pipeline: Pipeline, field: string): RecommendedAction | undefined =>
  pipeline.stages.flatMap((stage) => stage.actions).find(({ id }) => actionTickId(id) === field);

/** The recommended actions of an open deal's stage, and which of them are done. */
export function recommendedActions(
  file: DealFile,
  pipeline: Pipeline,
): readonly { readonly action: RecommendedAction; readonly done: boolean }[] {
  const stage = isOpen(file.deal) ? stageById(pipeline, file.deal.stageId) : undefined;
  return (stage?.actions ?? []).map((action) => ({ action, done: file.ticks.includes(actionTickId(action.id)) }));
}

/** Ticks off recommended actions of the deal's stage; those that are done already stay so. */
export function tickActions(
  file: DealFile,
  { pipeline, actionIds }: { readonly pipeline: Pipeline; readonly actionIds: readonly string[] },
  act: ActorContext,
): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.edit');
  if (refused !== undefined) return refuse(refused);
  const fresh = recommendedActions(file, pipeline).filter(({ action, done }) => actionIds.includes(action.id) && !done);
  if (fresh.length === 0) return refuse({ why: 'nothingToChange' });
  const ticks = fresh.map(({ action }) => actionTickId(action.id));
  return acceptChange(file, { kind: 'edited', ticks, fields: ticks }, act);
}

/**
 * Takes the last tick of a deal back, where it is the deal's last change: by the rules of {@link undo}.
 *
 * @param history every event of the deal, in order.
 * @param actionIds that are done no more; another set than the last event ticked is refused.
 */
export function untickActions(
  file: DealFile,
  { history, actionIds }: { readonly history: readonly DealEvent[]; readonly actionIds: readonly string[] },
  act: ActorContext,
): Decision {
  const last = history.at(-1);
  const ticked = new Set(last?.undoes === null ? last.fields : []);
  const isLast = ticked.size === actionIds.length && actionIds.every((id) => ticked.has(actionTickId(id)));
  return isLast ? undo(file, history, act) : refuse({ why: 'nothingToUndo' });
}
