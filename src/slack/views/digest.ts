import type { KnownBlock } from '@slack/types';
import { isoWeek } from '../../core/calendar.ts';
import type { DigestFacts } from '../../core/digest.ts';
import type { CandidateLine } from '../../core/gap-line.ts';
import { isAlone, type Member } from '../../core/member.ts';
import type { Messages } from '../../locale/messages.ts';
import { behindButton } from './behind-numbers.ts';
import { type ButtonSpec, buttons, type Message, small } from './blocks.ts';
import { candidateTitle, takeButton, todoOf } from './candidate.ts';
import { asOf, digestNotification, funnelTable, goalLine, hygieneLine, movementLine, verdictSentence } from './digest-lines.ts';
import { asksNew, takeNewButton, whyButton } from './gap-words.ts';
import { literal, nameOf, notification, preformatted, rich, type Tagged, who } from './text.ts';
import { tidyButton } from './tidy.ts';

export type People = ReadonlyMap<string, Member>;

/** Why a digest comes later than its hour. */
export type Lateness = 'holiday' | 'missed' | 'slack';

/** What a digest needs beside its facts: who people are, which alerts are open, and whether it is late. */
export type DigestContext = {
  readonly members: People;
  /** Id of the open alert by stage, so that a candidate can be taken. */
  readonly alertOf: ReadonlyMap<string, string>;
  readonly late?: { readonly why: Lateness; readonly weekday: number; readonly slot: number };
};

/** Title, verdict, the number line. */
function head(m: Messages, facts: DigestFacts, title: Tagged): readonly KnownBlock[] {
  const { open, currency } = facts;
  const numbers = m.digest.open(
    open.count,
    m.f.shortMoney(open.valueMinor, currency),
    m.f.shortAmount(open.weightedMinor, currency),
  );
  const goal = goalLine(m, facts);
  const lines = [title, verdictSentence(m, facts), ...(goal === undefined ? [] : [goal]), ...(open.count === 0 ? [] : [numbers])];
  return [rich(lines.join('\n'))];
}

/** Who has taken on which deal and not moved it yet: member ids by number. */
const takenOn = ({ promises }: DigestFacts): ReadonlyMap<number, string> =>
  new Map(promises.flatMap((each) => (each.what === 'move' && !each.done ? [[each.number, each.memberId] as const] : [])));

/** The one thing to do this week: the first deal that can fill a gap and that nobody has taken on, or the new deals that the first gap takes. */
function action(m: Messages, facts: DigestFacts, context: DigestContext): readonly KnownBlock[] {
  const taken = takenOn(facts);
  const isFree = ({ number }: CandidateLine) => !taken.has(number);
  const [first] = facts.gaps;
  if (first === undefined || facts.verdict.kind === 'early') return [];
  const gap = first.candidates.length === 0 ? first : (facts.gaps.find(({ candidates }) => candidates.some(isFree)) ?? first);
  const candidate = gap.candidates.find(isFree) ?? gap.candidates[0];
  const alertId = context.alertOf.get(gap.stageId);
  const why = gap.basis.kind === 'minimum' ? undefined : whyButton(m, gap.stageId);
  if (candidate === undefined) {
    if (!asksNew(gap)) return [];
    const asked = isAlone(context.members.values()) || gap.askNew === null ? undefined : context.members.get(gap.askNew);
    const wanted = m.digest.actionNew(m.gaps.newDeals(gap.newDeals), asked === undefined ? undefined : who(asked));
    return [rich(wanted), ...buttons(alertId === undefined ? undefined : takeNewButton(m, alertId, gap), why)];
  }
  const takenBy = taken.get(candidate.number);
  const promised = takenBy === undefined ? [] : [m.alerts.takenBy(nameOf(context.members.get(takenBy) ?? { name: takenBy }))];
  const todo = [todoOf(m, candidate), ...promised].join(' · ');
  return [
    rich(m.digest.action(candidateTitle(m, candidate), whoOf(context.members, candidate), todo)),
    ...buttons(alertId === undefined || takenBy !== undefined ? undefined : takeButton(m, alertId, candidate, 0), why),
  ];
}

/** Who is alone is not named. */
const whoOf = (members: People, candidate: CandidateLine): Tagged | undefined => {
  if (isAlone(members.values())) return undefined;
  const member = members.get(candidate.ownerId);
  return member === undefined ? literal(candidate.ownerId) : who(member);
};

function lateLine(m: Messages, facts: DigestFacts, { late }: DigestContext): readonly KnownBlock[] {
  if (late === undefined) return [];
  return [rich(m.digest.late[late.why](late.weekday, m.f.time(late.slot, facts.timeZone)))];
}

const table = (m: Messages, facts: DigestFacts): readonly KnownBlock[] =>
  facts.open.count === 0 && facts.verdict.kind === 'empty' ? [] : [preformatted(funnelTable(m, facts))];

/** Opens the deals behind the numbers, as of the post. */
const behind = (m: Messages, facts: DigestFacts, beside?: ButtonSpec): readonly KnownBlock[] =>
  facts.open.count === 0 && facts.movement.opening.count === 0 ? [] : buttons(beside, behindButton(m, facts));

/** The weekly digest as the channel reads it: one phone screen. */
export function digestMessage(m: Messages, facts: DigestFacts, context: DigestContext): Message {
  const title = m.digest.title(isoWeek(facts.to).week, facts.from, facts.to);
  const hygiene = hygieneLine(m, facts);
  const lines = [movementLine(m, facts), ...(hygiene === undefined ? [] : [hygiene])];
  return {
    text: notification(digestNotification(m, facts), 300),
    blocks: [
      ...lateLine(m, facts, context),
      ...head(m, facts, title),
      ...table(m, facts),
      ...action(m, facts, context),
      rich(lines.join('\n')),
      ...behind(m, facts, hygiene === undefined ? undefined : tidyButton(m, facts)),
      small(`${asOf(m, facts)} · ${m.digest.moreInThread}`),
    ],
  };
}

/** The funnel as it stands, for one person. */
export function funnelNow(m: Messages, facts: DigestFacts, context: DigestContext, ...below: readonly KnownBlock[]): Message {
  const hygiene = hygieneLine(m, facts);
  return {
    text: notification(digestNotification(m, facts), 300),
    blocks: [
      ...head(m, facts, m.digest.now),
      ...table(m, facts),
      ...action(m, facts, context),
      ...(hygiene === undefined ? [] : [rich(hygiene)]),
      ...(facts.open.unpriced === 0 ? [] : [small(m.digest.unpriced(facts.open.unpriced))]),
      small(asOf(m, facts)),
      ...below,
    ],
  };
}
