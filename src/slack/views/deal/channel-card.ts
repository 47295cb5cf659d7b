import { type Deal, type DealFile, isOpen } from '../../../core/deal/deal.ts';
import type { DealEvent } from '../../../core/deal/deal-event.ts';
import { isSlip } from '../../../core/deal/hygiene/slip.ts';
import { findTickedAction } from '../../../core/deal/tick-action.ts';
import { reasonText } from '../../../core/pipeline/stage.ts';
import { dateAt } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { type ButtonSpec, buttons, type Message, textMessage } from '../kit/blocks.ts';
import { memberName } from '../kit/people.ts';
import { stageName } from '../kit/stage-name.ts';
import { literal, lowerInitial } from '../kit/text.ts';
import { EDIT, NOTE, REOPEN, SHOW } from './deal-actions.ts';
import { dealButtonValue } from './deal-button-value.ts';
import { type CardContext, dealStatus, nextMoveButtons } from './deal-card.ts';
import { changeSummary } from './deal-history.ts';
import { wonLine } from './deal-news.ts';
import { dealTitle } from './deal-title.ts';
import { shortValueText, valueText } from './deal-value.ts';
import { missingCriteriaTexts } from './missing-criteria.ts';
import { recommendedActionChecks } from './recommended-action-rows.ts';
import { stepLines } from './step-lines.ts';

/** As a channel sees it: nobody in particular looks. */
/** `isElsewhere`: the deal has gone to a pipeline that the channel is not about. */
export type ChannelContext = Omit<CardContext, 'asker'> & { readonly isElsewhere?: boolean };

/** A line or two on what the deal is: who has it is said where there is something to do or a win, never beside a loss. */
function facts(m: Messages, file: DealFile, context: ChannelContext): readonly SafeText[] {
  const { deal } = file;
  const head = [safe`*${dealTitle(deal)}*`, ...(deal.company === null ? [] : [literal(deal.company)])];
  if (deal.outcome === 'won') return [wonLine(m, deal, context)];
  const value = valueText(m, deal) ?? m.card.noValue;
  const lines = [joinSafe([...head, value], ' · '), dealStatus(m, file, context)];
  if (!isOpen(deal)) return lines;
  const close =
    deal.closeOn === null
      ? m.card.noCloseOn
      : deal.closeOn < context.today
        ? m.card.closeOnPast(deal.closeOn)
        : m.card.closeOn(deal.closeOn);
  return [
    ...lines,
    joinSafe([m.card.owner(memberName(context.members, deal.ownerId)), close], ' · '),
    ...stepLines(m, deal),
    ...(deal.missing.length === 0 ? [] : [m.card.missing(missingCriteriaTexts(deal.missing, context.pipeline))]),
  ];
}

function actions(m: Messages, deal: Deal, { pipeline }: ChannelContext): readonly (ButtonSpec | undefined)[] {
  const value = dealButtonValue(deal);
  const open: ButtonSpec = { id: SHOW, text: m.common.open, value };
  if (!isOpen(deal)) return [{ id: REOPEN, text: m.refusals.reopen, value }, open];
  return [
    ...nextMoveButtons(m, deal, pipeline),
    { id: EDIT, text: m.channelCard.edit, value },
    { id: NOTE, text: m.dealActions.noteButton, value },
    open,
  ];
}

/** A deal's card in its channel, updated in place: what it is, what works on its stage, and what can be done with it. */
export function channelCard(m: Messages, file: DealFile, context: ChannelContext): Message {
  const { deal } = file;
  if (deal.outcome === 'withdrawn') return textMessage(m.channelCard.deleted(dealTitle(deal)));
  if (context.isElsewhere === true) {
    const [pipeline, stage] = [literal(context.pipeline.name, 60), stageName(context.pipeline, deal.stageId)];
    const open = buttons({ id: SHOW, text: m.common.open, value: dealButtonValue(deal) });
    return textMessage(m.dealActions.inPipeline({ deal: dealTitle(deal), pipeline, stage }), ...open);
  }
  return textMessage(
    joinSafe(facts(m, file, context), '\n'),
    ...recommendedActionChecks(m, file, { pipeline: context.pipeline, value: dealButtonValue(deal) }),
    ...buttons(...actions(m, deal, context)),
  );
}

/** In the place of a card, or of a line about a deal, that the channel may not see any more. */
export const hiddenDeal = (m: Messages): Message => textMessage(m.channelCard.hidden);

/** A change, with the text of the note or reason that came with it; undefined where there is none. */
export type EventWithNote = { readonly event: DealEvent; readonly note: string | undefined };

/** Changes of one message in the thread. */
const MAX_LINES = 12;

/** Changes as lines of the card's thread, in one message: `Needs → Offer · Anna · 10:14`; of another day, with the day. */
export function eventThreadMessage(m: Messages, events: readonly EventWithNote[], context: ChannelContext): Message {
  const lines = events.slice(0, MAX_LINES).map(({ event, note }) => eventLine(m, { event, note }, context));
  return textMessage(joinSafe([...lines, ...(events.length > MAX_LINES ? [m.lists.more(events.length - MAX_LINES)] : [])], '\n'));
}

/** A loss, a move back, or a close date that moved later: in a channel no name stands beside it. */
const isSetback = (event: DealEvent): boolean => event.kind === 'lost' || event.kind === 'returned' || isSlip(event);

function eventLine(
  m: Messages,
  { event, note }: { readonly event: DealEvent; readonly note: string | undefined },
  context: ChannelContext,
): SafeText {
  const ticked = event.fields.flatMap((field) => findTickedAction(context.pipeline, field) ?? [])[0];
  const noted = note === undefined ? [] : [literal(note, 300)];
  const stage = (id: string | null) => stageName(context.pipeline, id);
  const what = (): SafeText => {
    if (ticked !== undefined) return m.channelCard.ticked(literal(lowerInitial(ticked.text), 200));
    if (event.kind === 'won') return m.channelCard.won(shortValueText(m, event.after));
    if (event.kind === 'noted' && note !== undefined) return m.channelCard.note(literal(note, 600));
    if (event.kind === 'assigned') return m.card.owner(memberName(context.members, event.after.ownerId));
    if (event.kind === 'lost') {
      const reason = reasonText(context.pipeline, event.after.lostReasonId);
      return joinSafe([safe`${m.card.kinds.lost}${reason === undefined ? safe`` : safe`: ${literal(reason)}`}`, ...noted], ' · ');
    }
    if (event.kind === 'advanced') return m.dealActions.became(stage(event.fromStageId), stage(event.toStageId));
    const said = changeSummary(m, event, context.pipeline);
    return joinSafe([said, ...noted], ' · ');
  };
  const who = isSetback(event) ? undefined : memberName(context.members, event.actorId);
  const [on, time] = [dateAt(event.at, context.timeZone), m.f.time(event.at, context.timeZone)];
  return m.channelCard.event(what(), who, on === context.today ? time : safe`${m.f.day(on)}, ${time}`);
}
