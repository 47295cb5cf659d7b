import type { CommitmentLine, GapLine, OverfullLine } from '../../../core/funnel/gap-line.ts';
import type { StageId } from '../../../core/ids.ts';
import { type Money, roundToWholeUnits } from '../../../core/money/money.ts';
import type { Coverage } from '../../../core/numbers/needs/coverage.ts';
import { isSoloWorkspace } from '../../../core/people/member.ts';
import { dateAt, type PlainDate } from '../../../core/time/calendar.ts';
import type { Period } from '../../../core/time/periods.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { dealTitle } from '../deal/deal-title.ts';
import type { ButtonSpec } from '../kit/blocks.ts';
import type { MembersById } from '../kit/people.ts';
import { capitalize, literal, memberNameText } from '../kit/text.ts';
import { periodName } from './targets.ts';

/** Promises the new deals that a gap takes. */
export const COMMIT_TO_NEW_DEALS = 'alert.take-new';
/** Every stage that ran dry, with what fills it. */
export const SHOW_GAPS = 'gap.all';
/** Tells what a stage's need rests on; the value is the stage. */
export const GAP_WHY = 'gap.why';
/** Gives other deals than those named. */
export const GAP_OTHER_DEALS = 'gap.others';

const stageLabel = ({ shortName }: Pick<GapLine, 'shortName'>): SafeText => literal(shortName, 20);

/** `December`, `Q4 2026`, `2026`: a period that a stage's need is measured against. */
export const aimPeriodName = (m: Messages, period: Period, fiscalStartMonth: number): SafeText =>
  period.kind === 'month' ? m.f.month(period.startsOn) : periodName(m, period, fiscalStartMonth);

const forPeriod = (m: Messages, { basis, fiscalStartMonth }: GapLine): SafeText | null =>
  basis.kind === 'target' ? aimPeriodName(m, basis.period, fiscalStartMonth) : null;

/** Days until a stage runs dry, where filling it takes longer than that; undefined where it does not, or is empty already. */
const daysUntilDry = ({ count, runwayDays, refillDays }: GapLine): number | undefined =>
  count > 0 && runwayDays !== null && refillDays !== null && runwayDays < refillDays ? Math.max(1, runwayDays) : undefined;

/** What a stage lacks, in one sentence. */
export function gapSentence(m: Messages, gap: GapLine, timeZone: string): SafeText {
  const { count, needed, basis } = gap;
  const since = gap.since === null ? null : dateAt(gap.since, timeZone);
  const dries = daysUntilDry(gap);
  if (count === 0) {
    const empty = m.digest.emptyStage(stageLabel(gap), since);
    return basis.kind === 'minimum' ? empty : safe`${empty} ${m.gaps.needs(needed, forPeriod(m, gap))}`;
  }
  if (basis.kind === 'minimum') return m.digest.fewInStage({ stage: stageLabel(gap), count, needed, since });
  if (dries !== undefined)
    return m.gaps.runsDry({ stage: stageLabel(gap), inDays: dries, count, needed, forPeriod: forPeriod(m, gap) });
  return m.gaps.few({ stage: stageLabel(gap), count, needed, forPeriod: forPeriod(m, gap) });
}

/** The same, with how long filling it takes and what the last week was like; a stage measured by its minimum has only the sentence. */
export function gapDetails(m: Messages, gap: GapLine, timeZone: string): SafeText {
  const { count, needed, basis, refillDays, refillFrom, week } = gap;
  if (basis.kind === 'minimum' || refillDays === null) return gapSentence(m, gap, timeZone);
  const filling = refillFrom === null ? m.gaps.fillingAnew(refillDays) : m.gaps.fillingFrom(literal(refillFrom, 20), refillDays);
  const dries = daysUntilDry(gap);
  const story =
    dries === undefined
      ? safe`${gapSentence(m, gap, timeZone)} ${capitalize(filling)}.`
      : safe`${m.gaps.runsDryLong({ stage: stageLabel(gap), inDays: dries, count, needed, forPeriod: forPeriod(m, gap) })}; ${filling}.`;
  return week === null ? story : safe`${story}\n${m.gaps.week({ came: week.came, went: week.went, usually: week.usually })}`;
}

/** A value that is only an estimate: it has no cents. */
export const estimatedMoney = (m: Messages, money: Money): SafeText => m.f.shortMoney(roundToWholeUnits(money));

/** `It lacks 4 deals, about 180k PLN.`: what a stage lacks, in value too; undefined where no value is known. */
export function lackingSentence(m: Messages, { needed, count, lackingMinor, currency }: GapLine): SafeText | undefined {
  if (lackingMinor <= 0 || needed <= count || currency === null) return undefined;
  return m.gaps.lacks(needed - count, estimatedMoney(m, { minor: lackingMinor, currency }));
}

/** Coverage of the remaining target by open deals, `62% of what is missing`: percent below 2, whole multiples above, of which more than ten are not counted. */
export const shareOfMissing = (m: Messages, share: number): SafeText =>
  share < 2 ? m.forecast.shareOfMissing(m.f.percent(share)) : m.forecast.timesMissing(Math.round(share));

