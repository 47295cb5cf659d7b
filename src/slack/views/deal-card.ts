import { dateAt } from '../../core/calendar.ts';
import { type Deal, type DealFile, isOpen } from '../../core/deal.ts';
import type { DealEvent } from '../../core/deal-event.ts';
import type { Member } from '../../core/member.ts';
import { may } from '../../core/rights.ts';
import { nextStage, type Pipeline, stageById } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { actionRows } from './action-rows.ts';
import { daysHere } from './advance-form.ts';
import { type ButtonSpec, buttons, type Message, say } from './blocks.ts';
import { ADVANCE, EDIT, HISTORY, LOST, MOVE, REOPEN, SHOWN, WHY, WON } from './deal-actions.ts';
import { dealTitle } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { missingTexts } from './moved.ts';
import { literal, lowered, nameOf, rich, type Tagged } from './text.ts';

export type CardContext = {
  readonly pipeline: Pipeline;
  readonly members: ReadonlyMap<string, Member>;
  readonly asker: Member;
  readonly today: string;
  readonly timeZone: string;
  /** Nobody else is here: nobody is named. */
  readonly solo?: boolean;
};

const SHOWN_CHANGES = 3;

const name = (context: CardContext, id: string): Tagged => {
  const member = context.members.get(id);
  return member === undefined ? literal(id) : nameOf(member);
};

/** Where a deal is and since when, or how it ended. */
export function standing(m: Messages, file: DealFile, context: Omit<CardContext, 'asker'>): Tagged {
  const { deal } = file;
  const stage = stageById(context.pipeline, deal.stageId);
  const stageName = literal(stage?.name ?? deal.stageId);
  const closedOn = dateAt(deal.closedAt ?? deal.changedAt, context.timeZone);
  switch (deal.outcome) {
    case 'open':
      return m.card.inStage(stageName, daysHere(file, context), stage?.ageingDays ?? 0);
    case 'won':
      return m.card.won(closedOn);
    case 'lost': {
      const reason = context.pipeline.lostReasons.find((each) => each.id === deal.lostReasonId)?.text ?? '';
      return m.card.lost(closedOn, literal(reason), stageName);
    }
    case 'withdrawn':
      return m.card.withdrawn;
  }
}

/** What the deal is: one line per fact that is known. */
function facts(m: Messages, file: DealFile, context: CardContext): readonly Tagged[] {
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
    [
      `*${dealTitle(deal)}*`,
      ...(deal.company === null ? [] : [literal(deal.company)]),
      deal.valueMinor === null ? m.card.noValue : m.f.money(deal.valueMinor, deal.currency),
    ].join(' · '),
    standing(m, file, context),
    ...(context.solo === true ? [] : [m.card.owner(name(context, deal.ownerId))]),
    ...(reach.length === 0 ? [] : [m.card.contact(reach)]),
    ...(contact.decider === null ? [] : [m.card.decider(literal(contact.decider))]),
    ...close,
    ...(deal.nextStep === null ? [] : [m.card.nextStep(literal(deal.nextStep), deal.nextStepOn)]),
    ...(deal.missing.length === 0 ? [] : [m.card.missing(missingTexts(deal.missing, context.pipeline))]),
  ];
}

function change(m: Messages, event: DealEvent, context: CardContext): Tagged {
  const stage = (id: string | null) => literal(stageById(context.pipeline, id ?? '')?.shortName ?? '…');
  const moves = event.before !== null && event.toStageId !== null && event.fromStageId !== event.toStageId;
  const path = moves ? `${stage(event.fromStageId)} → ${stage(event.toStageId)}` : undefined;
  const on = dateAt(event.at, context.timeZone);
  const who = context.solo === true ? undefined : name(context, event.actorId);
  return m.card.change(m.card.kinds[event.kind], path, who, on, m.f.time(event.at, context.timeZone));
}

function actions(m: Messages, deal: Deal, context: CardContext): readonly (ButtonSpec | undefined)[] {
  const own = deal.ownerId === context.asker.id;
  const value = dealValue(deal);
  if (deal.outcome === 'withdrawn') return [];
  if (!isOpen(deal)) {
    return [may(context.asker.role, 'deal.reopen', { own }) ? { id: REOPEN, text: m.refusals.reopen, value } : undefined];
  }
  if (!may(context.asker.role, 'deal.advance', { own })) return [];
  return [
    ...onward(m, deal, context.pipeline),
    { id: MOVE, text: m.life.moveSubmit, value },
    { id: EDIT, text: m.life.editTitle, value },
    { id: WHY, text: m.digest.why.button, value },
  ];
}

/** On to the next stage where there is one, won, lost. */
export function onward(m: Messages, deal: Deal, pipeline: Pipeline): readonly (ButtonSpec | undefined)[] {
  const value = dealValue(deal);
  const next = nextStage(pipeline, deal.stageId);
  return [
    next?.kind === 'open' ? { id: ADVANCE, text: m.card.next(literal(next.shortName)), value, style: 'primary' } : undefined,
    { id: WON, text: m.card.wonButton, value },
    { id: LOST, text: m.card.lostButton, value },
  ];
}

/** A deal shown whole: what it is, what works on its stage, its last changes, and what the reader may do with it. */
export function dealCard(m: Messages, file: DealFile, history: readonly DealEvent[], context: CardContext): Message {
  const stage = stageById(context.pipeline, file.deal.stageId);
  const mayTick = may(context.asker.role, 'deal.edit', { own: file.deal.ownerId === context.asker.id });
  const works = isOpen(file.deal) && stage !== undefined && stage.actions.length > 0;
  const last = history.slice(-SHOWN_CHANGES).toReversed();
  const changes = [m.card.lastChanges, ...last.map((event) => change(m, event, context))].join('\n');
  return say(
    facts(m, file, context).join('\n'),
    ...(mayTick
      ? actionRows(m, file, context, `${dealValue(file.deal)}${SHOWN}`)
      : works
        ? [rich(m.card.doHere(stage.actions.map((action) => literal(lowered(action.text), 150))))]
        : []),
    ...(last.length === 0 ? [] : [rich(changes)]),
    ...buttons(...actions(m, file.deal, context), { id: HISTORY, text: m.life.history, value: dealValue(file.deal) }),
  );
}
