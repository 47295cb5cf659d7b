import type { CandidateLine, GapLine, OverfullLine } from '../../../core/funnel/gap-line.ts';
import type { PeriodCoverage } from '../../../core/funnel/plan/period-coverage.ts';
import type { PlanLead } from '../../../core/funnel/plan/plan-lead.ts';
import type { StageId } from '../../../core/ids.ts';
import { isSoloWorkspace, type Member } from '../../../core/people/member.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { SHOW } from '../deal/deal-actions.ts';
import { dealButtonValue } from '../deal/deal-button-value.ts';
import { buttons, contextLine, type Message, row, textMessage } from '../kit/blocks.ts';
import { literal, memberNameText, notificationText, richText } from '../kit/text.ts';
import { candidateTitle, candidateTodo, commitButton } from './candidate.ts';
import {
  basesSentence,
  commitToNewDealsButton,
  coverageSentence,
  gapActionsHeading,
  gapDetails,
  gapWhyButton,
  newDealsPhrase,
  otherDealsButton,
  overfullSentence,
} from './gap-sentences.ts';
import { type CommitmentMembers, commitmentKey, type Taken } from './stage-alert.ts';

export type GapListContext = {
  readonly members: ReadonlyMap<string, Member>;
  /** Id of the open episode by stage: where there is one, a move can be taken. */
  readonly alertIdByStage: ReadonlyMap<string, string>;
  readonly commitments: CommitmentMembers;
  readonly timeZone: string;
};

/** Stages and candidates that an answer holds. */
const MAX_STAGES = 6;
const MAX_CANDIDATES = 5;

/** Who has taken on a deal for a stage, or with null the new ones. */
function committedMember(
  { alertIdByStage, commitments, members }: GapListContext,
  stageId: StageId,
  number: number | null,
): TakenBy | undefined {
  const taken = commitments.get(commitmentKey(alertIdByStage.get(stageId) ?? '', number));
  return taken === undefined ? undefined : { ...taken, member: members.get(taken.memberId) };
}

type TakenBy = Taken & { readonly member: Member | undefined };

const commitmentMark = (m: Messages, by: TakenBy | undefined): readonly SafeText[] =>
  by === undefined
    ? []
    : [m.alerts.committedBy(by.member === undefined ? literal(by.memberId) : memberNameText(by.member), by.dueOn)];

/** A deal that can fill a gap, whose it is, what to do, and the button: to take it where the gap was told of, else to open it. */
function candidateRow(
  m: Messages,
  { stageId, candidate, index }: { readonly stageId: StageId; readonly candidate: CandidateLine; readonly index: number },
  context: GapListContext,
) {
  const owner = context.members.get(candidate.ownerId);
  const alertId = context.alertIdByStage.get(stageId);
  const takenBy = committedMember(context, stageId, candidate.number);
  const button =
    alertId === undefined || takenBy !== undefined
      ? { id: `${SHOW}:${index}`, text: m.common.open, value: dealButtonValue(candidate) }
      : commitButton(m, { alertId, candidate, index });
  const who = isSoloWorkspace(context.members.values())
    ? []
    : [owner === undefined ? literal(candidate.ownerId) : memberNameText(owner)];
  return row(
    m.alerts.row(candidateTitle(m, candidate), [...who, candidateTodo(m, candidate), ...commitmentMark(m, takenBy)]),
    button,
  );
}

/** The new deals that a gap takes, who has most room for them, and the button where the gap was told of. */
function newDealsRow(m: Messages, gap: GapLine, context: GapListContext) {
  const { members, alertIdByStage } = context;
  const takenBy = committedMember(context, gap.stageId, null);
  const alertId = alertIdByStage.get(gap.stageId);
  const asked = gap.askNew === null || isSoloWorkspace(members.values()) ? undefined : members.get(gap.askNew);
  const parts = [...(asked === undefined ? [] : [memberNameText(asked)]), ...commitmentMark(m, takenBy)];
  return row(
    m.alerts.row(newDealsPhrase(m, gap), parts),
    alertId === undefined || takenBy !== undefined ? undefined : commitToNewDealsButton(m, alertId, gap),
  );
}

/** Nothing is short, or there is nothing to be short of yet. */
const nothingShort = (m: Messages, lead: PlanLead): SafeText =>
  lead.stageId === null && lead.why !== 'none-short' ? m.gaps.early[lead.why] : m.gaps.none;

/**
 * The whole plan, stage by stage: every stage that is short, with what it lacks and who can fill it, every one that holds too many, and how far the open deals cover the
 * targets; or that nothing is short.
 */
export function gapList(
  m: Messages,
  {
    gaps,
    overfull,
    lead,
  }: { readonly gaps: readonly GapLine[]; readonly overfull: readonly OverfullLine[]; readonly lead: PlanLead },
  context: GapListContext & { readonly coverage: readonly PeriodCoverage[]; readonly fiscalStartMonth: number },
): Message {
  const covered = coverageSentence(m, context.coverage, context.fiscalStartMonth);
  const end = covered === undefined ? [] : [contextLine(covered)];
  if (gaps.length === 0 && overfull.length === 0) return textMessage(nothingShort(m, lead), ...end);
  const shown = gaps.slice(0, MAX_STAGES);
  const stories = shown.map((gap) => gapDetails(m, gap, context.timeZone));
  const overfullSentences = overfull.slice(0, MAX_STAGES).map((line) => overfullSentence(m, line));
  return {
    text: notificationText(joinSafe([...stories, ...overfullSentences], ' '), 300),
    blocks: [
      ...shown.flatMap((gap, index) => {
        const candidates = gap.candidates.slice(0, MAX_CANDIDATES);
        const fresh = gap.newDeals > 0 ? [newDealsRow(m, gap, context)] : [];
        const heading = gapActionsHeading(m, gap, { named: candidates.length, asked: [] });
        const others = gap.moves > candidates.length ? otherDealsButton(m, gap.stageId, candidates.length) : undefined;
        return [
          richText(safe`${stories[index] ?? safe``}\n${heading}`),
          ...candidates.map((each, place) => candidateRow(m, { stageId: gap.stageId, candidate: each, index: place }, context)),
          ...fresh,
          ...buttons(others, gapWhyButton(m, gap.stageId)),
        ];
      }),
      ...overfullSentences.map((sentence) => richText(sentence)),
      ...(shown.length === 0 ? [] : [contextLine(basesSentence(m, shown))]),
      ...end,
    ],
  };
}

/** Other deals than those that a message named. @param skip of the nearest that are left out. */
export function otherCandidates(
  m: Messages,
  {
    gap,
    candidates,
  }: {
    readonly gap: { readonly stageId: StageId; readonly shortName: string; readonly more: boolean; readonly skip: number };
    readonly candidates: readonly CandidateLine[];
  },
  context: GapListContext,
): Message {
  const head = m.gaps.otherDeals(literal(gap.shortName, 20));
  return {
    text: notificationText(head, 300),
    blocks: [
      richText(head),
      ...candidates.map((each, index) => candidateRow(m, { stageId: gap.stageId, candidate: each, index }, context)),
      ...buttons(gap.more ? otherDealsButton(m, gap.stageId, gap.skip + candidates.length) : undefined),
    ],
  };
}
