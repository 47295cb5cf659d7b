import type { PipelineId } from '../../core/ids.ts';
import type { Tenant } from '../../store/types/store.ts';
import type { DigestContext } from '../views/funnel/digest.ts';

/** Who people are, and which alerts are open: what a digest shows beside its facts. */
export async function loadDigestContext(tenant: Tenant, pipelineId: PipelineId): Promise<DigestContext> {
  const [members, alerts] = await Promise.all([tenant.members.all(), tenant.stageAlerts.open(pipelineId)]);
  return {
    members: new Map(members.map((member) => [member.id, member])),
    alertIdByStage: new Map(alerts.map(({ stageId, id }) => [stageId, id])),
  };
}
