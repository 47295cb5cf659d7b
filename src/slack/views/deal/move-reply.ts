import type { DealFile } from '../../../core/deal/deal.ts';
import type { DealEvent } from '../../../core/deal/deal-event.ts';
import { UNDO_WINDOW_MS } from '../../../core/deal/undo.ts';
import { unpricedCurrency } from '../../../core/money/priced-value.ts';
import type { Member } from '../../../core/people/member.ts';
import { type Pipeline, reasonText } from '../../../core/pipeline/stage.ts';
import { dateAt, daysBetween } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { type ButtonSpec, buttons, type Message, textMessage } from '../kit/blocks.ts';
import { stageName } from '../kit/stage-name.ts';
import { literal, memberNameText } from '../kit/text.ts';
import { SHOW, UNDO } from './deal-actions.ts';
import { dealButtonValue } from './deal-button-value.ts';
import { changeSummary } from './deal-history.ts';
import { dealTitle } from './deal-title.ts';
import { shortValueText } from './deal-value.ts';
import { missingCriteriaTexts } from './missing-criteria.ts';
import { slipQuestion } from './slip-question.ts';

export type MoveReplyContext = {
  readonly pipeline: Pipeline;
  readonly timeZone: string;
  readonly members: ReadonlyMap<string, Member>;
};

/** A change of stage or outcome that was made. */
type AppliedMove = {
  readonly file: DealFile;
  readonly event: DealEvent;
  /** Why, as it was understood; '' for none. */
  readonly reason?: string;
  /** The deal's last change, where it is a later one than the move: Undo takes that one back. */
  readonly last?: DealEvent | undefined;
  /** The line was typed twice, and the first one made the move. */
  readonly isRepetition?: boolean;
};

/**
 * What a change of stage or outcome says to whom made it: what is true now, what comes next, and the way back.
 */
export function moveReply(
  m: Messages,
  { file, event, reason = '', last = event, isRepetition = false }: AppliedMove,
  context: MoveReplyContext,
): Message {
  const { deal } = file;
  const undo: ButtonSpec = {
    id: UNDO,
    text:
      last.version === event.version
        ? m.advance.undoUntil(m.f.time(event.at + UNDO_WINDOW_MS, context.timeZone))
        : m.dealActions.undoLast,
    value: dealButtonValue(deal),
  };
  const below = buttons(undo, { id: SHOW, text: m.common.open, value: dealButtonValue(deal) });
  if (event.kind === 'won') return textMessage(wonSentence(m, file, context), ...below);
  if (event.kind === 'lost') return textMessage(lostSentence(m, { file, event }, context), ...below);
  if (event.kind === 'reopened')
    return textMessage(m.closing.reopened(dealTitle(deal), stageName(context.pipeline, deal.stageId)), ...below);
  const sentences = [
    ...(isRepetition ? [m.advance.countedOnce] : []),
    m.advance.moved(
      dealTitle(deal),
      stageName(context.pipeline, event.fromStageId),
      stageName(context.pipeline, event.toStageId),
    ),
    ...(reason === '' ? [] : [safe`${m.dealActions.because(literal(reason, 200))}.`]),
    ...(deal.nextStep === null ? [] : [m.advance.next(literal(deal.nextStep), deal.nextStepOn)]),
  ];
  const lines = [joinSafe(sentences, ' ')];
  if (deal.missing.length > 0)
    lines.push(m.advance.incomplete(missingCriteriaTexts(deal.missing, context.pipeline), deal.remindOn));
  const unpriced = unpricedCurrency(deal);
  if (unpriced !== undefined) lines.push(m.advance.noRate(literal(unpriced), literal(context.pipeline.currency)));
  return textMessage(joinSafe(lines, '\n'), ...below, ...slipQuestion(m, event));
}

function wonSentence(m: Messages, { deal }: DealFile, context: MoveReplyContext): SafeText {
  const owner = context.members.get(deal.ownerId);
  const days = daysBetween(dateAt(deal.createdAt, context.timeZone), dateAt(deal.closedAt ?? deal.changedAt, context.timeZone));
  return m.closing.won({
    deal: dealTitle(deal),
    value: shortValueText(m, deal),
    owner: owner === undefined ? safe`` : memberNameText(owner),
    days: Math.max(0, days),
  });
}

function lostSentence(m: Messages, { file: { deal }, event }: AppliedMove, context: MoveReplyContext): SafeText {
  const reason = reasonText(context.pipeline, deal.lostReasonId) ?? '';
  return m.closing.lost(dealTitle(deal), literal(reason), stageName(context.pipeline, event.fromStageId));
}

/** What is true again after an undo. */
export function undoReply(
  m: Messages,
  { file, event, undone }: AppliedMove & { readonly undone?: DealEvent | undefined },
  pipeline: Pipeline,
): Message {
  const { deal } = file;
  const title = dealTitle(deal);
  if (deal.outcome === 'withdrawn') return textMessage(m.advance.undoneOpening(title));
  const open = buttons({ id: SHOW, text: m.common.open, value: dealButtonValue(deal) });
  if (deal.outcome === 'won' || deal.outcome === 'lost') return textMessage(m.advance.undoneClosed(title, deal.outcome), ...open);
  const moved = event.before?.stageId !== deal.stageId || event.before.outcome !== 'open';
  if (moved) return textMessage(m.advance.undone(title, stageName(pipeline, deal.stageId)), ...open);
  const back = m.advance.undoneOther(title);
  const what = undone === undefined ? undefined : m.advance.undoneChange(changeSummary(m, undone, pipeline));
  return textMessage(what === undefined ? back : safe`${back} ${what}`, ...open);
}
