import type { KnownBlock } from '@slack/types';
import type { Deal } from '../../../core/deal/deal.ts';
import type { DigestFacts } from '../../../core/funnel/digest.ts';
import type { SuggestionOutcome } from '../../../core/funnel/suggestions.ts';
import type { Amount } from '../../../core/money/amount.ts';
import { namedMember, type People } from '../../../core/people/member.ts';
import { dateAt } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { SHOW } from '../deal/deal-actions.ts';
import { dealButtonValue } from '../deal/deal-button-value.ts';
import { dealTitle } from '../deal/deal-title.ts';
import { stageEstimatePhrase } from '../deal/estimate-line.ts';
import { buttons, type Message, row } from '../kit/blocks.ts';
import { literal, lowerInitial, notificationText, preformatted, richText } from '../kit/text.ts';
import { convertedTotals, countAndValue, funnelTable, goalLines, outsideTotals, stageSentence } from './digest-lines.ts';
import { digestAsPost, drillDownButton, stageExitsButton } from './drill-down.ts';
import { forecastChangeBlocks } from './forecast-change.ts';
import { healthSentences } from './health.ts';
import { isTold, type OpenAlert, openAlertLines } from './open-alert.ts';
import { basesSentence, commitmentSentence, heldOfNeeded, overfullSentence } from './plan/gap-sentences.ts';
import { targetPathSentence } from './plan/target-path.ts';

/** Promises that a digest's thread follows up. */
const MAX_COMMITMENTS = 12;

/** What a digest's thread needs beside its facts: who people are, and the alerts that stand open where it is read. */
export type DigestThreadContext = People & { readonly openAlerts?: readonly OpenAlert[] };

/** Which stages are short, what the gaps were measured by or which alert tells it, where too many deals stand, and what became of what people took on. */
function stockLines(m: Messages, facts: DigestFacts, people: DigestThreadContext): readonly SafeText[] {
  const { openAlerts = [] } = people;
  const today = dateAt(facts.at, facts.timeZone);
  const promises = facts.promises.map((line) => commitmentSentence(m, line, { ...people, today, inChannel: true }));
  const short = heldOfNeeded(m, facts.gaps);
  const untold = facts.gaps.filter(({ stageId }) => !isTold(openAlerts, stageId));
  const isUntaken = short.length > 0 && promises.length === 0 && !people.solo;
  return [
    ...(short.length === 0
      ? []
      : [
          joinSafe(
            [
              m.digest.thread.short(short),
              ...(isUntaken ? [m.home.untaken] : []),
              ...(untold.length === 0 ? [] : [m.gaps.measured(lowerInitial(basesSentence(m, untold)))]),
            ],
            ' ',
          ),
        ]),
    ...openAlertLines(m, facts, openAlerts),
    ...facts.overfull.map((line) => overfullSentence(m, line)),
    ...(promises.length === 0 ? [] : [m.gaps.commitments, ...promises.slice(0, MAX_COMMITMENTS)]),
  ];
}

/** All is as usual only where nothing was found, and no stage holds too many. */
const shapeLines = (
  m: Messages,
  { health, overfull }: DigestFacts,
  stageShortName: (id: string) => string,
): readonly SafeText[] =>
  health === null
    ? []
    : healthSentences(m, { ...health, known: health.known && overfull.length === 0 }, stageShortName).slice(0, 1);

type MovementPart = {
  readonly sign: SafeText;
  readonly amount: Amount;
  readonly name: SafeText;
};

/** Movement that adds up, in number and in value. */
function movementSums(m: Messages, { movement, currency }: DigestFacts): readonly SafeText[] {
  const t = m.digest.thread;
  const short = (minor: number) => m.f.shortAmount({ minor, currency });
  const parts: readonly MovementPart[] = [
    { sign: safe`+`, amount: movement.created, name: t.part.created },
    { sign: safe`+`, amount: movement.reopened, name: t.part.reopened },
    { sign: safe`+`, amount: movement.imported, name: t.part.imported },
    { sign: safe`+`, amount: { count: 0, valueMinor: movement.grewMinor }, name: t.part.grew },
    { sign: safe`−`, amount: { count: 0, valueMinor: movement.shrankMinor }, name: t.part.shrank },
    { sign: safe`−`, amount: movement.won, name: t.part.won },
    { sign: safe`−`, amount: movement.lost, name: t.part.lost },
  ];
  const numbers = parts
    .filter(({ amount }) => amount.count > 0)
    .map(({ sign, amount, name }) => safe`${sign} ${m.f.number(amount.count)} ${name}`);
  const values = parts
    .filter(({ amount }) => amount.valueMinor > 0)
    .map(({ sign, amount, name }) => safe`${sign} ${short(amount.valueMinor)} ${name}`);
  const isTold =
    parts.every(({ amount }) => amount.untold !== true) && movement.closing.untold !== true && movement.growthUntold !== true;
  return [
    t.dealsSum([m.f.number(movement.opening.count), ...numbers], movement.closing.count),
    ...(isTold
      ? [
          t.valueSum(
            [short(movement.opening.valueMinor), ...values],
            m.f.shortMoney({ minor: movement.closing.valueMinor, currency }),
          ),
        ]
      : []),
  ];
}

