import { type FunnelPlan, gapStart, type StagePlan } from '../../../../core/funnel/plan/funnel-plan.ts';
import { askCoverage, type StageAsk } from '../../../../core/funnel/plan/stage-asks.ts';
import { knownStage, type Pipeline } from '../../../../core/pipeline/stage.ts';
import { dateAt } from '../../../../core/time/calendar.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../../locale/safe-text.ts';
import { type Message, textMessage } from '../../kit/blocks.ts';
import { coveragePercent } from '../../kit/figures.ts';
import { literal } from '../../kit/text.ts';
import { aimPeriodName, estimatedMoney } from './gap-sentences.ts';

export type GapWhy = {
  readonly plan: Pick<FunnelPlan, 'coverage' | 'on' | 'changes' | 'timeZone'>;
  readonly stage: StagePlan;
  readonly pipeline: Pipeline;
  readonly fiscalStartMonth: number;
};

/** One number of deals that is asked of a stage, and what for. */
function askLine(m: Messages, ask: StageAsk, { plan, stage, pipeline, fiscalStartMonth }: GapWhy): SafeText {
  const { basis, required, beyond } = ask;
  const { why } = m.gaps;
  if (basis.kind === 'minimum') return why.minimum(required);
  if (basis.kind === 'usual') return why.usual({ required, low: stage.usual?.low ?? 0, high: stage.usual?.high ?? 0 });
  const covered = askCoverage(ask, plan.coverage);
  const percent = covered?.percent ?? null;
  return why.target({
    period: aimPeriodName(m, basis.period, fiscalStartMonth),
    target: estimatedMoney(m, { minor: basis.targetMinor, currency: pipeline.currency }),
    percent: percent === null ? null : coveragePercent(m, percent),
    isCovered: covered?.state === 'covered',
    required,
    beyond,
  });
}

/** What a stage's need rests on, in plain words: everything that asks for deals in it, what counts, since when, and what changed. */
export function gapWhy(m: Messages, gap: GapWhy): Message {
  const { stage, plan, pipeline } = gap;
  const { need, count, asks, usual } = stage;
  const name = literal(knownStage(pipeline, stage.stageId)?.shortName ?? stage.stageId, 20);
  if (need === null) return textMessage(m.gaps.notShort(name));
  const start = gapStart(stage, plan.timeZone);
  const since = start === null ? null : dateAt(start, plan.timeZone);
  const change = plan.changes.findLast((each) => each.kind === 'need' && each.stageId === stage.stageId);
  const lines = [
    m.gaps.why.head({ stage: name, count, needed: need.required }),
    ...asks.map((ask) => askLine(m, ask, gap)),
    ...(asks.length > 1 ? [m.gaps.why.asked(need.basis.kind)] : []),
    ...(usual === null ? [m.gaps.why.little] : []),
    ...(since === null || since === plan.on ? [] : [m.gaps.why.since(since)]),
    ...(change?.kind === 'need' && change.from !== change.to ? [m.gaps.changed(change.from, change.why)] : []),
  ];
  return textMessage(joinSafe(lines, '\n'));
}
