import type { TargetPath } from '../../../../core/funnel/plan/target-path.ts';
import type { StageId } from '../../../../core/ids.ts';
import type { Messages } from '../../../../locale/messages.ts';
import type { SafeText } from '../../../../locale/safe-text.ts';
import { roundAmount } from '../../kit/figures.ts';
import { literal } from '../../kit/text.ts';
import { aimPeriodName, roughly } from './gap-sentences.ts';

/** How the stages and amounts of a path are written. */
type PathNames = {
  readonly currency: string;
  readonly fiscalStartMonth: number;
  readonly stageShortName: (id: StageId) => string;
};

/** What would have to be true for a target, in one sentence: each way by itself. */
export function targetPathSentence(
  m: Messages,
  { period, targetMinor, wins, newPerWeek, passRate }: TargetPath,
  { currency, fiscalStartMonth, stageShortName }: PathNames,
): SafeText {
  const { way } = m.targets;
  return m.targets.path({
    period: aimPeriodName(m, period, fiscalStartMonth),
    target: m.f.shortMoney({ minor: targetMinor, currency }),
    ways: [
      ...(wins === null ? [] : [way.wins({ ...wins, value: roundAmount(m, roughly({ minor: wins.valueMinor, currency })) })]),
      ...(newPerWeek === null ? [] : [way.newDeals(newPerWeek)]),
      ...(passRate === null
        ? []
        : [
            way.passRate({
              stage: literal(stageShortName(passRate.stageId), 20),
              now: m.f.percent(passRate.now),
              needed: m.f.percent(passRate.needed),
            }),
          ]),
    ],
  });
}
