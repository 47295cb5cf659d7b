import { dateAt } from '../../core/calendar.ts';
import { type Deal, isOpen } from '../../core/deal.ts';
import type { Member } from '../../core/member.ts';
import { type Pipeline, stageById } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { buttons, type Message, row, say } from './blocks.ts';
import { NEW, SHOW } from './deal-actions.ts';
import { dealTitle } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { LIST } from './my-deals.ts';
import { literal, nameOf, type Tagged } from './text.ts';

/** Deals of a page. */
export const PAGE = 8;

export type DealListPage = {
  readonly deals: readonly Deal[];
  readonly total: number;
  readonly offset: number;
  /** What is listed, in words. */
  readonly what: Tagged;
  /** The filter as it was typed, for the next page. */
  readonly filter: string;
  readonly timeZone: string;
};

/** Where an open deal is, and the stage where a lost one ended; of a won one the list says enough. */
const stageOf = (deal: Deal, pipeline: Pipeline): readonly Tagged[] =>
  deal.outcome === 'won' ? [] : [literal(stageById(pipeline, deal.stageId)?.shortName ?? deal.stageId, 20)];

/** When an open deal is expected to close; when a closed one did. */
const dayOf = (m: Messages, deal: Deal, timeZone: string): readonly string[] =>
  isOpen(deal)
    ? deal.closeOn === null
      ? []
      : [m.f.dayOfMonth(deal.closeOn)]
    : [m.f.date(dateAt(deal.closedAt ?? deal.changedAt, timeZone))];

/** A page of deals: a line each, with what it is worth, where it is and whose it is. */
export function dealList(m: Messages, page: DealListPage, pipeline: Pipeline, members: ReadonlyMap<string, Member>): Message {
  const { deals, total, offset, filter } = page;
  const line = (deal: Deal): Tagged => {
    const owner = members.get(deal.ownerId);
    return [
      dealTitle(deal),
      ...(deal.valueMinor === null ? [] : [m.f.shortMoney(deal.valueMinor, deal.currency)]),
      ...stageOf(deal, pipeline),
      ...(owner === undefined ? [] : [nameOf(owner)]),
      ...dayOf(m, deal, page.timeZone),
    ].join(' · ');
  };
  const value = (at: number): string => `${at} ${filter}`.slice(0, 2000);
  return say(
    m.lists.title(page.what.charAt(0).toUpperCase() + page.what.slice(1), offset + 1, offset + deals.length, total),
    ...deals.map((deal, index) => row(line(deal), { id: `${SHOW}:${index}`, text: m.common.open, value: dealValue(deal) })),
    ...buttons(
      total === 0 && filter.trim() !== '' ? { id: LIST, text: m.lists.allOpen, value: '0 ' } : undefined,
      total === 0 ? { id: NEW, text: m.refusals.newDeal, value: '' } : undefined,
      offset > 0 ? { id: `${LIST}:earlier`, text: m.lists.earlier, value: value(Math.max(0, offset - PAGE)) } : undefined,
      offset + deals.length < total ? { id: `${LIST}:later`, text: m.lists.later, value: value(offset + PAGE) } : undefined,
    ),
  );
}
