import type { Shortage } from '../../../core/funnel/gap-line.ts';
import type { StageStatistics } from '../../../core/numbers/model/funnel-model.ts';
import type { Stage } from '../../../core/pipeline/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, safe } from '../../../locale/safe-text.ts';
import { STAGE_ESTIMATE, STAGE_ESTIMATE_END } from '../deal/deal-actions.ts';
import { estimateLine, type ShownEstimate, stageWhyButton } from '../deal/estimate-line.ts';
import { buttons, contextLine, type Message, textMessage } from '../kit/blocks.ts';
import { ASSUMPTION_MARK, clampedPercent, winPercent } from '../kit/figures.ts';
import { literal } from '../kit/text.ts';
import { wholePlanButton } from './plan/gap-buttons.ts';
import { gapSentence } from './plan/gap-sentences.ts';

export type StageWhy = {
  readonly stage: Stage;
  readonly numbers: StageStatistics;
  /** A manager's own estimate that holds today. */
  readonly estimate: ShownEstimate | undefined;
  /** Whether the reader may set or end one. */
  readonly mayEstimate: boolean;
  /** What it is short of; undefined: of nothing. */
  readonly shortage: Shortage | undefined;
  readonly timeZone: string;
};

/** Slack's limit of a row of buttons. */
const MAX_BUTTONS = 25;

/** What a stage is short of, and what its win probability rests on: share that goes on, usual days, range, and how much of it is assumption. */
export function stageWhy(m: Messages, { stage, numbers, estimate, mayEstimate, shortage, timeZone }: StageWhy): Message {
  const { why, thread } = m.digest;
  const name = literal(stage.shortName, 20);
  const days = numbers.medianDays === null ? undefined : Math.max(1, Math.round(numbers.medianDays));
  const lines = [
    ...(shortage === undefined ? [] : [gapSentence(m, shortage, timeZone)]),
    ...(estimate === undefined ? [] : [estimateLine(m, estimate, numbers)]),
    m.estimate.stage.win(
      name,
      winPercent(m, numbers),
      thread.range({ low: clampedPercent(m, numbers.low), high: clampedPercent(m, numbers.high) }),
    ),
    m.estimate.stage.passRate(m.f.percent(numbers.passRate), days),
    numbers.mostlyAssumption ? safe`${ASSUMPTION_MARK} ${why.assumed}` : why.rests(numbers.n),
  ];
  const id = stage.id;
  return textMessage(
    joinSafe(lines, '\n'),
    ...(estimate === undefined ? [] : [contextLine(m.estimate.stage.forecast)]),
    ...buttons(
      shortage === undefined ? undefined : wholePlanButton(m),
      mayEstimate
        ? { id: STAGE_ESTIMATE, text: estimate === undefined ? m.estimate.button : m.estimate.change, value: id }
        : undefined,
      mayEstimate && estimate !== undefined ? { id: STAGE_ESTIMATE_END, text: m.estimate.end, value: id } : undefined,
    ),
  );
}

/** Asks which stage was meant. */
export function stageDisambiguation(m: Messages, stages: readonly Stage[]): Message {
  const choices = stages.map((stage, index) => stageWhyButton(m, stage, index));
  const rows = Array.from({ length: Math.ceil(choices.length / MAX_BUTTONS) }, (_, row) =>
    choices.slice(row * MAX_BUTTONS, (row + 1) * MAX_BUTTONS),
  );
  return textMessage(m.estimate.stage.whichStage, ...rows.flatMap((row) => buttons(...row)));
}