/** How far the open deals cover the targets; undefined where none is set, or nothing is missing. */
export const coverageSentence = (m: Messages, shares: readonly Coverage[], fiscalStartMonth: number): SafeText | undefined =>
  shares.length === 0
    ? undefined
    : m.gaps.coverage(
        shares.map(({ period, share }) => [aimPeriodName(m, period, fiscalStartMonth), shareOfMissing(m, share)] as const),
      );

/** What a notification says of a gap. */
export function gapNotification(m: Messages, gap: GapLine): SafeText {
  const dries = gap.basis.kind === 'minimum' ? undefined : daysUntilDry(gap);
  if (dries === undefined) return m.alerts.notification({ stage: stageLabel(gap), count: gap.count, needed: gap.needed });
  return m.gaps.runsDry({
    stage: stageLabel(gap),
    inDays: dries,
    count: gap.count,
    needed: gap.needed,
    forPeriod: forPeriod(m, gap),
  });
}

/** Which of the three a need was measured by: the target, the flow of the last quarter, or the minimum. */
export function basisSentence(m: Messages, gap: GapLine): SafeText {
  const { basis, overDays, targetSet, needed } = gap;
  switch (basis.kind) {
    case 'target':
      return m.gaps.basis.target(
        overDays,
        aimPeriodName(m, basis.period, gap.fiscalStartMonth),
        gap.currency === null ? null : m.f.shortMoney({ minor: basis.targetMinor, currency: gap.currency }),
      );
    case 'profile':
      return m.gaps.basis.profile(overDays, targetSet);
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

/** What fills a gap, and whom it is asked of; `named` deals follow. */
export function gapActionsHeading(
  m: Messages,
  gap: GapLine,
  { named, asked }: { readonly named: number; readonly asked: readonly SafeText[] },
): SafeText {
  const { basis, moves, newDeals, sameNew } = gap;
  if (basis.kind === 'minimum') return m.alerts.closest(asked);
  const isOne = moves === 1 && newDeals === 0 && !sameNew && named > 1;
  const head = isOne
    ? m.gaps.oneCloses
    : m.gaps.closeGap({ moving: moves, named: Math.min(named, moves), made: newDeals, sameNewDeals: sameNew });
  return asked.length === 0 ? head : safe`${head} · ${joinSafe(asked, ' ')}`;
}

/** New deals are asked for where history says how many it takes; elsewhere a sentence does. */
export const asksForNewDeals = ({ basis, newDeals }: GapLine): boolean => basis.kind !== 'minimum' && newDeals > 0;

/** `a1b2 3>offer`: the alert, how many, and the stage that they are for. */
export const commitToNewDealsButton = (m: Messages, alertId: string, gap: GapLine): ButtonSpec => ({
  id: COMMIT_TO_NEW_DEALS,
  text: m.alerts.commit,
  value: `${alertId} ${gap.newDeals}>${gap.stageId}`,
});

/** What {@link commitToNewDealsButton} carries; undefined for anything else. */
export function parseCommitToNewDealsValue(
  value: string,
): { readonly alertId: string; readonly newDeals: number; readonly stageId: StageId } | undefined {
  const [, alertId, count, stageId] = /^([\w-]{1,40}) ([1-9]\d{0,2})>(.{1,100})$/s.exec(value) ?? [];
  return alertId === undefined || stageId === undefined ? undefined : { alertId, newDeals: Number(count), stageId };
}

export const gapWhyButton = (m: Messages, stageId: StageId): ButtonSpec => ({
  id: GAP_WHY,
  text: m.gaps.why.button,
  value: stageId,
});

/** `4>offer`: how many of the nearest are left out, and the stage. */
export const otherDealsButton = (m: Messages, stageId: StageId, skip: number): ButtonSpec => ({
  id: GAP_OTHER_DEALS,
  text: m.gaps.others,
  value: `${skip}>${stageId}`,
});

export function parseOtherDealsValue(value: string): { readonly skip: number; readonly stageId: StageId } | undefined {
  const [, skip, stageId] = /^(\d{1,4})>(.{1,100})$/s.exec(value) ?? [];
  return skip === undefined || stageId === undefined ? undefined : { skip: Number(skip), stageId };
}

/** A stage that holds too many, and the deals that have stood there longest. */
export function overfullSentence(m: Messages, bulge: OverfullLine): SafeText {
  const oldest = bulge.oldest.map((deal) => m.gaps.standing(dealTitle(deal), deal.days));
  const sentence = m.gaps.overfull({ stage: stageLabel(bulge), count: bulge.count, low: bulge.low, high: bulge.high });
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
  { members, today, inChannel }: { readonly members: MembersById; readonly today: PlainDate; readonly inChannel: boolean },
): SafeText {
  const { commitment } = m.gaps;
  const stage = literal(line.toStage, 20);
  const member = members.get(line.memberId);
  const who = isSoloWorkspace(members.values()) ? [] : [member === undefined ? literal(line.memberId) : memberNameText(member)];
  const what =
    line.what === 'move'
      ? commitment.move(dealTitle(line), stage)
      : commitment.new({ made: line.made, of: line.newDeals, stage });
  if (line.done) return joinSafe([what, ...who, safe`✓ ${commitment.done}`], ' · ');
  if (line.dueOn < today) return joinSafe([what, ...(inChannel ? [] : who), commitment.due(line.dueOn)], ' · ');
  return joinSafe([what, ...who, commitment.by(line.dueOn)], ' · ');
}
