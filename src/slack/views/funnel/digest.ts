import type { KnownBlock } from '@slack/types';
import type { DigestFacts } from '../../../core/funnel/digest.ts';
import type { CandidateLine } from '../../../core/funnel/gap-line.ts';
import { weeklyAsk } from '../../../core/funnel/suggestions.ts';
import { namedMember, type People } from '../../../core/people/member.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { SHOW_RATES } from '../kit/action-ids.ts';
import { type ButtonSpec, buttons, contextLine, type Message } from '../kit/blocks.ts';
import { shortWithUnit } from '../kit/figures.ts';
import { literal, type NotificationText, notificationText, personMention, richText } from '../kit/text.ts';
import { asOfLine, convertedShortly, goalLine, hygieneLine, movementLine, outsideTotals } from './digest-lines.ts';
import { digestAsPost, drillDownButton } from './drill-down.ts';
import { hygieneButton } from './hygiene.ts';
import { type OpenAlert, openAlertLines } from './open-alert.ts';
import { takenMark } from './plan/gap-action-rows.ts';
import { commitToNewDealsButton, gapWhyButton, planButton } from './plan/gap-buttons.ts';
import { candidateTitle, candidateTodo, commitButton } from './plan/gap-candidate.ts';
import { newDealsPhrase } from './plan/gap-sentences.ts';
import { leftDealsLine } from './plan/left-deals.ts';
import { type FunnelForm, funnelFormBlocks } from './stage-table.ts';
import { digestNotification, verdictSentence } from './verdict-sentence.ts';

/** Why a digest comes later than its hour. */
export type Lateness = 'holiday' | 'missed' | 'slack' | 'closed';

/** What a digest needs beside its facts: who people are, which alerts are open, and whether it is late. */
export type DigestContext = People & {
  /** Id of the open alert by stage, so that a candidate can be taken. */
  readonly alertIdByStage: ReadonlyMap<string, string>;
  /** Alerts that stand open where it is read: it leads to them instead of repeating them. */
  readonly openAlerts?: readonly OpenAlert[];
  readonly late?: { readonly why: Lateness; readonly weekday: number; readonly slot: number };
};

/** Title, verdict, the number line. */
function head(
  m: Messages,
  facts: DigestFacts,
  { title, people }: { readonly title: SafeText; readonly people: People },
): readonly KnownBlock[] {
  const { open, currency } = facts;
  const worth = {
    value: m.f.shortMoney({ minor: open.valueMinor, currency }),
    weighted: shortWithUnit(m, { minor: open.weightedMinor, currency }),
  };
  const numbers = m.digest.open(open.count, open.untold === true ? undefined : worth);
  const goal = goalLine(m, facts);
  const lines = [
    title,
    verdictSentence(m, facts, people),
    ...(goal === undefined ? [] : [goal]),
    ...(open.count === 0 ? [] : [numbers]),
  ];
  return [richText(joinSafe(lines, '\n'))];
}

/** The whole plan by one tap, where a verdict asks for more than a deal. */
const planRow = (m: Messages, { verdict }: DigestFacts): readonly KnownBlock[] =>
  verdict.kind === 'behind' ? buttons(planButton(m)) : [];

/** The one thing to do this week, with its buttons, and where the rest of it was told. */
function weeklyAction(m: Messages, facts: DigestFacts, context: DigestContext): readonly KnownBlock[] {
  const ask = weeklyAsk(facts);
  const told = openAlertLines(m, facts, context.openAlerts ?? []);
  if (ask === undefined) return [...told.map((line) => richText(line)), ...planRow(m, facts)];
  const { gap } = ask;
  const alertId = context.alertIdByStage.get(gap.stageId);
  const why = gapWhyButton(m, gap.stageId);
  if (ask.kind === 'new') {
    const asked = gap.askNew === null ? undefined : namedMember(context, gap.askNew);
    const wanted = m.digest.actionNew(newDealsPhrase(m, gap), asked === undefined ? undefined : personMention(asked));
    return [
      richText(joinSafe([wanted, ...told], '\n')),
      ...buttons(alertId === undefined ? undefined : commitToNewDealsButton(m, alertId, gap), why, planButton(m)),
    ];
  }
  const { candidate, takenBy } = ask;
  const todo = joinSafe([candidateTodo(m, candidate, gap.stageId), ...takenMark(m, takenBy, context)], ' · ');
  return [
    richText(joinSafe([m.digest.action(candidateTitle(m, candidate), ownerMention(context, candidate), todo), ...told], '\n')),
    ...buttons(
      alertId === undefined || takenBy !== undefined ? undefined : commitButton(m, { alertId, candidate, index: 0 }),
      why,
      planButton(m),
    ),
  ];
}

