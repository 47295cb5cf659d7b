import { type LeftDeals, mostLeftFirst } from '../core/funnel/left-deals.ts';
import type { MemberId, TeamId } from '../core/ids.ts';
import { plannedReaders, type ReachableMember } from '../core/people/member.ts';
import { digestManagers, managedOwners } from '../core/people/team-readers.ts';
import { among, sees } from '../core/people/viewer.ts';
import type { Pipeline } from '../core/pipeline/stage.ts';
import type { PlainDate } from '../core/time/calendar.ts';
import type { SeenPipelineAt, SeenScope } from './scope.ts';

type LeftScope = Pick<SeenPipelineAt, 'tenant' | 'viewer' | 'pipeline'> & Pick<SeenScope, 'team'>;

/**
 * The open deals of those who have left, of a pipeline or of the team that it is looked at for, as far as the viewer sees them; most first.
 * Nothing is counted where everybody is here.
 */
export async function loadLeftDeals({ tenant, viewer, pipeline, team }: LeftScope): Promise<readonly LeftDeals[]> {
  const isTold = (ownerId: MemberId) => sees(viewer, { pipelineId: pipeline.id, ownerId }) && team?.owners.has(ownerId) !== false;
  const gone = new Set((await tenant.members.all()).filter(({ id, active }) => !active && isTold(id)).map(({ id }) => id));
  if (gone.size === 0) return [];
  const held = new Map<MemberId, number>();
  for (const { ownerId, count } of await tenant.funnel.stockByOwner(pipeline.id))
    if (gone.has(ownerId)) held.set(ownerId, (held.get(ownerId) ?? 0) + count);
  const left: LeftDeals[] = [];
  for (const [memberId, count] of held) {
    if (count === 0) continue;
    const { valueMinor } = await tenant.funnel.ownerStock(pipeline.id, memberId);
    left.push({ memberId, deals: { count, valueMinor } });
  }
  return mostLeftFirst(left);
}

/** Who is told of several pipelines on a day. */
type LeftReader = Pick<LeftScope, 'tenant' | 'viewer'> & {
  readonly pipelines: readonly Pipeline[];
  readonly reader: ReachableMember;
  readonly today: PlainDate;
};

/** What a manager, or who stands in for one, has to give to somebody else, over all pipelines; nothing for everybody else. */
export async function loadLeftForManager({
  tenant,
  viewer,
  pipelines,
  reader,
  today,
}: LeftReader): Promise<readonly LeftDeals[]> {
  const members = await tenant.members.all();
  if (members.every(({ active }) => active)) return [];
  const state = await tenant.teams.all();
  const managers = digestManagers(state.teams, null, { members, withDigest: new Set<TeamId>() });
  if (!plannedReaders(managers, members, today).some((each) => each.reader.id === reader.id)) return [];
  const owners = managedOwners(state, null, { readerId: reader.id, managers, members, today });
  const left = await Promise.all(
    pipelines.map((pipeline) => {
      const seen = owners === undefined ? viewer : among(viewer, { pipelineId: pipeline.id, owners });
      return loadLeftDeals({ tenant, viewer: seen, pipeline });
    }),
  );
  return mostLeftFirst(left.flat());
}
