import {
  type CandidateLine,
  type CommitmentLine,
  type GapLine,
  isOnTheWay,
  type OverfullLine,
  type Shortage,
} from '../../../../core/funnel/gap-line.ts';
import type { PeriodCoverage } from '../../../../core/funnel/plan/period-coverage.ts';
import { type Money, roundToWholeUnits } from '../../../../core/money/money.ts';
import type { People } from '../../../../core/people/member.ts';
import { dateAt, type PlainDate } from '../../../../core/time/calendar.ts';
import type { Period } from '../../../../core/time/periods.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../../locale/safe-text.ts';
import { dealTitle } from '../../deal/deal-title.ts';
import { coveragePercent } from '../../kit/figures.ts';
import { memberName } from '../../kit/people.ts';
import { literal } from '../../kit/text.ts';
import { periodName } from './targets.ts';

const stageLabel = ({ shortName }: Pick<GapLine, 'shortName'>): SafeText => literal(shortName, 20);

/** `December`, `Q4 2026`, `2026`: a period that a stage's need is measured against. */
export const aimPeriodName = (m: Messages, period: Period, fiscalStartMonth: number): SafeText =>
  period.kind === 'month' ? m.f.month(period.startsOn) : periodName(m, period, fiscalStartMonth);

const forPeriod = (m: Messages, { basis, fiscalStartMonth }: Pick<GapLine, 'basis' | 'fiscalStartMonth'>): SafeText | null =>
  basis.kind === 'target' ? aimPeriodName(m, basis.period, fiscalStartMonth) : null;

/** What a stage lacks, in one sentence: since when, how long it lasts, or that it still stands as it did. */
export function gapSentence(m: Messages, gap: Shortage, timeZone: string): SafeText {
  const { count, needed, basis, runway } = gap;
  const since = gap.since === null ? null : dateAt(gap.since, timeZone);
  const story = { stage: stageLabel(gap), count, needed, forPeriod: forPeriod(m, gap) };
  if (count === 0) {
    const empty = m.digest.emptyStage(stageLabel(gap), since);
    return safe`${empty} ${basis.kind === 'minimum' ? m.gaps.needsAtLeast(needed) : m.gaps.needs(needed, story.forPeriod)}`;
  }
  if (basis.kind === 'minimum') return m.digest.fewInStage({ stage: story.stage, count, needed, since });
  if (runway?.kind === 'lasts' && runway.tooLate) return m.gaps.runsDry({ ...story, about: runway.about });
  if (runway?.kind === 'still' && runway.days > 1) return m.gaps.still({ ...story, inDays: runway.days });
  return m.gaps.few(story);
}

/** The same, with what changed, what an empty stage leads to in the one after it, how long filling it takes, what the last week was like, and what the gap costs. */
export function gapDetails(m: Messages, gap: GapLine, timeZone: string): SafeText {
  const { basis, changed, coveredOn = null, runway, feeds, week } = gap;
  const period = forPeriod(m, gap);
  const lacking = lackingSentence(m, gap);
  const refill = runway?.kind === 'lasts' && basis.kind !== 'minimum' ? runway.refill : null;
  const story = joinSafe(
    [
      gapSentence(m, gap, timeZone),
      ...(changed === null ? [] : [m.gaps.changed(changed.from, changed.why)]),
      ...(coveredOn === null || period === null ? [] : [m.gaps.coveredBefore(coveredOn, period)]),
      ...(feeds == null ? [] : [m.gaps.feeds(literal(feeds.shortName, 20), feeds.about)]),
      ...(refill === null ? [] : [m.gaps.filling(refill)]),
      ...(lacking === undefined ? [] : [lacking]),
    ],
    ' ',
  );
  return week === null ? story : safe`${story}\n${m.gaps.week({ came: week.came, went: week.went })}`;
}

/** Figures of a value that is said to be `about` so much. */
const ROUGH_FIGURES = 2;

/** A value that nobody knows better than roughly. */
export function roughly({ minor, currency }: Money): Money {
  const digits = Math.floor(Math.log10(Math.max(1, Math.abs(minor))) + 1e-12) + 1;
  const step = 10 ** Math.max(0, digits - ROUGH_FIGURES);
  return { minor: Math.round(minor / step) * step, currency };
}

/** The same as it is said: `30k EUR` for 29.7k. */
export const roughMoney = (m: Messages, money: Money): SafeText => estimatedMoney(m, roughly(money));

/** A value that is only an estimate: it has no cents. */
export const estimatedMoney = (m: Messages, money: Money): SafeText => m.f.shortMoney(roundToWholeUnits(money));

/** `It is 4 deals short, which costs about 180k PLN by 31 December.`; undefined where what it costs is not known. */
function lackingSentence(m: Messages, { needed, count, costMinor, costUntil, currency }: GapLine): SafeText | undefined {
  if (costMinor <= 0 || costUntil === null || needed <= count || currency === null) return undefined;
  return m.gaps.lacks(needed - count, { value: roughMoney(m, { minor: costMinor, currency }), until: costUntil });
}

/** How far every target is covered by what is won and expected; undefined where none is set. */
export function coverageSentence(m: Messages, all: readonly PeriodCoverage[], fiscalStartMonth: number): SafeText | undefined {
  const known = all.flatMap(({ period, percent }) =>
    percent === null ? [] : [[aimPeriodName(m, period, fiscalStartMonth), coveragePercent(m, percent)] as const],
  );
  return known.length === 0 ? undefined : m.gaps.coverage(known);
}

/** `Offer (1 of 3)`: what each of some gaps holds of what it needs. */
export const heldOfNeeded = (
  m: Messages,
  gaps: readonly Pick<GapLine, 'shortName' | 'count' | 'needed'>[],
): readonly SafeText[] =>
  gaps.map((gap) => safe`${stageLabel(gap)} (${m.f.number(gap.count)} ${m.funnelNow.ofNeeded(gap.needed)})`);

