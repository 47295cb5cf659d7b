import type { KnownBlock } from '@slack/types';
import type { CandidateLine } from '../../../core/funnel/gap-line.ts';
import type { AlertFacts, AlertLine, RecoveryFacts } from '../../../core/funnel/stage-alert.ts';
import { isSoloWorkspace } from '../../../core/people/member.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { buttons, contextLine, type Message, row } from '../kit/blocks.ts';
import type { MembersById } from '../kit/people.ts';
import { literal, memberNameText, notificationText, personMention, richText } from '../kit/text.ts';
import { candidateTitle, candidateTodo, commitButton } from './candidate.ts';
import { drillDownButton } from './drill-down.ts';
import {
  asksForNewDeals,
  basesSentence,
  commitToNewDealsButton,
  gapActionsHeading,
  gapDetails,
  gapNotification,
  gapWhyButton,
  otherDealsButton,
} from './gap-sentences.ts';

/** Who took which deal, or the new ones: member id by {@link commitmentKey}. */
export type CommitmentMembers = ReadonlyMap<string, string>;

/** @param number of the deal; null: the new ones. */
export const commitmentKey = (alertId: string, number: number | null): string => `${alertId} ${number ?? 'new'}`;

/** Where named deals are by now that have left the stage in which they were named, by number. */
export type MovedDeals = ReadonlyMap<number, SafeText>;

type AlertContext = { readonly members: MembersById; readonly taken: CommitmentMembers; readonly moved: MovedDeals };

/** Candidates named for each stage, where several stages share one message. */
const MAX_CANDIDATES_EACH = 2;

/** A candidate as a row: what, whose, what to do, and the button; a taken one says by whom, one that moved on where it is. */
function candidateRow(
  m: Messages,
  { line, candidate, index }: { readonly line: AlertLine; readonly candidate: CandidateLine; readonly index: number },
  { members, taken, moved }: AlertContext,
): KnownBlock {
  const owner = members.get(candidate.ownerId);
  const takenBy = members.get(taken.get(commitmentKey(line.alertId, candidate.number)) ?? '');
  const now = moved.get(candidate.number);
  const parts = [
    // A name stands beside what is to be done, never beside what may have been lost.
    ...(now !== undefined || owner === undefined || isSoloWorkspace(members.values()) ? [] : [personMention(owner)]),
    now === undefined ? candidateTodo(m, candidate) : m.drillDown.now(now),
    ...(takenBy === undefined ? [] : [m.alerts.committedBy(memberNameText(takenBy))]),
  ];
  const button =
    takenBy === undefined && now === undefined ? commitButton(m, { alertId: line.alertId, candidate, index }) : undefined;
  return row(m.alerts.row(candidateTitle(m, candidate), parts), button);
}

/** The new deals that a gap takes as a row: how many, who has most room, and the button. */
function newDealsRow(m: Messages, line: AlertLine, { members, taken }: AlertContext): KnownBlock {
  const asked = line.askNew === null ? undefined : members.get(line.askNew);
  const takenBy = members.get(taken.get(commitmentKey(line.alertId, null)) ?? '');
  const parts = [
    ...(asked === undefined || isSoloWorkspace(members.values()) ? [] : [personMention(asked)]),
    ...(takenBy === undefined ? [] : [m.alerts.committedBy(memberNameText(takenBy))]),
  ];
  const button = takenBy === undefined ? commitToNewDealsButton(m, line.alertId, line) : undefined;
  return row(m.alerts.row(m.gaps.newDeals(line.newDeals), parts), button);
}

function lineBlocks(
  m: Messages,
  { facts, line }: { readonly facts: AlertFacts; readonly line: AlertLine },
  context: AlertContext,
): readonly KnownBlock[] {
  const { members } = context;
  const isOnly = facts.lines.length === 1;
  const candidates = isOnly ? line.candidates : line.candidates.slice(0, MAX_CANDIDATES_EACH);
  const story: SafeText = gapDetails(m, line, facts.timeZone);
  const fresh = asksForNewDeals(line) ? [newDealsRow(m, line, context)] : [];
  // What a minimum rests on needs no explaining.
  const why = isOnly && line.basis.kind !== 'minimum' ? gapWhyButton(m, line.stageId) : undefined;
  const held = isOnly && line.count > 0 ? drillDownButton(m, facts, { kind: 'stage', stageId: line.stageId }) : undefined;
  if (candidates.length === 0 && fresh.length === 0 && !line.sameNew)
    return [richText(safe`${story}\n${m.alerts.nobody}`), ...buttons(held, why)];
  const ids = [...candidates.map(({ ownerId }) => ownerId), ...(fresh.length > 0 && line.askNew !== null ? [line.askNew] : [])];
  const asked = isSoloWorkspace(members.values()) ? [] : [...new Set(ids)].flatMap((id) => members.get(id) ?? []);
  const others = isOnly && line.moves > candidates.length ? otherDealsButton(m, line.stageId, candidates.length) : undefined;
  return [
    richText(safe`${story}\n${gapActionsHeading(m, line, { named: candidates.length, asked: asked.map(personMention) })}`),
    ...candidates.map((candidate, index) => candidateRow(m, { line, candidate, index }, context)),
    ...fresh,
    ...buttons(others, held, why),
  ];
}

/** Stages in one message; more are in the funnel anyway. */
const MAX_STAGES = 6;

/** One message for every stage that ran dry: since when, who can fill it, and what to do. */
export function stageAlert(
  m: Messages,
  facts: AlertFacts,
  { members, taken, moved = new Map() }: Omit<AlertContext, 'moved'> & { readonly moved?: MovedDeals },
): Message {
  const [first] = facts.lines;
  const others = facts.lines.length - 1;
  const text = first === undefined ? safe`` : safe`${gapNotification(m, first)}${others > 0 ? m.alerts.others(others) : safe``}`;
  const shown = facts.lines.slice(0, MAX_STAGES);
  const once = first !== undefined && others === 0 ? m.gaps.saidOnce(first.needed) : m.gaps.saidOnceMany;
  return {
    text: notificationText(text, 300),
    blocks: [
      ...shown.flatMap((line) => lineBlocks(m, { facts, line }, { members, taken, moved })),
      ...buttons(others > 0 && shown.some(({ count }) => count > 0) ? drillDownButton(m, facts) : undefined),
      contextLine(safe`${basesSentence(m, shown)} ${once}`),
    ],
  };
}

/** The all-clear, for the alert's thread. */
export function allClear(m: Messages, facts: readonly RecoveryFacts[]): Message {
  const sentences = facts.map(({ shortName, count, days, named, made, needed, needsNow, newDeals, newMade }) => {
    const stage = literal(shortName, 20);
    const again = days === 0 ? m.alerts.recoveredSameDay(stage, count) : m.alerts.recovered({ stage, count, after: days });
    return joinSafe(
      [
        count >= needed ? again : m.alerts.needsFewer({ stage, count, needed: needsNow }),
        ...(named === 0 ? [] : [m.alerts.made({ made, of: named })]),
        ...(newDeals === 0 ? [] : [m.alerts.newMade({ made: newMade, of: newDeals })]),
      ],
      ' ',
    );
  });
  const text = joinSafe(sentences, '\n');
  return { text: notificationText(text, 300), blocks: [richText(text)] };
}
