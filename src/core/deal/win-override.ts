import type { PlainDate } from '../time/calendar.ts';
import { type ActorContext, acceptChange, type Decision, refusalUnlessAllowedAndOpen, refuse } from './change.ts';
import { type DealFile, type DealState, isOpen, type WinOverride } from './deal.ts';
import type { DealEvent } from './deal-event.ts';

/** Range of a win override: an open deal is never certain. */
export const MIN_WIN_OVERRIDE = 0.01;
export const MAX_WIN_OVERRIDE = 0.99;

/** Name of the field in events; stored. */
const WIN_OVERRIDE_FIELD = 'ownWin';

/** The win override in force on a day; undefined without one, after its last day, or for a closed deal. */
export const winOverrideOn = (deal: DealState, today: PlainDate): WinOverride | undefined =>
  deal.winOverride !== null && isOpen(deal) && deal.winOverride.until >= today ? deal.winOverride : undefined;

/**
 * Sets a win override: a person's own win probability, shown beside the computed one. It ends after its last day, with the close of the
 * deal, or by {@link clearWinOverride}.
 *
 * @param own `win` within {@link MIN_WIN_OVERRIDE}..{@link MAX_WIN_OVERRIDE}, and a reason that is not blank; `until` is the last day it
 * holds.
 * @throws RangeError otherwise: the form asks for both. @returns a refusal when not allowed, closed, or the day lies in the past.
 */
export function setWinOverride(
  file: DealFile,
  own: { readonly win: number; readonly until: PlainDate; readonly reason: string },
  act: ActorContext,
): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.estimate');
  if (refused !== undefined) return refuse(refused);
  if (own.until < act.today) return refuse({ why: 'pastDate', on: own.until });
  if (!(own.win >= MIN_WIN_OVERRIDE && own.win <= MAX_WIN_OVERRIDE))
    throw new RangeError(`no estimate of an open deal: ${own.win}`);
  const reason = own.reason.trim();
  if (reason === '') throw new RangeError('an estimate needs a reason');
  const winOverride = { win: own.win, until: own.until, by: act.actor.id };
  return acceptChange(
    file,
    { kind: 'edited', now: { winOverride }, fields: [WIN_OVERRIDE_FIELD], note: { kind: 'reason', text: reason } },
    act,
  );
}

/** Removes the win override of a deal. */
export function clearWinOverride(file: DealFile, act: ActorContext): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.estimate');
  if (refused !== undefined) return refuse(refused);
  if (file.deal.winOverride === null) return refuse({ why: 'nothingToChange' });
  return acceptChange(file, { kind: 'edited', now: { winOverride: null }, fields: [WIN_OVERRIDE_FIELD] }, act);
}

/** Id of the note with the reason of a deal's current win override. @param history every event of the deal, in order. */
export const winOverrideReasonId = (history: readonly DealEvent[]): string | null =>
  history.findLast(({ fields, after }) => fields.includes(WIN_OVERRIDE_FIELD) && after.winOverride !== null)?.noteId ?? null;
