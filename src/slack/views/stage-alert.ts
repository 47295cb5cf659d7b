import type { KnownBlock } from '@slack/types';
import type { CandidateLine, GapLine } from '../../core/gap-line.ts';
import { isAlone } from '../../core/member.ts';
import type { Messages } from '../../locale/messages.ts';
import { behindButton } from './behind-numbers.ts';
import { buttons, type Message, row, small } from './blocks.ts';
import { candidateTitle, takeButton, todoOf } from './candidate.ts';
import type { People } from './digest.ts';
import { actionsHead, asksNew, bases, gapNotification, gapStory, othersButton, takeNewButton, whyButton } from './gap-words.ts';
import { literal, nameOf, notification, rich, type Tagged, who } from './text.ts';

/** A stage that ran dry, with the id of its episode. */
export type AlertLine = GapLine & { readonly alertId: string };

/** What an alert says, frozen when it is queued. */
export type AlertFacts = {
  readonly timeZone: string;
  readonly lines: readonly AlertLine[];
  readonly pipelineId: string;
  /** When the figures were true, ms. */
  readonly at: number;
};

/** Who took which deal, or the new ones: member id by {@link takenKey}. */
export type Taken = ReadonlyMap<string, string>;

/** @param number of the deal; null: the new ones. */
export const takenKey = (alertId: string, number: number | null): string => `${alertId} ${number ?? 'new'}`;

/** Where named deals are by now that have left the stage in which they were named, by number. */
export type MovedOn = ReadonlyMap<number, Tagged>;

/** Candidates named for each stage, where several stages share one message. */
const EACH_OF_MANY = 2;

/** A candidate as a row: what, whose, what to do, and the button; a taken one says by whom, one that moved on where it is. */
function candidateRow(
  m: Messages,
  line: AlertLine,
  candidate: CandidateLine,
  index: number,
  members: People,
  taken: Taken,
  moved: MovedOn,
): KnownBlock {
  const owner = members.get(candidate.ownerId);
  const takenBy = members.get(taken.get(takenKey(line.alertId, candidate.number)) ?? '');
  const now = moved.get(candidate.number);
  const parts = [
    // A name stands beside what is to be done, never beside what may have been lost.
    ...(now !== undefined || owner === undefined || isAlone(members.values()) ? [] : [who(owner)]),
    now === undefined ? todoOf(m, candidate) : m.behind.now(now),
    ...(takenBy === undefined ? [] : [m.alerts.takenBy(nameOf(takenBy))]),
  ];
  const button = takenBy === undefined && now === undefined ? takeButton(m, line.alertId, candidate, index) : undefined;
  return row(m.alerts.row(candidateTitle(m, candidate), parts), button);
}

/** The new deals that a gap takes as a row: how many, who has most room, and the button. */
function newRow(m: Messages, line: AlertLine, members: People, taken: Taken): KnownBlock {
  const asked = line.askNew === null ? undefined : members.get(line.askNew);
  const takenBy = members.get(taken.get(takenKey(line.alertId, null)) ?? '');
  const parts = [
    ...(asked === undefined || isAlone(members.values()) ? [] : [who(asked)]),
    ...(takenBy === undefined ? [] : [m.alerts.takenBy(nameOf(takenBy))]),
  ];
  const button = takenBy === undefined ? takeNewButton(m, line.alertId, line) : undefined;
  return row(m.alerts.row(m.gaps.newDeals(line.newDeals), parts), button);
}

function lineBlocks(
  m: Messages,
  facts: AlertFacts,
  line: AlertLine,
  members: People,
  taken: Taken,
  moved: MovedOn,
): readonly KnownBlock[] {
  const isOnly = facts.lines.length === 1;
  const candidates = isOnly ? line.candidates : line.candidates.slice(0, EACH_OF_MANY);
  const story: Tagged = gapStory(m, line, facts.timeZone);
  const fresh = asksNew(line) ? [newRow(m, line, members, taken)] : [];
  // What a minimum rests on needs no explaining.
  const why = isOnly && line.basis.kind !== 'minimum' ? whyButton(m, line.stageId) : undefined;
  const held = isOnly && line.count > 0 ? behindButton(m, facts, { kind: 'stage', stageId: line.stageId }) : undefined;
  if (candidates.length === 0 && fresh.length === 0 && !line.sameNew)
    return [rich(`${story}\n${m.alerts.nobody}`), ...buttons(held, why)];
  const ids = [...candidates.map(({ ownerId }) => ownerId), ...(fresh.length > 0 && line.askNew !== null ? [line.askNew] : [])];
  const asked = isAlone(members.values()) ? [] : [...new Set(ids)].flatMap((id) => members.get(id) ?? []);
  const others = isOnly && line.moves > candidates.length ? othersButton(m, line.stageId, candidates.length) : undefined;
  return [
    rich(`${story}\n${actionsHead(m, line, candidates.length, asked.map(who))}`),
    ...candidates.map((candidate, index) => candidateRow(m, line, candidate, index, members, taken, moved)),
    ...fresh,
    ...buttons(others, held, why),
  ];
}

/** Stages in one message; more are in the funnel anyway. */
const MOST_LINES = 6;

/** One message for every stage that ran dry: since when, who can fill it, and what to do. */
export function stageAlert(m: Messages, facts: AlertFacts, members: People, taken: Taken, moved: MovedOn = new Map()): Message {
  const [first] = facts.lines;
  const others = facts.lines.length - 1;
  const text = first === undefined ? '' : gapNotification(m, first) + (others > 0 ? m.alerts.others(others) : '');
  const shown = facts.lines.slice(0, MOST_LINES);
  const once = first !== undefined && others === 0 ? m.gaps.once(first.needed) : m.gaps.onceMany;
  return {
    text: notification(text, 300),
    blocks: [
      ...shown.flatMap((line) => lineBlocks(m, facts, line, members, taken, moved)),
      ...buttons(others > 0 && shown.some(({ count }) => count > 0) ? behindButton(m, facts) : undefined),
      small(`${bases(m, shown)} ${once}`),
    ],
  };
}

/** What became of a stage that had run dry. */
export type RecoveryFacts = {
  readonly shortName: string;
  readonly count: number;
  /** Whole calendar days that it was short. */
  readonly days: number;
  /** Moves that the alert had named, and how many of them were made. */
  readonly named: number;
  readonly made: number;
  /** What it needed when it was told of, and now. */
  readonly needed: number;
  readonly needsNow: number;
  /** New deals that somebody took on, and how many of them are there; 0 where nobody did. */
  readonly newDeals: number;
  readonly newMade: number;
};

/** The all-clear, for the alert's thread. */
export function allClear(m: Messages, facts: readonly RecoveryFacts[]): Message {
  const sentences = facts.map(({ shortName, count, days, named, made, needed, needsNow, newDeals, newMade }) => {
    const stage = literal(shortName, 20);
    const again = days === 0 ? m.alerts.recoveredSameDay(stage, count) : m.alerts.recovered(stage, count, days);
    return [
      count >= needed ? again : m.alerts.enough(stage, count, needsNow),
      ...(named === 0 ? [] : [m.alerts.made(made, named)]),
      ...(newDeals === 0 ? [] : [m.alerts.newMade(newMade, newDeals)]),
    ].join(' ');
  });
  const text = sentences.join('\n');
  return { text: notification(text, 300), blocks: [rich(text)] };
}
