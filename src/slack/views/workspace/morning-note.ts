import type { KnownBlock } from '@slack/types';
import type { Deal } from '../../../core/deal/deal.ts';
import type { LeftDeals } from '../../../core/funnel/left-deals.ts';
import type { MorningLine } from '../../../core/funnel/morning.ts';
import type { StageId } from '../../../core/ids.ts';
import type { Member } from '../../../core/people/member.ts';
import { type Pipelines, pipelineOf } from '../../../core/pipeline/pipelines.ts';
import { knownStage, nextStage, type Pipeline, stageById } from '../../../core/pipeline/stage.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { ADVANCE, LOST, SHOW, WON } from '../deal/deal-actions.ts';
import { dealButtonValue, stepButtonValue } from '../deal/deal-button-value.ts';
import { dealTitle } from '../deal/deal-title.ts';
import { LIST_DEALS } from '../deal/lists/my-deals.ts';
import { missingCriteriaTexts } from '../deal/missing-criteria.ts';
import { pipelineParts } from '../deal/row-pipeline.ts';
import { HYGIENE_ACTIONS, hygieneButtonValue } from '../funnel/hygiene.ts';
import { leftDealsLine } from '../funnel/plan/left-deals.ts';
import { type ButtonSpec, buttons, contextLine, type Message, row } from '../kit/blocks.ts';
import type { MembersById } from '../kit/people.ts';
import { literal, memberNameText, notificationText, richText } from '../kit/text.ts';
import { STEP_ACTIONS } from './next-step-form.ts';

/** What is done about a reminder. */
export const FILL_IN_MISSING = 'deal.fill-in';
export const REMIND_LATER = 'deal.remind-later';
/** Says that a deal that stands for long is still being worked on. */
export const WORKING = 'deal.working';
/** Deals that a phone shows without much scrolling. */
const MAX_DUE = 6;
/** Below them, of those that stand for long. */
const MAX_AGEING = 4;

/** A move of the plan, of the person's own deal. `taken`: who has taken it on, by when; `who` null: the person. */
export type OwnMove = {
  readonly deal: Deal;
  readonly toStageId: StageId;
  readonly taken?: { readonly who: Pick<Member, 'name'> | null; readonly by: PlainDate } | undefined;
};

/** Own moves that a note asks for. */
const MAX_MOVES = 3;

type UsualDays = Readonly<Record<string, number>>;

/** Under which key the usual days of a stage stand. Stored. */
export const usualDaysKey = ({ pipelineId, stageId }: Pick<Deal, 'pipelineId' | 'stageId'>): string => `${pipelineId} ${stageId}`;

type NoteContext = { readonly pipelines: Pipelines; readonly usualDays: UsualDays; readonly moves: readonly OwnMove[] };
/** Whose note it is, where somebody else reads it. */
type Absent = Pick<Member, 'name' | 'awayUntil'>;
/** `left`: to a manager, whose deals need a new owner. */
type ReadContext = {
  readonly absent?: Absent | undefined;
  readonly left?: readonly LeftDeals[];
  readonly members?: MembersById;
};

/** What a deal's row says: why it is there, and where the plan wants it, so that it need not stand among the moves again. */
function sentence(m: Messages, line: MorningLine, { moves, ...context }: NoteContext): SafeText {
  const move = moves.find(({ deal }) => deal.number === line.deal.number);
  const why = reasonSentence(m, line, context);
  if (move === undefined) return why;
  return joinSafe([why, m.morning.wanted(moveTarget(context.pipelines, move)), ...takenMark(m, move)], ' · ');
}

/** Who has taken a move on stands beside it, as wherever it is asked for. */
function takenMark(m: Messages, { taken }: OwnMove): readonly SafeText[] {
  if (taken === undefined) return [];
  const { who, by } = taken;
  return [who === null ? safe`✓ ${m.gaps.commitment.by(by)}` : m.alerts.committedBy(memberNameText(who), by)];
}

const moveTarget = (pipelines: Pipelines, { deal, toStageId }: OwnMove): SafeText =>
  literal(knownStage(pipelineOf(pipelines, deal), toStageId)?.shortName ?? toStageId, 20);

function reasonSentence(
  m: Messages,
  { deal, why }: MorningLine,
  { pipelines, usualDays }: Pick<NoteContext, 'pipelines' | 'usualDays'>,
): SafeText {
  const title = dealTitle(deal);
  const pipeline = pipelineOf(pipelines, deal);
  switch (why.kind) {
    case 'nextStep':
      return m.morning.nextStep({
        deal: title,
        step: why.step.step === '' ? m.morning.step : literal(why.step.step, 100),
        overdueSince: why.overdue ? (why.step.on ?? undefined) : undefined,
      });
    case 'reminder':
      return m.morning.reminder(title, missingCriteriaTexts(deal.missing, pipeline));
    case 'pastClose':
      return m.morning.pastClose(title, why.on);
    case 'ageing':
      return ageingSentence(m, deal, {
        days: why.days,
        pipeline,
        median: usualDays[usualDaysKey(deal)] ?? usualDays[deal.stageId],
      });
    case 'unplanned':
      return m.morning.unplanned(title);
  }
}

/** How long it stands, and what is usual: half have left by then; where too little is known, the age that the stage's settings call long. */
function ageingSentence(
  m: Messages,
  deal: Deal,
  { days, pipeline, median }: { readonly days: number; readonly pipeline: Pipeline; readonly median: number | undefined },
): SafeText {
  const stage = stageById(pipeline, deal.stageId);
  const known = median !== undefined && median < days;
  const usual = known ? m.morning.halfLeaveWithin(median) : m.morning.usuallyUpTo(stage?.ageingDays ?? days);
  return m.morning.ageing({ deal: dealTitle(deal), days, usual, stage: literal(stage?.shortName ?? deal.stageId, 20) });
}

