import type { KnownBlock } from '@slack/types';
import type { CandidateLine, GapLine, OverfullLine } from '../../../../core/funnel/gap-line.ts';
import type { LeftDeals } from '../../../../core/funnel/left-deals.ts';
import type { PeriodCoverage } from '../../../../core/funnel/plan/period-coverage.ts';
import type { PlanLead } from '../../../../core/funnel/plan/plan-lead.ts';
import type { StageId } from '../../../../core/ids.ts';
import type { People } from '../../../../core/people/member.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../../locale/safe-text.ts';
import { SHOW } from '../../deal/deal-actions.ts';
import { dealButtonValue } from '../../deal/deal-button-value.ts';
import { buttons, contextLine, type Message, textMessage } from '../../kit/blocks.ts';
import { literal, memberNameText, notificationText, richText } from '../../kit/text.ts';
import { type CommitmentMembers, candidateRow, type GapActionContext, newDealsRow } from './gap-action-rows.ts';
import { gapWhyButton, otherDealsButton } from './gap-buttons.ts';
import { basesSentence, coverageSentence, gapActionsHeading, gapDetails, overfullSentence } from './gap-sentences.ts';
import { leftDealsLine } from './left-deals.ts';

export type GapListContext = People & {
  /** Id of the open episode by stage: where there is one, a move can be taken. */
  readonly alertIdByStage: ReadonlyMap<string, string>;
  readonly commitments: CommitmentMembers;
  readonly timeZone: string;
};

/** Stages and candidates that an answer holds. */
const MAX_STAGES = 6;
const MAX_CANDIDATES = 5;

const rowContext = ({ members, solo, commitments }: GapListContext): GapActionContext => ({
  ...{ members, solo },
  taken: commitments,
  moved: new Map(),
  nameMember: memberNameText,
});

/** A deal that can fill a gap, with the button to take it on where the gap was told of, else to open it. */
const listedCandidate = (
  m: Messages,
  { stageId, candidate, index }: { readonly stageId: StageId; readonly candidate: CandidateLine; readonly index: number },
  context: GapListContext,
): KnownBlock =>
  candidateRow(
    m,
    {
      ...{ stageId, candidate, index, alertId: context.alertIdByStage.get(stageId) },
      otherwise: { id: `${SHOW}:${index}`, text: m.common.open, value: dealButtonValue(candidate) },
    },
    rowContext(context),
  );

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
  context: GapListContext & {
    readonly coverage: readonly PeriodCoverage[];
    readonly fiscalStartMonth: number;
    readonly left?: readonly LeftDeals[];
  },
): Message {
  const covered = coverageSentence(m, context.coverage, context.fiscalStartMonth);
  const left = leftDealsLine(m, context.left ?? [], context.members);
  // In one block: a long plan fills a message.
  const last = [left, covered].filter((line) => line !== undefined);
  const end = last.length === 0 ? [] : [contextLine(joinSafe(last, '\n'))];
  if (gaps.length === 0 && overfull.length === 0) return textMessage(nothingShort(m, lead), ...end);
  const shown = gaps.slice(0, MAX_STAGES);
  const stories = shown.map((gap) => gapDetails(m, gap, context.timeZone));
  const overfullSentences = overfull.slice(0, MAX_STAGES).map((line) => overfullSentence(m, line));
  return {
    text: notificationText(joinSafe([...stories, ...overfullSentences], ' '), 300),
    blocks: [
      ...shown.flatMap((gap, index) => {
        const candidates = gap.candidates.slice(0, MAX_CANDIDATES);
        const fresh =
          gap.newDeals > 0
            ? [newDealsRow(m, { gap, alertId: context.alertIdByStage.get(gap.stageId) }, rowContext(context))]
            : [];
        const heading = gapActionsHeading(m, gap, { named: candidates, asked: [] });
        const others = gap.moves > candidates.length ? otherDealsButton(m, gap.stageId, candidates.length) : undefined;
        return [
          richText(safe`${stories[index] ?? safe``}\n${heading}`),
          ...candidates.map((each, place) =>
            listedCandidate(m, { stageId: gap.stageId, candidate: each, index: place }, context),
          ),
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
      ...candidates.map((each, index) => listedCandidate(m, { stageId: gap.stageId, candidate: each, index }, context)),
      ...buttons(gap.more ? otherDealsButton(m, gap.stageId, gap.skip + candidates.length) : undefined),
    ],
  };
}
