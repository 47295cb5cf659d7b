import type { ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { Deal } from '../../../core/deal/deal.ts';
import { reviewMonths } from '../../../core/funnel/closed-review.ts';
import type { DigestFacts } from '../../../core/funnel/digest.ts';
import {
  type AsOfPost,
  DRILL_DOWN_KINDS,
  type DrillDownFacts,
  type DrillDownKey,
  type DrillDownRow,
  OF_STAGE,
} from '../../../core/funnel/drill-down.ts';
import type { PipelineId } from '../../../core/ids.ts';
import type { Member } from '../../../core/people/member.ts';
import { knownStage, type Pipeline } from '../../../core/pipeline/stage.ts';
import { addMonths, dateAt, isTimeZone, startOfMonth } from '../../../core/time/calendar.ts';
import { DAY_MS } from '../../../core/time/durations.ts';
import { periodContaining } from '../../../core/time/periods.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import { conversionParts } from '../deal/conversion.ts';
import { SHOW } from '../deal/deal-actions.ts';
import { dealButtonValue } from '../deal/deal-button-value.ts';
import { dealTitle, stageOrOutcome } from '../deal/deal-title.ts';
import { shortValueParts } from '../deal/deal-value.ts';
import { type ButtonSpec, buttons, contextLine, modal, plainText, row } from '../kit/blocks.ts';
import { clampedPercent } from '../kit/figures.ts';
import { type DataOf, defineFormData } from '../kit/form-data.ts';
import { stageName } from '../kit/stage-name.ts';
import { literal, memberNameText, richText } from '../kit/text.ts';
import { periodName } from './plan/targets.ts';

/** Opens the deals behind the numbers of a post; the value is the post. */
export const OPEN_DRILL_DOWN = 'behind.open';
/** Chooses another number. */
export const DRILL_DOWN_NUMBER = 'behind.which';
/** Another page of the same number; the value is where it begins. */
export const DRILL_DOWN_PAGE = 'behind.page';

/** Deals of a page. */
export const DRILL_DOWN_PAGE_SIZE = 10;

export const drillDownKeySchema = z.union([
  z.object({ kind: z.enum(OF_STAGE), stageId: z.string().max(64) }),
  z.object({ kind: z.literal('predicted'), bin: z.number().int().min(0).max(9) }),
  z.object({ kind: z.enum(DRILL_DOWN_KINDS).exclude(OF_STAGE) }),
]);

/** Deals that a post counted one by one: as many as a button carries. */
export const MAX_LISTED = 100;
const listedSchema = z.array(z.number().int().nonnegative()).max(MAX_LISTED).readonly();

/** The post, the number (the first one where not given) and the page that a window shows; a button's value and a window's data. */
export const drillDownState = defineFormData(
  z.object({
    pipelineId: z.string().max(64),
    teamId: z.string().max(64).optional(),
    at: z.number().int().nonnegative(),
    since: z.number().int().nonnegative().optional(),
    timeZone: z.string().refine(isTimeZone),
    listed: z.object({ stuck: listedSchema.optional(), winnable: listedSchema.optional() }).optional(),
    review: z.literal(true).optional(),
    statistics: z.literal(true).optional(),
    predictions: z.literal(true).optional(),
    of: drillDownKeySchema.optional(),
    offset: z.number().int().min(0).max(1_000_000),
  }),
);
export type DrillDownState = DataOf<typeof drillDownState>;

/** The button under a post that opens its numbers. @param of the number that it opens at; else the first one. */
export const drillDownButton = (
  m: Messages,
  post: AsOfPost & { readonly pipelineId: PipelineId },
  of?: DrillDownKey,
): ButtonSpec => ({
  id: OPEN_DRILL_DOWN,
  text: m.drillDown.button,
  value: drillDownState.encode({
    pipelineId: post.pipelineId,
    teamId: post.teamId,
    at: post.at,
    since: post.since,
    timeZone: post.timeZone,
    offset: 0,
    listed: post.listed,
    review: post.review,
    statistics: post.statistics,
    predictions: post.predictions,
    of,
  }),
});

/** The button below the statistics of stages, which opens the deals that they rest on; undefined where none has left any. */
export function stageExitsButton(m: Messages, facts: DigestFacts): ButtonSpec | undefined {
  const { pipelineId, teamId, at, timeZone, stages } = facts;
  const first = stages.find(({ numbers }) => numbers !== null && numbers.n > 0);
  if (first === undefined) return undefined;
  const post = { pipelineId, teamId, at, timeZone, statistics: true } as const;
  return {
    ...drillDownButton(m, post, { kind: 'left', stageId: first.stageId }),
    id: `${OPEN_DRILL_DOWN}:stages`,
    text: m.drillDown.leftButton,
  };
}

/** The post that a digest is, with the deals that its verdict counts one by one. */
export function digestAsPost(facts: DigestFacts): AsOfPost & { readonly pipelineId: PipelineId } {
  const { pipelineId, teamId, at, since, timeZone, verdict } = facts;
  const winnable = verdict.kind === 'behind' ? (verdict.rescue?.winnable ?? []).map(({ number }) => number) : [];
  return { pipelineId, teamId, at, since, timeZone, listed: winnable.length === 0 ? undefined : { winnable } };
}

/** 'stage:offer', 'left:offer', 'predicted:6', 'won'. */
function numberKey(of: DrillDownKey): string {
  if ('stageId' in of) return `${of.kind}:${of.stageId}`;
  return of.kind === 'predicted' ? `${of.kind}:${of.bin}` : of.kind;
}

/** What the name of a number depends on. */
type NamedWith = { readonly pipeline: Pipeline; readonly post: AsOfPost; readonly fiscalStartMonth: number };

function numberName(m: Messages, of: DrillDownKey, { pipeline, post, fiscalStartMonth }: NamedWith): SafeText {
  const words = m.drillDown.of;
  const today = dateAt(post.at, post.timeZone);
  const { before, now, end } = reviewMonths(today);
  switch (of.kind) {
    case 'stage':
      return literal(knownStage(pipeline, of.stageId)?.name ?? of.stageId, 40);
    case 'left':
      return words.left(literal(knownStage(pipeline, of.stageId)?.name ?? of.stageId, 40));
    case 'predicted':
      return words.predicted(10 * of.bin, 10 * of.bin + 10);
    case 'month':
      return words.wonIn(m.f.month(startOfMonth(today)));
    case 'quarter':
    case 'year':
      return words.wonIn(periodName(m, periodContaining(today, of.kind, fiscalStartMonth), fiscalStartMonth));
    case 'reviewWon':
      return words.wonBetween(now, addMonths(end, -1));
    case 'reviewLost':
      return words.lostBetween(now, addMonths(end, -1));
    case 'reviewWonBefore':
      return words.wonBetween(before, addMonths(now, -1));
    case 'reviewLostBefore':
      return words.lostBetween(before, addMonths(now, -1));
    default:
      return words[of.kind];
  }
}

/** Where a deal is by now: in a stage, closed, deleted, or in another pipeline. */
function whereNow(m: Messages, now: Deal, pipeline: Pipeline): SafeText {
  if (now.outcome === 'withdrawn') return m.card.kinds.withdrawn;
  return now.pipelineId === pipeline.id ? stageOrOutcome(now, pipeline) : m.card.kinds.movedOut;
}

/** Where a deal was: its stage; of one that had moved also from where, and what it became. */
function whereThen(m: Messages, { was, fromStageId }: DrillDownRow, pipeline: Pipeline): SafeText {
  const stage = stageName(pipeline, was.stageId);
  if (fromStageId === undefined || fromStageId === null) return stage;
  if (was.outcome === 'open' && fromStageId === was.stageId) return stage;
  return m.dealActions.became(stageName(pipeline, fromStageId), was.outcome === 'open' ? stage : stageOrOutcome(was, pipeline));
}

/** A deal behind a number: as it was then, with where it is now if that differs. */
export function dealLineAsOf(
  m: Messages,
  row: DrillDownRow,
  { pipeline, members }: { readonly pipeline: Pipeline; readonly members: ReadonlyMap<string, Member> },
): SafeText {
  const { now, was, stayedMs, predicted } = row;
  const owner = members.get(was.ownerId);
  const changed = now.stageId !== was.stageId || now.outcome !== was.outcome || now.pipelineId !== pipeline.id;
  return joinSafe(
    [
      dealTitle({ number: now.number, name: was.name }),
      ...shortValueParts(m, was),
      ...conversionParts(m, was, pipeline.currency),
      whereThen(m, row, pipeline),
      ...(predicted === undefined ? [] : [m.drillDown.predicted(clampedPercent(m, predicted))]),
      ...(stayedMs === undefined ? [] : [m.drillDown.stayed(Math.floor(stayedMs / DAY_MS))]),
      ...(owner === undefined ? [] : [memberNameText(owner)]),
      ...(was.closeOn === null ? [] : [m.f.date(was.closeOn)]),
      ...(changed ? [m.drillDown.now(whereNow(m, now, pipeline))] : []),
    ],
    ' · ',
  );
}

/** The deals behind one number of a post, with a choice of its other numbers. */
export function drillDownView(
  m: Messages,
  shown: DrillDownState,
  {
    facts,
    pipeline,
    members,
    fiscalStartMonth,
  }: {
    readonly facts: DrillDownFacts | undefined;
    readonly pipeline: Pipeline;
    readonly members: ReadonlyMap<string, Member>;
    readonly fiscalStartMonth: number;
  },
): ModalView {
  const at = contextLine(
    m.drillDown.asItWas(m.digest.asOf(dateAt(shown.at, shown.timeZone), m.f.time(shown.at, shown.timeZone))),
  );
  const frame = { id: 'behind.frame', title: m.drillDown.title, close: m.common.close };
  if (facts === undefined) return modal({ ...frame, blocks: [richText(m.drillDown.none), at] });
  const { counts, chosen, page } = facts;
  const name = (of: DrillDownKey) => numberName(m, of, { pipeline, post: shown, fiscalStartMonth });
  const option = ({ of, count }: DrillDownFacts['chosen']): PlainTextOption => ({
    text: plainText(m.drillDown.counted(name(of), count), 75),
    value: numberKey(of),
  });
  const { offset } = shown;
  return modal({
    ...frame,
    data: drillDownState.encode({ ...shown, of: chosen.of }),
    blocks: [
      {
        type: 'section',
        text: plainText(m.drillDown.whichNumber),
        accessory: {
          type: 'static_select',
          action_id: DRILL_DOWN_NUMBER,
          options: counts.slice(0, 100).map(option),
          initial_option: option(chosen),
        },
      },
      richText(
        m.drillDown.head(
          name(chosen.of),
          page.total,
          page.valueMinor === undefined ? undefined : m.f.shortMoney({ minor: page.valueMinor, currency: pipeline.currency }),
        ),
      ),
      ...page.deals.map((deal, index) =>
        row(dealLineAsOf(m, deal, { pipeline, members }), {
          id: `${SHOW}:${index}`,
          text: m.common.open,
          value: dealButtonValue(deal.now),
        }),
      ),
      ...buttons(
        offset > 0
          ? { id: `${DRILL_DOWN_PAGE}:earlier`, text: m.lists.earlier, value: `${Math.max(0, offset - DRILL_DOWN_PAGE_SIZE)}` }
          : undefined,
        offset + page.deals.length < page.total
          ? { id: `${DRILL_DOWN_PAGE}:later`, text: m.lists.nextPage, value: `${offset + DRILL_DOWN_PAGE_SIZE}` }
          : undefined,
      ),
      at,
    ],
  });
}
