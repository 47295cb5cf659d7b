import { isAllowed } from '../../core/people/rights.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { OPEN_NEW_DEAL } from '../views/deal/deal-actions.ts';
import { buttons, textMessage } from '../views/kit/blocks.ts';
import { replyIfAtStart } from './start.ts';

/**
 * Where a picker of deals would open with nothing in it: the first words where nothing has begun, else the way to a deal.
 *
 * @param includeOthers others' deals may be picked too, whoever asks.
 */
export async function replyIfNothingToPick(
  context: RequestContext,
  { includeOthers = false }: { readonly includeOthers?: boolean } = {},
): Promise<Reply | undefined> {
  const { member, m, today } = context;
  const mayAll = includeOthers || isAllowed(member.role, 'deal.advance');
  const { total } = await context.deals.list(mayAll ? {} : { ownerId: member.id }, {
    order: 'attention',
    today,
    limit: 1,
    offset: 0,
  });
  if (total > 0) return undefined;
  const add = buttons({ id: OPEN_NEW_DEAL, text: m.lists.addFirst, value: '', style: 'primary' });
  return (await replyIfAtStart(context)) ?? { kind: 'say', message: textMessage(m.lists.none, ...add) };
}
