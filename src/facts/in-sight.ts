import type { HiddenStock } from '../core/funnel/untold-amounts.ts';
import type { MemberId } from '../core/ids.ts';
import { hidesAny, ownersSeen, sees } from '../core/people/viewer.ts';
import type { SeenPipelineAt, SeenScope } from './scope.ts';

/**
 * A pipeline of which everything that counts deals counts those that the viewer sees: what stands beside single deals as their number, and
 * what is taken off a total to know how many others are in it.
 */
export function inSight<Where extends SeenPipelineAt>(where: Where): Where {
  const { tenant, viewer, pipeline } = where;
  const seen = ownersSeen(viewer, pipeline.id);
  if (seen === undefined) return where;
  const { funnel } = tenant;
  const owners = [...seen];
  return {
    ...where,
    tenant: {
      ...tenant,
      funnel: {
        ...funnel,
        stock: (pipelineId) => funnel.stock(pipelineId, owners),
        hygiene: (pipelineId, today) => funnel.hygiene(pipelineId, today, owners),
        movedBetween: (pipelineId, span) => funnel.movedBetween(pipelineId, span, viewer),
        eventsFrom: (pipelineId, from) => funnel.eventsFrom(pipelineId, from, viewer),
      },
    },
  };
}

/** Whether a reader does not see some deals that a scope is about: not all of them, nor those of everybody in its team. */
export const hidesSome = ({ viewer, pipeline, team }: Pick<SeenScope, 'viewer' | 'pipeline' | 'team'>): boolean =>
  hidesAny(viewer, pipeline.id) &&
  (team === undefined || [...team.owners].some((ownerId) => !sees(viewer, { pipelineId: pipeline.id, ownerId })));

type Sighted = Pick<SeenScope, 'viewer' | 'pipeline'>;

/** Of amounts by owner those of deals that the reader does not see. */
export const hiddenAmounts = <Told extends { readonly ownerId: MemberId }>(
  { viewer, pipeline }: Sighted,
  amounts: readonly Told[],
): readonly Told[] => amounts.filter(({ ownerId }) => !sees(viewer, { pipelineId: pipeline.id, ownerId }));

/** Open deals of the pipeline, or of the team that it is looked at for, that the reader does not see. */
export async function loadHiddenStock(scope: SeenScope): Promise<readonly HiddenStock[]> {
  const all = await scope.tenant.funnel.stockByOwner(scope.pipeline.id);
  return hiddenAmounts(
    scope,
    all.filter(({ ownerId }) => scope.team?.owners.has(ownerId) ?? true),
  );
}
