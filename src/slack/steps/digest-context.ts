import type { StageAlert } from '../../store/types/channels.ts';
import type { RequestContext } from '../request/flow.ts';
import type { DigestContext } from '../views/funnel/digest.ts';

/** Who people are, and which alerts are open: what a digest shows beside its facts. */
export async function loadDigestContext({
  tenant,
  pipeline,
  solo,
}: Pick<RequestContext, 'tenant' | 'pipeline' | 'solo'>): Promise<DigestContext & { readonly open: readonly StageAlert[] }> {
  const [members, open] = await Promise.all([tenant.members.all(), tenant.stageAlerts.open(pipeline.id)]);
  return {
    members: new Map(members.map((member) => [member.id, member])),
    solo,
    open,
    alertIdByStage: new Map(open.map(({ stageId, id }) => [stageId, id])),
  };
}
