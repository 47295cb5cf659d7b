import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Deal } from '../../../core/deal/deal.ts';
import type { HygieneState } from '../../../core/deal/hygiene/hygiene.ts';
import type { PipelineId } from '../../../core/ids.ts';
import type { Instant } from '../../../core/time/instant.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { dealButtonValue, parseDealButtonValue, type SeenDeal } from '../deal/deal-button-value.ts';
import { seenDealSchema } from '../deal/deal-form-data.ts';
import { dealTitle } from '../deal/deal-title.ts';
import { shortValueParts } from '../deal/deal-value.ts';
import { type ButtonSpec, buttons, field, type Message, modal, row } from '../kit/blocks.ts';
import { type DataOf, defineFormData } from '../kit/form-data.ts';
import { notificationText, richText } from '../kit/text.ts';

/** What is done about a deal that wants a date; the value is the deal and the digest. */
export const HYGIENE_ACTIONS = { keep: 'tidy.keep', date: 'tidy.date', drop: 'tidy.drop' } as const;
/** Opens the deals of the person that want a date; the value is the pipeline and the digest. */
export const OPEN_HYGIENE = 'tidy.open';
/** Callback id of the form for a new date; its field. */
export const HYGIENE_DATE_FORM = 'tidy.save-date';
export const HYGIENE_DATE_FIELD = 'closeOn';

/** A deal that wants a date, and what was done about it. */
export type HygieneRowShown = { readonly deal: Deal; readonly state: HygieneState };

/** Deals that are not shown. */
export type HygieneCounts = { readonly overdue: number; readonly undated: number };

/** Where a row is shown: the instant of its digest in ms, and the key of that post; a null key means somebody's own list. */
export type HygieneOrigin = { readonly since: Instant; readonly key: string | null };

/** The deal as it was seen, and where. */
export type HygienePress = SeenDeal & HygieneOrigin;

const OWN_LIST = 'own';
/** The value of a row's button. */
export const hygieneButtonValue = (deal: Deal, { since, key }: HygieneOrigin): string =>
  `${dealButtonValue(deal)} ${since} ${key ?? OWN_LIST}`;

/** Reads a row's value back; undefined for anything else. */
export function parseHygieneButtonValue(value: string): HygienePress | undefined {
  const seen = parseDealButtonValue(value);
  const [, since, key] = /^\S+ (\d{1,15}) (\S+)$/.exec(value) ?? [];
  if (seen === undefined || since === undefined || key === undefined) return undefined;
  return { ...seen, since: Number(since), key: key === OWN_LIST ? null : key };
}

/** The button under a digest that opens one's own list. */
export const hygieneButton = (m: Messages, post: { readonly pipelineId: PipelineId; readonly at: Instant }): ButtonSpec => ({
  id: OPEN_HYGIENE,
  text: m.hygiene.button,
  value: `${post.at} ${post.pipelineId}`,
});

export function parseOpenHygieneValue(value: string): { readonly at: Instant; readonly pipelineId: PipelineId } | undefined {
  const [, at, pipelineId] = /^(\d{1,15}) (.{1,64})$/s.exec(value) ?? [];
  return pipelineId === undefined ? undefined : { at: Number(at), pipelineId };
}

function statePhrase(m: Messages, { deal, state }: HygieneRowShown): SafeText {
  switch (state.kind) {
    case 'wanted':
      return deal.closeOn === null ? m.hygiene.undated : m.hygiene.past(deal.closeOn);
    case 'dated':
      return m.hygiene.done(m.hygiene.newDate(state.on));
    default:
      return m.hygiene.done(m.hygiene.became[state.kind]);
  }
}

