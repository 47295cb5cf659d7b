import { dateAt } from '../../core/calendar.ts';
import type { BulgeLine, GapLine, PromiseLine } from '../../core/gap-line.ts';
import { isAlone } from '../../core/member.ts';
import { wholeUnits } from '../../core/money.ts';
import type { Coverage } from '../../core/numbers/coverage.ts';
import type { Period } from '../../core/periods.ts';
import type { Messages } from '../../locale/messages.ts';
import type { ButtonSpec } from './blocks.ts';
import { dealTitle } from './deal-title.ts';
import type { People } from './digest.ts';
import { periodWords } from './targets.ts';
import { literal, nameOf, type Tagged } from './text.ts';

/** Promises the new deals that a gap takes. */
export const TAKE_NEW = 'alert.take-new';
/** Every stage that ran dry, with what fills it. */
export const GAPS = 'gap.all';
/** Tells what a stage's need rests on; the value is the stage. */
export const GAP_WHY = 'gap.why';
/** Gives other deals than those named. */
export const GAP_OTHERS = 'gap.others';

const stageOf = ({ shortName }: Pick<GapLine, 'shortName'>): Tagged => literal(shortName, 20);

/** `December`, `Q4 2026`, `2026`: a period that a stage's need is measured against. */
export const aimWords = (m: Messages, period: Period, fiscalStartMonth: number): string =>
  period.kind === 'month' ? m.f.month(period.startsOn) : periodWords(m, period, fiscalStartMonth);

const forPeriod = (m: Messages, { basis, fiscalStartMonth }: GapLine): string | null =>
  basis.kind === 'target' ? aimWords(m, basis.period, fiscalStartMonth) : null;

/** Days until a stage runs dry, where filling it takes longer than that; undefined where it does not, or is empty already. */
const driesIn = ({ count, runwayDays, refillDays }: GapLine): number | undefined =>
  count > 0 && runwayDays !== null && refillDays !== null && runwayDays < refillDays ? Math.max(1, runwayDays) : undefined;

/** What a stage lacks, in one sentence. */
export function gapSentence(m: Messages, gap: GapLine, timeZone: string): Tagged {
  const { count, needed, basis } = gap;
  const since = gap.since === null ? null : dateAt(gap.since, timeZone);
  const dries = driesIn(gap);
  if (count === 0) {
    const empty = m.digest.emptyStage(stageOf(gap), since);
    return basis.kind === 'minimum' ? empty : `${empty} ${m.gaps.needs(needed, forPeriod(m, gap))}`;
  }
  if (basis.kind === 'minimum') return m.digest.fewInStage(stageOf(gap), count, needed, since);
  if (dries !== undefined) return m.gaps.runsDry(stageOf(gap), dries, count, needed, forPeriod(m, gap));
  return m.gaps.few(stageOf(gap), count, needed, forPeriod(m, gap));
}

/** The same, with how long filling it takes and what the last week was like; a stage measured by its minimum has only the sentence. */
export function gapStory(m: Messages, gap: GapLine, timeZone: string): Tagged {
  const { count, needed, basis, refillDays, refillFrom, week } = gap;
  if (basis.kind === 'minimum' || refillDays === null) return gapSentence(m, gap, timeZone);
  const filling = refillFrom === null ? m.gaps.fillingAnew(refillDays) : m.gaps.fillingFrom(literal(refillFrom, 20), refillDays);
  const dries = driesIn(gap);
  const story =
    dries === undefined
      ? `${gapSentence(m, gap, timeZone)} ${filling.charAt(0).toUpperCase()}${filling.slice(1)}.`
      : `${m.gaps.runsDryLong(stageOf(gap), dries, count, needed, forPeriod(m, gap))}; ${filling}.`;
  return week === null ? story : `${story}\n${m.gaps.week(week.came, week.went, week.usually)}`;
}

/** A value that is only an estimate: it has no cents. */
export const estimatedMoney = (m: Messages, minor: number, currency: string): string =>
  m.f.shortMoney(wholeUnits(minor, currency), currency);

/** `It lacks 4 deals, about 180k PLN.`: what a stage lacks, in value too; undefined where no value is known. */
export function lackingSentence(m: Messages, { needed, count, lackingMinor, currency }: GapLine): Tagged | undefined {
  if (lackingMinor <= 0 || needed <= count || currency === null) return undefined;
  return m.gaps.lacks(needed - count, estimatedMoney(m, lackingMinor, currency));
}

/** `62% of what is missing`: how far open deals go for a target; from twice on in times, of which more than ten are not counted. */
export const ofMissing = (m: Messages, share: number): string =>
  share < 2 ? m.forecast.shareOfMissing(m.f.percent(share)) : m.forecast.timesMissing(Math.round(share));

/** How far the open deals cover the targets; undefined where none is set, or nothing is missing. */
export const coverageSentence = (m: Messages, shares: readonly Coverage[], fiscalStartMonth: number): Tagged | undefined =>
  shares.length === 0
    ? undefined
    : m.gaps.coverage(shares.map(({ period, share }) => [aimWords(m, period, fiscalStartMonth), ofMissing(m, share)] as const));

