import type { BulgeLine, CandidateLine, GapLine } from '../../core/gap-line.ts';
import { isAlone, type Member } from '../../core/member.ts';
import type { Coverage } from '../../core/numbers/coverage.ts';
import type { Messages } from '../../locale/messages.ts';
import { buttons, type Message, row, say, small } from './blocks.ts';
import { candidateTitle, takeButton, todoOf } from './candidate.ts';
import { SHOW } from './deal-actions.ts';
import { dealValue } from './deal-value.ts';
import {
  actionsHead,
  asksNew,
  bases,
  bulgeSentence,
  coverageSentence,
  gapStory,
  lackingSentence,
  othersButton,
  takeNewButton,
  whyButton,
} from './gap-words.ts';
import { type Taken, takenKey } from './stage-alert.ts';
import { literal, nameOf, notification, rich, type Tagged } from './text.ts';

export type GapListContext = {
  readonly members: ReadonlyMap<string, Member>;
  /** Id of the open episode by stage: where there is one, a move can be taken. */
  readonly alertOf: ReadonlyMap<string, string>;
  readonly taken: Taken;
  readonly timeZone: string;
};

/** Stages and candidates that an answer holds. */
const MOST_STAGES = 6;
const MOST_EACH = 3;

/** Who has taken on a deal for a stage, or with null the new ones. */
function takenIn({ alertOf, taken, members }: GapListContext, stageId: string, number: number | null): Member | undefined {
  return members.get(taken.get(takenKey(alertOf.get(stageId) ?? '', number)) ?? '');
}

const promised = (m: Messages, by: Member | undefined): readonly Tagged[] =>
  by === undefined ? [] : [m.alerts.takenBy(nameOf(by))];

/** A deal that can fill a gap, whose it is, what to do, and the button: to take it where the gap was told of, else to open it. */
function candidateRow(m: Messages, stageId: string, candidate: CandidateLine, index: number, context: GapListContext) {
  const owner = context.members.get(candidate.ownerId);
  const alertId = context.alertOf.get(stageId);
  const takenBy = takenIn(context, stageId, candidate.number);
  const button =
    alertId === undefined || takenBy !== undefined
      ? { id: `${SHOW}:${index}`, text: m.common.open, value: dealValue(candidate) }
      : takeButton(m, alertId, candidate, index);
  const who = isAlone(context.members.values()) ? [] : [owner === undefined ? literal(candidate.ownerId) : nameOf(owner)];
  return row(m.alerts.row(candidateTitle(m, candidate), [...who, todoOf(m, candidate), ...promised(m, takenBy)]), button);
}

/** The new deals that a gap takes, who has most room for them, and the button where the gap was told of. */
function newRow(m: Messages, gap: GapLine, context: GapListContext) {
  const { members, alertOf } = context;
  const takenBy = takenIn(context, gap.stageId, null);
  const alertId = alertOf.get(gap.stageId);
  const asked = gap.askNew === null || isAlone(members.values()) ? undefined : members.get(gap.askNew);
  const parts = [...(asked === undefined ? [] : [nameOf(asked)]), ...promised(m, takenBy)];
  return row(
    m.alerts.row(m.gaps.newDeals(gap.newDeals), parts),
    alertId === undefined || takenBy !== undefined ? undefined : takeNewButton(m, alertId, gap),
  );
}

/**
 * Every stage that ran dry, with what it lacks and who can fill it, every one that holds too many, and how far the open deals cover the
 * targets; or that nothing is short.
 */
export function gapList(
  m: Messages,
  gaps: readonly GapLine[],
  bulges: readonly BulgeLine[],
  context: GapListContext & { readonly coverage: readonly Coverage[]; readonly fiscalStartMonth: number },
): Message {
  const covered = coverageSentence(m, context.coverage, context.fiscalStartMonth);
  const end = covered === undefined ? [] : [small(covered)];
  if (gaps.length === 0 && bulges.length === 0) return say(m.gaps.none, ...end);
  const shown = gaps.slice(0, MOST_STAGES);
  const stories = shown.map((gap) => {
    const lacking = lackingSentence(m, gap);
    return [gapStory(m, gap, context.timeZone), ...(lacking === undefined ? [] : [lacking])].join(' ');
  });
  const tooMany = bulges.slice(0, MOST_STAGES).map((bulge) => bulgeSentence(m, bulge));
  return {
    text: notification([...stories, ...tooMany].join(' '), 300),
    blocks: [
      ...shown.flatMap((gap, index) => {
        const candidates = gap.candidates.slice(0, MOST_EACH);
        const fresh = asksNew(gap) ? [newRow(m, gap, context)] : [];
        const story = stories[index] ?? '';
        const empty = candidates.length === 0 && fresh.length === 0 && !gap.sameNew;
        const head = gap.basis.kind === 'minimum' ? story : `${story}\n${actionsHead(m, gap, candidates.length, [])}`;
        const why = gap.basis.kind === 'minimum' ? undefined : whyButton(m, gap.stageId);
        const others = gap.moves > candidates.length ? othersButton(m, gap.stageId, candidates.length) : undefined;
        return [
          rich(empty ? `${story}\n${m.alerts.nobody}` : head),
          ...candidates.map((each, place) => candidateRow(m, gap.stageId, each, place, context)),
          ...fresh,
          ...buttons(others, why),
        ];
      }),
      ...tooMany.map((sentence) => rich(sentence)),
      ...(shown.length === 0 ? [] : [small(bases(m, shown))]),
      ...end,
    ],
  };
}

/** Other deals than those that a message named. @param skip of the nearest that are left out. */
export function otherDeals(
  m: Messages,
  gap: { readonly stageId: string; readonly shortName: string; readonly more: boolean; readonly skip: number },
  candidates: readonly CandidateLine[],
  context: GapListContext,
): Message {
  const head = m.gaps.otherDeals(literal(gap.shortName, 20));
  return {
    text: notification(head, 300),
    blocks: [
      rich(head),
      ...candidates.map((each, index) => candidateRow(m, gap.stageId, each, index, context)),
      ...buttons(gap.more ? othersButton(m, gap.stageId, gap.skip + candidates.length) : undefined),
    ],
  };
}
