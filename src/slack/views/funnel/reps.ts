import type { RepExamples, RepReview } from '../../../core/funnel/rep-review.ts';
import type { StageId } from '../../../core/ids.ts';
import { roundToWholeUnits } from '../../../core/money/money.ts';
import { MIN_EXITS_TO_JUDGE, type RepStagePerformance } from '../../../core/numbers/rep-effectiveness.ts';
import { MIN_CLOSED_FOR_VELOCITY, type VelocityBottleneck } from '../../../core/numbers/sales-velocity.ts';
import type { Member } from '../../../core/people/member.ts';
import { knownStage, type Pipeline } from '../../../core/pipeline/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { textTable } from '../../charts/text-table.ts';
import { SHOW } from '../deal/deal-actions.ts';
import { dealButtonValue } from '../deal/deal-button-value.ts';
import { dealNumber, dealTitle } from '../deal/deal-title.ts';
import { buttons, contextLine, type Message, row, textMessage } from '../kit/blocks.ts';
import { clampedPercent, clampedShare } from '../kit/figures.ts';
import { stageName } from '../kit/stage-name.ts';
import { literal, memberNameText, preformatted, richText } from '../kit/text.ts';

/** How one rep does; the value is the member's id. */
export const SHOW_REP = 'reps.show';
/** A page of all reps; the value is the first one's place, from 0. */
export const REPS_PAGE = 'reps.page';

/** Reps of a page: a phone screen. */
export const REPS_PER_PAGE = 6;

export type ReviewedRep = { readonly member: Member; readonly review: RepReview };

function repName(m: Messages, member: Member): SafeText {
  if (!member.active) return m.reps.gone(memberNameText(member));
  return member.slackUserId === null ? m.reps.noAccount(memberNameText(member)) : memberNameText(member);
}

const DAYS_PER_WEEK = 7;

function repRow(m: Messages, { member, review }: ReviewedRep, pipeline: Pipeline): SafeText {
  const [first] = review.different;
  const what =
    first === undefined
      ? review.stages.some(({ own }) => own !== null)
        ? m.reps.noDifference
        : m.reps.nothing
      : m.reps.passRate(stageName(pipeline, first.stageId), clampedPercent(m, first.share), clampedPercent(m, first.teamShare));
  const { velocity } = review;
  const perWeek =
    velocity === null || velocity.winShare === 0
      ? undefined
      : m.f.shortMoney(roundToWholeUnits({ minor: velocity.perDayMinor * DAYS_PER_WEEK, currency: pipeline.currency }));
  return m.reps.row(repName(m, member), what, perWeek);
}

/** All reps, those first who clearly differ from the team somewhere: a line each, details on a button. */
export function repList(
  m: Messages,
  {
    reps,
    differ,
    offset,
    total,
  }: { readonly reps: readonly ReviewedRep[]; readonly differ: number; readonly offset: number; readonly total: number },
  pipeline: Pipeline,
): Message {
  const head = differ === 0 ? m.reps.alike(total) : m.reps.differ({ count: differ, of: total });
  const paged = total > reps.length ? safe` ${m.reps.page({ from: offset + 1, to: offset + reps.length, of: total })}` : safe``;
  return textMessage(
    safe`${head}${paged}`,
    ...reps.map((rep, index) =>
      row(repRow(m, rep, pipeline), { id: `${SHOW_REP}:${index}`, text: m.reps.open, value: rep.member.id }),
    ),
    contextLine(m.reps.onlyYou),
    ...buttons(
      offset > 0
        ? { id: `${REPS_PAGE}:earlier`, text: m.lists.earlier, value: String(Math.max(0, offset - REPS_PER_PAGE)) }
        : undefined,
      offset + reps.length < total
        ? { id: `${REPS_PAGE}:later`, text: m.lists.nextPage, value: String(offset + REPS_PER_PAGE) }
        : undefined,
    ),
  );
}

function stageTable(
  m: Messages,
  { stages }: RepReview,
  { pipeline, compared }: { readonly pipeline: Pipeline; readonly compared: boolean },
): string {
  const { head } = m.reps;
  const lines = stages.map(({ stageId, exits, teamShare, own }) => [
    knownStage(pipeline, stageId)?.shortName ?? stageId,
    own === null ? '–' : clampedPercent(m, own.share),
    own === null ? '–' : range(m, own),
    ...(compared ? [teamShare === null ? '–' : m.f.percent(teamShare)] : []),
    exits < MIN_EXITS_TO_JUDGE ? m.reps.fewExitsCell({ count: exits, enough: MIN_EXITS_TO_JUDGE }) : m.f.number(exits),
  ]);
  return textTable([[head.stage, head.share, head.range, ...(compared ? [head.team] : []), head.exits], ...lines]);
}