/** What a notification says of a gap. */
export function gapNotification(m: Messages, gap: GapLine): SafeText {
  const { count, needed, basis, runway } = gap;
  const story = { stage: stageLabel(gap), count, needed };
  if (count === 0 || basis.kind === 'minimum' || runway?.kind !== 'lasts' || !runway.tooLate) return m.alerts.notification(story);
  return m.gaps.runsDry({ ...story, about: runway.about, forPeriod: forPeriod(m, gap) });
}

/** Which of the three a need was measured by: the target, the flow of the last quarter, or the minimum. */
export function basisSentence(m: Messages, gap: GapLine): SafeText {
  const { basis, targetSet, needed } = gap;
  switch (basis.kind) {
    case 'target':
      return m.gaps.basis.target(
        aimPeriodName(m, basis.period, gap.fiscalStartMonth),
        gap.currency === null ? null : m.f.shortMoney({ minor: basis.targetMinor, currency: gap.currency }),
      );
    case 'profile':
      return m.gaps.basis.profile(targetSet);
    case 'minimum':
      return m.gaps.basis.minimum(needed, targetSet, basis.known);
  }
}

/** What the gaps of a message were measured by: each measure once, with the stages that share it. */
export function basesSentence(m: Messages, gaps: readonly GapLine[]): SafeText {
  const stagesBy = new Map<SafeText, SafeText[]>();
  for (const gap of gaps) {
    const basis = basisSentence(m, gap);
    stagesBy.set(basis, [...(stagesBy.get(basis) ?? []), stageLabel(gap)]);
  }
  const all = [...stagesBy];
  if (all.length === 1) return all[0]?.[0] ?? safe``;
  return joinSafe(
    all.map(([basis, stages]) => m.gaps.basisOfStages(stages, basis)),
    ' ',
  );
}

/** What a gap's own actions leave open: nothing, what those of other stages cover, named where they stand, or what comes too late. */
function restSentence(m: Messages, gap: GapLine, isAlone: boolean): SafeText | undefined {
  const { rest, coveredBy } = gap;
  if (rest === 'tooLate') return m.gaps.rest.tooLate;
  if (rest === 'none' && !isAlone) return undefined;
  const period = forPeriod(m, gap);
  if (coveredBy === undefined || period === null) return isAlone ? m.gaps.rest.coveredAll : m.gaps.rest.covered;
  const [entering, leaving] = [coveredBy.entering, coveredBy.leaving].map((all) => all.map((number) => literal(`D-${number}`)));
  return m.gaps.rest.coveredBy({
    ...{ isAlone, period, stages: coveredBy.stages.map((name) => literal(name, 20)) },
    ...{ entering: entering ?? [], leaving: leaving ?? [] },
  });
}

/** What fills a gap, and whom it is asked of; `named` deals follow. Where nothing does, or not all of it, that is said. */
export function gapActionsHeading(
  m: Messages,
  gap: GapLine,
  { named, asked }: { readonly named: readonly Pick<CandidateLine, 'toStageId'>[]; readonly asked: readonly SafeText[] },
): SafeText {
  const { stageId, moves, movesNearer, newDeals, sameNew } = gap;
  const isAlone = moves === 0 && newDeals === 0 && !sameNew;
  const left = restSentence(m, gap, isAlone);
  if (isAlone && left !== undefined) return left;
  const head = m.gaps.closeGap({
    moving: moves,
    named: Math.min(named.length, moves),
    // An older post tells it only of those that it names.
    onTheWay: movesNearer > 0 || named.some((each) => isOnTheWay(each, stageId)),
    made: newDeals,
    sameNewDeals: sameNew,
    isPart: left !== undefined,
  });
  const whom = asked.length === 0 ? head : safe`${head} · ${joinSafe(asked, ' ')}`;
  return left === undefined ? whom : safe`${whom}\n${left}`;
}

/** New deals that a gap takes: leads where it is the first stage. */
export const newDealsPhrase = (m: Messages, { newDeals, isFirst }: GapLine): SafeText =>
  isFirst ? m.gaps.newLeads(newDeals) : m.gaps.newDeals(newDeals);

/** A stage that holds too many, and the deals that have stood there longest. */
export function overfullSentence(m: Messages, overfull: OverfullLine): SafeText {
  const oldest = overfull.oldest.map((deal) => m.gaps.standing(dealTitle(deal), deal.days));
  const sentence = m.gaps.overfull({
    stage: stageLabel(overfull),
    count: overfull.count,
    low: overfull.low,
    high: overfull.high,
  });
  return oldest.length === 0 ? sentence : safe`${sentence} ${m.gaps.longest(oldest)}`;
}

/**
 * Who took what, and whether it is done.
 *
 * @param inChannel a name stands beside what is done or still to come, never beside what was not done in time.
 */
export function commitmentSentence(
  m: Messages,
  line: CommitmentLine,
  { today, inChannel, ...people }: People & { readonly today: PlainDate; readonly inChannel: boolean },
): SafeText {
  const { commitment } = m.gaps;
  const stage = literal(line.toStage, 20);
  const who = people.solo ? [] : [memberName(people.members, line.memberId)];
  const what =
    line.what === 'move'
      ? commitment.move(dealTitle(line), stage)
      : commitment.new({ made: line.made, of: line.newDeals, stage });
  if (line.done) return joinSafe([what, ...who, safe`✓ ${commitment.done}`], ' · ');
  if (line.dueOn < today) return joinSafe([what, ...(inChannel ? [] : who), commitment.due(line.dueOn)], ' · ');
  return joinSafe([what, ...who, commitment.by(line.dueOn)], ' · ');
}
