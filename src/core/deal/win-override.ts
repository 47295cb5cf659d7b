import type { PlainDate } from '../time/calendar.ts';
import { type ActorContext, acceptChange, type Decision, refusalUnlessAllowedAndOpen, refuse } from './change.ts';
import { type DealFile, type DealState, isOpen, type WinOverride } from './deal.ts';
import type { DealEvent } from './deal-event.ts';

/** An open deal is never called certain. */
export const MIN_WIN_OVERRIDE = 0.01;
export const MAX_WIN_OVERRIDE = 0.99;

/** Name of the field in the history. */
const WIN_OVERRIDE_FIELD = 'ownWin';

/** Somebody's own estimate that holds on a day; undefined when there is none, it has run out, or the deal is closed. */
export const winOverrideOn = (deal: DealState, today: PlainDate): WinOverride | undefined =>
  deal.ownWin !== null && isOpen(deal) && deal.ownWin.until >= today ? deal.ownWin : undefined;

/**
 * Says how probable winning a deal is in one's own view: beside the computed value, which stays. It ends on its last day, when the deal
 * is closed, or by {@link clearWinOverride}.
 *
 * @param own `win` within {@link MIN_WIN_OVERRIDE}..{@link MAX_WIN_OVERRIDE}, and a reason that is not blank; `until` is the last day it holds.
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
  const ownWin = { win: own.win, until: own.until, by: act.actor.id };
  return acceptChange(
    file,
    { kind: 'edited', now: { ownWin }, fields: [WIN_OVERRIDE_FIELD], note: { kind: 'reason', text: reason } },
    act,
  );
}

/** Ends an own estimate: the computed value stands alone again. */
export function clearWinOverride(file: DealFile, act: ActorContext): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.estimate');
  if (refused !== undefined) return refuse(refused);
  if (file.deal.ownWin === null) return refuse({ why: 'nothingToChange' });
  return acceptChange(file, { kind: 'edited', now: { ownWin: null }, fields: [WIN_OVERRIDE_FIELD] }, act);
}

/** The note that holds the reason of a deal's present own estimate. @param history every event of the deal, in order. */
export const winOverrideReasonId = (history: readonly DealEvent[]): string | null =>
  history.findLast(({ fields, after }) => fields.includes(WIN_OVERRIDE_FIELD) && after.ownWin !== null)?.noteId ?? null;
