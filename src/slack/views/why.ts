import type { Deal } from '../../core/deal.ts';
import type { StageFacts, WinProbability } from '../../core/numbers/funnel-model.ts';
import type { Stage } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { buttons, type Message, say, small } from './blocks.ts';
import { SHOW } from './deal-actions.ts';
import { dealTitle } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { chance } from './digest-lines.ts';
import { literal } from './text.ts';

/** What a deal's win probability rests on: where it is, since when, what the stage's history says, and how much of it is assumption. */
export function whyMessage(
  m: Messages,
  deal: Deal,
  stage: Stage,
  facts: { readonly now: WinProbability; readonly stage: StageFacts; readonly days: number },
): Message {
  const { why, thread } = m.digest;
  const name = literal(stage.shortName, 20);
  const { now } = facts;
  const range = thread.range(chance(m, now.low), chance(m, now.high));
  const usual = facts.stage.medianDays === null ? undefined : Math.max(1, Math.round(facts.stage.medianDays));
  const lines = [
    why.head(dealTitle(deal), chance(m, now.win), range),
    why.here(name, facts.days, usual),
    why.entered(name, chance(m, facts.stage.win)),
    ...(now.win < facts.stage.win * 0.95 && usual !== undefined && facts.days > usual ? [why.older] : []),
    now.mostlyAssumption ? why.assumed : why.rests(now.n),
  ];
  return say(lines.join('\n'), small(why.never), ...buttons({ id: SHOW, text: m.common.open, value: dealValue(deal) }));
}
