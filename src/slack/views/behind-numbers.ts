import type { ModalView, PlainTextOption } from '@slack/types';
import type { AsOfPost, Behind, BehindFacts, BehindRow } from '../../core/behind.ts';
import { dateAt, startOfMonth } from '../../core/calendar.ts';
import type { Member } from '../../core/member.ts';
import { type Pipeline, stageById } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { type ButtonSpec, buttons, modal, row, small, words } from './blocks.ts';
import { SHOW } from './deal-actions.ts';
import { dealTitle, whereItIs } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { literal, nameOf, rich, type Tagged } from './text.ts';

/** Opens the deals behind the numbers of a post; the value is the post. */
export const BEHIND = 'behind.open';
/** Chooses another number. */
export const BEHIND_WHICH = 'behind.which';
/** Another page of the same number; the value is where it begins. */
export const BEHIND_PAGE = 'behind.page';

/** Deals of a page. */
export const BEHIND_ROWS = 10;

/** The post, the number and the page that a window shows. */
export type BehindShown = AsOfPost & { readonly pipelineId: string; readonly of?: Behind; readonly offset: number };

/** The button under a post that opens its numbers. @param of the number that it opens at; else the first one. */
export const behindButton = (m: Messages, post: AsOfPost & { readonly pipelineId: string }, of?: Behind): ButtonSpec => ({
  id: BEHIND,
  text: m.behind.button,
  value: JSON.stringify({
    ...{ pipelineId: post.pipelineId, at: post.at, timeZone: post.timeZone, offset: 0 },
    ...(of === undefined ? {} : { of }),
  } satisfies BehindShown),
});

/** 'stage:offer', 'won'. */
const keyOf = (of: Behind): string => (of.kind === 'stage' ? `stage:${of.stageId}` : of.kind);

function nameOfNumber(m: Messages, of: Behind, pipeline: Pipeline, post: AsOfPost): Tagged {
  if (of.kind === 'stage') return literal(stageById(pipeline, of.stageId)?.name ?? of.stageId, 40);
  if (of.kind === 'month') return m.behind.of.month(m.f.month(startOfMonth(dateAt(post.at, post.timeZone))));
  return m.behind.of[of.kind];
}

function line(
  m: Messages,
  { now, was, fromStageId }: BehindRow,
  pipeline: Pipeline,
  members: ReadonlyMap<string, Member>,
): Tagged {
  const owner = members.get(was.ownerId);
  const stage = (id: string) => literal(stageById(pipeline, id)?.shortName ?? id, 20);
  const moved = fromStageId !== undefined && fromStageId !== null && fromStageId !== was.stageId;
  const changed = now.stageId !== was.stageId || now.outcome !== was.outcome;
  return [
    dealTitle({ number: now.number, name: was.name }),
    ...(was.valueMinor === null ? [] : [m.f.shortMoney(was.valueMinor, was.currency)]),
    moved ? m.life.became(stage(fromStageId), stage(was.stageId)) : stage(was.stageId),
    ...(owner === undefined ? [] : [nameOf(owner)]),
    ...(was.closeOn === null ? [] : [m.f.dayOfMonth(was.closeOn)]),
    ...(changed ? [m.behind.now(now.outcome === 'withdrawn' ? m.card.kinds.withdrawn : whereItIs(now, pipeline))] : []),
  ].join(' · ');
}

/** The deals behind one number of a post, with a choice of its other numbers. */
export function behindNumbers(
  m: Messages,
  shown: BehindShown,
  facts: BehindFacts | undefined,
  pipeline: Pipeline,
  members: ReadonlyMap<string, Member>,
): ModalView {
  const at = small(m.behind.asItWas(m.digest.asOf(dateAt(shown.at, shown.timeZone), m.f.time(shown.at, shown.timeZone))));
  const frame = { id: 'behind.frame', title: m.behind.title, close: m.common.close };
  if (facts === undefined) return modal({ ...frame, blocks: [rich(m.behind.none), at] });
  const { counts, chosen, page } = facts;
  const name = (of: Behind) => nameOfNumber(m, of, pipeline, shown);
  const option = ({ of, count }: BehindFacts['chosen']): PlainTextOption => ({
    text: words(m.behind.counted(name(of), count), 75),
    value: keyOf(of),
  });
  const { offset } = shown;
  return modal({
    ...frame,
    data: JSON.stringify({ ...shown, of: chosen.of } satisfies BehindShown),
    blocks: [
      {
        type: 'section',
        text: words(m.behind.which),
        accessory: {
          type: 'static_select',
          action_id: BEHIND_WHICH,
          options: counts.slice(0, 100).map(option),
          initial_option: option(chosen),
        },
      },
      rich(m.behind.head(name(chosen.of), page.total, m.f.shortMoney(page.valueMinor, pipeline.currency))),
      ...page.deals.map((deal, index) =>
        row(line(m, deal, pipeline, members), { id: `${SHOW}:${index}`, text: m.common.open, value: dealValue(deal.now) }),
      ),
      ...buttons(
        offset > 0
          ? { id: `${BEHIND_PAGE}:earlier`, text: m.lists.earlier, value: `${Math.max(0, offset - BEHIND_ROWS)}` }
          : undefined,
        offset + page.deals.length < page.total
          ? { id: `${BEHIND_PAGE}:later`, text: m.lists.later, value: `${offset + BEHIND_ROWS}` }
          : undefined,
      ),
      at,
    ],
  });
}