const range = (m: Messages, { low, high }: RepStagePerformance): SafeText =>
  safe`${m.f.number(Math.round(clampedShare(low) * 100))}–${clampedPercent(m, high)}`;

function heldBackSentence(m: Messages, { input, own, team }: VelocityBottleneck, currency: string): SafeText {
  const words = m.reps.heldBack[input];
  if (input === 'winShare') return words(m.f.percent(own), m.f.percent(team));
  if (input === 'value')
    return words(
      m.f.shortAmount(roundToWholeUnits({ minor: own, currency })),
      m.f.shortAmount(roundToWholeUnits({ minor: team, currency })),
    );
  return words(m.f.number(Math.round(own)), m.f.number(Math.round(team)));
}

function velocityLines(
  m: Messages,
  { velocity }: RepReview,
  { currency, compared }: { readonly currency: string; readonly compared: boolean },
): readonly SafeText[] {
  if (velocity === null) return [m.reps.noVelocity(MIN_CLOSED_FOR_VELOCITY)];
  const { perDayMinor, deals, winShare, valueMinor, cycleDays, bottleneck, closed } = velocity;
  if (winShare === 0) return [m.reps.noWins(closed)];
  const sentence = m.reps.velocity({
    perWeek: m.f.shortMoney(roundToWholeUnits({ minor: perDayMinor * DAYS_PER_WEEK, currency })),
    deals: Math.max(1, Math.round(deals)),
    winShare: m.f.percent(winShare),
    value: m.f.shortAmount(roundToWholeUnits({ minor: valueMinor, currency })),
    days: Math.max(1, Math.round(cycleDays)),
  });
  return [sentence, ...(compared && bottleneck !== null ? [heldBackSentence(m, bottleneck, currency)] : [])];
}

/** What may be said of the stages: where the rep differs, with a question about deals of theirs, and where nothing can be told. */
function stageLines(
  m: Messages,
  rep: RepReview,
  {
    pipeline,
    compared,
    examples,
  }: { readonly pipeline: Pipeline; readonly compared: boolean; readonly examples: RepExamples | undefined },
): readonly SafeText[] {
  const name = (stageId: StageId): SafeText => stageName(pipeline, stageId);
  const different = compared ? rep.different : [];
  const comparisons = different.flatMap((stage, index) => [
    m.reps.below({
      stage: name(stage.stageId),
      share: clampedPercent(m, stage.share),
      team: clampedPercent(m, stage.teamShare),
      range: range(m, stage),
      exits: stage.exits,
    }),
    ...(index === 0 && examples !== undefined && examples.deals.length > 0
      ? [m.reps.ask[examples.kind](examples.deals.map(dealTitle))]
      : []),
  ]);
  const alike = rep.stages.filter(({ stageId, own }) => own !== null && !different.some((each) => each.stageId === stageId));
  const thin = rep.stages.filter(({ own, exits }) => own === null && exits > 0);
  if (rep.exits === 0) return [m.reps.noExits];
  return [
    ...comparisons,
    ...(compared && alike.length > 0 ? [m.reps.unclear(alike.map(({ stageId }) => name(stageId)))] : []),
    ...(thin.length > 0
      ? [
          m.reps.fewExits(
            thin.map(({ stageId, exits }) => ({ name: name(stageId), exits })),
            MIN_EXITS_TO_JUDGE,
          ),
        ]
      : []),
  ];
}

/** `compared`: with the team; not for somebody who sells alone. `ofMany`: with a way back to all reps. */
type RepDetailContext = {
  readonly pipeline: Pipeline;
  readonly solo: boolean;
  readonly compared: boolean;
  readonly ofMany: boolean;
  readonly examples?: RepExamples;
};

/** How one rep does on each stage and what they bring, the same for the rep and for a manager. */
export function repDetail(m: Messages, { member, review }: ReviewedRep, context: RepDetailContext): Message {
  const { pipeline, solo, compared, ofMany, examples } = context;
  const shown = compared ? (examples?.deals ?? []) : [];
  const lines = [
    ...stageLines(m, review, { pipeline, compared, examples }),
    ...velocityLines(m, review, { currency: pipeline.currency, compared }),
  ];
  return textMessage(
    solo ? m.reps.soloTitle : m.reps.title(repName(m, member)),
    preformatted(stageTable(m, review, { pipeline, compared })),
    richText(joinSafe(lines, '\n')),
    ...(solo ? [] : [contextLine(m.reps.onlyYou)]),
    ...buttons(
      ...shown.map((deal, index) => ({
        id: `${SHOW}:${index}`,
        text: safe`${dealNumber(deal)} ${literal(deal.name, 24)}`,
        value: dealButtonValue(deal),
      })),
      ofMany ? { id: `${REPS_PAGE}:all`, text: m.reps.everybody, value: '0' } : undefined,
    ),
  );
}
