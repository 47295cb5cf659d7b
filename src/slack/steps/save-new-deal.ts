import { type NoteDraft, refuse } from '../../core/deal/change.ts';
import type { Deal } from '../../core/deal/deal.ts';
import { type NewDealDetails, openDeal } from '../../core/deal/open-deal.ts';
import type { SaveResult } from '../../core/deal/save-result.ts';
import { foldText } from '../../core/fold-text.ts';
import type { Member } from '../../core/people/member.ts';
import type { Pipeline } from '../../core/pipeline/stage.ts';
import { assignedPost } from '../../jobs/posts/assigned.ts';
import type { RequestContext } from '../request/flow.ts';

/** The pipeline that a new deal goes to where nobody chose one: an archived one takes none. */
export const openPipeline = ({ pipeline, pipelines: { inUse } }: RequestContext): Pipeline =>
  pipeline.isArchived === true ? inUse[0] : pipeline;

/** An open deal of the same company, in the same pipeline: a customer may be a partner too. */
export async function findOpenDealOfCompany(
  context: Pick<RequestContext, 'deals' | 'pipeline'> & { readonly member: Pick<Member, 'id'> },
  company: string,
): Promise<Deal | undefined> {
  if (company === '') return undefined;
  const { deals, exact } = await context.deals.search(company, { openOnly: true, ownerId: context.member.id, limit: 10 });
  return exact
    ? deals.find((deal) => deal.pipelineId === context.pipeline.id && foldText(deal.company ?? '') === foldText(company))
    : undefined;
}

/** What somebody entered of a new deal, and whose it is to be; `note`: what it was made of. */
export type EnteredDeal = {
  readonly owner: Member;
  readonly details: Omit<NewDealDetails, 'ownerId'>;
  readonly note?: NoteDraft | undefined;
  /** The open deal of the same company that stands against it, where nobody can be asked which is meant. */
  readonly twin?: Deal | undefined;
};

/** Saves a new deal in the pipeline that the request is about, and tells its owner where somebody else made it. */
export async function saveNewDeal(context: RequestContext, { owner, details, note, twin }: EnteredDeal): Promise<SaveResult> {
  const { pipeline } = context;
  const saved = await context.deals.create(
    (number) =>
      twin === undefined
        ? openDeal({ number, pipeline, note }, { ...details, ownerId: owner.id }, context.act)
        : refuse({ why: 'duplicate', other: twin }),
    context.writeRequest(),
  );
  if (saved.ok) await tellNewOwner(context, saved.file.deal, owner);
  return saved;
}

/** A word to the owner of a deal that somebody else opened. Its key holds the number, so that a form sent twice tells it once. */
async function tellNewOwner({ tenant, member, at, wake }: RequestContext, deal: Deal, owner: Member): Promise<void> {
  if (owner.id === member.id || owner.slackUserId === null) return;
  const reachable = { ...owner, slackUserId: owner.slackUserId };
  await tenant.deliveries.queue([assignedPost.draft({ deal, owner: reachable, byId: member.id, at })], at);
  wake();
}
