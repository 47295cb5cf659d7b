import { isReachable, type Member, managersOnDuty, type ReachableMember } from '../core/people/member.ts';
import { everything } from '../core/people/viewer.ts';
import { stageById } from '../core/pipeline/stage.ts';
import { dateAt, type PlainDate } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import { loadMoveProgress } from '../facts/commitment-facts.ts';
import { loadPipeline } from '../facts/load-pipeline.ts';
import { loadMembersById, loadWorkspace } from '../facts/tenant-reads.ts';
import type { Commitment } from '../store/types/channels.ts';
import type { DeliveryDraft } from '../store/types/posts.ts';
import type { Tenant } from '../store/types/store.ts';
import type { JobDeps } from './deps.ts';
import { promisesLeftPost, type StoredPromise } from './posts/promises-left.ts';

type LeftCommitment = Commitment & { readonly pipelineId: string };

/** Who takes a promise over: the deal's owner, where that is somebody else who is here; undefined: nobody. */
async function successorOf(
  tenant: Tenant,
  { dealNumber, memberId }: Commitment,
  members: ReadonlyMap<string, Member>,
): Promise<ReachableMember | undefined> {
  const owner =
    dealNumber === null
      ? undefined
      : members.get((await tenant.deals(everything('decides')).file(dealNumber))?.deal.ownerId ?? '');
  return owner !== undefined && owner.id !== memberId && isReachable(owner) ? owner : undefined;
}

/** Whether a promised move is made, or its stage is gone: nothing is left to hand on. */
async function isSettled(tenant: Tenant, made: LeftCommitment, at: Instant): Promise<boolean> {
  const { language, timeZone } = await loadWorkspace(tenant);
  const pipeline = await loadPipeline(tenant, language, made.pipelineId);
  if (pipeline === undefined || stageById(pipeline, made.toStageId) === undefined) return true;
  if (made.dealNumber === null) return false;
  const where = { tenant, viewer: everything('decides'), pipeline, at, timeZone };
  const progress = await loadMoveProgress(where, { number: made.dealNumber, toStageId: made.toStageId });
  return progress === undefined || progress.done;
}

/** Who reads what: managers all of it, a new holder what is theirs now. */
function drafts(
  {
    leaverId,
    pipelineId,
    at,
    today,
  }: { readonly leaverId: string; readonly pipelineId: string; readonly at: Instant; readonly today: PlainDate },
  promises: readonly StoredPromise[],
  members: ReadonlyMap<string, Member>,
): readonly DeliveryDraft[] {
  const managers = managersOnDuty(members.values(), today);
  const holders = [...members.values()].filter(isReachable).filter((each) => !managers.some(({ id }) => id === each.id));
  return [
    ...managers.map((reader) => ({ reader, own: promises })),
    ...holders.map((reader) => ({ reader, own: promises.filter(({ toMemberId }) => toMemberId === reader.id) })),
  ].flatMap(({ reader, own }) =>
    own.length === 0 ? [] : [promisesLeftPost.draft({ reader, leaverId, pipelineId, promises: own, at })],
  );
}

/** What people promised who may not use Lejek any more goes to the owner of the deal, or is free to take again; managers hear of it. */
export async function releaseLeftPromises({ store, log }: Pick<JobDeps, 'store' | 'log'>, at: Instant): Promise<void> {
  for (const { id: workspaceId, timeZone } of await store.workspaces()) {
    const tenant = store.tenant(workspaceId);
    const left = await tenant.commitments.ofLeavers();
    if (left.length === 0) continue;
    const members = await loadMembersById(tenant);
    const groups = new Set(left.map(({ memberId, pipelineId }) => `${memberId} ${pipelineId}`));
    for (const group of groups) {
      const made = left.filter(({ memberId, pipelineId }) => `${memberId} ${pipelineId}` === group);
      const open: { readonly made: LeftCommitment; readonly to: ReachableMember | undefined }[] = [];
      for (const each of made)
        if (!(await isSettled(tenant, each, at))) open.push({ made: each, to: await successorOf(tenant, each, members) });
      const [first] = open;
      if (first === undefined) continue;
      const { memberId: leaverId, pipelineId } = first.made;
      const promises = open.map(({ made: { id, dealNumber, newDeals, toStageId, dueOn }, to }) => ({
        ...{ id, dealNumber, newDeals, toStageId, dueOn },
        toMemberId: to?.id ?? null,
      }));
      // Told first: after a crash in between the same posts are queued again, under the same keys.
      await tenant.deliveries.queue(drafts({ leaverId, pipelineId, at, today: dateAt(at, timeZone) }, promises, members), at);
      for (const { made: each, to } of open)
        await (to === undefined
          ? tenant.commitments.giveBack(each.id, leaverId)
          : tenant.commitments.handOn(each.id, leaverId, to.id));
      log.info({ workspace: workspaceId, member: leaverId, count: open.length }, 'promises of somebody who left were handed on');
    }
  }
}
