import type { Amount } from '../../core/amount.ts';
import { dateAt } from '../../core/calendar.ts';
import type { DigestFacts } from '../../core/digest.ts';
import { isAlone } from '../../core/member.ts';
import type { SuggestionOutcome } from '../../core/suggestions.ts';
import type { Messages } from '../../locale/messages.ts';
import type { Message } from './blocks.ts';
import type { People } from './digest.ts';
import { counted, goalLines, stageSentence } from './digest-lines.ts';
import { besideWords } from './estimate-line.ts';
import { bases, bulgeSentence, promiseSentence } from './gap-words.ts';
import { healthSentences } from './health.ts';
import { lowered, notification, rich, type Tagged } from './text.ts';

/** Promises that a digest's thread follows up. */
const MOST_PROMISES = 12;

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

/** What changed in the funnel's shape but for what {@link stock} says already; all is as usual only where nothing was found. */
const withoutBulges = ({ findings, known }: NonNullable<DigestFacts['health']>): NonNullable<DigestFacts['health']> => ({
  findings: findings.filter(({ kind }) => kind !== 'bulge'),
  known: known && findings.length === 0,
});

type Part = {
  readonly sign: '+' | '−';
  readonly amount: Amount;
  readonly name: string;
};

/** Movement that adds up, in number and in value. */
function sums(m: Messages, { movement, currency }: DigestFacts): readonly [deals: Tagged, value: Tagged] {
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
  return [
    t.dealsSum([m.f.number(movement.opening.count), ...numbers], movement.closing.count),
    t.valueSum([short(movement.opening.valueMinor), ...values], m.f.shortMoney(movement.closing.valueMinor, currency)),
  ];
}

/** What moved beside what adds up. */
function beside(m: Messages, { movement: { advanced, returned, slipped } }: DigestFacts): readonly Tagged[] {
  const t = m.digest.movement;
  const lines = [
    ...(advanced > 0 ? [t.advanced(advanced)] : []),
    ...(returned > 0 ? [t.returned(returned)] : []),
    ...(slipped > 0 ? [t.slipped(slipped)] : []),
  ];
  return lines.length === 0 ? [] : [m.digest.thread.beside(lines)];
}

/** The numbers of each stage that has some, with what somebody says beside them. */
function stageLines(m: Messages, facts: DigestFacts, members: People): readonly Tagged[] {
  const lines = facts.stages.flatMap((line, index) => {
    const next = facts.stages[index + 1]?.shortName;
    if (line.numbers === null) return [];
    const said = facts.estimates.find(({ stageId }) => stageId === line.stageId);
    const computed = stageSentence(m, line.shortName, next, line.numbers);
    if (said === undefined) return [computed];
    return [`${computed} · ${besideWords(m, said, isAlone(members.values()) ? undefined : members.get(said.by))}`];
  });
  return lines.length === 0 ? [] : [m.digest.thread.stages, ...lines];
}

/** All else about the week, for the digest's thread: movement that adds up in number and in value, and what the weights are. */
export function digestThread(m: Messages, facts: DigestFacts, members: People): Message {
  const { movement, currency, open } = facts;
  const shortNameOf = (id: string): string => facts.stages.find(({ stageId }) => stageId === id)?.shortName ?? id;
  const [deals, value] = sums(m, facts);
  const lines = [
    deals,
    value,
    ...goalLines(m, facts),
    ...beside(m, facts),
    ...stock(m, facts, members),
    m.digest.thread.weights(m.f.shortMoney(open.weightedMinor, currency)),
    ...stageLines(m, facts, members),
    ...(facts.health === null ? [] : healthSentences(m, withoutBulges(facts.health), shortNameOf).slice(0, 1)),
    ...(open.unpriced === 0 ? [] : [m.digest.unpriced(open.unpriced)]),
  ];
  const won = movement.won.count === 0 ? [] : [m.digest.movement.won(counted(m, movement.won, currency))];
  return { text: notification([...won, deals].join(' · '), 300), blocks: [rich(lines.join('\n'))] };
}

/** The digest's thread with what came of the moves that last week's digest named. */
export function withLastWeek(m: Messages, thread: Message, outcome: SuggestionOutcome | null): Message {
  if (outcome === null) return thread;
  return { ...thread, blocks: [...thread.blocks, rich(m.digest.thread.lastWeek(outcome.suggested, outcome.made, outcome.won))] };
}
