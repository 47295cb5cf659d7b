import type { OwnWin } from '../../core/deal.ts';
import type { Member } from '../../core/member.ts';
import type { Stage } from '../../core/stage.ts';
import type { StageEstimate } from '../../core/stage-estimate.ts';
import type { Messages } from '../../locale/messages.ts';
import type { ButtonSpec } from './blocks.ts';
import { STAGE_WHY } from './deal-actions.ts';
import { chance } from './digest-lines.ts';
import { literal, nameOf, type Tagged, who } from './text.ts';

/** Somebody's own estimate as its readers see it. */
export type ShownEstimate = OwnWin & {
  readonly author: Member | undefined;
  readonly isMine: boolean;
  readonly reason: string | undefined;
};

/** `You say 80% until 12 Dec: "verbal yes" · computed 41%`. */
export function estimateLine(m: Messages, estimate: ShownEstimate, computed: number): Tagged {
  const { author, isMine, win, until, by } = estimate;
  const reason = estimate.reason === undefined ? undefined : literal(estimate.reason, 300);
  const said = [chance(m, win), until, reason, chance(m, computed)] as const;
  return isMine ? m.estimate.own(...said) : m.estimate.others(author === undefined ? literal(by) : who(author), ...said);
}

/** `own estimate 60% until 12 Dec (Ewa): "new prices"`, beside a computed value. @param author not named to one who sells alone. */
export function besideWords(m: Messages, { win, until, reason }: StageEstimate, author: Member | undefined): Tagged {
  return m.estimate.stage.beside(chance(m, win), until, literal(reason, 120), author === undefined ? undefined : nameOf(author));
}

/** Opens what a stage's win probability rests on. @param index tells apart several in one message. */
export const stageWhyButton = (m: Messages, stage: Stage, index = 0): ButtonSpec => ({
  id: `${STAGE_WHY}:${index}`,
  text: m.estimate.stage.button(stage.shortName),
  value: stage.id,
});
