import { type Pipeline, type RecommendedAction, stageById } from '../pipeline/stage.ts';
import { type ActorContext, acceptChange, type Decision, refusalUnlessAllowedAndOpen, refuse } from './change.ts';
import { type DealFile, isOpen } from './deal.ts';

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

/** Ticks off a recommended action of the deal's stage. */
export function tickAction(
  file: DealFile,
  { pipeline, actionId }: { readonly pipeline: Pipeline; readonly actionId: string },
  act: ActorContext,
): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.edit');
  if (refused !== undefined) return refuse(refused);
  const open = recommendedActions(file, pipeline).some(({ action, done }) => action.id === actionId && !done);
  if (!open) return refuse({ why: 'nothingToChange' });
  return acceptChange(file, { kind: 'edited', ticks: [actionTickId(actionId)], fields: [actionTickId(actionId)] }, act);
}
