import { attention, type Need } from '../../core/attention.ts';
import type { Deal } from '../../core/deal.ts';
import { nextStage, type Pipeline, stageById } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { type ButtonSpec, buttons, type Message, row, say, small } from './blocks.ts';
import { ADVANCE, NEW, SHOW } from './deal-actions.ts';
import { dealLine } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { literal, type Tagged } from './text.ts';

/** The list of my deals, a page of it as the value. */
export const LIST = 'deal.list';
/** Rows that a phone shows without much scrolling. */
export const MINE_SHOWN = 6;

export type MyDeals = {
  readonly deals: readonly Deal[];
  readonly total: number;
  /** Sum in the pipeline's currency over all of them; how many have no value there. */
  readonly valueMinor: number;
  readonly unpriced: number;
};

function needWords(m: Messages, need: Need): Tagged {
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
  deal: Deal,
  index: number,
  context: { pipeline: Pipeline; today: string; timeZone: string },
) {
  const { pipeline, today, timeZone } = context;
  const [need] = attention(deal, stageById(pipeline, deal.stageId), today, timeZone);
  const next = nextStage(pipeline, deal.stageId);
  const spec: ButtonSpec =
    next === undefined
      ? { id: `${SHOW}:${index}`, text: m.common.open, value: dealValue(deal) }
      : { id: `${ADVANCE}:${index}`, text: m.card.next(literal(next.shortName)), value: dealValue(deal) };
  return row([dealLine(m, deal, pipeline), ...(need === undefined ? [] : [needWords(m, need)])].join(' · '), spec);
}

/** My open deals, those that need me first. */
export function myDeals(m: Messages, mine: MyDeals, context: { pipeline: Pipeline; today: string; timeZone: string }): Message {
  const add: ButtonSpec = { id: NEW, text: m.lists.addFirst, value: '' };
  if (mine.total === 0) return say(m.lists.none, ...buttons({ ...add, style: 'primary' }));
  const rest = mine.total - mine.deals.length;
  return say(
    m.lists.mine(mine.total, m.f.shortMoney(mine.valueMinor, context.pipeline.currency)),
    ...mine.deals.map((deal, index) => dealNeedRow(m, deal, index, context)),
    ...(mine.unpriced > 0 ? [small(m.lists.unpriced(mine.unpriced))] : []),
    ...(rest > 0 ? [small(m.lists.more(rest))] : []),
    ...buttons(rest > 0 ? { id: LIST, text: m.lists.all, value: '0 mine' } : undefined, add),
  );
}
