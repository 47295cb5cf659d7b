import type { KnownBlock } from '@slack/types';
import type { CandidateLine } from '../../../core/funnel/gap-line.ts';
import { limitActions } from '../../../core/funnel/gap-line.ts';
import type { AlertFacts, AlertLine, RecoveryFacts } from '../../../core/funnel/stage-alert.ts';
import { isSoloWorkspace } from '../../../core/people/member.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { buttons, contextLine, type Message, row } from '../kit/blocks.ts';
import type { MembersById } from '../kit/people.ts';
import { literal, memberNameText, notificationText, personMention, richText } from '../kit/text.ts';
import { candidateTitle, candidateTodo, commitButton } from './candidate.ts';
import { drillDownButton } from './drill-down.ts';
import {
  aimPeriodName,
  basesSentence,
  commitToNewDealsButton,
  gapActionsHeading,
  gapDetails,
  gapNotification,
  gapWhyButton,
  newDealsPhrase,
  otherDealsButton,
  wholePlanButton,
} from './gap-sentences.ts';

/** Who took something, and by which day it is to be done. */
export type Taken = { readonly memberId: string; readonly dueOn: PlainDate };

/** Who took which deal, or the new ones, by {@link commitmentKey}. */
export type CommitmentMembers = ReadonlyMap<string, Taken>;

/** @param number of the deal; null: the new ones. */
export const commitmentKey = (alertId: string, number: number | null): string => `${alertId} ${number ?? 'new'}`;

/** Where named deals are by now that have left the stage in which they were named, by number. */
export type MovedDeals = ReadonlyMap<number, SafeText>;

type AlertContext = { readonly members: MembersById; readonly taken: CommitmentMembers; readonly moved: MovedDeals };

/** `✓ Anna, by Thu 26 Nov`. */
const takenMark = (m: Messages, taken: Taken | undefined, members: MembersById): readonly SafeText[] => {
  if (taken === undefined) return [];
  const member = members.get(taken.memberId);
  return [m.alerts.committedBy(member === undefined ? literal(taken.memberId) : memberNameText(member), taken.dueOn)];
};

/** A candidate as a row: what, whose, what to do, and the button; a taken one says by whom, one that moved on where it is. */
function candidateRow(
  m: Messages,
  { line, candidate, index }: { readonly line: AlertLine; readonly candidate: CandidateLine; readonly index: number },
  { members, taken, moved }: AlertContext,
): KnownBlock {
  const owner = members.get(candidate.ownerId);
  const takenBy = taken.get(commitmentKey(line.alertId, candidate.number));
  const now = moved.get(candidate.number);
  const parts = [
    // A name stands beside what is to be done, never beside what may have been lost.
    ...(now !== undefined || owner === undefined || isSoloWorkspace(members.values()) ? [] : [personMention(owner)]),
    now === undefined ? candidateTodo(m, candidate) : m.drillDown.now(now),
    ...takenMark(m, takenBy, members),
  ];
  const button =
    takenBy === undefined && now === undefined ? commitButton(m, { alertId: line.alertId, candidate, index }) : undefined;
  return row(m.alerts.row(candidateTitle(m, candidate), parts), button);
}

/** The new deals that a gap takes as a row: how many, who has most room, and the button. */
function newDealsRow(m: Messages, line: AlertLine, { members, taken }: AlertContext): KnownBlock {
  const asked = line.askNew === null ? undefined : members.get(line.askNew);
  const takenBy = taken.get(commitmentKey(line.alertId, null));
  const parts = [
    ...(asked === undefined || isSoloWorkspace(members.values()) ? [] : [personMention(asked)]),
    ...takenMark(m, takenBy, members),
  ];
  const button = takenBy === undefined ? commitToNewDealsButton(m, line.alertId, line) : undefined;
  return row(m.alerts.row(newDealsPhrase(m, line), parts), button);
}

/** Actions that an alert names; the whole plan is one tap away. */
const MAX_ALERT_ACTIONS = 2;

