import { type ActorContext, acceptChange, type Decision, refusalUnlessAllowedAndOpen, refuse } from './change.ts';
import { type DealFile, isOpen } from './deal.ts';
import { type Pipeline, type RecommendedAction, stageById } from './stage.ts';

/** How a done action stands among a deal's confirmed criteria, and among the fields of the event that says so. */
export const actionTickId = (actionId: string): string => `action ${actionId}`;

/** The recommended action that a field of an event stands for; undefined for any other field. */
export const findTickedAction = (pipeline: Pipeline, field: string): RecommendedAction | undefined =>
  pipeline.stages.flatMap((stage) => stage.actions).find(({ id }) => actionTickId(id) === field);

/** What is recommended on the stage of an open deal, and which of it is done. */
export function recommendedActions(
  file: DealFile,
  pipeline: Pipeline,
): readonly { readonly action: RecommendedAction; readonly done: boolean }[] {
  const stage = isOpen(file.deal) ? stageById(pipeline, file.deal.stageId) : undefined;
  return (stage?.actions ?? []).map((action) => ({ action, done: file.ticks.includes(actionTickId(action.id)) }));
}

/** Notes that a recommended action of the deal's stage is done. */
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
