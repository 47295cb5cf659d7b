import type { PipelineId } from '../core/ids.ts';
import type { PlainDate } from '../core/time/calendar.ts';
import { once, oncePer } from '../platform/once.ts';
import type { Tenant } from '../store/types/store.ts';

/** Targets, each span of them read once. */
function readTargetsOnce(targets: Tenant['targets']): Tenant['targets'] {
  const between = oncePer(async (pipelineId: PipelineId) =>
    oncePer(async (from: PlainDate) => oncePer((to: PlainDate) => targets.between(pipelineId, from, to))),
  );
  return { ...targets, between: async (pipelineId, from, to) => (await (await between(pipelineId))(from))(to) };
}

/** A workspace as one answer that changes nothing, or one tick, sees it: what several of its parts want of the settings is read once. */
export const readSettingsOnce = (tenant: Tenant): Tenant => ({
  ...tenant,
  members: { ...tenant.members, all: once(tenant.members.all) },
  teams: { ...tenant.teams, all: once(tenant.teams.all) },
  subscriptions: { ...tenant.subscriptions, all: once(tenant.subscriptions.all) },
  targets: readTargetsOnce(tenant.targets),
});
