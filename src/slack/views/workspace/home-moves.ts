import type { KnownBlock } from '@slack/types';
import type { DigestFacts } from '../../../core/funnel/digest.ts';
import type { CommitmentLine, OwnCommitmentLine } from '../../../core/funnel/gap-line.ts';
import { MAX_ACTIONS_SHOWN } from '../../../core/funnel/plan/funnel-plan.ts';
import type { Member, People } from '../../../core/people/member.ts';
import type { Pipelines } from '../../../core/pipeline/pipelines.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import { SHOW } from '../deal/deal-actions.ts';
import { dealButtonValue } from '../deal/deal-button-value.ts';
import { pipelineParts } from '../deal/row-pipeline.ts';
import { candidateTitle, candidateTodo, commitButton } from '../funnel/plan/gap-candidate.ts';
import { commitmentSentence } from '../funnel/plan/gap-sentences.ts';
import { giveBackButton } from '../funnel/plan/give-back.ts';
import { type ButtonSpec, row } from '../kit/blocks.ts';
import { memberName } from '../kit/people.ts';
import { richText } from '../kit/text.ts';

/** What a Home shows of a person's work on the gaps. */
export type OwnWork = People & {
  readonly member: Member;
  readonly facts: Pick<DigestFacts, 'pipelineId' | 'gaps' | 'promises'>;
  /** Of the other pipelines whose funnels are drawn. */
  readonly otherFunnels?: readonly Pick<DigestFacts, 'pipelineId' | 'promises'>[];
  /** What the person has still to do in pipelines whose funnels are not drawn. */
  readonly commitmentsElsewhere?: readonly OwnCommitmentLine[];
  readonly pipelines?: Pipelines;
  /** Id of the open alert by stage, so that a move can be taken. */
  readonly alertIdByStage: ReadonlyMap<string, string>;
  readonly today: PlainDate;
};

/** Promises of one person that a Home names. */
const MAX_OWN_PROMISES = 10;

/** Whether somebody still has to do what they took on: it stands among what is theirs, not among what others are at. */
export const isOwnToDo = (promise: CommitmentLine, { member }: Pick<OwnWork, 'member'>): boolean =>
  !promise.done && promise.memberId === member.id;

/** The moves of the plan that are the person's own: those of their deals. */
const ownMoves = ({ solo, member, facts, alertIdByStage }: OwnWork) =>
  (solo ? [] : facts.gaps)
    .flatMap(({ stageId, candidates }) =>
      candidates
        .filter(({ ownerId }) => ownerId === member.id)
        .map((candidate) => ({ stageId, candidate, alertId: alertIdByStage.get(stageId) })),
    )
    .slice(0, MAX_ACTIONS_SHOWN);

/** The way to give a promise back; an older one has no id. */
const giveBackOf = (m: Messages, { id }: CommitmentLine, index: number): ButtonSpec | undefined =>
  id === undefined
    ? undefined
    : { ...giveBackButton(m, { id }, m.home.giveBack), id: `${giveBackButton(m, { id }).id}:${index}` };

/** The moves of the plan that are the person's own, each with its button; who has taken it is said, and the person can give it back. */
function ownMoveBlocks(m: Messages, home: OwnWork): readonly KnownBlock[] {
  const { members, facts } = home;
  const taken = new Map(
    facts.promises.flatMap((each) => (each.what === 'move' && !each.done ? [[each.number, each] as const] : [])),
  );
  const rows = ownMoves(home);
  if (rows.length === 0) return [];
  return [
    richText(m.home.ownMoves),
    ...rows.map(({ stageId, candidate, alertId }, index) => {
      const by = taken.get(candidate.number);
      const mark = by === undefined ? [] : [m.alerts.committedBy(memberName(members, by.memberId), by.dueOn)];
      const open: ButtonSpec = { id: `${SHOW}:move-${index}`, text: m.common.open, value: dealButtonValue(candidate) };
      const ofTaken = by !== undefined && isOwnToDo(by, home) ? giveBackOf(m, by, index) : undefined;
      const button =
        alertId === undefined || by !== undefined ? (ofTaken ?? open) : commitButton(m, { alertId, candidate, index });
      return row(m.alerts.row(candidateTitle(m, candidate), [candidateTodo(m, candidate, stageId), ...mark]), button);
    }),
  ];
}

/** What else the person has taken on: new deals, moves of deals of others; in which pipeline, by when, and the way to give it back. */
function ownPromiseBlocks(m: Messages, home: OwnWork): readonly KnownBlock[] {
  const { facts, otherFunnels = [], commitmentsElsewhere = [], members, today } = home;
  const shown = new Set(ownMoves(home).map(({ candidate }) => candidate.number));
  const drawn = [facts, ...otherFunnels].flatMap(({ pipelineId, promises }) => promises.map((each) => ({ ...each, pipelineId })));
  const rows = [...drawn.filter((each) => isOwnToDo(each, home)), ...commitmentsElsewhere]
    .filter((each) => !(each.what === 'move' && shown.has(each.number)))
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
    .slice(0, MAX_OWN_PROMISES);
  if (rows.length === 0) return [];
  // Whose they are the heading says.
  const sentence = (line: OwnCommitmentLine): SafeText =>
    joinSafe(
      [commitmentSentence(m, line, { members, solo: true, today, inChannel: false }), ...pipelineParts(home, line)],
      ' · ',
    );
  return [
    richText(m.home.ownPromises),
    ...rows.map((line, index) => row(sentence(line), giveBackOf(m, line, MAX_ACTIONS_SHOWN + index))),
  ];
}

/** What a person can do about the gaps and what they have taken on, each once. */
export const ownWorkBlocks = (m: Messages, home: OwnWork): readonly KnownBlock[] => [
  ...ownMoveBlocks(m, home),
  ...ownPromiseBlocks(m, home),
];