function actions(
  m: Messages,
  { deal, why }: MorningLine,
  { index, pipelines }: { readonly index: number; readonly pipelines: Pipelines },
): readonly KnownBlock[] {
  const value = dealButtonValue(deal);
  const spec = (id: string, text: SafeText): ButtonSpec => ({ id: `${id}:${index}`, text, value });
  if (why.kind === 'nextStep') {
    const about = { value: stepButtonValue(deal, why.step) };
    return buttons(
      { ...spec(STEP_ACTIONS.done, m.morning.done), ...about },
      { ...spec(STEP_ACTIONS.tomorrow, m.morning.tomorrow), ...about },
      { ...spec(STEP_ACTIONS.nextWeek, m.morning.nextWeek), ...about },
      spec(SHOW, m.common.open),
    );
  }
  if (why.kind === 'reminder') return buttons(spec(FILL_IN_MISSING, m.morning.fillIn), spec(REMIND_LATER, m.morning.nextFriday));
  if (why.kind === 'ageing') {
    const next = nextStage(pipelineOf(pipelines, deal), deal.stageId);
    return buttons(
      next?.kind === 'open' ? spec(ADVANCE, m.card.next(literal(next.shortName, 20))) : spec(WON, m.card.wonButton),
      spec(STEP_ACTIONS.plan, m.morning.plan),
      spec(WORKING, m.morning.working),
      spec(LOST, m.card.lostButton),
    );
  }
  if (why.kind === 'pastClose') {
    const own = hygieneButtonValue(deal, { since: 0, key: null });
    return buttons(
      { id: `${HYGIENE_ACTIONS.date}:${index}`, text: m.hygiene.date, value: own },
      spec(STEP_ACTIONS.plan, m.morning.plan),
      { id: `${HYGIENE_ACTIONS.drop}:${index}`, text: m.hygiene.drop, value: own },
      spec(SHOW, m.common.open),
    );
  }
  return buttons(spec(STEP_ACTIONS.plan, m.morning.plan), spec(SHOW, m.common.open));
}

/** The moves of the plan that are the person's own: each a tap away. */
const ownMoveRows = (m: Messages, moves: readonly OwnMove[], pipelines: Pipelines): readonly KnownBlock[] =>
  moves.length === 0
    ? []
    : [
        richText(m.home.ownMoves),
        ...moves.slice(0, MAX_MOVES).map((move, index) => {
          const stage = moveTarget(pipelines, move);
          const button = { id: `${ADVANCE}:move-${index}`, text: m.card.next(stage), value: dealButtonValue(move.deal) };
          return row(joinSafe([m.gaps.commitment.move(dealTitle(move.deal), stage), ...takenMark(m, move)], ' · '), button);
        }),
      ];

/**
 * One person's morning note: what is due, the moves of the plan, then what stands for long, each with what can be done about it in one tap,
 * and each deal once.
 *
 * @param usualDays by {@link usualDaysKey}, in a note of before by the stage's id alone: after how many days half of the deals have left; stages that are not in it have too little history.
 */
export function morningNote(
  m: Messages,
  all: readonly MorningLine[],
  { pipelines, usualDays, moves, absent, left = [], members = new Map() }: NoteContext & ReadContext,
): Message {
  const ageing = all.filter(({ why }) => why.kind === 'ageing');
  const lines = all.filter(({ why }) => why.kind !== 'ageing');
  const steps = lines.flatMap(({ why }) => (why.kind === 'nextStep' ? [why] : []));
  const reminders = lines.filter(({ why }) => why.kind === 'reminder').length;
  const head =
    steps.length + reminders === 0
      ? m.morning.friday(lines.length)
      : m.morning.head({
          due: steps.length,
          overdue: steps.filter(({ overdue }) => overdue).length,
          reminders,
          others: lines.length - steps.length - reminders,
        });
  const rows = (some: readonly MorningLine[], from: number) =>
    some.flatMap((line, index) => [
      row(joinSafe([sentence(m, line, { pipelines, usualDays, moves }), ...pipelineParts({ pipelines }, line.deal)], ' · ')),
      ...actions(m, line, { index: from + index, pipelines }),
    ]);
  const shown = new Set([...lines.slice(0, MAX_DUE), ...ageing.slice(0, MAX_AGEING)].map(({ deal }) => deal.number));
  const otherMoves = moves.filter(({ deal }) => !shown.has(deal.number));
  const standing = m.morning.standing(ageing.length);
  const whose =
    absent === undefined || absent.awayUntil === null ? [] : [m.people.standingIn(memberNameText(absent), absent.awayUntil)];
  const ownerless = leftDealsLine(m, left, members);
  const heads = [...whose, ...(lines.length > 0 || ageing.length === 0 ? [head] : [])];
  return {
    text: notificationText(joinSafe([...heads, ...(ageing.length > 0 ? [standing] : [])], ' '), 300),
    blocks: [
      ...heads.map((each) => richText(each)),
      ...rows(lines.slice(0, MAX_DUE), 0),
      ...(lines.length > MAX_DUE
        ? [
            contextLine(m.morning.more(lines.length - MAX_DUE)),
            ...buttons({ id: LIST_DEALS, text: m.lists.all, value: '0 mine' }),
          ]
        : []),
      ...ownMoveRows(m, otherMoves, pipelines),
      ...(ageing.length > 0 ? [richText(standing)] : []),
      ...rows(ageing.slice(0, MAX_AGEING), MAX_DUE),
      ...(ageing.length > MAX_AGEING ? [richText(m.morning.moreStanding(ageing.length - MAX_AGEING))] : []),
      ...(ownerless === undefined ? [] : [richText(ownerless)]),
    ],
  };
}
