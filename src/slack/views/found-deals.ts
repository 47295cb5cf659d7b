import type { Deal } from '../../core/deal.ts';
import type { Pipeline } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { buttons, type Message, row, say } from './blocks.ts';
import { FIND, NEW, SHOW } from './deal-actions.ts';
import { dealLine } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { literal } from './text.ts';

/** What a button carries of a search. */
const LONGEST = 200;
/** Deals on a page. */
export const FOUND_PAGE = 10;

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
  const [shown, again] = [literal(typed, 60), typed.slice(0, LONGEST)];
  if (deals.length === 0) {
    return say(m.refusals.noneFits(shown), ...buttons({ id: NEW, text: m.refusals.newDeal, value: again }));
  }
  const rows = deals.map((deal, index) =>
    row(dealLine(m, deal, pipeline), { id: `${SHOW}:${index}`, text: m.common.open, value: dealValue(deal) }),
  );
  const page =
    more || offset > 0 ? m.life.foundPage(offset + 1, offset + deals.length, shown) : m.life.found(deals.length, shown);
  const turn = buttons(
    offset > 0
      ? { id: `${FIND}:earlier`, text: m.lists.earlier, value: `${Math.max(0, offset - FOUND_PAGE)} ${again}` }
      : undefined,
    more ? { id: `${FIND}:later`, text: m.lists.later, value: `${offset + FOUND_PAGE} ${again}` } : undefined,
  );
  return say(exact ? page : m.life.alike(shown), ...rows, ...turn);
}
