import type { DealEventKind } from '../../../core/deal/deal-event.ts';
import { recommendedActions, tickActions, untickActions } from '../../../core/deal/tick-action.ts';
import { dealPipeline, inPipelineOf } from '../../request/deal-pipeline.ts';
import type { Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import { replyRefusal } from '../../steps/change-deal.ts';
import { showDeal } from '../../steps/show-deal.ts';
import { actionsDoneMessage } from '../../views/deal/actions-done-message.ts';
import { CHECK_ACTIONS, COMPLETE_ACTION, FROM_DEAL_CARD, FROM_MOVE_REPLY } from '../../views/deal/deal-actions.ts';
import { parseDealButtonValue, type SeenDeal } from '../../views/deal/deal-button-value.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { moveReply, undoReply } from '../../views/deal/move-reply.ts';
import { type Message, textMessage } from '../../views/kit/blocks.ts';

/** Whether an answer is made anew in place of the one that was used, and which. */
type Place = { readonly number: number; readonly isDealCard: boolean };

/** What was done, where the person is: a private card is shown anew with it; a channel's card and Home show it by themselves. */
async function replyBeside(context: RequestContext, { number, isDealCard }: Place, said: Message | undefined): Promise<Reply> {
  if (!isDealCard) return said === undefined || context.channelId === null ? { kind: 'nothing' } : { kind: 'say', message: said };
  const fresh = await showDeal(context, number);
  if (fresh.kind !== 'say') return fresh;
  const { text, blocks } = fresh.message;
  return { kind: 'say', message: { text, blocks: [...(said?.blocks ?? []), ...blocks] }, replacesOriginal: true };
}

/** Marks actions as done. A tick is no move: what others did meanwhile does not stand against it. */
async function markDone(context: RequestContext, seen: SeenDeal, actionIds: readonly string[]) {
  const { act, m } = context;
  const saved = await context.deals.change(
    seen.number,
    (file) => tickActions(file, { pipeline: dealPipeline(context, file.deal), actionIds }, act),
    context.writeRequest(),
  );
  const isTwice = !saved.ok && saved.why === 'refused' && saved.refusal.why === 'nothingToChange';
  if (!saved.ok && !isTwice) return { refused: await replyRefusal(context, seen, saved) };
  return {
    said: saved.ok
      ? actionsDoneMessage(m, saved.file, { pipeline: dealPipeline(context, saved.file.deal), actionIds })
      : undefined,
  };
}

/** The button of one action; in the reply to a move, as earlier versions made it, the reply is made anew. */
async function markActionDone(context: RequestContext, { value, suffix }: Press): Promise<Reply> {
  const seen = parseDealButtonValue(value);
  if (seen === undefined) return { kind: 'say', message: textMessage(context.m.common.gone) };
  const { refused, said } = await markDone(context, seen, [suffix]);
  if (refused !== undefined) return refused;
  if (value.endsWith(FROM_MOVE_REPLY)) return rebuildMovedReply(context, seen.number);
  return replyBeside(context, { number: seen.number, isDealCard: value.endsWith(FROM_DEAL_CARD) }, said);
}

/** What is unticked is taken back where it was the last change; else it stays done, which is said. */
async function unmark(context: RequestContext, place: Place, actionIds: readonly string[]): Promise<Reply> {
  const { m, act } = context;
  const saved = await context.deals.change(place.number, (file, history) => untickActions(file, { history, actionIds }, act), {
    ...context.writeRequest(),
    history: true,
  });
  if (!saved.ok && saved.why === 'refused' && saved.file !== undefined)
    return replyBeside(context, place, textMessage(m.dealActions.tickStays(dealTitle(saved.file.deal))));
  if (!saved.ok) return replyRefusal(context, place, saved);
  const { undoes } = saved.event;
  const undone = (await context.deals.history(place.number)).find(({ version }) => version === undoes);
  return replyBeside(context, place, undoReply(m, { ...saved, undone }, dealPipeline(context, saved.file.deal)));
}

/** The check boxes of a stage's actions: what is newly ticked is done. Others may have ticked some that this person does not see yet. */
async function saveChecks(context: RequestContext, { value, suffix }: Press): Promise<Reply> {
  const seen = parseDealButtonValue(suffix);
  const file = seen === undefined ? undefined : await context.deals.file(seen.number);
  if (seen === undefined || file === undefined) return { kind: 'say', message: textMessage(context.m.common.gone) };
  const place = { number: seen.number, isDealCard: suffix.endsWith(FROM_DEAL_CARD) };
  const ticked = value.split(',').filter((id) => id !== '');
  const done = recommendedActions(file, dealPipeline(context, file.deal)).flatMap((each) => (each.done ? [each.action.id] : []));
  const added = ticked.filter((id) => !done.includes(id));
  const removed = done.filter((id) => !ticked.includes(id));
  if (added.length === 0 && removed.length > 0) return unmark(context, place, removed);
  const { refused, said } = await markDone(context, seen, added);
  return refused ?? replyBeside(context, place, said);
}

const MOVE_KINDS: ReadonlySet<DealEventKind> = new Set(['advanced', 'skipped', 'returned']);

/** The answer to the deal's last move, made anew. */
async function rebuildMovedReply(context: RequestContext, number: number): Promise<Reply> {
  const [file, history] = await Promise.all([context.deals.file(number), context.deals.history(number)]);
  const move = history.findLast(({ kind }) => MOVE_KINDS.has(kind));
  if (file === undefined || move === undefined) return { kind: 'nothing' };
  return {
    kind: 'say',
    message: moveReply(
      context.m,
      { file, event: move, last: history.at(-1) },
      { ...inPipelineOf(context, file.deal), members: new Map() },
    ),
    replacesOriginal: true,
  };
}

/** The recommended actions of a stage, each done by one tap. */
export const recommendedActionsFlow = {
  buttons: { [COMPLETE_ACTION]: { run: markActionDone }, [CHECK_ACTIONS]: { run: saveChecks } },
} satisfies Flow;
