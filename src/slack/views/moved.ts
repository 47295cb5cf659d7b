import { dateAt, daysBetween } from '../../core/calendar.ts';
import { UNDO_MS } from '../../core/close.ts';
import type { DealFile } from '../../core/deal.ts';
import type { DealEvent } from '../../core/deal-event.ts';
import type { Member } from '../../core/member.ts';
import { type Pipeline, stageById } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { actionRows } from './action-rows.ts';
import { type ButtonSpec, buttons, type Message, say } from './blocks.ts';
import { MOVED, SHOW, UNDO } from './deal-actions.ts';
import { dealTitle } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { slipQuestion } from './slip.ts';
import { literal, lowered, nameOf, type Tagged } from './text.ts';

export type MovedContext = {
  readonly pipeline: Pipeline;
  readonly timeZone: string;
  readonly members: ReadonlyMap<string, Member>;
};

/** The longest criterion of the template fits. */
const CRITERION_LIMIT = 80;

const short = (pipeline: Pipeline, id: string | null): Tagged => literal(stageById(pipeline, id ?? '')?.shortName ?? '…', 20);

/**
 * What a change of stage or outcome says to whom made it: what is true now, what comes next, and the way back.
 *
 * @param reason why, as it was understood; '' for none. @param last the deal's last change, where it is a later one than the move: Undo
 *   takes that one back.
 */
export function moved(
  m: Messages,
  file: DealFile,
  event: DealEvent,
  context: MovedContext,
  reason = '',
  last: DealEvent = event,
): Message {
  const { deal } = file;
  const undo: ButtonSpec = {
    id: UNDO,
    text: last.version === event.version ? m.advance.undoUntil(m.f.time(event.at + UNDO_MS, context.timeZone)) : m.life.undoLast,
    value: dealValue(deal),
  };
  const below = buttons(undo, { id: SHOW, text: m.common.open, value: dealValue(deal) });
  if (event.kind === 'won') return say(wonLine(m, file, context), ...below);
  if (event.kind === 'lost') return say(lostLine(m, file, event, context), ...below);
  if (event.kind === 'reopened') return say(m.closing.reopened(dealTitle(deal), short(context.pipeline, deal.stageId)), ...below);
  const lines = [
    m.advance.moved(dealTitle(deal), short(context.pipeline, event.fromStageId), short(context.pipeline, event.toStageId)),
  ];
  if (reason !== '') lines[0] += ` ${m.life.because(literal(reason, 200))}.`;
  if (deal.nextStep !== null) lines[0] += ` ${m.advance.next(literal(deal.nextStep), deal.nextStepOn)}`;
  if (deal.missing.length > 0) lines.push(m.advance.incomplete(missingTexts(deal.missing, context.pipeline), deal.remindOn));
  if (deal.valueMinor !== null && deal.pipelineValueMinor === null)
    lines.push(m.advance.noRate(deal.currency, context.pipeline.currency));
  return say(
    lines.join('\n'),
    ...actionRows(m, file, context, `${dealValue(deal)}${MOVED}`),
    ...below,
    ...slipQuestion(m, event),
  );
}

/** What the criteria that a deal was moved past say. */
export const missingTexts = (missing: readonly string[], pipeline: Pipeline): readonly Tagged[] => {
  const known = pipeline.stages.flatMap((stage) => stage.criteria);
  return missing.flatMap((id) =>
    known.filter((criterion) => criterion.id === id).map((criterion) => literal(lowered(criterion.text), CRITERION_LIMIT)),
  );
};

function wonLine(m: Messages, { deal }: DealFile, context: MovedContext): Tagged {
  const owner = context.members.get(deal.ownerId);
  const days = daysBetween(dateAt(deal.createdAt, context.timeZone), dateAt(deal.closedAt ?? deal.changedAt, context.timeZone));
  const value = deal.valueMinor === null ? undefined : m.f.shortMoney(deal.valueMinor, deal.currency);
  return m.closing.won(dealTitle(deal), value, owner === undefined ? '' : nameOf(owner), Math.max(0, days));
}

function lostLine(m: Messages, { deal }: DealFile, event: DealEvent, context: MovedContext): Tagged {
  const reason = context.pipeline.lostReasons.find((each) => each.id === deal.lostReasonId)?.text ?? '';
  return m.closing.lost(dealTitle(deal), literal(reason), short(context.pipeline, event.fromStageId));
}

/** What is true again after an undo. */
export function undone(m: Messages, file: DealFile, event: DealEvent, pipeline: Pipeline): Message {
  const { deal } = file;
  const title = dealTitle(deal);
  if (deal.outcome === 'withdrawn') return say(m.advance.undoneOpening(title));
  const open = buttons({ id: SHOW, text: m.common.open, value: dealValue(deal) });
  if (deal.outcome === 'won' || deal.outcome === 'lost') return say(m.advance.undoneClosed(title, deal.outcome), ...open);
  const moved = event.before?.stageId !== deal.stageId || event.before.outcome !== 'open';
  return say(moved ? m.advance.undone(title, short(pipeline, deal.stageId)) : m.advance.undoneOther(title), ...open);
}