/** What moved beside what adds up. */
function otherMovement(m: Messages, { movement: { advanced, returned, slipped } }: DigestFacts): readonly SafeText[] {
  const t = m.digest.movement;
  const lines = [
    ...(advanced > 0 ? [t.advanced(advanced)] : []),
    ...(returned > 0 ? [t.returned(returned)] : []),
    ...(slipped > 0 ? [t.slipped(slipped)] : []),
  ];
  return lines.length === 0 ? [] : [m.digest.thread.otherMovement(lines)];
}

/** The numbers of each stage that has some, with what somebody says beside them. */
function stageLines(m: Messages, facts: DigestFacts, people: People): readonly SafeText[] {
  const lines = facts.stages.flatMap((line, index) => {
    const next = facts.stages[index + 1]?.shortName;
    if (line.numbers === null) return [];
    const estimate = facts.estimates.find(({ stageId }) => stageId === line.stageId);
    const computed = stageSentence(m, { stage: line.shortName, next, numbers: line.numbers });
    if (estimate === undefined) return [computed];
    return [safe`${computed} · ${stageEstimatePhrase(m, estimate, namedMember(people, estimate.by))}`];
  });
  return lines;
}

/** A part of the thread: its heading, what stands between, and its lines; nothing where it has none. */
function partBlocks(heading: SafeText, lines: readonly SafeText[], ...above: readonly KnownBlock[]): readonly KnownBlock[] {
  if (lines.length === 0 && above.length === 0) return [];
  if (above.length === 0) return [richText(joinSafe([heading, ...lines], '\n'))];
  return [richText(heading), ...above, ...(lines.length === 0 ? [] : [richText(joinSafe(lines, '\n'))])];
}

/**
 * All else about the week, for the digest's thread, in parts with headings: the funnel in numbers, movement that adds up in number and in
 * value, targets, what the stages need and who is at work on it, and their statistics.
 */
export function digestThread(m: Messages, facts: DigestFacts, people: DigestThreadContext): Message {
  const { movement, currency, open, forecastChange, path, fiscalStartMonth } = facts;
  const { heading, weights } = m.digest.thread;
  const stageShortName = (id: string): string => facts.stages.find(({ stageId }) => stageId === id)?.shortName ?? id;
  const sums = movementSums(m, facts);
  const table = open.count === 0 ? [] : [preformatted(funnelTable(m, facts))];
  const totals = [
    ...(open.untold === true ? [] : [weights(m.f.shortMoney({ minor: open.weightedMinor, currency }))]),
    ...convertedTotals(m, facts),
    ...outsideTotals(m, facts),
  ];
  const parts = [
    partBlocks(heading.numbers, totals, ...table),
    partBlocks(heading.movement, [...sums, ...otherMovement(m, facts)]),
    forecastChange === null
      ? []
      : forecastChangeBlocks(m, forecastChange, { post: facts, currency, fiscalStartMonth: facts.fiscalStartMonth }),
    partBlocks(heading.goals, [
      ...goalLines(m, facts),
      ...(path === null ? [] : [targetPathSentence(m, path, { currency, fiscalStartMonth, stageShortName })]),
    ]),
    partBlocks(facts.gaps.length === 0 ? heading.held : heading.needs, stockLines(m, facts, people)),
    partBlocks(heading.stages, [...stageLines(m, facts, people), ...shapeLines(m, facts, stageShortName)]),
  ].filter((part) => part.length > 0);
  const won = movement.won.count === 0 ? [] : [m.digest.movement.won(countAndValue(m, movement.won, currency))];
  return {
    text: notificationText(joinSafe([...won, ...sums.slice(0, 1)], ' · '), 300),
    blocks: [
      ...parts.flatMap((part, i) => (i === 0 ? part : [{ type: 'divider' as const }, ...part])),
      ...(parts.length === 0 ? [] : buttons(drillDownButton(m, digestAsPost(facts)), stageExitsButton(m, facts))),
    ],
  };
}

/** What came of last week's moves; `named`: the deal, where it was one, and the short name of the stage that it was to reach. */
export type LastWeekShown = SuggestionOutcome & { readonly named?: { readonly deal: Deal; readonly stage: string } };

/** The digest's thread with what came of the moves that last week's digest named. */
export function withLastWeek(m: Messages, thread: Message, outcome: LastWeekShown | null): Message {
  if (outcome === null) return thread;
  const { suggested, made, won, named } = outcome;
  const t = m.digest.thread;
  if (named === undefined) return { ...thread, blocks: [...thread.blocks, richText(t.lastWeek({ suggested, made, won }))] };
  const { deal, stage } = named;
  const move = safe`${dealTitle(deal)} ${m.alerts.toStage(literal(stage, 20))}`;
  const open = { id: `${SHOW}:last-week`, text: m.common.open, value: dealButtonValue(deal) };
  return { ...thread, blocks: [...thread.blocks, row(t.lastWeekMove({ move, made: made > 0, won: won > 0 }), open)] };
}
