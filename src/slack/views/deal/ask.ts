import type { Deal } from '../../../core/deal/deal.ts';
import type { Ask } from '../../../core/deal/hygiene/ask.ts';
import { isAskable } from '../../../core/deal/hygiene/ask.ts';
import { nextStage, type Pipeline, stageById } from '../../../core/pipeline/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { type ButtonSpec, buttons, type Message, textMessage } from '../kit/blocks.ts';
import { type MembersById, memberName } from '../kit/people.ts';
import { literal } from '../kit/text.ts';
import { ADVANCE, ASK, DELETE, EDIT, ESTIMATE, GIVE, LOST, MOVE, REOPEN, SHOW, UNDO, WON } from './deal-actions.ts';
import { dealButtonValue, parseDealButtonValue } from './deal-button-value.ts';
import { dealLine } from './deal-title.ts';

/** Value of the button that asks: '141@7>deal.move>offer'. */
export const askButtonValue = (number: number, { action, version, detail }: Ask): string =>
  [dealButtonValue({ number, version }), action, ...(detail === null ? [] : [detail])].join('>');

/** Reads it back; undefined for anything else. */
export function parseAskButtonValue(value: string): (Ask & { readonly number: number }) | undefined {
  const [deal = '', action = '', detail] = value.split('>');
  const seen = parseDealButtonValue(deal);
  if (seen?.version === undefined || !isAskable(action)) return undefined;
  return { number: seen.number, version: seen.version, action, detail: detail ?? null };
}

/** Asks somebody who may, in place of what one may not do oneself. */
export const askButton = (m: Messages, { number, ask, who }: { number: number; ask: Ask; who: SafeText }): ButtonSpec => ({
  id: ASK,
  text: m.ask.button(who),
  value: askButtonValue(number, ask),
});

export type AskContext = { readonly pipeline: Pipeline; readonly members: MembersById };

/** Where the deal is to go: a stage, or a person. */
function detailText({ action, detail }: Ask, deal: Deal, { pipeline, members }: AskContext): SafeText | undefined {
  const stage = action === 'deal.advance' ? nextStage(pipeline, deal.stageId) : stageById(pipeline, detail ?? '');
  if (action === 'deal.assign') return detail === null ? undefined : memberName(members, detail);
  return stage === undefined ? undefined : literal(stage.shortName, 20);
}

/** The button by which the person asked does it, by their own right; none for what takes more than a button. */
function doButton(m: Messages, deal: Deal, { ask, context }: { ask: Ask; context: AskContext }): ButtonSpec | undefined {
  const value = dealButtonValue(deal);
  const aimed = ask.detail === null ? value : `${value}>${ask.detail}`;
  switch (ask.action) {
    case 'deal.advance': {
      const next = nextStage(context.pipeline, deal.stageId);
      return next?.kind === 'open'
        ? { id: ADVANCE, text: m.card.next(literal(next.shortName)), value, style: 'primary' }
        : { id: WON, text: m.card.wonButton, value };
    }
    case 'deal.move':
      return { id: MOVE, text: m.dealActions.moveSubmit, value: aimed, style: 'primary' };
    case 'deal.win':
      return { id: WON, text: m.card.wonButton, value, style: 'primary' };
    case 'deal.lose':
      return { id: LOST, text: m.card.lostButton, value };
    case 'deal.reopen':
      return { id: REOPEN, text: m.refusals.reopen, value, style: 'primary' };
    case 'deal.undo':
      return { id: UNDO, text: m.common.undo, value };
    case 'deal.withdraw':
      return { id: DELETE, text: m.dealActions.deleteButton, value };
    case 'deal.edit':
      return { id: EDIT, text: m.dealActions.editTitle, value, style: 'primary' };
    case 'deal.estimate':
      return { id: ESTIMATE, text: m.estimate.button, value };
    case 'deal.assign': {
      const to = detailText(ask, deal, context);
      return to === undefined ? undefined : { id: GIVE, text: m.ask.give(to), value: aimed, style: 'primary' };
    }
    case 'deal.merge':
      return undefined;
  }
}

/** To who may do it: who asks for what, about which deal, and the button that does it. */
export function askMessage(
  m: Messages,
  deal: Deal,
  { ask, asker, context }: { readonly ask: Ask; readonly asker: SafeText; readonly context: AskContext },
): Message {
  const what = m.ask.what(ask.action, detailText(ask, deal, context));
  return textMessage(
    m.ask.message(asker, dealLine(m, deal, context.pipeline), what),
    ...buttons(doButton(m, deal, { ask, context }), { id: SHOW, text: m.common.open, value: dealButtonValue(deal) }),
  );
}

/** To who asked: it is done. */
export const askDoneMessage = (m: Messages, deal: Deal, { pipeline, doer }: { pipeline: Pipeline; doer: SafeText }): Message =>
  textMessage(
    m.ask.done(dealLine(m, deal, pipeline), doer),
    ...buttons({ id: SHOW, text: m.common.open, value: dealButtonValue(deal) }),
  );
