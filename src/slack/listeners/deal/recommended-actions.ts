import type { DealEventKind } from '../../../core/deal/deal-event.ts';
import { tickAction } from '../../../core/deal/tick-action.ts';
import type { Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import { replyRefusal } from '../../steps/change-deal.ts';
import { showDeal } from '../../steps/show-deal.ts';
import { COMPLETE_ACTION, FROM_DEAL_CARD, FROM_MOVE_REPLY } from '../../views/deal/deal-actions.ts';
import { parseDealButtonValue } from '../../views/deal/deal-button-value.ts';
import { moveReply } from '../../views/deal/move-reply.ts';
import { tickedMessage } from '../../views/deal/ticked-message.ts';
import { textMessage } from '../../views/kit/blocks.ts';

async function markActionDone(context: RequestContext, { value, suffix }: Press): Promise<Reply> {
  const seen = parseDealButtonValue(value);
  if (seen === undefined) return { kind: 'say', message: textMessage(context.m.common.gone) };
  // A tick is no move: what others did meanwhile does not stand against it.
  const saved = await context.tenant.deals.change(
    seen.number,
    (file) => tickAction(file, { pipeline: context.pipeline, actionId: suffix }, context.act),
    context.writeRequest(),
  );
  const twice = !saved.ok && saved.why === 'refused' && saved.refusal.why === 'nothingToChange';
  if (!saved.ok && !twice) return replyRefusal(context, seen, saved);
  if (value.endsWith(FROM_MOVE_REPLY)) return rebuildMovedReply(context, seen.number);
  const said = saved.ok ? tickedMessage(context.m, saved.file, { pipeline: context.pipeline, actionId: suffix }) : undefined;
  // Home shows it by itself, and a channel's card does; a private answer is made anew.
  if (!value.endsWith(FROM_DEAL_CARD)) {
    return said === undefined || context.channelId === null ? { kind: 'nothing' } : { kind: 'say', message: said };
  }
  const fresh = await showDeal(context, seen.number);
  if (fresh.kind !== 'say') return fresh;
  const { text, blocks } = fresh.message;
  return { kind: 'say', message: { text, blocks: [...(said?.blocks ?? []), ...blocks] }, replacesOriginal: true };
}

const MOVE_KINDS: ReadonlySet<DealEventKind> = new Set(['advanced', 'skipped', 'returned']);

/** The answer to the deal's last move, made anew. */
async function rebuildMovedReply(context: RequestContext, number: number): Promise<Reply> {
  const [file, history] = await Promise.all([context.tenant.deals.file(number), context.tenant.deals.history(number)]);
  const move = history.findLast(({ kind }) => MOVE_KINDS.has(kind));
  if (file === undefined || move === undefined) return { kind: 'nothing' };
  return {
    kind: 'say',
    message: moveReply(context.m, { file, event: move, last: history.at(-1) }, { ...context, members: new Map() }),
    replacesOriginal: true,
  };
}

/** The recommended actions of a stage, each done by one tap. */
export const recommendedActionsFlow = { buttons: { [COMPLETE_ACTION]: { run: markActionDone } } } satisfies Flow;
