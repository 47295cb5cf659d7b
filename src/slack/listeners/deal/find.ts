import { parseDealReference } from '../../../input/deal-reference.ts';
import { unquote } from '../../../input/quotes.ts';
import { parseSlackText, replaceMentionsByNames } from '../../../input/slack-text.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { FIND_DEALS } from '../../views/deal/deal-actions.ts';
import { FOUND_PER_PAGE, foundDeals } from '../../views/deal/lists/found-deals.ts';
import { textMessage } from '../../views/kit/blocks.ts';

/** Whoever turns so many pages does better with a longer text. */
const MAX_OFFSET = 200;

async function findDeals(context: RequestContext, rest: string, offset = 0): Promise<Extract<Reply, { kind: 'say' }>> {
  const { m } = context;
  const typed = unquote(replaceMentionsByNames(parseSlackText(rest))).slice(0, 200);
  if (typed === '') return { kind: 'say', message: textMessage(m.dealActions.whichFind) };
  const limit = offset + FOUND_PER_PAGE + 1;
  const byText = await context.deals.search(typed, { openOnly: false, ownerId: context.member.id, limit });
  const reference = parseDealReference(typed);
  // A number that no name holds is the deal's own.
  const numbered = reference.kind === 'number' && !(byText.exact && byText.deals.length > 0) ? [reference.number] : [];
  const deals = numbered.length === 0 ? [] : await context.deals.byNumbers(numbered);
  const found = deals.length === 0 ? byText : { deals, exact: true };
  const page = {
    typed,
    deals: found.deals.slice(offset, offset + FOUND_PER_PAGE),
    offset,
    more: found.exact && found.deals.length === limit && offset < MAX_OFFSET,
    exact: found.exact,
  };
  return { kind: 'say', message: foundDeals(m, page, { ...context, reader: context.member }) };
}

/** Finding deals, closed ones too, by part of a name or company, a page at a time. */
export const findFlow = {
  dealCommands: { find: { takesDeal: null, opensForm: false, isRead: true, run: (context, rest) => findDeals(context, rest) } },
  buttons: {
    [FIND_DEALS]: {
      run: async (context, press) => {
        const [, offset = '0', text = ''] = /^(\d{1,4}) (.*)$/s.exec(press.value) ?? [];
        return { ...(await findDeals(context, text, Number(offset))), replacesOriginal: true };
      },
    },
  },
} satisfies Flow;
