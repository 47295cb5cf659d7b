import { mayGrant, whomToAsk } from '../../../core/deal/hygiene/ask.ts';
import { askPost } from '../../../jobs/posts/ask.ts';
import { askDonePost } from '../../../jobs/posts/ask-done.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { showDeal } from '../../steps/show-deal.ts';
import { parseAskButtonValue } from '../../views/deal/ask.ts';
import { ASK } from '../../views/deal/deal-actions.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { personMention } from '../../views/kit/text.ts';

/** Asks who may do it, once; and who asks hears when it is done. */
async function askForIt(context: RequestContext, value: string): Promise<Reply> {
  const { m, tenant, member, at } = context;
  const read = parseAskButtonValue(value);
  const file = read === undefined ? undefined : await context.deals.file(read.number);
  if (read === undefined || file === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  const { number, ...ask } = read;
  // The right came meanwhile: the deal's own buttons do it.
  if (ask.action !== 'deal.undo' && mayGrant(member, file.deal, ask)) return showDeal(context, number);
  const lastActor = ask.action === 'deal.undo' ? (await context.deals.history(number)).at(-1)?.actorId : undefined;
  const asked = whomToAsk(await tenant.members.all(), { action: ask.action, ownerId: lastActor ?? file.deal.ownerId });
  if (asked === undefined || asked.id === member.id) return { kind: 'say', message: textMessage(m.ask.nobody) };
  const draft = { number, ask, askerId: member.id, asked, at };
  const toAsker = member.slackUserId === null ? [] : [askDonePost.draft({ ...draft, askerSlackId: member.slackUserId })];
  const queued = await tenant.deliveries.queue([askPost.draft(draft), ...toAsker], at);
  context.wake();
  const who = personMention(asked);
  return { kind: 'say', message: textMessage(queued.length > 0 ? m.ask.asked(who) : m.ask.askedAlready(who)) };
}

/** Asking the owner or a manager for what one may not do oneself. */
export const askFlow = { buttons: { [ASK]: { run: (context, press) => askForIt(context, press.value) } } } satisfies Flow;
