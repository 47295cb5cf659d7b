import type { KnownBlock } from '@slack/types';
import type { AsOfPost } from '../../../core/funnel/drill-down.ts';
import { limitActions } from '../../../core/funnel/gap-line.ts';
import type { LeftDeals } from '../../../core/funnel/left-deals.ts';
import type { AlertFacts, AlertLine, RecoveryFacts } from '../../../core/funnel/stage-alert.ts';
import type { PipelineId } from '../../../core/ids.ts';
import { namedMember } from '../../../core/people/member.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { buttons, contextLine, type Message } from '../kit/blocks.ts';
import { literal, notificationText, personMention, richText } from '../kit/text.ts';
import { drillDownButton } from './drill-down.ts';
import { candidateRow, type GapActionContext, type MovedDeals, newDealsRow } from './plan/gap-action-rows.ts';
import { gapWhyButton, otherDealsButton, wholePlanButton } from './plan/gap-buttons.ts';
import {
  aimPeriodName,
  basesSentence,
  gapActionsHeading,
  gapDetails,
  gapNotification,
  heldOfNeeded,
} from './plan/gap-sentences.ts';
import { leftDealsLine } from './plan/left-deals.ts';

type AlertContext = Omit<GapActionContext, 'nameMember'>;

/** Actions that an alert names; the whole plan is one tap away. */
const MAX_ALERT_ACTIONS = 2;

/** The stage that leads: since when, how long it lasts, what fills it and whom that is asked of, with a row for each action. */
function leadBlocks(
  m: Messages,
  { facts, line }: { readonly facts: AlertFacts; readonly line: AlertLine },
  context: AlertContext,
): readonly KnownBlock[] {
  const { candidates, alertId } = line;
  const rows: GapActionContext = { ...context, nameMember: personMention };
  const story: SafeText = gapDetails(m, line, facts.timeZone);
  const fresh = line.newDeals > 0 ? [newDealsRow(m, { gap: line, alertId }, rows)] : [];
  const ids = [...candidates.map(({ ownerId }) => ownerId), ...(fresh.length > 0 && line.askNew !== null ? [line.askNew] : [])];
  const asked = [...new Set(ids)].flatMap((id) => namedMember(context, id) ?? []);
  return [
    richText(safe`${story}\n${gapActionsHeading(m, line, { named: candidates, asked: asked.map(personMention) })}`),
    ...candidates.map((candidate, index) => candidateRow(m, { stageId: line.stageId, candidate, index, alertId }, rows)),
    ...fresh,
  ];
}

/** `Also short: Needs (3 of 7), Prospect (8 of 12)`. */
const otherStages = (m: Messages, others: readonly AlertLine[]): readonly KnownBlock[] =>
  others.length === 0 ? [] : [richText(m.alerts.alsoShort(heldOfNeeded(m, others)))];

/**
 * One message for every stage that ran dry, on one screen: the plan's lead with at most two actions, the other stages in a line, and the whole
 * plan by a button.
 */
export function stageAlert(
  m: Messages,
  facts: AlertFacts,
  {
    moved = new Map(),
    left = [],
    ...context
  }: Omit<AlertContext, 'moved'> & { readonly moved?: MovedDeals; readonly left?: readonly LeftDeals[] },
): Message {
  const [first, ...others] = facts.lines;
  if (first === undefined) return { text: notificationText(safe``), blocks: [] };
  const [line = first] = limitActions([first], MAX_ALERT_ACTIONS);
  const more = others.length === 0 ? safe`` : safe` ${m.alerts.alsoShort(heldOfNeeded(m, others))}.`;
  const once =
    others.length === 0 ? m.gaps.saidOnce({ stage: literal(first.shortName, 20), needed: first.needed }) : m.gaps.saidOnceMany;
  const hasMore = others.length > 0 || first.moves > line.candidates.length || first.newDeals !== line.newDeals;
  const ownerless = leftDealsLine(m, left, context.members);
  return {
    text: notificationText(safe`${gapNotification(m, first)}${more}`, 300),
    blocks: [
      ...leadBlocks(m, { facts, line }, { ...context, moved }),
      ...otherStages(m, others),
      ...(ownerless === undefined ? [] : [richText(ownerless)]),
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

/**
 * The all-clear, for the alert's thread: what is true now, and the moves where some were made.
 *
 * @param post the all-clear itself, by which the deals that it counts are opened; an older one does not know it.
 */
export function allClear(
  m: Messages,
  facts: readonly RecoveryFacts[],
  post?: AsOfPost & { readonly pipelineId: PipelineId },
): Message {
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
  const stageId = facts.find(({ count }) => count > 0)?.stageId;
  const opened = post === undefined || stageId === undefined ? undefined : drillDownButton(m, post, { kind: 'stage', stageId });
  return { text: notificationText(text, 300), blocks: [richText(text), ...buttons(opened)] };
}
