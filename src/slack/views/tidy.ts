import type { KnownBlock, ModalView } from '@slack/types';
import type { Deal } from '../../core/deal.ts';
import type { TidyState } from '../../core/tidying.ts';
import type { Messages } from '../../locale/messages.ts';
import { type ButtonSpec, buttons, field, type Message, modal, row } from './blocks.ts';
import { dealTitle } from './deal-title.ts';
import { dealValue, readDealValue, type SeenDeal } from './deal-value.ts';
import { notification, rich, type Tagged } from './text.ts';

/** What is done about a deal that wants a date; the value is the deal and the digest. */
export const TIDY = { keep: 'tidy.keep', date: 'tidy.date', drop: 'tidy.drop' } as const;
/** Opens the deals of the person that want a date; the value is the pipeline and the digest. */
export const TIDY_UP = 'tidy.open';
/** Callback id of the form for a new date; its field. */
export const TIDY_FORM = 'tidy.save-date';
export const TIDY_FIELD = 'closeOn';

/** A deal that wants a date, and what was done about it. */
export type TidyRowShown = { readonly deal: Deal; readonly state: TidyState };

/** Deals that are not shown. */
export type TidyMore = { readonly overdue: number; readonly undated: number };

/** Where a row stands: when its digest was made, ms, and the key of the post; null: in somebody's own list. */
export type TidyPlace = { readonly since: number; readonly key: string | null };

/** The deal as it was seen, and where. */
export type TidyPress = SeenDeal & TidyPlace;

const OWN = 'own';
/** The value of a row's button. */
export const tidyValue = (deal: Deal, { since, key }: TidyPlace): string => `${dealValue(deal)} ${since} ${key ?? OWN}`;

/** Reads a row's value back; undefined for anything else. */
export function readTidyValue(value: string): TidyPress | undefined {
  const seen = readDealValue(value);
  const [, since, key] = /^\S+ (\d{1,15}) (\S+)$/.exec(value) ?? [];
  if (seen === undefined || since === undefined || key === undefined) return undefined;
  return { ...seen, since: Number(since), key: key === OWN ? null : key };
}

/** The button under a digest that opens one's own list. */
export const tidyButton = (m: Messages, post: { readonly pipelineId: string; readonly at: number }): ButtonSpec => ({
  id: TIDY_UP,
  text: m.tidy.button,
  value: `${post.at} ${post.pipelineId}`,
});

export function readTidyUp(value: string): { readonly at: number; readonly pipelineId: string } | undefined {
  const [, at, pipelineId] = /^(\d{1,15}) (.{1,64})$/s.exec(value) ?? [];
  return pipelineId === undefined ? undefined : { at: Number(at), pipelineId };
}

function stateWords(m: Messages, { deal, state }: TidyRowShown): Tagged {
  switch (state.kind) {
    case 'wanted':
      return deal.closeOn === null ? m.tidy.undated : m.tidy.past(deal.closeOn);
    case 'dated':
      return m.tidy.done(m.tidy.newDate(state.on));
    default:
      return m.tidy.done(m.tidy.became[state.kind]);
  }
}

function rowOf(m: Messages, shown: TidyRowShown, index: number, place: TidyPlace): readonly KnownBlock[] {
  const { deal, state } = shown;
  const value = tidyValue(deal, place);
  const worth = deal.valueMinor === null ? [] : [m.f.shortMoney(deal.valueMinor, deal.currency)];
  const spec = (id: string, text: string): ButtonSpec => ({ id: `${id}:${index}`, text, value });
  return [
    row([dealTitle(deal), ...worth, stateWords(m, shown)].join(' · ')),
    ...(state.kind === 'wanted'
      ? buttons(spec(TIDY.keep, m.tidy.keep), spec(TIDY.date, m.tidy.date), spec(TIDY.drop, m.tidy.drop))
      : []),
  ];
}

function moreBlocks(m: Messages, { overdue, undated }: TidyMore): readonly KnownBlock[] {
  const lines = [
    ...(overdue > 0 ? [m.tidy.more(overdue, 'overdue')] : []),
    ...(undated > 0 ? [m.tidy.more(undated, 'undated')] : []),
  ];
  return lines.length === 0 ? [] : [rich(lines.join('\n'))];
}

/**
 * Deals past their close date or without one, each with what can be done about it; a row that was dealt with says how.
 *
 * @param counts how many there are in all. @param more how many of them are not shown.
 */
export function tidyMessage(
  m: Messages,
  rows: readonly TidyRowShown[],
  counts: TidyMore,
  more: TidyMore,
  place: TidyPlace,
): Message {
  const head = m.tidy.head(counts.overdue, counts.undated);
  const done = rows.every(({ state }) => state.kind !== 'wanted') && more.overdue + more.undated === 0;
  return {
    text: notification(head, 300),
    blocks: [
      rich(done ? `${head}\n${m.tidy.allDone}` : `${head}\n${m.tidy.whoMay}`),
      ...rows.flatMap((each, index) => rowOf(m, each, index, place)),
      ...moreBlocks(m, more),
    ],
  };
}

/** One person's own list. @param said what was done just now, above it; undefined: nothing yet. */
export function ownTidy(
  m: Messages,
  rows: readonly TidyRowShown[],
  more: TidyMore,
  since: number,
  said: Tagged | undefined,
): Message {
  const count = rows.length + more.overdue + more.undated;
  const head = count === 0 ? m.tidy.nothing : m.tidy.own(count);
  const text = said === undefined ? head : `${said}\n${head}`;
  return {
    text: notification(text, 300),
    blocks: [rich(text), ...rows.flatMap((each, index) => rowOf(m, each, index, { since, key: null })), ...moreBlocks(m, more)],
  };
}

/** Asks for a new close date. `data` is the deal as the person saw it, and where. */
export const tidyDateForm = (m: Messages, deal: Deal, place: TidyPlace): ModalView =>
  modal({
    id: TIDY_FORM,
    title: m.tidy.dateTitle,
    submit: m.tidy.dateSubmit,
    close: m.common.cancel,
    data: tidyValue(deal, place),
    blocks: [
      rich([`*${dealTitle(deal)}*`, deal.closeOn === null ? m.tidy.undated : m.tidy.past(deal.closeOn)].join(' · ')),
      field(TIDY_FIELD, m.newDeal.closeOn, { type: 'datepicker' }),
    ],
  });
