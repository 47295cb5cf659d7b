import { type DurationMs, MINUTE_MS } from '../time/durations.ts';
import { type ActorContext, acceptChange, type Decision, refuse } from './change.ts';
import type { DealFile } from './deal.ts';
import type { DealEvent } from './deal-event.ts';
import { undoMoveToPipeline } from './other-pipeline.ts';
import { goesWithItsCause } from './undo-bulk.ts';

/** How long an event can be undone, ms. */
export const UNDO_WINDOW_MS: DurationMs = 10 * MINUTE_MS;

/**
 * Undoes the last event of a deal by appending an event that restores the state before it. Only its actor may, within
 * {@link UNDO_WINDOW_MS}. Undoing the opening withdraws the deal.
 *
 * @param history every event of the deal, in order. A stage that was removed since takes nobody back: the store refuses it.
 */
export function undo(file: DealFile, history: readonly DealEvent[], act: ActorContext): Decision {
  const last = history.at(-1);
  // What a change of the stages or rates did is taken back with them.
  if (last === undefined || last.undoes !== null || goesWithItsCause(last)) return refuse({ why: 'nothingToUndo' });
  if (last.actorId !== act.actor.id) return refuse({ why: 'notYours', actorId: last.actorId });
  if (act.at - last.at > UNDO_WINDOW_MS) return refuse({ why: 'tooLateToUndo', at: last.at });
  const moved = undoMoveToPipeline(file, history, act);
  if (moved !== undefined) return moved;
  const before = last.before ?? { ...last.after, outcome: 'withdrawn' as const, closedAt: act.at };
  return acceptChange(file, { kind: 'undone', now: before, undoes: last.version }, act);
}
