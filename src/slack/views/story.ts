import { dateAt } from '../../core/calendar.ts';
import type { Deal } from '../../core/deal.ts';
import type { DealEvent } from '../../core/deal-event.ts';
import type { Member } from '../../core/member.ts';
import { slipCause } from '../../core/slip.ts';
import { type Pipeline, stageById } from '../../core/stage.ts';
import { STILL_WORKING } from '../../core/still-working.ts';
import { tickedAction } from '../../core/tick-action.ts';
import { KEPT } from '../../core/tidying.ts';
import type { Messages } from '../../locale/messages.ts';
import { buttons, type Message, say } from './blocks.ts';
import { HISTORY, SHOW } from './deal-actions.ts';
import { dealTitle } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { linked, literal, lowered, nameOf, rich, type Tagged } from './text.ts';

/** Changes of a page. */
export const STORY_PAGE = 12;

export type StoryContext = {
  readonly pipeline: Pipeline;
  readonly members: ReadonlyMap<string, Member>;
  readonly timeZone: string;
  /** Notes and reasons by id; an erased one is not in it. */
  readonly notes: ReadonlyMap<string, { readonly text: string; readonly link: string | null }>;
};

/** What one change did: the path of a move, the value's old and new figure, or which fields. */
export function whatChanged(m: Messages, event: DealEvent, pipeline: Pipeline): Tagged {
  const { before, after, kind } = event;
  const stage = (id: string | null) => literal(stageById(pipeline, id ?? '')?.shortName ?? '…', 20);
  if (before !== null && event.toStageId !== null && event.fromStageId !== event.toStageId) {
    return `${m.card.kinds[kind]}: ${m.life.became(stage(event.fromStageId), stage(event.toStageId))}`;
  }
  if (kind !== 'edited' || before === null) return m.card.kinds[kind];
  if (event.fields.includes(STILL_WORKING)) return m.morning.workingSaid;
  if (event.fields.includes(KEPT)) return m.tidy.keptSaid;
  const slip = slipCause(event);
  if (slip !== undefined) return m.tidy.cause(slip.cause);
  const done = event.fields.flatMap((field) => tickedAction(pipeline, field) ?? [])[0];
  if (done !== undefined) return m.channelCard.ticked(literal(lowered(done.text), 150));
  const named = event.fields.flatMap((name) => m.life.fields[name] ?? []);
  const money = (minor: number | null, currency: string) => (minor === null ? '–' : m.f.shortMoney(minor, currency));
  const value =
    before.valueMinor === after.valueMinor
      ? ''
      : ` (${m.life.became(money(before.valueMinor, before.currency), money(after.valueMinor, after.currency))})`;
  return named.length === 0 ? m.card.kinds.edited : `${m.life.changed([...new Set(named)])}${value}`;
}

function line(m: Messages, event: DealEvent, context: StoryContext): Tagged {
  const member = context.members.get(event.actorId);
  const who = member === undefined ? literal(event.actorId) : nameOf(member);
  const on = dateAt(event.at, context.timeZone);
  const note = event.noteId === null ? undefined : context.notes.get(event.noteId);
  const head = [`${m.f.date(on)}, ${m.f.time(event.at, context.timeZone)}`, who, whatChanged(m, event, context.pipeline)].join(
    ' · ',
  );
  const said = note === undefined || note.text === '' ? [] : [m.life.quoted(literal(note.text, 300))];
  const from = note === undefined || note.link === null ? [] : [linked(m.life.fromMessage, note.link)];
  const below = [...said, ...from].join(' · ');
  return below === '' ? head : `${head}\n   ${below}`;
}

/** A page of a deal's story, the latest change first. */
export function story(
  m: Messages,
  deal: Deal,
  latestFirst: readonly DealEvent[],
  offset: number,
  context: StoryContext,
): Message {
  const page = latestFirst.slice(offset, offset + STORY_PAGE);
  const value = (at: number) => `${dealValue(deal)} ${at}`;
  const head = m.life.story(dealTitle(deal), Math.min(offset + 1, latestFirst.length), offset + page.length, latestFirst.length);
  return say(
    head,
    rich(page.map((event) => line(m, event, context)).join('\n')),
    ...buttons(
      offset > 0 ? { id: `${HISTORY}:newer`, text: m.life.newer, value: value(Math.max(0, offset - STORY_PAGE)) } : undefined,
      offset + STORY_PAGE < latestFirst.length
        ? { id: `${HISTORY}:older`, text: m.life.older, value: value(offset + STORY_PAGE) }
        : undefined,
      { id: SHOW, text: m.common.open, value: dealValue(deal) },
    ),
  );
}
