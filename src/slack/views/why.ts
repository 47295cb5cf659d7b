import type { Deal } from '../../core/deal.ts';
import type { StageFacts, WinProbability } from '../../core/numbers/funnel-model.ts';
import type { Stage } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { buttons, type Message, say, small } from './blocks.ts';
import { ESTIMATE, ESTIMATE_END, SHOW } from './deal-actions.ts';
import { dealTitle } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { chance } from './digest-lines.ts';
import { estimateLine, type ShownEstimate, stageWhyButton } from './estimate-line.ts';
import { literal } from './text.ts';

export type WhyFacts = {
  readonly now: WinProbability;
  readonly stage: StageFacts;
  /** Since it entered the stage. */
  readonly days: number;
  /** Somebody's own estimate that holds today. */
  readonly estimate: ShownEstimate | undefined;
  /** Whether the reader may set or end one. */
  readonly mayEstimate: boolean;
  /** Stages that what was typed fits as well. */
  readonly stages: readonly Stage[];
};

/** What a deal's win probability rests on: where it is, since when, what the stage's history says, and how much of it is assumption. */
export function whyMessage(m: Messages, deal: Deal, stage: Stage, facts: WhyFacts): Message {
  const { why, thread } = m.digest;
  const name = literal(stage.shortName, 20);
  const { now } = facts;
  const range = thread.range(chance(m, now.low), chance(m, now.high));
  const usual = facts.stage.medianDays === null ? undefined : Math.max(1, Math.round(facts.stage.medianDays));
  const own = facts.estimate === undefined ? undefined : estimateLine(m, facts.estimate, now.win);
  const lines = [
    ...(own === undefined ? [] : [own]),
    why.head(dealTitle(deal), chance(m, now.win), range),
    why.here(name, facts.days, usual),
    why.entered(name, chance(m, facts.stage.win)),
    ...(now.win < facts.stage.win * 0.95 && usual !== undefined && facts.days > usual ? [why.older] : []),
    now.mostlyAssumption ? why.assumed : why.rests(now.n),
  ];
  return say(
    lines.join('\n'),
    small(why.never),
    ...buttons(
      facts.mayEstimate
        ? { id: ESTIMATE, text: own === undefined ? m.estimate.button : m.estimate.change, value: dealValue(deal) }
        : undefined,
      facts.mayEstimate && own !== undefined ? { id: ESTIMATE_END, text: m.estimate.end, value: dealValue(deal) } : undefined,
      { id: SHOW, text: m.common.open, value: dealValue(deal) },
      ...facts.stages.map((each, index) => stageWhyButton(m, each, index)),
    ),
  );
}
