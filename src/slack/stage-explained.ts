import { stageNames } from '../core/pipeline-templates.ts';
import { may } from '../core/rights.ts';
import { openStages, type Stage } from '../core/stage.ts';
import { estimatesOn } from '../core/stage-estimate.ts';
import { funnelModel } from '../facts/model-facts.ts';
import { readText } from '../input/normalise.ts';
import { matchStage, namesStage } from '../input/stage-reference.ts';
import type { Answer, Visit } from './flow.ts';
import { stageWhy } from './views/stage-why.ts';

/** The open stages that a person may mean, by name or number: none, one, or all that fit. */
export function stagesMeant({ pipeline }: Visit, typed: string): readonly Stage[] {
  const open = openStages(pipeline);
  const match = matchStage(readText(typed).text, stageNames(open));
  if (match.kind === 'none') return [];
  const ids = match.kind === 'one' ? [match.id] : match.ids;
  return open.filter(({ id }) => ids.includes(id));
}

/** Whether the text names a stage that it may mean as it is written, rather than nearly. */
export const isWritten = (typed: string, stages: readonly Stage[]): boolean =>
  stageNames(stages).some((stage) => namesStage(readText(typed).text, stage));

/** What a stage's win probability rests on, with a manager's own estimate of it where one holds. */
export async function explainStage(visit: Visit, stage: Stage): Promise<Answer> {
  const { m, tenant, pipeline, member, at, today } = visit;
  const [{ model }, all] = await Promise.all([funnelModel(tenant, pipeline, at), tenant.estimates.all(pipeline.id)]);
  const own = estimatesOn(all, at, today).find(({ stageId }) => stageId === stage.id);
  const estimate =
    own === undefined ? undefined : { ...own, author: await tenant.members.byId(own.by), isMine: own.by === member.id };
  const numbers = model.stageFacts(stage.id);
  const mayEstimate = may(member.role, 'stage.estimate');
  return { do: 'say', message: stageWhy(m, { stage, numbers, estimate, mayEstimate }) };
}
