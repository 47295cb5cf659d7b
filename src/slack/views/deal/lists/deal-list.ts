import { type Deal, isOpen } from '../../../../core/deal/deal.ts';
import type { Member } from '../../../../core/people/member.ts';
import { dateAt, type PlainDate } from '../../../../core/time/calendar.ts';
import type { Messages } from '../../../../locale/messages.ts';
import type { SafeText } from '../../../../locale/safe-text.ts';
import { buttons, contextLine, type Message, textMessage } from '../../kit/blocks.ts';
import { stageName } from '../../kit/stage-name.ts';
import { capitalize, literal, memberNameText } from '../../kit/text.ts';
import { OPEN_NEW_DEAL } from '../deal-actions.ts';
import { rowPipeline } from '../row-pipeline.ts';
import { dealRow, phoneLine, type RowContext, rowValueParts } from './deal-row.ts';
import { CHANGE_SEVERAL, LIST_DEALS } from './my-deals.ts';

/** Deals of a page. */
export const DEALS_PER_PAGE = 8;

export type DealListPage = {
  readonly deals: readonly Deal[];
  readonly total: number;
  readonly offset: number;
  /** What is listed, in words. */
  readonly what: SafeText;
  /** The filter as it was typed, for the next page. */
  readonly filter: string;
  readonly timeZone: string;
  readonly today: PlainDate;
  /** Deals that were won or lost. */
  readonly isClosed: boolean;
};

/** When an open deal is expected to close; when a closed one did, with its year where it is not this one's. */
const closeDay = (m: Messages, deal: Deal, { timeZone, today }: DealListPage): readonly SafeText[] => {
  const on = isOpen(deal) ? deal.closeOn : dateAt(deal.closedAt ?? deal.changedAt, timeZone);
  return on === null ? [] : [on.slice(0, 4) === today.slice(0, 4) ? m.f.shortDay(on) : m.f.date(on)];
};

/** A page of deals: a line each, with what it is worth, its date, where it is and whose it is, as far as a phone's line goes. */
export function dealList(
  m: Messages,
  page: DealListPage,
  { members, ...context }: RowContext & { readonly members: ReadonlyMap<string, Member> },
): Message {
  const { deals, total, offset, filter } = page;
  const { pipeline } = context;
  const line = (deal: Deal): SafeText => {
    const owner = members.get(deal.ownerId);
    return phoneLine(deal, [
      ...rowValueParts(m, deal, pipeline),
      ...closeDay(m, deal, page),
      // Of a won one the list says enough.
      ...(deal.outcome === 'won' ? [] : [stageName(rowPipeline(context, deal), deal.stageId)]),
      ...(owner === undefined ? [] : [memberNameText(owner)]),
    ]);
  };
  const order = page.isClosed ? m.lists.order.closed : m.lists.order.open;
  const value = (pageStart: number): string => `${pageStart} ${filter}`.slice(0, 2000);
  return textMessage(
    m.lists.title({ what: capitalize(page.what), from: offset + 1, to: offset + deals.length, total }),
    ...(total === 0 ? [] : [contextLine(order(literal(pipeline.currency)))]),
    ...deals.map((deal, index) => dealRow(m, { deal, index, text: line(deal) }, context)),
    ...buttons(
      total === 0 && filter.trim() !== '' ? { id: LIST_DEALS, text: m.lists.allOpen, value: '0 ' } : undefined,
      total === 0 ? { id: OPEN_NEW_DEAL, text: m.refusals.newDeal, value: '' } : undefined,
      offset > 0
        ? { id: `${LIST_DEALS}:earlier`, text: m.lists.earlier, value: value(Math.max(0, offset - DEALS_PER_PAGE)) }
        : undefined,
      offset + deals.length < total
        ? { id: `${LIST_DEALS}:later`, text: m.lists.nextPage, value: value(offset + DEALS_PER_PAGE) }
        : undefined,
      total > 1 && !page.isClosed ? { id: CHANGE_SEVERAL, text: m.several.button, value: filter.slice(0, 2000) } : undefined,
    ),
  );
}
