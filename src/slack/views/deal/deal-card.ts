import { type Deal, type DealFile, isOpen } from '../../../core/deal/deal.ts';
import type { DealEvent } from '../../../core/deal/deal-event.ts';
import type { Member } from '../../../core/people/member.ts';
import { isAllowed, isOwn } from '../../../core/people/rights.ts';
import { knownStage, nextStage, type Pipeline, reasonText, stageById } from '../../../core/pipeline/stage.ts';
import { dateAt, type PlainDate } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { type ButtonSpec, buttons, type Message, textMessage } from '../kit/blocks.ts';
import { memberName } from '../kit/people.ts';
import { stageName } from '../kit/stage-name.ts';
import { literal, lowerInitial, richText } from '../kit/text.ts';
import { conversionParts } from './conversion.ts';
import { daysInStage } from './days-in-stage.ts';
import { ADVANCE, DEAL_WHY, EDIT, FROM_DEAL_CARD, HISTORY, LOST, MOVE, REOPEN, WON } from './deal-actions.ts';
import { dealButtonValue } from './deal-button-value.ts';
import { dealTitle } from './deal-title.ts';
import { valueText } from './deal-value.ts';
import { missingCriteriaTexts } from './missing-criteria.ts';
import { recommendedActionChecks } from './recommended-action-rows.ts';
import { type PipelineContext, pipelineParts, rowPipeline } from './row-pipeline.ts';
import { stageMeaning } from './stage-meaning.ts';
import { stepLines } from './step-lines.ts';

export type CardContext = PipelineContext & {
  readonly members: ReadonlyMap<string, Member>;
  readonly asker: Member;
  readonly today: PlainDate;
  readonly timeZone: string;
  /** Nobody else is here: nobody is named. */
  readonly solo?: boolean;
};

const SHOWN_CHANGES = 3;

/** Where a deal is and since when, or how it ended. */
export function dealStatus(m: Messages, file: DealFile, context: Omit<CardContext, 'asker'>): SafeText {
  const { deal } = file;
  const stage = stageById(context.pipeline, deal.stageId);
  const stageName = literal(knownStage(context.pipeline, deal.stageId)?.name ?? deal.stageId);
  const closedOn = dateAt(deal.closedAt ?? deal.changedAt, context.timeZone);
  switch (deal.outcome) {
    case 'open':
      return m.card.inStage({ stage: stageName, days: daysInStage(file, context), usual: stage?.ageingDays ?? 0 });
    case 'won':
      return m.card.won(closedOn);
    case 'lost': {
      const reason = reasonText(context.pipeline, deal.lostReasonId) ?? '';
      return m.card.lost(closedOn, literal(reason), stageName);
    }
    case 'withdrawn':
      return m.card.withdrawn;
  }
}

/** What the deal is: one line per fact that is known. */
function facts(m: Messages, file: DealFile, context: CardContext): readonly SafeText[] {
  const { deal, contact } = file;
  const reach = [contact.name, contact.email, contact.phone].filter((part) => part !== null).map((part) => literal(part));
  const open = isOpen(deal);
  const close =
    deal.closeOn === null
      ? open
        ? [m.card.noCloseOn]
        : []
      : [open && deal.closeOn < context.today ? m.card.closeOnPast(deal.closeOn) : m.card.closeOn(deal.closeOn)];
  return [
    joinSafe(
      [
        safe`*${dealTitle(deal)}*`,
        ...(deal.company === null ? [] : [literal(deal.company)]),
        valueText(m, deal) ?? m.card.noValue,
      ],
      ' · ',
    ),
    ...conversionParts(m, deal, context.pipeline.currency),
    joinSafe([dealStatus(m, file, context), ...pipelineParts(context, deal)], ' · '),
    ...(context.solo === true ? [] : [m.card.owner(memberName(context.members, deal.ownerId))]),
    ...(reach.length === 0 ? [] : [m.card.contact(reach)]),
    ...(contact.decider === null ? [] : [m.card.decider(literal(contact.decider))]),
    ...close,
    ...stepLines(m, deal),
    ...(deal.missing.length === 0 ? [] : [m.card.missing(missingCriteriaTexts(deal.missing, context.pipeline))]),
  ];
}

