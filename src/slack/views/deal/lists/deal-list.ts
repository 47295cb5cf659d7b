import { type Deal, isOpen } from '../../../../core/deal/deal.ts';
import type { Member } from '../../../../core/people/member.ts';
import type { Pipeline } from '../../../../core/pipeline/stage.ts';
import { dateAt } from '../../../../core/time/calendar.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../../locale/safe-text.ts';
import { buttons, type Message, row, textMessage } from '../../kit/blocks.ts';
import { stageName } from '../../kit/stage-name.ts';
import { capitalize, memberNameText } from '../../kit/text.ts';
import { OPEN_NEW_DEAL, SHOW } from '../deal-actions.ts';
import { dealButtonValue } from '../deal-button-value.ts';
import { dealTitle } from '../deal-title.ts';
import { shortValueParts } from '../deal-value.ts';
import { LIST_DEALS } from './my-deals.ts';

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
};

/** Where an open deal is, and the stage where a lost one ended; of a won one the list says enough. */
const openOrLostStage = (deal: Deal, pipeline: Pipeline): readonly SafeText[] =>
  deal.outcome === 'won' ? [] : [stageName(pipeline, deal.stageId)];

/** When an open deal is expected to close; when a closed one did. */
const closeDay = (m: Messages, deal: Deal, timeZone: string): readonly SafeText[] =>
  isOpen(deal)
    ? deal.closeOn === null
      ? []
      : [m.f.date(deal.closeOn)]
    : [m.f.date(dateAt(deal.closedAt ?? deal.changedAt, timeZone))];

/** A page of deals: a line each, with what it is worth, where it is and whose it is. */
export function dealList(
  m: Messages,
  page: DealListPage,
  { pipeline, members }: { readonly pipeline: Pipeline; readonly members: ReadonlyMap<string, Member> },
): Message {
  const { deals, total, offset, filter } = page;
  const line = (deal: Deal): SafeText => {
    const owner = members.get(deal.ownerId);
    return joinSafe(
      [
        dealTitle(deal),
        ...shortValueParts(m, deal),
        ...openOrLostStage(deal, pipeline),
        ...(owner === undefined ? [] : [memberNameText(owner)]),
        ...closeDay(m, deal, page.timeZone),
      ],
      ' · ',
    );
  };
  const value = (pageStart: number): string => `${pageStart} ${filter}`.slice(0, 2000);
  return textMessage(
    m.lists.title({ what: capitalize(page.what), from: offset + 1, to: offset + deals.length, total }),
    ...deals.map((deal, index) => row(line(deal), { id: `${SHOW}:${index}`, text: m.common.open, value: dealButtonValue(deal) })),
    ...buttons(
      total === 0 && filter.trim() !== '' ? { id: LIST_DEALS, text: m.lists.allOpen, value: '0 ' } : undefined,
      total === 0 ? { id: OPEN_NEW_DEAL, text: m.refusals.newDeal, value: '' } : undefined,
      offset > 0
        ? { id: `${LIST_DEALS}:earlier`, text: m.lists.earlier, value: value(Math.max(0, offset - DEALS_PER_PAGE)) }
        : undefined,
      offset + deals.length < total
        ? { id: `${LIST_DEALS}:later`, text: m.lists.nextPage, value: value(offset + DEALS_PER_PAGE) }
        : undefined,
    ),
  );
}