/** Who is alone is not named. */
const ownerMention = ({ members, solo }: People, candidate: CandidateLine): SafeText | undefined => {
  if (solo) return undefined;
  const member = members.get(candidate.ownerId);
  return member === undefined ? literal(candidate.ownerId) : personMention(member);
};

function lateLine(m: Messages, facts: DigestFacts, { late }: DigestContext): readonly KnownBlock[] {
  if (late === undefined) return [];
  return [richText(m.digest.late[late.why](late.weekday, m.f.time(late.slot, facts.timeZone)))];
}

/** Opens the deals behind the numbers, as of the post. */
const drillDownRow = (m: Messages, facts: DigestFacts, beside?: ButtonSpec): readonly KnownBlock[] =>
  facts.open.count === 0 && facts.movement.opening.count === 0 ? [] : buttons(beside, drillDownButton(m, digestAsPost(facts)));

/** A digest around its funnel, which is drawn as the place where it is posted takes it. */
export type DigestParts = {
  readonly text: NotificationText;
  readonly above: readonly KnownBlock[];
  readonly below: readonly KnownBlock[];
};

/** The weekly digest as the channel reads it, one phone screen, without the funnel itself. */
export function digestParts(m: Messages, facts: DigestFacts, context: DigestContext): DigestParts {
  const title = m.digest.title(facts);
  const hygiene = hygieneLine(m, facts);
  const left = leftDealsLine(m, facts.left, context.members);
  const lines = [movementLine(m, facts), hygiene, left].filter((line) => line !== undefined);
  return {
    text: notificationText(digestNotification(m, facts), 300),
    above: [...lateLine(m, facts, context), ...head(m, facts, { title, people: context })],
    below: [
      ...weeklyAction(m, facts, context),
      richText(joinSafe(lines, '\n')),
      ...drillDownRow(m, facts, hygiene === undefined ? undefined : hygieneButton(m, facts)),
      contextLine(safe`${asOfLine(m, facts)} · ${m.digest.moreInThread}`),
    ],
  };
}

/** The same with its funnel drawn in text, for where no picture can be: an answer to one person. */
export function digestMessage(m: Messages, facts: DigestFacts, context: DigestContext): Message {
  const { text, above, below } = digestParts(m, facts, context);
  return { text, blocks: [...above, ...funnelFormBlocks(m, facts, 'drawn'), ...below] };
}

/** The funnel as it stands, for one person. */
export function funnelNow(
  m: Messages,
  facts: DigestFacts,
  context: DigestContext & { readonly form?: FunnelForm; readonly below?: readonly KnownBlock[] },
): Message {
  const below = [hygieneLine(m, facts), leftDealsLine(m, facts.left, context.members)].filter((line) => line !== undefined);
  return {
    text: notificationText(digestNotification(m, facts), 300),
    blocks: [
      ...head(m, facts, { title: m.digest.now, people: context }),
      ...funnelFormBlocks(m, facts, context.form ?? 'drawn'),
      ...weeklyAction(m, facts, context),
      ...below.map((line) => richText(line)),
      ...convertedShortly(m, facts).map(contextLine),
      ...outsideTotals(m, facts).map(contextLine),
      ...(facts.unrated.length === 0 ? [] : buttons({ id: SHOW_RATES, text: m.rates.show, value: 'all' })),
      contextLine(asOfLine(m, facts)),
      ...(context.below ?? []),
    ],
  };
}
