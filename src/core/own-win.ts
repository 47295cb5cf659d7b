import type { PlainDate } from './calendar.ts';
import { type Act, changed, type Decision, refuse, refusedOnOpen } from './change.ts';
import { type DealFile, type DealState, isOpen, type OwnWin } from './deal.ts';
import type { DealEvent } from './deal-event.ts';

/** An open deal is never called certain. */
export const OWN_WIN_FROM = 0.01;
export const OWN_WIN_TO = 0.99;

/** Name of the field in the history. */
const FIELD = 'ownWin';

/** Somebody's own estimate that holds on a day; undefined when there is none, it has run out, or the deal is closed. */
export const ownWinOn = (deal: DealState, today: PlainDate): OwnWin | undefined =>
  deal.ownWin !== null && isOpen(deal) && deal.ownWin.until >= today ? deal.ownWin : undefined;

/**
 * Says how probable winning a deal is in one's own view: beside the computed value, which stays. It ends on its last day, when the deal
 * is closed, or by {@link endOwnWin}.
 *
 * @param own `win` within {@link OWN_WIN_FROM}..{@link OWN_WIN_TO}, and a reason that is not blank; `until` is the last day it holds.
 * @throws RangeError otherwise: the form asks for both. @returns a refusal when not allowed, closed, or the day lies in the past.
 */
export function setOwnWin(
  file: DealFile,
  own: { readonly win: number; readonly until: PlainDate; readonly reason: string },
  act: Act,
): Decision {
  const refused = refusedOnOpen(file.deal, act, 'deal.estimate');
  if (refused !== undefined) return refuse(refused);
  if (own.until < act.today) return refuse({ why: 'pastDate', on: own.until });
  if (!(own.win >= OWN_WIN_FROM && own.win <= OWN_WIN_TO)) throw new RangeError(`no estimate of an open deal: ${own.win}`);
  const reason = own.reason.trim();
  if (reason === '') throw new RangeError('an estimate needs a reason');
  const ownWin = { win: own.win, until: own.until, by: act.actor.id };
  return changed(file, act, 'edited', { ownWin }, { fields: [FIELD], note: { kind: 'reason', text: reason } });
}

/** Ends an own estimate: the computed value stands alone again. */
export function endOwnWin(file: DealFile, act: Act): Decision {
  const refused = refusedOnOpen(file.deal, act, 'deal.estimate');
  if (refused !== undefined) return refuse(refused);
  if (file.deal.ownWin === null) return refuse({ why: 'nothingToChange' });
  return changed(file, act, 'edited', { ownWin: null }, { fields: [FIELD] });
}

/** The note that holds the reason of a deal's present own estimate. @param history every event of the deal, in order. */
export const ownWinReasonId = (history: readonly DealEvent[]): string | null =>
  history.findLast(({ fields, after }) => fields.includes(FIELD) && after.ownWin !== null)?.noteId ?? null;
