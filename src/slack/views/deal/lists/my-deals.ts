import type { Deal } from '../../../../core/deal/deal.ts';
import type { Money } from '../../../../core/money/money.ts';
import type { PlainDate } from '../../../../core/time/calendar.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../../locale/safe-text.ts';
import { type ButtonSpec, buttons, contextLine, type Message, textMessage } from '../../kit/blocks.ts';
import { richText } from '../../kit/text.ts';
import { OPEN_NEW_DEAL } from '../deal-actions.ts';
import { rowPipeline } from '../row-pipeline.ts';
import { dealRow, phoneLine, type RowContext } from './deal-row.ts';
import { groupByUrgency, urgencyParts } from './urgency-groups.ts';

/** The list of my deals, a page of it as the value. */
export const LIST_DEALS = 'deal.list';
/** Changes several of a list at once; the value is its filter, as it was typed. */
export const CHANGE_SEVERAL = 'deal.several';
/** Rows that a phone shows without much scrolling. */
export const MY_DEALS_SHOWN = 6;

export type MyDeals = {
  readonly deals: readonly Deal[];
  readonly total: number;
  /** What all of them are worth, a sum for each currency of totals; how many have no value there. */
  readonly worth: readonly Money[];
  readonly unpriced: number;
};

/** Sums of several currencies side by side: they are never added. */
export const sumsText = (m: Messages, sums: readonly Money[]): SafeText =>
  joinSafe(
    sums.map((sum) => m.f.shortMoney(sum)),
    ' · ',
  );

/** My open deals, those that need me first. */
export function myDeals(
  m: Messages,
  mine: MyDeals,
  context: RowContext & { readonly today: PlainDate; readonly timeZone: string },
): Message {
  const add: ButtonSpec = { id: OPEN_NEW_DEAL, text: m.lists.addFirst, value: '' };
  if (mine.total === 0) return textMessage(m.lists.none, ...buttons({ ...add, style: 'primary' }));
  const rest = mine.total - mine.deals.length;
  return textMessage(
    m.lists.mine(mine.total, sumsText(m, mine.worth)),
    ...groupByUrgency(mine.deals, (deal) => deal, context).flatMap(({ kind, deals }) => [
      richText(m.lists.groups[kind]),
      ...deals.map(({ item: deal, need }) => {
        const text = phoneLine(deal, urgencyParts(m, { deal, need }, rowPipeline(context, deal)));
        return dealRow(m, { deal, index: mine.deals.indexOf(deal), text }, context);
      }),
    ]),
    ...(mine.unpriced > 0 ? [contextLine(m.lists.unpriced(mine.unpriced))] : []),
    ...(rest > 0 ? [contextLine(m.lists.more(rest))] : []),
    ...buttons(rest > 0 ? { id: LIST_DEALS, text: m.lists.all, value: '0 mine' } : undefined, add),
  );
}