/** The stage that leads: since when, how long it lasts, what fills it and whom that is asked of, with a row for each action. */
function leadBlocks(
  m: Messages,
  { facts, line }: { readonly facts: AlertFacts; readonly line: AlertLine },
  context: AlertContext,
): readonly KnownBlock[] {
  const { members } = context;
  const { candidates } = line;
  const story: SafeText = gapDetails(m, line, facts.timeZone);
  const fresh = line.newDeals > 0 ? [newDealsRow(m, line, context)] : [];
  const ids = [...candidates.map(({ ownerId }) => ownerId), ...(fresh.length > 0 && line.askNew !== null ? [line.askNew] : [])];
  const asked = isSoloWorkspace(members.values()) ? [] : [...new Set(ids)].flatMap((id) => members.get(id) ?? []);
  return [
    richText(safe`${story}\n${gapActionsHeading(m, line, { named: candidates.length, asked: asked.map(personMention) })}`),
    ...candidates.map((candidate, index) => candidateRow(m, { line, candidate, index }, context)),
    ...fresh,
  ];
}

/** `Also short: Needs (3 of 7), Prospect (8 of 12)`. */
const otherStages = (m: Messages, others: readonly AlertLine[]): readonly KnownBlock[] =>
  others.length === 0
    ? []
    : [
        richText(
          m.alerts.alsoShort(
            others.map(
              ({ shortName, count, needed }) =>
                safe`${literal(shortName, 20)} (${m.f.number(count)} ${m.funnelNow.ofNeeded(needed)})`,
            ),
          ),
        ),
      ];

/**
 * One message for every stage that ran dry, on one screen: the plan's lead with at most two actions, the other stages in a line, and the whole
 * plan by a button.
 */
export function stageAlert(
  m: Messages,
  facts: AlertFacts,
  { members, taken, moved = new Map() }: Omit<AlertContext, 'moved'> & { readonly moved?: MovedDeals },
): Message {
  const [first, ...others] = facts.lines;
  if (first === undefined) return { text: notificationText(safe``), blocks: [] };
  const [line = first] = limitActions([first], MAX_ALERT_ACTIONS);
  const more = others.length === 0 ? safe`` : m.alerts.others(others.length);
  const once =
    others.length === 0 ? m.gaps.saidOnce({ stage: literal(first.shortName, 20), needed: first.needed }) : m.gaps.saidOnceMany;
  const hasMore = others.length > 0 || first.moves > line.candidates.length || first.newDeals !== line.newDeals;
  return {
    text: notificationText(safe`${gapNotification(m, first)}${more}`, 300),
    blocks: [
      ...leadBlocks(m, { facts, line }, { members, taken, moved }),
      ...otherStages(m, others),
      ...buttons(
        hasMore ? wholePlanButton(m) : undefined,
        gapWhyButton(m, line.stageId),
        line.count > 0 ? drillDownButton(m, facts, { kind: 'stage', stageId: line.stageId }) : undefined,
        line.moves > line.candidates.length ? otherDealsButton(m, line.stageId, line.candidates.length) : undefined,
      ),
      contextLine(safe`${basesSentence(m, [line])} ${once}`),
    ],
  };
}

/** What the plan says of a stage that is over: it is back, or not so much is asked of it any more. */
function recoverySentence(m: Messages, { shortName, count, days, why, needsNow, ...facts }: RecoveryFacts): SafeText {
  const stage = literal(shortName, 20);
  const period = facts.period === null ? null : aimPeriodName(m, facts.period, facts.fiscalStartMonth);
  if (why === 'numbers') return m.alerts.needsFewer({ stage, count, needed: needsNow });
  if (why !== 'recovered') return m.alerts.ended({ stage, count, why, period });
  return days === 0 ? m.alerts.recoveredSameDay(stage, count) : m.alerts.recovered({ stage, count, after: days });
}

/** The all-clear, for the alert's thread: what is true now, and the moves where some were made. */
export function allClear(m: Messages, facts: readonly RecoveryFacts[]): Message {
  const sentences = facts.map((recovery) => {
    const { named, made, newDeals, newMade } = recovery;
    return joinSafe(
      [
        recoverySentence(m, recovery),
        ...(made === 0 ? [] : [m.alerts.made({ made, of: named })]),
        ...(newMade === 0 ? [] : [m.alerts.newMade({ made: newMade, of: newDeals })]),
      ],
      ' ',
    );
  });
  const text = joinSafe(sentences, '\n');
  return { text: notificationText(text, 300), blocks: [richText(text)] };
}
