import type { AsOfPost } from '../../../core/funnel/drill-down.ts';
import { type ManagerNoteFacts, sumCauses } from '../../../core/funnel/manager-note.ts';
import { knownStage, type Pipeline } from '../../../core/pipeline/stage.ts';
import { isoWeek, type PlainDate } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import { dealTitle } from '../deal/deal-title.ts';
import { type ButtonSpec, buttons, contextLine, type Message, textMessage } from '../kit/blocks.ts';
import { clampedPercent } from '../kit/figures.ts';
import { type MembersById, memberName } from '../kit/people.ts';
import { literal } from '../kit/text.ts';
import { drillDownButton, MAX_LISTED } from './drill-down.ts';
import { SHOW_REP } from './reps.ts';

/** Owners that one paragraph names. */
const MAX_OWNERS = 8;

export type ManagerNoteContext = {
  readonly pipeline: Pipeline;
  readonly members: MembersById;
  /** First and last day of the week. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** The note itself: as of when its numbers are. */
  readonly post: AsOfPost;
};

const stageName = ({ pipeline }: ManagerNoteContext, stageId: string): SafeText =>
  literal(knownStage(pipeline, stageId)?.shortName ?? stageId, 20);

function slipLines(m: Messages, { slips }: ManagerNoteFacts, { members }: ManagerNoteContext): readonly SafeText[] {
  if (slips.length === 0) return [];
  const words = m.managerNote;
  const sums = sumCauses(slips);
  const causes = (['guess', 'obstacle', 'unknown'] as const).flatMap((cause) =>
    sums[cause] > 0 ? [words.cause[cause](sums[cause])] : [],
  );
  const owners = slips.slice(0, MAX_OWNERS).map(({ memberId, count }) => words.byOwner(memberName(members, memberId), count));
  return [
    words.slips(
      slips.reduce((sum, { count }) => sum + count, 0),
      causes,
    ),
    joinSafe(owners, ' · '),
  ];
}

function stuckLines(m: Messages, { stuck }: ManagerNoteFacts, context: ManagerNoteContext): readonly SafeText[] {
  if (stuck.length === 0) return [];
  const { currency } = context.pipeline;
  const owners = stuck.slice(0, MAX_OWNERS).map(({ memberId, deals, longest }) =>
    m.managerNote.stuckOwner({
      who: memberName(context.members, memberId),
      count: deals.count,
      value: m.f.shortMoney({ minor: deals.valueMinor, currency }),
      deal: dealTitle(longest),
      stage: stageName(context, longest.stageId),
      longest: longest.days,
    }),
  );
  return [m.managerNote.stuck(stuck.reduce((sum, { deals }) => sum + deals.count, 0)), ...owners];
}

function leftLines(
  m: Messages,
  { left }: ManagerNoteFacts,
  { members, pipeline: { currency } }: ManagerNoteContext,
): readonly SafeText[] {
  if (left.length === 0) return [];
  const owners = left.slice(0, MAX_OWNERS).map(({ memberId, deals }) =>
    m.managerNote.leftOwner({
      who: memberName(members, memberId),
      count: deals.count,
      value: m.f.shortMoney({ minor: deals.valueMinor, currency }),
    }),
  );
  return [m.managerNote.left(left.reduce((sum, { deals }) => sum + deals.count, 0)), ...owners];
}

/** Opens the deals whose dates moved, and those that are stuck, as of the note. */
function dealsButton(
  m: Messages,
  { slips, stuck }: ManagerNoteFacts,
  { pipeline, post }: ManagerNoteContext,
): ButtonSpec | undefined {
  if (slips.length === 0 && stuck.length === 0) return undefined;
  const numbers = stuck.flatMap((each) => each.numbers).slice(0, MAX_LISTED);
  const listed = numbers.length === 0 ? undefined : { stuck: numbers };
  return drillDownButton(m, { ...post, pipelineId: pipeline.id, listed }, { kind: slips.length === 0 ? 'stuck' : 'slipped' });
}

/** To one manager: whose close dates moved and why, whose deals are stuck, whose need a new owner, and one hint for a talk where the sample bears it. */
export function managerNote(m: Messages, facts: ManagerNoteFacts, context: ManagerNoteContext): Message {
  const { coaching } = facts;
  const hint =
    coaching === null
      ? []
      : [
          m.managerNote.coaching({
            who: memberName(context.members, coaching.memberId),
            stage: stageName(context, coaching.stageId),
            share: clampedPercent(m, coaching.share),
            team: clampedPercent(m, coaching.teamShare),
            exits: coaching.exits,
          }),
        ];
  const title = m.managerNote.title(isoWeek(context.from).week, context.from, context.to);
  return textMessage(
    joinSafe(
      [title, ...slipLines(m, facts, context), ...stuckLines(m, facts, context), ...leftLines(m, facts, context), ...hint],
      '\n',
    ),
    ...buttons(
      dealsButton(m, facts, context),
      coaching === null ? undefined : { id: SHOW_REP, text: m.managerNote.details, value: coaching.memberId },
    ),
    contextLine(m.managerNote.notice),
  );
}