function changeLine(m: Messages, event: DealEvent, context: CardContext): SafeText {
  const stage = (id: string | null) => stageName(rowPipeline(context, event), id);
  const moves = event.before !== null && event.toStageId !== null && event.fromStageId !== event.toStageId;
  const path = moves ? safe`${stage(event.fromStageId)} → ${stage(event.toStageId)}` : undefined;
  const on = dateAt(event.at, context.timeZone);
  const who = context.solo === true ? undefined : memberName(context.members, event.actorId);
  return m.card.change({ what: m.card.kinds[event.kind], where: path, who, on, time: m.f.time(event.at, context.timeZone) });
}

function actions(m: Messages, deal: Deal, context: CardContext): readonly (ButtonSpec | undefined)[] {
  const own = isOwn(context.asker, deal.ownerId);
  const value = dealButtonValue(deal);
  if (deal.outcome === 'withdrawn') return [];
  if (!isOpen(deal)) {
    return [isAllowed(context.asker.role, 'deal.reopen', { own }) ? { id: REOPEN, text: m.refusals.reopen, value } : undefined];
  }
  if (!isAllowed(context.asker.role, 'deal.advance', { own })) return [];
  return [
    ...nextMoveButtons(m, deal, context.pipeline),
    { id: MOVE, text: m.dealActions.moveSubmit, value },
    { id: EDIT, text: m.dealActions.editTitle, value },
    { id: DEAL_WHY, text: m.digest.why.button, value },
  ];
}

/** On to the next stage where there is one, won, lost. */
export function nextMoveButtons(m: Messages, deal: Deal, pipeline: Pipeline): readonly (ButtonSpec | undefined)[] {
  const value = dealButtonValue(deal);
  const next = nextStage(pipeline, deal.stageId);
  return [
    next?.kind === 'open' ? { id: ADVANCE, text: m.card.next(literal(next.shortName)), value, style: 'primary' } : undefined,
    { id: WON, text: m.card.wonButton, value },
    { id: LOST, text: m.card.lostButton, value },
  ];
}

/**
 * A deal shown whole: what it is, what its stage means and what works there, its last changes, and what the reader may do with it. The meaning
 * stands here alone beside the form into a stage: the answer to a move stays one line, and a channel's card as short as it is.
 */
export function dealCard(
  m: Messages,
  { file, history }: { readonly file: DealFile; readonly history: readonly DealEvent[] },
  context: CardContext,
): Message {
  const stage = stageById(context.pipeline, file.deal.stageId);
  const mayTick = isAllowed(context.asker.role, 'deal.edit', { own: isOwn(context.asker, file.deal.ownerId) });
  const works = isOpen(file.deal) && stage !== undefined && stage.actions.length > 0;
  const last = history.slice(-SHOWN_CHANGES).toReversed();
  const changes = joinSafe([m.card.lastChanges, ...last.map((event) => changeLine(m, event, context))], '\n');
  return textMessage(
    joinSafe(facts(m, file, context), '\n'),
    ...(isOpen(file.deal) && stage !== undefined ? stageMeaning(m, stage) : []),
    ...(mayTick
      ? recommendedActionChecks(m, file, { pipeline: context.pipeline, value: `${dealButtonValue(file.deal)}${FROM_DEAL_CARD}` })
      : works
        ? [richText(m.card.doHere(stage.actions.map((action) => literal(lowerInitial(action.text), 150))))]
        : []),
    ...(last.length === 0 ? [] : [richText(changes)]),
    ...buttons(...actions(m, file.deal, context), {
      id: HISTORY,
      text: m.dealActions.history,
      value: dealButtonValue(file.deal),
    }),
  );
}
