import type { KnownBlock } from '@slack/types';
import type { CandidateLine, GapLine } from '../../../../core/funnel/gap-line.ts';
import type { DealNumber, StageId } from '../../../../core/ids.ts';
import { type Member, namedMember, type People } from '../../../../core/people/member.ts';
import type { PlainDate } from '../../../../core/time/calendar.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { type SafeText, safe } from '../../../../locale/safe-text.ts';
import { type ButtonSpec, row } from '../../kit/blocks.ts';
import { memberName } from '../../kit/people.ts';
import { commitToNewDealsButton } from './gap-buttons.ts';
import { candidateTitle, candidateTodo, commitButton } from './gap-candidate.ts';
import { newDealsPhrase } from './gap-sentences.ts';

/** Who took something, and by which day it is to be done. */
export type CommittedMember = { readonly memberId: string; readonly dueOn: PlainDate };

/** Who took which move, or the new deals of which alert, by {@link moveKey} and {@link newDealsKey}. */
export type CommitmentMembers = ReadonlyMap<string, CommittedMember>;

/** A promise to move a deal holds wherever that move is asked for, whichever alert it was made by. */
const moveKey = (number: number, toStageId: StageId): string => `move ${number} ${toStageId}`;
const newDealsKey = (alertId: string): string => `new ${alertId}`;

/** A promise about an alert: a move, or new deals. */
type Commitment = CommittedMember & {
  readonly alertId: string | null;
  readonly dealNumber: DealNumber | null;
  readonly toStageId: StageId;
};

/** What was taken on, as rows of actions look it up. */
export const committedMembers = (commitments: readonly Commitment[]): CommitmentMembers =>
  new Map(
    commitments.map(({ alertId, dealNumber, toStageId, memberId, dueOn }) => [
      dealNumber === null ? newDealsKey(alertId ?? '') : moveKey(dealNumber, toStageId),
      { memberId, dueOn },
    ]),
  );

/** Where named deals are by now that have left the stage in which they were named, by number. */
export type MovedDeals = ReadonlyMap<number, SafeText>;

/** What the rows of a gap's actions show beside the gap. */
export type GapActionContext = People & {
  readonly taken: CommitmentMembers;
  readonly moved: MovedDeals;
  /** How whoever is to act is named: mentioned where they are asked, by name where somebody looks it up. */
  readonly nameMember: (member: Member) => SafeText;
};

/** The episode in which the gap was told of; undefined where it was not, and nothing of it can be taken on. */
type AlertId = string | undefined;

/** `✓ Anna, by Thu 26 Nov`; of who is alone `✓ by Thu 26 Nov`. */
export function takenMark(m: Messages, taken: CommittedMember | undefined, { members, solo }: People): readonly SafeText[] {
  if (taken === undefined) return [];
  if (solo) return [safe`✓ ${m.gaps.commitment.by(taken.dueOn)}`];
  return [m.alerts.committedBy(memberName(members, taken.memberId), taken.dueOn)];
}

/** Whoever is to act; nobody where one person works alone. */
const actorName = (memberId: string | null, context: GapActionContext): readonly SafeText[] => {
  const member = memberId === null ? undefined : namedMember(context, memberId);
  return member === undefined ? [] : [context.nameMember(member)];
};

/**
 * A deal that can fill a gap, as a row: what, whose, what to do, and the button to take it on; a taken one says by whom, one that moved on
 * where it is.
 *
 * @param otherwise the button of a deal that cannot be taken on.
 */
export function candidateRow(
  m: Messages,
  {
    stageId,
    candidate,
    index,
    alertId,
    otherwise,
  }: {
    /** Of the gap. */
    readonly stageId: StageId;
    readonly candidate: CandidateLine;
    readonly index: number;
    readonly alertId: AlertId;
    readonly otherwise?: ButtonSpec;
  },
  context: GapActionContext,
): KnownBlock {
  const taken = context.taken.get(moveKey(candidate.number, candidate.toStageId));
  const now = context.moved.get(candidate.number);
  const parts = [
    // A name stands beside what is to be done, never beside what may have been lost.
    ...(now === undefined ? actorName(candidate.ownerId, context) : []),
    now === undefined ? candidateTodo(m, candidate, stageId) : m.drillDown.now(now),
    ...takenMark(m, taken, context),
  ];
  const button =
    alertId !== undefined && taken === undefined && now === undefined
      ? commitButton(m, { alertId, candidate, index })
      : otherwise;
  return row(m.alerts.row(candidateTitle(m, candidate), parts), button);
}

/** The new deals that a gap takes as a row: how many, who has most room for them, and the button to take them on. */
export function newDealsRow(
  m: Messages,
  { gap, alertId }: { readonly gap: GapLine; readonly alertId: AlertId },
  context: GapActionContext,
): KnownBlock {
  const taken = alertId === undefined ? undefined : context.taken.get(newDealsKey(alertId));
  const parts = [...actorName(gap.askNew, context), ...takenMark(m, taken, context)];
  const button = alertId === undefined || taken !== undefined ? undefined : commitToNewDealsButton(m, alertId, gap);
  return row(m.alerts.row(newDealsPhrase(m, gap), parts), button);
}
