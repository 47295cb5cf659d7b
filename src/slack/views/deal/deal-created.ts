import type { Deal } from '../../../core/deal/deal.ts';
import { unpricedCurrency } from '../../../core/money/priced-value.ts';
import type { Member } from '../../../core/people/member.ts';
import { isAllowed, isOwn } from '../../../core/people/rights.ts';
import { nextStage, type Pipeline, stageById } from '../../../core/pipeline/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe } from '../../../locale/safe-text.ts';
import { buttons, type Message, textMessage } from '../kit/blocks.ts';
import { literal, lowerInitial, memberNameText } from '../kit/text.ts';
import { setRatesButton } from './conversion.ts';
import { ADVANCE, SHOW, UNDO } from './deal-actions.ts';
import { dealButtonValue } from './deal-button-value.ts';
import { dealTitle } from './deal-title.ts';

/** What is said about a deal that was just made: where it is, what helps most, and the next move as a button for whoever may make it. */
export function dealCreated(
  m: Messages,
  deal: Deal,
  {
    pipeline,
    owner,
    asker,
  }: { readonly pipeline: Pipeline; readonly owner: Member; readonly asker: Pick<Member, 'id' | 'role'> },
): Message {
  const stage = stageById(pipeline, deal.stageId);
  const next = nextStage(pipeline, deal.stageId);
  const mayAdvance = isAllowed(asker.role, 'deal.advance', { own: isOwn(asker, deal.ownerId) });
  const hint = stage?.actions[0]?.text;
  const lines = [
    m.newDeal.created(
      dealTitle(deal),
      literal(stage?.shortName ?? ''),
      hint === undefined ? undefined : literal(lowerInitial(hint), 150),
    ),
  ];
  if (owner.id !== asker.id) lines.push(m.newDeal.forOwner(memberNameText(owner)));
  const unpriced = unpricedCurrency(deal);
  if (unpriced !== undefined) lines.push(m.newDeal.noRate(literal(unpriced), literal(pipeline.currency)));
  // The first amount has decided: the pipeline as it was read before counted in another one.
  const counted = deal.pipelineValueMinor === null || deal.rate !== null ? undefined : deal.value?.currency;
  if (counted !== undefined && counted !== pipeline.currency) lines.push(m.newDeal.totalsIn(literal(counted)));
  return textMessage(
    joinSafe(lines, '\n'),
    ...buttons(
      next === undefined || !mayAdvance
        ? undefined
        : { id: ADVANCE, text: m.newDeal.next(literal(next.shortName)), value: dealButtonValue(deal), style: 'primary' },
      { id: UNDO, text: m.common.undo, value: dealButtonValue(deal) },
      { id: SHOW, text: m.common.open, value: dealButtonValue(deal) },
      unpriced === undefined ? undefined : setRatesButton(m, isAllowed(asker.role, 'rates.set')),
    ),
  );
}
