import type { Deal, DealState } from '../../../core/deal/deal.ts';
import type { DealEvent } from '../../../core/deal/deal-event.ts';
import { CLOSE_DATE_KEPT_FIELD } from '../../../core/deal/hygiene/hygiene.ts';
import { parseSlipCause } from '../../../core/deal/hygiene/slip.ts';
import { STILL_WORKING_FIELD } from '../../../core/deal/hygiene/still-working.ts';
import { findTickedAction } from '../../../core/deal/tick-action.ts';
import { isSameMoney } from '../../../core/money/money.ts';
import type { Member } from '../../../core/people/member.ts';
import type { Pipeline } from '../../../core/pipeline/stage.ts';
import { dateAt } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { buttons, type Message, textMessage } from '../kit/blocks.ts';
import { memberName } from '../kit/people.ts';
import { stageName } from '../kit/stage-name.ts';
import { linkText, literal, lowerInitial, richText } from '../kit/text.ts';
import { convertedText } from './conversion.ts';
import { HISTORY, SHOW } from './deal-actions.ts';
import { dealButtonValue } from './deal-button-value.ts';
import { dealTitle } from './deal-title.ts';
import { shortValueText } from './deal-value.ts';
import { missingCriteriaTexts } from './missing-criteria.ts';
import { type PipelineContext, rowPipeline } from './row-pipeline.ts';

/** Changes of a page. */
export const HISTORY_PAGE_SIZE = 12;

export type DealHistoryContext = PipelineContext & {
  readonly members: ReadonlyMap<string, Member>;
  readonly timeZone: string;
  /** Notes and reasons by id; an erased one is not in it. */
  readonly notes: ReadonlyMap<string, { readonly text: string; readonly link: string | null }>;
};

/** What one change did: the path of a move, the value's old and new figure, or which fields. */
export function changeSummary(m: Messages, event: DealEvent, pipeline: Pipeline): SafeText {
  const { before, after, kind } = event;
  const stage = (id: string | null) => stageName(pipeline, id);
  if (before !== null && event.toStageId !== null && event.fromStageId !== event.toStageId) {
    return safe`${m.card.kinds[kind]}: ${m.dealActions.became(stage(event.fromStageId), stage(event.toStageId))}`;
  }
  if (kind === 'movedOut') return m.dealActions.leftPipeline(literal(pipeline.name, 60));
  if (kind === 'movedIn') return m.dealActions.cameToPipeline(literal(pipeline.name, 60), stage(event.toStageId));
  if (kind === 'pipelineChanged' && before !== null) {
    const asked = missingCriteriaTexts(
      after.missing.filter((id) => !before.missing.includes(id)),
      pipeline,
    );
    return asked.length === 0 ? m.card.asksOtherwise : m.card.nowAsks(asked);
  }
  if (kind === 'priced') return convertedText(m, after, pipeline.currency) ?? m.card.kinds.priced;
  if (kind !== 'edited' || before === null) return m.card.kinds[kind];
  if (event.fields.includes(STILL_WORKING_FIELD)) return m.morning.workingSaid;
  if (event.fields.includes(CLOSE_DATE_KEPT_FIELD)) return m.hygiene.keptSaid;
  const slip = parseSlipCause(event);
  if (slip !== undefined) return m.hygiene.cause(slip.cause);
  const done = event.fields.flatMap((field) => findTickedAction(pipeline, field) ?? [])[0];
  if (done !== undefined) return m.channelCard.ticked(literal(lowerInitial(done.text), 150));
  const named = event.fields.flatMap((name) => m.dealActions.fields[name] ?? []);
  const worth = (state: DealState) => shortValueText(m, state) ?? safe`–`;
  const value = isSameMoney(before.value, after.value) ? safe`` : safe` (${m.dealActions.became(worth(before), worth(after))})`;
  return named.length === 0 ? m.card.kinds.edited : safe`${m.dealActions.changed([...new Set(named)])}${value}`;
}

function historyLine(m: Messages, event: DealEvent, context: DealHistoryContext): SafeText {
  const who = memberName(context.members, event.actorId);
  const on = dateAt(event.at, context.timeZone);
  const note = event.noteId === null ? undefined : context.notes.get(event.noteId);
  const when = safe`${m.f.date(on)}, ${m.f.time(event.at, context.timeZone)}`;
  const head = joinSafe([when, who, changeSummary(m, event, rowPipeline(context, event))], ' · ');
  const said = note === undefined || note.text === '' ? [] : [m.dealActions.quoted(literal(note.text, 300))];
  const from = note === undefined || note.link === null ? [] : [linkText(m.dealActions.fromMessage, note.link)];
  const below = [...said, ...from];
  return below.length === 0 ? head : safe`${head}\n   ${joinSafe(below, ' · ')}`;
}

/** A page of a deal's story, the latest change first. */
export function dealHistory(
  m: Messages,
  { deal, latestFirst, offset }: { readonly deal: Deal; readonly latestFirst: readonly DealEvent[]; readonly offset: number },
  context: DealHistoryContext,
): Message {
  const page = latestFirst.slice(offset, offset + HISTORY_PAGE_SIZE);
  const value = (pageStart: number) => `${dealButtonValue(deal)} ${pageStart}`;
  const head = m.dealActions.historyTitle({
    deal: dealTitle(deal),
    from: Math.min(offset + 1, latestFirst.length),
    to: offset + page.length,
    total: latestFirst.length,
  });
  return textMessage(
    head,
    richText(
      joinSafe(
        page.map((event) => historyLine(m, event, context)),
        '\n',
      ),
    ),
    ...buttons(
      offset > 0
        ? { id: `${HISTORY}:newer`, text: m.dealActions.newer, value: value(Math.max(0, offset - HISTORY_PAGE_SIZE)) }
        : undefined,
      offset + HISTORY_PAGE_SIZE < latestFirst.length
        ? { id: `${HISTORY}:older`, text: m.dealActions.older, value: value(offset + HISTORY_PAGE_SIZE) }
        : undefined,
      { id: SHOW, text: m.common.open, value: dealButtonValue(deal) },
    ),
  );
}
