import type { StageNeed } from '../../../core/numbers/needs/stage-needs.ts';
import { type Pipeline, stageById } from '../../../core/pipeline/stage.ts';
import { addDays, dateAt, daysBetween } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import { type Message, textMessage } from '../kit/blocks.ts';
import { clampedPercent } from '../kit/figures.ts';
import { literal } from '../kit/text.ts';
import { aimPeriodName, estimatedMoney } from './gap-sentences.ts';

export type GapWhy = {
  readonly need: StageNeed;
  /** What fills the gap that was told of; it may be less than the need of today. */
  readonly needed: number;
  readonly pipeline: Pipeline;
  readonly fiscalStartMonth: number;
  /** Share of new deals that get as far as the stage. */
  readonly reach: number;
  readonly at: number;
  readonly timeZone: string;
};

/** The target that a stage is measured against: what is left of it for open deals, what that takes, and the time left. */
function targetLines(m: Messages, { need, pipeline, fiscalStartMonth, at, timeZone }: GapWhy): readonly SafeText[] {
  const { targetPeriod: aim, targetMultiplier, winWithin, valueMinor } = need;
  if (aim === null) return [];
  const money = (minor: number) => estimatedMoney(m, { minor, currency: pipeline.currency });
  const open = Math.max(0, aim.targetMinor - aim.wonMinor - aim.newMinor);
  return [
    m.gaps.why.target({
      period: aimPeriodName(m, aim.period, fiscalStartMonth),
      target: money(aim.targetMinor),
      won: money(aim.wonMinor),
      fresh: money(aim.newMinor),
      open: money(open),
    }),
    m.gaps.why.factor(Math.round(targetMultiplier * 10) / 10),
    m.gaps.why.win(clampedPercent(m, winWithin), aim.period.endsOn, money(valueMinor)),
    m.gaps.why.left(daysBetween(dateAt(at, timeZone), addDays(aim.period.endsOn, 1))),
  ];
}

/** What a stage's need rests on, in plain words: its flow and how long deals stay, the target and the time left, or its minimum. */
export function gapWhy(m: Messages, why: GapWhy): Message {
  const { need, needed, pipeline } = why;
  const { usual, refillDays, refillFrom, runwayDays, current } = need;
  const stageName = (id: string) => literal(stageById(pipeline, id)?.shortName ?? id, 20);
  const round = (value: number) => Math.round(value * 10) / 10;
  const flow =
    usual === null
      ? [m.gaps.why.little]
      : [
          m.gaps.why.flow({
            overDays: need.observedDays,
            perWeek: round(need.perWeek),
            stay: Math.max(1, Math.round(need.dwellDays)),
            usual: Math.round(usual.mean),
            low: usual.low,
            high: usual.high,
          }),
        ];
  const refill =
    refillDays === null
      ? []
      : [refillFrom === null ? m.gaps.why.refillAnew(refillDays) : m.gaps.why.refillFrom(stageName(refillFrom), refillDays)];
  const lines = [
    m.gaps.why.head({ stage: stageName(need.stageId), count: current, needed }),
    ...(needed === need.required ? [] : [m.gaps.why.today({ told: needed, needed: need.required })]),
    ...flow,
    ...targetLines(m, why),
    ...(need.basis.kind === 'minimum' ? [m.gaps.why.minimum(need.required)] : []),
    ...(current > 0 && runwayDays !== null && usual !== null ? [m.gaps.why.runway(Math.max(1, runwayDays))] : []),
    ...(usual === null ? [] : refill),
    ...(usual === null || why.reach >= 1 ? [] : [m.gaps.why.reach(clampedPercent(m, why.reach))]),
  ];
  return textMessage(joinSafe(lines, '\n'));
}
