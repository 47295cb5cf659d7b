import { type Deal, isOpen } from '../core/deal/deal.ts';
import { winOverrideOn, winOverrideReasonId } from '../core/deal/win-override.ts';
import { type Acting, isAllowed, isOwn } from '../core/people/rights.ts';
import { stageById } from '../core/pipeline/stage.ts';
import { dateAt, daysBetween, type PlainDate } from '../core/time/calendar.ts';
import type { Deals } from '../store/types/deals.ts';
import { loadFunnelModel } from './model-facts.ts';
import type { PipelineScope } from './scope.ts';

/** Who asks what a win probability rests on, in the deal's own pipeline. */
export type WhyReader = PipelineScope & { readonly deals: Deals; readonly member: Acting; readonly today: PlainDate };

/** Somebody's own estimate of a deal that holds today; undefined where there is none. */
async function loadEstimate({ tenant, deals, member, today }: WhyReader, deal: Deal) {
  const own = winOverrideOn(deal, today);
  if (own === undefined) return undefined;
  const noteId = winOverrideReasonId(await deals.history(deal.number));
  const [author, reason] = await Promise.all([tenant.members.byId(own.by), noteId === null ? undefined : deals.noteText(noteId)]);
  return { ...own, author, isMine: own.by === member.id, reason };
}

/** What the win probability of an open deal rests on; undefined where the deal is closed, or its stage is gone. */
export async function loadDealWhy(reader: WhyReader, deal: Deal) {
  const { tenant, pipeline, member, at, timeZone, today } = reader;
  const inStage = stageById(pipeline, deal.stageId);
  if (!isOpen(deal) || inStage === undefined) return undefined;
  const { model } = await loadFunnelModel(tenant, pipeline, at);
  const ageMs = Math.max(0, at - deal.stageSince);
  const position = { stageId: inStage.id, ageMs, ownerId: deal.ownerId, tier: deal.tier };
  const stage = model.stageStatistics(inStage.id);
  // A deal of nobody's and of no size is as the stage's deals are.
  const byAge = model.winChance({ ...position, ownerId: '', tier: 0 });
  return {
    inStage,
    now: model.winProbability(position),
    stage,
    byAge,
    estimate: await loadEstimate(reader, deal),
    mayEstimate: isAllowed(member.role, 'deal.estimate', { own: isOwn(member, deal.ownerId) }),
    days: Math.max(0, daysBetween(dateAt(deal.stageSince, timeZone), today)),
  };
}
