import { type AttentionReason, attentionReasons } from '../../../../core/deal/attention.ts';
import type { Deal } from '../../../../core/deal/deal.ts';
import { nextStage, type Pipeline, stageById } from '../../../../core/pipeline/stage.ts';
import type { PlainDate } from '../../../../core/time/calendar.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../../locale/safe-text.ts';
import { type ButtonSpec, buttons, contextLine, type Message, row, textMessage } from '../../kit/blocks.ts';
import { literal } from '../../kit/text.ts';
import { ADVANCE, OPEN_NEW_DEAL, SHOW } from '../deal-actions.ts';
import { dealButtonValue } from '../deal-button-value.ts';
import { dealLine } from '../deal-title.ts';

/** The list of my deals, a page of it as the value. */
export const LIST_DEALS = 'deal.list';
/** Rows that a phone shows without much scrolling. */
export const MY_DEALS_SHOWN = 6;

export type MyDeals = {
  readonly deals: readonly Deal[];
  readonly total: number;
  /** Sum in the pipeline's currency over all of them; how many have no value there. */
  readonly valueMinor: number;
  readonly unpriced: number;
};

function needPhrase(m: Messages, need: AttentionReason): SafeText {
  switch (need.kind) {
    case 'nextStepDue':
    case 'pastClose':
      return m.lists.needs[need.kind](need.on);
    case 'incomplete':
      return m.lists.needs.incomplete;
    case 'ageing':
      return m.lists.needs.ageing(need.days);
  }
}

/** A deal in one line with the most urgent thing it needs, and its next move. */
export function dealNeedRow(
  m: Messages,
  { deal, index }: { readonly deal: Deal; readonly index: number },
  context: { pipeline: Pipeline; today: PlainDate; timeZone: string },
) {
  const { pipeline, today, timeZone } = context;
  const [need] = attentionReasons(deal, stageById(pipeline, deal.stageId), { today, timeZone });
  const next = nextStage(pipeline, deal.stageId);
  const spec: ButtonSpec =
    next === undefined
      ? { id: `${SHOW}:${index}`, text: m.common.open, value: dealButtonValue(deal) }
      : { id: `${ADVANCE}:${index}`, text: m.card.next(literal(next.shortName)), value: dealButtonValue(deal) };
  return row(joinSafe([dealLine(m, deal, pipeline), ...(need === undefined ? [] : [needPhrase(m, need)])], ' · '), spec);
}

/** My open deals, those that need me first. */
export function myDeals(
  m: Messages,
  mine: MyDeals,
  context: { pipeline: Pipeline; today: PlainDate; timeZone: string },
): Message {
  const add: ButtonSpec = { id: OPEN_NEW_DEAL, text: m.lists.addFirst, value: '' };
  if (mine.total === 0) return textMessage(m.lists.none, ...buttons({ ...add, style: 'primary' }));
  const rest = mine.total - mine.deals.length;
  return textMessage(
    m.lists.mine(mine.total, m.f.shortMoney({ minor: mine.valueMinor, currency: context.pipeline.currency })),
    ...mine.deals.map((deal, index) => dealNeedRow(m, { deal, index }, context)),
    ...(mine.unpriced > 0 ? [contextLine(m.lists.unpriced(mine.unpriced))] : []),
    ...(rest > 0 ? [contextLine(m.lists.more(rest))] : []),
    ...buttons(rest > 0 ? { id: LIST_DEALS, text: m.lists.all, value: '0 mine' } : undefined, add),
  );
}