function hygieneRowBlocks(
  m: Messages,
  shown: HygieneRowShown,
  { index, place }: { readonly index: number; readonly place: HygieneOrigin },
): readonly KnownBlock[] {
  const { deal, state } = shown;
  const value = hygieneButtonValue(deal, place);
  const spec = (id: string, text: SafeText): ButtonSpec => ({ id: `${id}:${index}`, text, value });
  return [
    row(joinSafe([dealTitle(deal), ...shortValueParts(m, deal), statePhrase(m, shown)], ' · ')),
    ...(state.kind === 'wanted'
      ? buttons(
          spec(HYGIENE_ACTIONS.keep, m.hygiene.keep),
          spec(HYGIENE_ACTIONS.date, m.hygiene.date),
          spec(HYGIENE_ACTIONS.drop, m.hygiene.drop),
        )
      : []),
  ];
}

function moreBlocks(m: Messages, { overdue, undated }: HygieneCounts): readonly KnownBlock[] {
  const lines = [
    ...(overdue > 0 ? [m.hygiene.more(overdue, 'overdue')] : []),
    ...(undated > 0 ? [m.hygiene.more(undated, 'undated')] : []),
  ];
  return lines.length === 0 ? [] : [richText(joinSafe(lines, '\n'))];
}

/**
 * Deals past their close date or without one, each with what can be done about it; a row that was dealt with says how.
 *
 * @param counts how many there are in all. @param more how many of them are not shown. @param solo nobody else is here: who may decide is not said.
 */
export function hygieneMessage(
  m: Messages,
  rows: readonly HygieneRowShown[],
  {
    counts,
    more,
    place,
    solo,
  }: { readonly counts: HygieneCounts; readonly more: HygieneCounts; readonly place: HygieneOrigin; readonly solo: boolean },
): Message {
  const head = m.hygiene.head({ overdue: counts.overdue, undated: counts.undated });
  const done = rows.every(({ state }) => state.kind !== 'wanted') && more.overdue + more.undated === 0;
  return {
    text: notificationText(head, 300),
    blocks: [
      richText(done ? safe`${head}\n${m.hygiene.allDone}` : solo ? head : safe`${head}\n${m.hygiene.whoMay}`),
      ...rows.flatMap((each, index) => hygieneRowBlocks(m, each, { index, place })),
      ...moreBlocks(m, more),
    ],
  };
}

/** One person's own list. @param said what was done just now, above it; undefined: nothing yet. */
export function ownHygieneMessage(
  m: Messages,
  rows: readonly HygieneRowShown[],
  { more, since, said }: { readonly more: HygieneCounts; readonly since: Instant; readonly said: SafeText | undefined },
): Message {
  const count = rows.length + more.overdue + more.undated;
  const head = count === 0 ? m.hygiene.nothing : m.hygiene.own(count);
  const text = said === undefined ? head : safe`${said}\n${head}`;
  return {
    text: notificationText(text, 300),
    blocks: [
      richText(text),
      ...rows.flatMap((each, index) => hygieneRowBlocks(m, each, { index, place: { since, key: null } })),
      ...moreBlocks(m, more),
    ],
  };
}

/** What the form for a date holds: the deal and where its row stands. Before, the value of the row's button. */
export const hygieneDateFormData = defineFormData(
  z.object({ deal: seenDealSchema, since: z.number().int(), key: z.string().nullable() }),
  (text) => {
    const press = parseHygieneButtonValue(text);
    return press === undefined ? undefined : { deal: dealButtonValue(press), since: press.since, key: press.key };
  },
);
export type HygieneDateFormData = DataOf<typeof hygieneDateFormData>;

/** Asks for a new close date. */
export const hygieneDateForm = (m: Messages, deal: Deal, place: HygieneOrigin): ModalView =>
  modal({
    id: HYGIENE_DATE_FORM,
    title: m.hygiene.dateTitle,
    submit: m.hygiene.dateSubmit,
    close: m.common.cancel,
    data: hygieneDateFormData.encode({ deal, since: place.since, key: place.key }),
    blocks: [
      richText(
        joinSafe([safe`*${dealTitle(deal)}*`, deal.closeOn === null ? m.hygiene.undated : m.hygiene.past(deal.closeOn)], ' · '),
      ),
      field(HYGIENE_DATE_FIELD, m.newDeal.closeOn, { type: 'datepicker' }),
    ],
  });
