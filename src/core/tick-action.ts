import { type Act, changed, type Decision, refuse, refusedOnOpen } from './change.ts';
import { type DealFile, isOpen } from './deal.ts';
import { type Pipeline, type RecommendedAction, stageById } from './stage.ts';

/** How a done action stands among a deal's confirmed criteria, and among the fields of the event that says so. */
export const tickOf = (actionId: string): string => `action ${actionId}`;

/** The recommended action that a field of an event stands for; undefined for any other field. */
export const tickedAction = (pipeline: Pipeline, field: string): RecommendedAction | undefined =>
  pipeline.stages.flatMap((stage) => stage.actions).find(({ id }) => tickOf(id) === field);

/** What is recommended on the stage of an open deal, and which of it is done. */
export function recommended(
  file: DealFile,
  pipeline: Pipeline,
): readonly { readonly action: RecommendedAction; readonly done: boolean }[] {
  const stage = isOpen(file.deal) ? stageById(pipeline, file.deal.stageId) : undefined;
  return (stage?.actions ?? []).map((action) => ({ action, done: file.ticks.includes(tickOf(action.id)) }));
}

/** Notes that a recommended action of the deal's stage is done. */
export function tickAction(file: DealFile, pipeline: Pipeline, actionId: string, act: Act): Decision {
  const refused = refusedOnOpen(file.deal, act, 'deal.edit');
  if (refused !== undefined) return refuse(refused);
  const open = recommended(file, pipeline).some(({ action, done }) => action.id === actionId && !done);
  if (!open) return refuse({ why: 'nothingToChange' });
  return changed(file, act, 'edited', {}, { ticks: [tickOf(actionId)], fields: [tickOf(actionId)] });
}
