import type { AlertLine, AskedMove } from './stage-alert.ts';

/** What became of an alert's moves since it was told. */
export type AlertMoves = {
  /** Whether a deal has reached the stage that it was to reach. */
  readonly isMade: (move: AskedMove) => boolean;
  /** Whether somebody has taken a move on. */
  readonly isTaken: (move: AskedMove) => boolean;
};

/** Whether the plan asks for a deal, under whichever stage. */
const isAskedIn = (lines: readonly AlertLine[], number: number): boolean =>
  lines.some(({ candidates, asked }) => [...candidates, ...asked].some((each) => each.number === number));

/**
 * An alert as a later plan has it: the stages that are short still, each with what that plan asks for it. What somebody has taken on stays,
 * first, unless the plan asks it for another stage; moves that were made stay counted.
 *
 * @param now every stage that is short, in the order of the plan. @returns stages that are short no more last, marked as over.
 */
export function refreshedAlert(
  before: readonly AlertLine[],
  now: readonly AlertLine[],
  { isMade, isTaken }: AlertMoves,
): readonly AlertLine[] {
  const told = new Map(before.map((line) => [line.alertId, line]));
  const open = now.flatMap((line): readonly AlertLine[] => {
    const was = told.get(line.alertId);
    if (was === undefined) return [];
    const kept = was.candidates.filter((move) => isTaken(move) && !isMade(move) && !isAskedIn(now, move.number));
    const earlier = [...was.asked.filter(isMade), ...kept.map(({ number, toStageId }) => ({ number, toStageId }))];
    const later = line.asked.filter(({ number }) => !earlier.some((each) => each.number === number));
    return [
      { ...line, candidates: [...kept, ...line.candidates], moves: line.moves + kept.length, asked: [...earlier, ...later] },
    ];
  });
  const openIds = new Set(open.map(({ alertId }) => alertId));
  return [...open, ...before.flatMap((line) => (openIds.has(line.alertId) ? [] : [{ ...line, over: true as const }]))];
}
