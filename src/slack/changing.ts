import { type Decision, refusedOnOpen } from '../core/change.ts';
import type { DealFile } from '../core/deal.ts';
import type { DealEvent } from '../core/deal-event.ts';
import type { Action } from '../core/rights.ts';
import type { Saved } from '../core/saved.ts';
import type { Answer, Visit } from './flow.ts';
import { refusalContext } from './refusal-context.ts';
import type { Message } from './views/blocks.ts';
import type { SeenDeal } from './views/deal-value.ts';
import { notSaved, type RefusalContext } from './views/not-saved.ts';

/** Edits and notes that lost a race are decided anew so often. */
const TRIES = 4;

/**
 * Carries out a change that what others did meanwhile does not stand against: an edit, a note, another owner. It is decided anew on
 * the fresh deal, so nothing of theirs is lost.
 */
export async function rewrite(
  visit: Visit,
  number: number,
  decide: (file: DealFile, history: readonly DealEvent[]) => Decision,
  /** `history`: the deal's whole history is given to `decide`; else it is empty. */
  options: { readonly history?: true } = {},
): Promise<Saved> {
  const request = { ...visit.request(), ...options };
  let saved = await visit.tenant.deals.change(number, decide, request);
  for (let left = TRIES; left > 0 && !saved.ok && saved.why === 'changedMeanwhile'; left -= 1) {
    saved = await visit.tenant.deals.change(number, decide, request);
  }
  return saved;
}

/** What became of a change: the sentence about it, or why there was none. */
export async function told(
  visit: Visit,
  seen: Pick<SeenDeal, 'number'>,
  saved: Saved,
  message: (saved: Extract<Saved, { ok: true }>, context: RefusalContext) => Message,
): Promise<Answer> {
  const context = await refusalContext(visit);
  return { do: 'say', message: saved.ok ? message(saved, context) : notSaved(visit.m, saved, seen, context) };
}

/**
 * The answer to a decision that was only tried: why the form that asks for the rest does not open.
 *
 * @param which `hopeless`: only refusals that no form can help. @returns undefined when it may go on.
 */
export async function refusedBefore(
  visit: Visit,
  seen: Pick<SeenDeal, 'number'>,
  file: DealFile | undefined,
  decision?: Decision,
  which: 'hopeless' | 'any' = 'hopeless',
): Promise<Answer | undefined> {
  if (file === undefined) return told(visit, seen, { ok: false, why: 'noSuchDeal' }, () => ({ text: '', blocks: [] }));
  if (decision === undefined || decision.ok) return undefined;
  const { refusal } = decision;
  if (which === 'hopeless' && !['notAllowed', 'closed', 'notClosed'].includes(refusal.why)) return undefined;
  return told(visit, seen, { ok: false, why: 'refused', refusal, file }, () => ({ text: '', blocks: [] }));
}

/** Why a form about an open deal does not open: who may not, or what is closed or gone, hears it before filling anything in. */
export async function refusedForm(
  visit: Visit,
  seen: Pick<SeenDeal, 'number'>,
  file: DealFile | undefined,
  action: Action,
): Promise<Answer | undefined> {
  const refusal = file === undefined ? undefined : refusedOnOpen(file.deal, visit.act, action);
  return refusedBefore(visit, seen, file, refusal === undefined ? undefined : { ok: false, refusal });
}
