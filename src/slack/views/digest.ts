import type { KnownBlock } from '@slack/types';
import { dateAt, isoWeek } from '../../core/calendar.ts';
import type { DigestFacts } from '../../core/digest.ts';
import type { CandidateLine } from '../../core/gap-line.ts';
import { isAlone, type Member } from '../../core/member.ts';
import type { SuggestionOutcome } from '../../core/suggestions.ts';
import type { Messages } from '../../locale/messages.ts';
import { behindButton } from './behind-numbers.ts';
import { type ButtonSpec, buttons, type Message, small } from './blocks.ts';
import { candidateTitle, takeButton, todoOf } from './candidate.ts';
import {
  asOf,
  counted,
  digestNotification,
  funnelTable,
  goalLine,
  goalLines,
  hygieneLine,
  movementLine,
  stageSentence,
  verdictSentence,
} from './digest-lines.ts';
import { besideWords } from './estimate-line.ts';
import { asksNew, bases, bulgeSentence, promiseSentence, takeNewButton, whyButton } from './gap-words.ts';
import { healthSentences } from './health.ts';
import { literal, lowered, nameOf, notification, preformatted, rich, type Tagged, who } from './text.ts';
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

/** What the gaps were measured by, where too many deals stand, and what became of what people took on. */
function stock(m: Messages, facts: DigestFacts, members: People): readonly Tagged[] {
  const today = dateAt(facts.at, facts.timeZone);
  const promises = facts.promises.map((line) => promiseSentence(m, line, members, today, true));
  return [
    ...(facts.gaps.length === 0 ? [] : [m.gaps.measured(lowered(bases(m, facts.gaps)))]),
    ...facts.bulges.map((bulge) => bulgeSentence(m, bulge)),
    ...(promises.length === 0 ? [] : [m.gaps.promises, ...promises.slice(0, MOST_PROMISES)]),
  ];
}

/** Promises that a digest's thread follows up. */
const MOST_PROMISES = 12;

type Part = {
  readonly sign: '+' | '−';
  readonly amount: { readonly count: number; readonly valueMinor: number };
  readonly name: string;
};

/** What changed in the funnel's shape but for what {@link stock} says already; all is as usual only where nothing was found. */
const withoutBulges = ({ findings, known }: NonNullable<DigestFacts['health']>): NonNullable<DigestFacts['health']> => ({
  findings: findings.filter(({ kind }) => kind !== 'bulge'),
  known: known && findings.length === 0,
});

/** All else about the week, for the digest's thread: movement that adds up in number and in value, and what the weights are. */
export function digestThread(m: Messages, facts: DigestFacts, members: People): Message {
  const { movement, currency, open } = facts;
  const t = m.digest.thread;
  const short = (minor: number) => m.f.shortAmount(minor, currency);
  const parts: readonly Part[] = [
    { sign: '+', amount: movement.created, name: t.part.created },
    { sign: '+', amount: movement.reopened, name: t.part.reopened },
    { sign: '+', amount: movement.imported, name: t.part.imported },
    { sign: '+', amount: { count: 0, valueMinor: movement.grewMinor }, name: t.part.grew },
    { sign: '−', amount: { count: 0, valueMinor: movement.shrankMinor }, name: t.part.shrank },
    { sign: '−', amount: movement.won, name: t.part.won },
    { sign: '−', amount: movement.lost, name: t.part.lost },
  ];
  const numbers = parts
    .filter(({ amount }) => amount.count > 0)
    .map(({ sign, amount, name }) => `${sign} ${m.f.number(amount.count)} ${name}`);
  const values = parts
    .filter(({ amount }) => amount.valueMinor > 0)
    .map(({ sign, amount, name }) => `${sign} ${short(amount.valueMinor)} ${name}`);
  const beside = [
    ...(movement.advanced > 0 ? [m.digest.movement.advanced(movement.advanced)] : []),
    ...(movement.returned > 0 ? [m.digest.movement.returned(movement.returned)] : []),
    ...(movement.slipped > 0 ? [m.digest.movement.slipped(movement.slipped)] : []),
  ];
  const stages = facts.stages.flatMap((line, index) => {
    const next = facts.stages[index + 1]?.shortName;
    if (line.numbers === null) return [];
    const said = facts.estimates.find(({ stageId }) => stageId === line.stageId);
    const computed = stageSentence(m, line.shortName, next, line.numbers);
    if (said === undefined) return [computed];
    return [`${computed} · ${besideWords(m, said, isAlone(members.values()) ? undefined : members.get(said.by))}`];
  });
  const shortNameOf = (id: string): string => facts.stages.find(({ stageId }) => stageId === id)?.shortName ?? id;
  const lines = [
    t.dealsSum([m.f.number(movement.opening.count), ...numbers], movement.closing.count),
    t.valueSum([short(movement.opening.valueMinor), ...values], m.f.shortMoney(movement.closing.valueMinor, currency)),
    ...goalLines(m, facts),
    ...(beside.length === 0 ? [] : [t.beside(beside)]),
    ...stock(m, facts, members),
    t.weights(m.f.shortMoney(open.weightedMinor, currency)),
    ...(stages.length === 0 ? [] : [t.stages, ...stages]),
    ...(facts.health === null ? [] : healthSentences(m, withoutBulges(facts.health), shortNameOf).slice(0, 1)),
    ...(open.unpriced === 0 ? [] : [m.digest.unpriced(open.unpriced)]),
  ];
  const won = movement.won.count === 0 ? [] : [m.digest.movement.won(counted(m, movement.won, currency))];
  return { text: notification([...won, lines[0] ?? ''].join(' · '), 300), blocks: [rich(lines.join('\n'))] };
}

/** The digest's thread with what came of the moves that last week's digest named. */
export function withLastWeek(m: Messages, thread: Message, outcome: SuggestionOutcome | null): Message {
  if (outcome === null) return thread;
  return { ...thread, blocks: [...thread.blocks, rich(m.digest.thread.lastWeek(outcome.suggested, outcome.made, outcome.won))] };
}
