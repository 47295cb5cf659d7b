import type { AgeingLine } from '../../../core/funnel/ageing.ts';
import type { ClosedReview, ClosedSummary } from '../../../core/funnel/closed-review.ts';
import type { AsOfPost } from '../../../core/funnel/drill-down.ts';
import { exponent, roundToWholeUnits } from '../../../core/money/money.ts';
import { roundedParts } from '../../../core/money/rounded-parts.ts';
import { knownStage, type Pipeline, reasonText } from '../../../core/pipeline/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import { dealTitle } from '../deal/deal-title.ts';
import { buttons, type Message, textMessage } from '../kit/blocks.ts';
import { capitalize, literal, lowerInitial, richText } from '../kit/text.ts';
import { drillDownButton, OPEN_DRILL_DOWN } from './drill-down.ts';

/** Stuck deals that the thread names. */
const MAX_AGEING = 5;

/** What the thread tells beside the week's sums. */
export type DigestReviewFacts = { readonly ageing: readonly AgeingLine[]; readonly review: ClosedReview | null };

const stageName = (pipeline: Pipeline, stageId: string): SafeText =>
  literal(knownStage(pipeline, stageId)?.shortName ?? stageId, 20);

/** Stuck deals by name, never by owner: a name stands beside no failure. */
function ageingText(m: Messages, ageing: readonly AgeingLine[], pipeline: Pipeline): SafeText {
  const { currency } = pipeline;
  const lines = ageing.slice(0, MAX_AGEING).map((line) => {
    const value = line.valueMinor === null ? [] : [m.f.shortMoney({ minor: line.valueMinor, currency })];
    return m.review.stuckDeal({
      deal: joinSafe([dealTitle(line), ...value], ' · '),
      stage: stageName(pipeline, line.stageId),
      stuckDays: line.days,
      usual: line.usualDays,
    });
  });
  const more = ageing.length - lines.length;
  return joinSafe([m.review.stuck(ageing.length), ...lines, ...(more > 0 ? [m.review.more(more)] : [])], '\n');
}

/** The last figure of a short amount, whole units of the currency, from an amount on: `1.71m`, `412k`, `41.2k`, `412`. */
const WRITTEN_STEPS = [
  [0.9995e9, 1e7],
  [0.9995e6, 1e4],
  [99_950, 1e3],
  [999.5, 100],
] as const;

const writtenStep = (totalMinor: number, currency: string): number => {
  const unit = 10 ** exponent(currency);
  return unit * (WRITTEN_STEPS.find(([from]) => totalMinor >= from * unit)?.[1] ?? 1);
};

/** Parts and their sum, written so that they add up. */
function writtenParts(
  m: Messages,
  partsMinor: readonly number[],
  currency: string,
): { readonly parts: readonly SafeText[]; readonly sum: SafeText } {
  const total = partsMinor.reduce((sum, part) => sum + part, 0);
  const rounded = roundedParts(partsMinor, writtenStep(total, currency));
  return {
    parts: rounded.map((minor) => m.f.shortAmount({ minor, currency })),
    sum: m.f.shortMoney({ minor: rounded.reduce((sum, part) => sum + part, 0), currency }),
  };
}

const closedCount = ({ won, lost }: ClosedSummary): number => won.count + lost.count;

/** Why deals were lost, in numbers: a reason a line, and their sum above. */
function lostLines(m: Messages, { now, before, reasons }: ClosedReview, pipeline: Pipeline): readonly SafeText[] {
  if (reasons.length === 0) return [];
  const written = (which: 'now' | 'before') =>
    writtenParts(
      m,
      reasons.map((line) => line[which].valueMinor),
      pipeline.currency,
    );
  const [later, earlier] = [written('now'), written('before')];
  const hadAny = closedCount(before) > 0;
  return [
    m.review.lost(now.lost.count, later.sum, hadAny ? { count: before.lost.count, value: earlier.sum } : undefined),
    ...reasons.map((line, index) => {
      const known = reasonText(pipeline, line.reasonId);
      const none = m.f.number(0);
      return m.review.reason({
        reason: known === undefined ? m.review.noReason : literal(lowerInitial(known)),
        count: line.now.count,
        value: later.parts[index] ?? none,
        earlier: hadAny ? { count: line.before.count, value: earlier.parts[index] ?? none } : undefined,
      });
    }),
  ];
}

function reviewText(m: Messages, review: ClosedReview, pipeline: Pipeline): SafeText {
  const { now, before } = review;
  const { currency } = pipeline;
  const share = (summary: ClosedSummary) => (summary.winShare === null ? undefined : m.f.percent(summary.winShare));
  const cycle = ({ cycleDays }: ClosedSummary) => (cycleDays === null ? undefined : Math.max(1, Math.round(cycleDays)));
  const perWeek = ({ perWeekMinor: minor }: ClosedSummary) => m.f.shortMoney(roundToWholeUnits({ minor, currency }));
  const lines = [
    capitalize(m.review.months(review.fromMonth, review.toMonth)),
    m.review.winRate({ share: share(now), won: now.won.count, closed: closedCount(now), earlier: share(before) }),
    m.review.cycle({ count: cycle(now), wins: now.won.count, earlier: cycle(before) }),
    m.review.velocity(perWeek(now), closedCount(before) === 0 ? undefined : perWeek(before)),
    ...lostLines(m, review, pipeline),
  ];
  return joinSafe(lines, '\n');
}

/**
 * Below the digest: deals that are stuck, and once a month three months against the three before. At least one of the two.
 *
 * @param post the digest that it belongs to.
 */
export function digestReview(
  m: Messages,
  { ageing, review }: DigestReviewFacts,
  { pipeline, post }: { readonly pipeline: Pipeline; readonly post: AsOfPost },
): Message {
  const place = { pipelineId: pipeline.id, teamId: post.teamId, at: post.at, since: post.since, timeZone: post.timeZone };
  const listed = { stuck: ageing.map(({ number }) => number) };
  const stuck = ageing.length === 0 ? undefined : ageingText(m, ageing, pipeline);
  const closed = review === null ? undefined : reviewText(m, review, pipeline);
  const first = stuck ?? closed ?? m.review.stuck(0);
  return textMessage(
    first,
    ...(stuck === undefined
      ? []
      : buttons({ ...drillDownButton(m, { ...place, listed }, { kind: 'stuck' }), text: m.review.list })),
    ...(stuck !== undefined && closed !== undefined ? [richText(closed)] : []),
    ...(closed === undefined
      ? []
      : buttons({
          ...drillDownButton(m, { ...place, review: true }, { kind: 'reviewWon' }),
          id: `${OPEN_DRILL_DOWN}:review`,
        })),
  );
}
