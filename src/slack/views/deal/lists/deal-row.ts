import type { Overflow, SectionBlock } from '@slack/types';
import { type Deal, isOpen } from '../../../../core/deal/deal.ts';
import type { Member } from '../../../../core/people/member.ts';
import { isAllowed, isOwn } from '../../../../core/people/rights.ts';
import { nextStage, type Pipeline } from '../../../../core/pipeline/stage.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../../locale/safe-text.ts';
import { DEAL_MENU } from '../../kit/action-ids.ts';
import { option, plainText } from '../../kit/blocks.ts';
import { pressedButton } from '../../kit/pressed-button.ts';
import { literal, toPlainText } from '../../kit/text.ts';
import { ADVANCE, EDIT, NOTE, PLAN, SHOW } from '../deal-actions.ts';
import { dealButtonValue } from '../deal-button-value.ts';
import { dealNumber } from '../deal-title.ts';
import { type PipelineContext, pipelineParts, rowPipeline } from '../row-pipeline.ts';

/** Characters of a line of a phone, beside a menu. */
const PHONE_LINE = 34;
/** So much of a name tells one deal from another: beside a value and a date, beside two parts of which one is longer, and beside more. */
const SHORTEST_NAME = { dated: 7, first: 10, more: 16 };
/** As long as a date is, in any language. */
const DATE_LENGTH = 7;
/** A name of so many characters is not cut: it would lose more than a part tells. */
const SHORT_NAME = 12;

/** What a menu offers: a button by its id, and what is said of it. */
export type MenuChoice = { readonly action: string; readonly text: SafeText };

/** Who reads a list. */
export type ListReader = Pick<Member, 'id' | 'role'>;

/** What a deal is worth, in few letters: without the currency where it is that of the totals. */
export const rowValueParts = (m: Messages, { value }: Deal, { currency }: Pick<Pipeline, 'currency'>): readonly SafeText[] =>
  value === null ? [] : [value.currency === currency ? m.f.shortAmount(value) : m.f.shortMoney(value)];

/**
 * A deal in one line of a phone: number, as much of the name as fits, and of the parts those that fit beside it, the first ones first.
 *
 * @example phoneLine(bielik, ['48k', '18 Dec']) // => D-141 Bielik, forkl… · 48k · 18 Dec
 */
export function phoneLine(deal: Pick<Deal, 'number' | 'name'>, parts: readonly SafeText[]): SafeText {
  const number = dealNumber(deal);
  const isDated = toPlainText(parts[1] ?? parts[0] ?? literal('')).length <= DATE_LENGTH;
  const shortest = (count: number) => (count > 2 ? SHORTEST_NAME.more : isDated ? SHORTEST_NAME.dated : SHORTEST_NAME.first);
  const nameNeeds = (count: number) => (deal.name.length <= SHORT_NAME ? deal.name.length : shortest(count));
  const lengthWith = (count: number) =>
    parts.slice(0, count).reduce((sum, part) => sum + toPlainText(part).length + 3, toPlainText(number).length + 1);
  let count = parts.length;
  while (count > 1 && lengthWith(count) + nameNeeds(count) > PHONE_LINE) count -= 1;
  const name = literal(deal.name, Math.max(nameNeeds(count), PHONE_LINE - lengthWith(count)));
  return joinSafe([safe`${number} ${name}`, ...parts.slice(0, count)], ' · ');
}

/** What one may do about a deal from a list: open it and note something, and whoever may change it a little more. */
function dealChoices(m: Messages, deal: Deal, { reader, ...context }: RowContext): readonly MenuChoice[] {
  const next = isOpen(deal) ? nextStage(rowPipeline(context, deal), deal.stageId) : undefined;
  const mayChange = isAllowed(reader.role, 'deal.advance', { own: isOwn(reader, deal.ownerId) });
  return [
    { action: SHOW, text: m.common.open },
    ...(next === undefined || !mayChange ? [] : [{ action: ADVANCE, text: m.card.next(literal(next.shortName)) }]),
    ...(isOpen(deal) && mayChange ? [{ action: PLAN, text: m.dealActions.planChoice }] : []),
    { action: NOTE, text: m.dealActions.noteButton },
    ...(isOpen(deal) && mayChange ? [{ action: EDIT, text: m.channelCard.edit }] : []),
  ];
}

/** The overflow menu of a deal: each of its options stands for a button, so that a row needs no row of buttons. */
export function dealMenu(deal: Deal, index: number, choices: readonly MenuChoice[]): Overflow {
  const value = dealButtonValue(deal);
  return {
    type: 'overflow',
    action_id: `${DEAL_MENU}:${index}`,
    options: choices.map(({ action, text }) => option(text, pressedButton.encode({ action, value }))),
  };
}

export type RowContext = PipelineContext & { readonly reader: ListReader };

/**
 * A deal as a row of a list.
 *
 * @param text one line of it. @param more a line below, and what the menu offers about it, before the rest.
 */
export function dealRow(
  m: Messages,
  { deal, index, text }: { readonly deal: Deal; readonly index: number; readonly text: SafeText },
  { more, ...context }: RowContext & { readonly more?: { readonly line: SafeText; readonly choice: MenuChoice } },
): SectionBlock {
  const choices = dealChoices(m, deal, context);
  const line = joinSafe([text, ...pipelineParts(context, deal)], ' · ');
  return {
    type: 'section',
    text: plainText(more === undefined ? line : joinSafe([line, more.line], '\n'), 600),
    // Slack takes five options at most.
    accessory: dealMenu(deal, index, (more === undefined ? choices : [more.choice, ...choices]).slice(0, 5)),
  };
}
