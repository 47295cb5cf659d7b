import type { Deal } from '../../../../core/deal/deal.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { buttons, contextLine, type Message, textMessage } from '../../kit/blocks.ts';
import { literal } from '../../kit/text.ts';
import { FIND_DEALS, OPEN_NEW_DEAL } from '../deal-actions.ts';
import { stageOrOutcome } from '../deal-title.ts';
import { rowPipeline } from '../row-pipeline.ts';
import { dealRow, phoneLine, type RowContext, rowValueParts } from './deal-row.ts';

/** What a button carries of a search. */
const MAX_SEARCH_LENGTH = 200;
/** Deals on a page. */
export const FOUND_PER_PAGE = 10;

/** A page of what a search found, from the deal at `offset`. */
export type FoundPage = {
  readonly typed: string;
  readonly deals: readonly Deal[];
  readonly offset: number;
  readonly more: boolean;
  /** False: nothing fits as typed, these come near. */
  readonly exact: boolean;
};

/** The deals that a text fits, or nearly fits, with their pages; a new deal of that name where there are none. */
export function foundDeals(m: Messages, { typed, deals, offset, more, exact }: FoundPage, context: RowContext): Message {
  const { pipeline } = context;
  const [shown, again] = [literal(typed, 60), typed.slice(0, MAX_SEARCH_LENGTH)];
  if (deals.length === 0) {
    return textMessage(m.refusals.noneFits(shown), ...buttons({ id: OPEN_NEW_DEAL, text: m.refusals.newDeal, value: again }));
  }
  const rows = deals.map((deal, index) => {
    const own = rowPipeline(context, deal);
    const text = phoneLine(deal, [...rowValueParts(m, deal, pipeline), stageOrOutcome(deal, own)]);
    return dealRow(m, { deal, index, text }, context);
  });
  const page =
    more || offset > 0
      ? m.dealActions.foundPage({ from: offset + 1, to: offset + deals.length, typed: shown })
      : m.dealActions.found(deals.length, shown);
  const turn = buttons(
    offset > 0
      ? { id: `${FIND_DEALS}:earlier`, text: m.lists.earlier, value: `${Math.max(0, offset - FOUND_PER_PAGE)} ${again}` }
      : undefined,
    more ? { id: `${FIND_DEALS}:later`, text: m.lists.nextPage, value: `${offset + FOUND_PER_PAGE} ${again}` } : undefined,
  );
  const order = contextLine(m.lists.order.found(literal(pipeline.currency)));
  return textMessage(exact ? page : m.dealActions.nearMatches(shown), order, ...rows, ...turn);
}
