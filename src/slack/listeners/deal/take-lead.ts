import { takeLead } from '../../../core/deal/take-lead.ts';
import { NOBODY } from '../../../core/people/nobody.ts';
import { dealPipeline } from '../../request/deal-pipeline.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { replyRefusal } from '../../steps/change-deal.ts';
import { parseDealButtonValue } from '../../views/deal/deal-button-value.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { leadHadBefore, leadTaken, TAKE_LEAD } from '../../views/workspace/leads.ts';

/** Of two who press at once the version lets one write; the other reads who has it. */
async function take(context: RequestContext, value: string): Promise<Reply> {
  const { m, tenant, member } = context;
  const seen = parseDealButtonValue(value);
  if (seen === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  const { number } = seen;
  const saved = await context.deals.change(number, (file) => takeLead(file, context.act), context.writeRequest());
  if (saved.ok) {
    const { deal } = saved.file;
    return { kind: 'say', message: leadTaken(m, deal, dealPipeline(context, deal)) };
  }
  const deal = saved.why === 'noSuchDeal' ? undefined : saved.file?.deal;
  if (deal === undefined || deal.outcome !== 'open' || deal.ownerId === NOBODY) return replyRefusal(context, { number }, saved);
  const owner = await tenant.members.byId(deal.ownerId);
  return { kind: 'say', message: leadHadBefore(m, deal, { owner, isMine: deal.ownerId === member.id }) };
}

/** Taking a lead that nobody has yet. */
export const takeLeadFlow = {
  buttons: { [TAKE_LEAD]: { run: (context, press) => take(context, press.value) } },
} satisfies Flow;
