import { stageById } from '../../core/pipeline/stage.ts';
import type { Commitment } from '../../store/types/channels.ts';
import type { RequestContext } from '../request/flow.ts';
import type { OtherChange } from '../views/workspace/last-changes.ts';

/** The last change of this person since an instant that is none of a deal: a promise. */
export async function loadLastOtherChange(context: RequestContext, since: number): Promise<OtherChange | undefined> {
  const promise = await context.tenant.commitments.lastOf(context.member.id, since);
  return promise === undefined ? undefined : toPromise(context, promise);
}

async function toPromise({ tenant, pipeline }: RequestContext, commitment: Commitment): Promise<OtherChange> {
  const { id, dealNumber, toStageId, newDeals, dueOn, madeAt } = commitment;
  const file = dealNumber === null ? undefined : await tenant.deals.file(dealNumber);
  const stageName = stageById(pipeline, toStageId)?.shortName ?? toStageId;
  return { kind: 'promise', at: madeAt, id, deal: file?.deal, newDeals: newDeals ?? 1, dueOn, stageName };
}
