import type { KnownBlock } from '@slack/types';
import type { CandidateLine, GapLine } from '../../core/digest.ts';
import type { Messages } from '../../locale/messages.ts';
import { type Message, row, small } from './blocks.ts';
import { candidateTitle, takeButton, todoOf } from './candidate.ts';
import type { People } from './digest.ts';
import { gapSentence } from './digest-lines.ts';
import { literal, nameOf, notification, rich, type Tagged, who } from './text.ts';

/** A stage that ran dry, with the id of its episode. */
export type AlertLine = GapLine & { readonly alertId: string };

/** What an alert says, frozen when it is queued. */
export type AlertFacts = { readonly timeZone: string; readonly lines: readonly AlertLine[] };

/** Who took which deal: member id by `alert id` + space + deal number. */
export type Taken = ReadonlyMap<string, string>;

export const takenKey = (alertId: string, number: number): string => `${alertId} ${number}`;

/** Candidates named for each stage, where several stages share one message. */
const EACH_OF_MANY = 2;

/** A candidate as a row: what, whose, what to do, and the button; a taken one says by whom. */
function candidateRow(
  m: Messages,
  line: AlertLine,
  candidate: CandidateLine,
  index: number,
  members: People,
  taken: Taken,
): KnownBlock {
  const owner = members.get(candidate.ownerId);
  const takenBy = members.get(taken.get(takenKey(line.alertId, candidate.number)) ?? '');
  const parts = [
    ...(owner === undefined ? [] : [who(owner)]),
    todoOf(m, candidate),
    ...(takenBy === undefined ? [] : [m.alerts.takenBy(nameOf(takenBy))]),
  ];
  const button = takenBy === undefined ? takeButton(m, line.alertId, candidate, index) : undefined;
  return row(m.alerts.row(candidateTitle(m, candidate), parts), button);
}

function lineBlocks(m: Messages, facts: AlertFacts, line: AlertLine, members: People, taken: Taken): readonly KnownBlock[] {
  const candidates = facts.lines.length > 1 ? line.candidates.slice(0, EACH_OF_MANY) : line.candidates;
  const sentence: Tagged = gapSentence(m, line, facts.timeZone);
  if (candidates.length === 0) return [rich(`${sentence}\n${m.alerts.nobody}`)];
  const asked = [...new Set(candidates.map(({ ownerId }) => ownerId))].flatMap((id) => members.get(id) ?? []);
  return [
    rich(`${sentence}\n${m.alerts.closest(asked.map(who))}`),
    ...candidates.map((candidate, index) => candidateRow(m, line, candidate, index, members, taken)),
  ];
}

/** Stages in one message; more are in the funnel anyway. */
const MOST_LINES = 6;

/** One message for every stage that ran dry: since when, who can fill it, and what to do. */
export function stageAlert(m: Messages, facts: AlertFacts, members: People, taken: Taken): Message {
  const [first] = facts.lines;
  const others = facts.lines.length - 1;
  const text =
    first === undefined
      ? ''
      : m.alerts.notification(literal(first.shortName, 20), first.count, first.needed) +
        (others > 0 ? m.alerts.others(others) : '');
  const last = first !== undefined && others === 0 ? m.alerts.once(first.needed) : m.alerts.onceMany;
  return {
    text: notification(text, 300),
    blocks: [...facts.lines.slice(0, MOST_LINES).flatMap((line) => lineBlocks(m, facts, line, members, taken)), small(last)],
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
};

/** The all-clear, for the alert's thread. */
export function allClear(m: Messages, facts: readonly RecoveryFacts[]): Message {
  const sentences = facts.map(({ shortName, count, days, named, made }) => {
    const stage = literal(shortName, 20);
    const back = days === 0 ? m.alerts.recoveredSameDay(stage, count) : m.alerts.recovered(stage, count, days);
    return named === 0 ? back : `${back} ${m.alerts.made(made, named)}`;
  });
  const text = sentences.join('\n');
  return { text: notification(text, 300), blocks: [rich(text)] };
}
