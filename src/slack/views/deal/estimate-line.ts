import type { WinOverride } from '../../../core/deal/deal.ts';
import type { StageEstimate } from '../../../core/funnel/stage-estimate.ts';
import type { Member } from '../../../core/people/member.ts';
import type { Stage } from '../../../core/pipeline/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import type { ButtonSpec } from '../kit/blocks.ts';
import { clampedPercent, type ShownWin, winPercent } from '../kit/figures.ts';
import { literal, memberNameText, personMention } from '../kit/text.ts';
import { STAGE_WHY } from './deal-actions.ts';

/** Somebody's own estimate as its readers see it. */
export type ShownEstimate = WinOverride & {
  readonly author: Member | undefined;
  readonly isMine: boolean;
  readonly reason: string | undefined;
};

/** `You say 80% until 12 Dec: "verbal yes" · computed 41%`. */
export function estimateLine(m: Messages, estimate: ShownEstimate, computed: ShownWin): SafeText {
  const { author, isMine, win, until, by } = estimate;
  const reason = estimate.reason === undefined ? undefined : literal(estimate.reason, 300);
  const said = { win: clampedPercent(m, win), until, reason, computed: winPercent(m, computed) };
  return isMine
    ? m.estimate.own(said)
    : m.estimate.others({ who: author === undefined ? literal(by) : personMention(author), ...said });
}

/** `own estimate 60% until 12 Dec (Ewa): "new prices"`, beside a computed value. @param author not named to one who sells alone. */
export function stageEstimatePhrase(m: Messages, { win, until, reason }: StageEstimate, author: Member | undefined): SafeText {
  return m.estimate.stage.besideComputed({
    win: clampedPercent(m, win),
    until,
    reason: literal(reason, 120),
    who: author === undefined ? undefined : memberNameText(author),
  });
}

/** Opens what a stage's win probability rests on. @param index tells apart several in one message. */
export const stageWhyButton = (m: Messages, stage: Stage, index = 0): ButtonSpec => ({
  id: `${STAGE_WHY}:${index}`,
  text: m.estimate.stage.button(literal(stage.shortName)),
  value: stage.id,
});
