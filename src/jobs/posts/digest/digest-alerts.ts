import type { DigestFacts } from '../../../core/funnel/digest.ts';
import type { OpenAlert } from '../../../slack/views/funnel/open-alert.ts';
import type { StageAlert } from '../../../store/types/channels.ts';
import type { DeliveryContext } from '../kit/define-post.ts';
import { loadOpenAlerts } from '../kit/open-alerts.ts';

/** The open alerts of a digest's pipeline and team, and those of them that were posted where it is read. */
export async function loadDigestAlerts(
  { tenant, delivery, client }: DeliveryContext,
  { pipelineId, teamId, timeZone }: DigestFacts,
): Promise<{ readonly open: readonly StageAlert[]; readonly openAlerts: readonly OpenAlert[] }> {
  const open = await tenant.stageAlerts.open(pipelineId, undefined, teamId);
  const place = { target: delivery.target, pipelineId, teamId, timeZone };
  return { open, openAlerts: await loadOpenAlerts(tenant, { open, place }, client) };
}
