import type { Deal } from '../../../core/deal/deal.ts';
import type { StageStatistics, WinProbability } from '../../../core/numbers/model/funnel-model.ts';
import type { Stage } from '../../../core/pipeline/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { buttons, contextLine, type Message, textMessage } from '../kit/blocks.ts';
import { ASSUMPTION_MARK, clampedPercent, clampedShare, winPercent } from '../kit/figures.ts';
import { literal } from '../kit/text.ts';
import { ESTIMATE, ESTIMATE_END, SHOW } from './deal-actions.ts';
import { dealButtonValue } from './deal-button-value.ts';
import { dealTitle } from './deal-title.ts';
import { estimateLine, type ShownEstimate, stageWhyButton } from './estimate-line.ts';

export type DealWhyFacts = {
  readonly now: WinProbability;
  readonly stage: StageStatistics;
  /** Win probability of any deal that has been in the stage for as long, whatever its size and whoever owns it. */
  readonly byAge: number;
  /** Since it entered the stage. */
  readonly days: number;
  /** Somebody's own estimate that holds today. */
  readonly estimate: ShownEstimate | undefined;
  /** Whether the reader may set or end one. */
  readonly mayEstimate: boolean;
  /** Stages that what was typed fits as well. */
  readonly stages: readonly Stage[];
};

/** A difference that is worth a sentence, as a share. */
const NOTABLE = 0.05;

/** What the deal's size and owner make of it: which way, to whoever may judge it; to others that they count. */
function ownLines(m: Messages, { now, byAge, mayEstimate }: DealWhyFacts): readonly SafeText[] {
  if (now.mostlyAssumption || Math.abs(now.win - byAge) <= byAge * NOTABLE) return [];
  const { why } = m.digest;
  if (!mayEstimate) return [why.ownCounts];
  return [now.win > byAge ? why.ownRaises : why.ownLowers];
}

/** What a deal's win probability rests on: where it is, since when, what the stage's history says, and how much of it is assumption. */
export function dealWhy(
  m: Messages,
  { deal, stage }: { readonly deal: Deal; readonly stage: Stage },
  facts: DealWhyFacts,
): Message {
  const { why, thread } = m.digest;
  const name = literal(stage.shortName, 20);
  const { now } = facts;
  const range = thread.range({ low: clampedPercent(m, now.low), high: clampedPercent(m, now.high) });
  const usual = facts.stage.medianDays === null ? undefined : Math.max(1, Math.round(facts.stage.medianDays));
  const own = facts.estimate === undefined ? undefined : estimateLine(m, facts.estimate, now);
  const lines = [
    ...(own === undefined ? [] : [own]),
    why.head(dealTitle(deal), winPercent(m, now), range),
    why.here(name, facts.days, usual),
    why.entered(name, winPercent(m, facts.stage)),
    ...(facts.byAge < facts.stage.win * (1 - NOTABLE) && usual !== undefined && facts.days > usual ? [why.older] : []),
    ...ownLines(m, facts),
    now.mostlyAssumption ? safe`${ASSUMPTION_MARK} ${why.assumed}` : why.rests(now.n),
  ];
  return textMessage(
    joinSafe(lines, '\n'),
    // Said where the figure is held back from certainty, and nowhere else.
    ...(clampedShare(now.win) === now.win ? [] : [contextLine(why.never)]),
    ...buttons(
      facts.mayEstimate
        ? { id: ESTIMATE, text: own === undefined ? m.estimate.button : m.estimate.change, value: dealButtonValue(deal) }
        : undefined,
      facts.mayEstimate && own !== undefined
        ? { id: ESTIMATE_END, text: m.estimate.end, value: dealButtonValue(deal) }
        : undefined,
      { id: SHOW, text: m.common.open, value: dealButtonValue(deal) },
      ...facts.stages.map((each, index) => stageWhyButton(m, each, index)),
    ),
  );
}