/** What a notification says of a gap. */
export function gapNotification(m: Messages, gap: GapLine): Tagged {
  const dries = gap.basis.kind === 'minimum' ? undefined : driesIn(gap);
  if (dries === undefined) return m.alerts.notification(stageOf(gap), gap.count, gap.needed);
  return m.gaps.runsDry(stageOf(gap), dries, gap.count, gap.needed, forPeriod(m, gap));
}

/** Which of the three a need was measured by: the target, the flow of the last quarter, or the minimum. */
export function basisOf(m: Messages, gap: GapLine): Tagged {
  const { basis, overDays, targetSet, needed } = gap;
  switch (basis.kind) {
    case 'target':
      return m.gaps.basis.target(
        overDays,
        aimWords(m, basis.period, gap.fiscalStartMonth),
        gap.currency === null ? null : m.f.shortMoney(basis.targetMinor, gap.currency),
      );
    case 'profile':
      return m.gaps.basis.profile(overDays, targetSet);
    case 'minimum':
      return m.gaps.basis.minimum(needed, targetSet, basis.known);
  }
}

/** What the gaps of a message were measured by: each measure once, with the stages that share it. */
export function bases(m: Messages, gaps: readonly GapLine[]): Tagged {
  const stagesBy = new Map<Tagged, Tagged[]>();
  for (const gap of gaps) {
    const basis = basisOf(m, gap);
    stagesBy.set(basis, [...(stagesBy.get(basis) ?? []), stageOf(gap)]);
  }
  const all = [...stagesBy];
  if (all.length === 1) return all[0]?.[0] ?? '';
  return all.map(([basis, stages]) => m.gaps.ofStages(stages, basis)).join(' ');
}

/** What fills a gap, and whom it is asked of; `named` deals follow. */
export function actionsHead(m: Messages, gap: GapLine, named: number, asked: readonly Tagged[]): Tagged {
  const { basis, moves, newDeals, sameNew } = gap;
  if (basis.kind === 'minimum') return m.alerts.closest(asked);
  const isOne = moves === 1 && newDeals === 0 && !sameNew && named > 1;
  const head = isOne ? m.gaps.oneOf : m.gaps.close(moves, Math.min(named, moves), newDeals, sameNew);
  return [head, ...asked].join(' ');
}

/** New deals are asked for where history says how many it takes; elsewhere a sentence does. */
export const asksNew = ({ basis, newDeals }: GapLine): boolean => basis.kind !== 'minimum' && newDeals > 0;

/** `a1b2 3>offer`: the alert, how many, and the stage that they are for. */
export const takeNewButton = (m: Messages, alertId: string, gap: GapLine): ButtonSpec => ({
  id: TAKE_NEW,
  text: m.alerts.take,
  value: `${alertId} ${gap.newDeals}>${gap.stageId}`,
});

/** What {@link takeNewButton} carries; undefined for anything else. */
export function readTakeNewValue(
  value: string,
): { readonly alertId: string; readonly newDeals: number; readonly stageId: string } | undefined {
  const [, alertId, count, stageId] = /^([\w-]{1,40}) ([1-9]\d{0,2})>(.{1,100})$/s.exec(value) ?? [];
  return alertId === undefined || stageId === undefined ? undefined : { alertId, newDeals: Number(count), stageId };
}

export const whyButton = (m: Messages, stageId: string): ButtonSpec => ({
  id: GAP_WHY,
  text: m.gaps.why.button,
  value: stageId,
});

/** `4>offer`: how many of the nearest are left out, and the stage. */
export const othersButton = (m: Messages, stageId: string, skip: number): ButtonSpec => ({
  id: GAP_OTHERS,
  text: m.gaps.others,
  value: `${skip}>${stageId}`,
});

export function readOthersValue(value: string): { readonly skip: number; readonly stageId: string } | undefined {
  const [, skip, stageId] = /^(\d{1,4})>(.{1,100})$/s.exec(value) ?? [];
  return skip === undefined || stageId === undefined ? undefined : { skip: Number(skip), stageId };
}

/** A stage that holds too many, and the deals that have stood there longest. */
export function bulgeSentence(m: Messages, bulge: BulgeLine): Tagged {
  const oldest = bulge.oldest.map((deal) => m.gaps.standing(dealTitle(deal), deal.days));
  const sentence = m.gaps.bulge(stageOf(bulge), bulge.count, bulge.low, bulge.high);
  return oldest.length === 0 ? sentence : `${sentence} ${m.gaps.longest(oldest)}`;
}

/**
 * Who took what, and whether it is done.
 *
 * @param inChannel a name stands beside what is done or still to come, never beside what was not done in time.
 */
export function promiseSentence(m: Messages, line: PromiseLine, members: People, today: string, inChannel: boolean): Tagged {
  const { promise } = m.gaps;
  const stage = literal(line.toStage, 20);
  const member = members.get(line.memberId);
  const who = isAlone(members.values()) ? [] : [member === undefined ? literal(line.memberId) : nameOf(member)];
  const what = line.what === 'move' ? promise.move(dealTitle(line), stage) : promise.new(line.made, line.newDeals, stage);
  if (line.done) return [what, ...who, `✓ ${promise.done}`].join(' · ');
  if (line.dueOn < today) return [what, ...(inChannel ? [] : who), promise.due(line.dueOn)].join(' · ');
  return [what, ...who, promise.by(line.dueOn)].join(' · ');
}
