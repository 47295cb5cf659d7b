import type { CandidateLine, GapLine } from '../../core/digest.ts';
import type { Member } from '../../core/member.ts';
import type { Messages } from '../../locale/messages.ts';
import { type Message, row } from './blocks.ts';
import { candidateTitle, takeButton, todoOf } from './candidate.ts';
import { SHOW } from './deal-actions.ts';
import { dealValue } from './deal-value.ts';
import { gapSentence } from './digest-lines.ts';
import { literal, nameOf, notification, rich } from './text.ts';

export type GapListContext = {
  readonly members: ReadonlyMap<string, Member>;
  /** Id of the open episode by stage: where there is one, a move can be taken. */
  readonly alertOf: ReadonlyMap<string, string>;
  readonly timeZone: string;
};

/** Stages and candidates that an answer holds. */
const MOST_STAGES = 6;
const MOST_EACH = 3;

/** Every stage that ran dry, with who can fill it. */
export function gapList(m: Messages, gaps: readonly GapLine[], context: GapListContext): Message {
  const candidateRow = (gap: GapLine, candidate: CandidateLine, index: number) => {
    const owner = context.members.get(candidate.ownerId);
    const alertId = context.alertOf.get(gap.stageId);
    const button =
      alertId === undefined
        ? { id: `${SHOW}:${index}`, text: m.common.open, value: dealValue(candidate) }
        : takeButton(m, alertId, candidate, index);
    const who = owner === undefined ? literal(candidate.ownerId) : nameOf(owner);
    return row(m.alerts.row(candidateTitle(m, candidate), [who, todoOf(m, candidate)]), button);
  };
  const shown = gaps.slice(0, MOST_STAGES);
  const sentences = shown.map((gap) => gapSentence(m, gap, context.timeZone));
  return {
    text: notification(sentences.join(' '), 300),
    blocks: shown.flatMap((gap) => {
      const sentence = gapSentence(m, gap, context.timeZone);
      const text = gap.candidates.length === 0 ? `${sentence}\n${m.alerts.nobody}` : sentence;
      return [rich(text), ...gap.candidates.slice(0, MOST_EACH).map((each, index) => candidateRow(gap, each, index))];
    }),
  };
}
