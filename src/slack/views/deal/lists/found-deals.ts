import type { Deal } from '../../../../core/deal/deal.ts';
import type { Pipeline } from '../../../../core/pipeline/stage.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { buttons, type Message, row, textMessage } from '../../kit/blocks.ts';
import { literal } from '../../kit/text.ts';
import { FIND_DEALS, OPEN_NEW_DEAL, SHOW } from '../deal-actions.ts';
import { dealButtonValue } from '../deal-button-value.ts';
import { dealLine } from '../deal-title.ts';

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
export function foundDeals(m: Messages, { typed, deals, offset, more, exact }: FoundPage, pipeline: Pipeline): Message {
  const [shown, again] = [literal(typed, 60), typed.slice(0, MAX_SEARCH_LENGTH)];
  if (deals.length === 0) {
    return textMessage(m.refusals.noneFits(shown), ...buttons({ id: OPEN_NEW_DEAL, text: m.refusals.newDeal, value: again }));
  }
  const rows = deals.map((deal, index) =>
    row(dealLine(m, deal, pipeline), { id: `${SHOW}:${index}`, text: m.common.open, value: dealButtonValue(deal) }),
  );
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
  return textMessage(exact ? page : m.dealActions.nearMatches(shown), ...rows, ...turn);
}
