import { type Decision, refusalUnlessAllowedAndOpen } from '../../core/deal/change.ts';
import type { DealFile } from '../../core/deal/deal.ts';
import type { DealEvent } from '../../core/deal/deal-event.ts';
import type { Permission } from '../../core/deal/rights.ts';
import type { SaveResult } from '../../core/deal/saved.ts';
import { safe } from '../../locale/safe-text.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { loadRefusalContext } from '../request/refusal-context.ts';
import type { SeenDeal } from '../views/deal/deal-button-value.ts';
import { type RefusalContext, refusalMessage } from '../views/deal/refusal-message.ts';
import { type Message, textMessage } from '../views/kit/blocks.ts';

/** Edits and notes that lost a race are decided anew so often. */
const MAX_RETRIES = 4;

/**
 * Carries out a change that what others did meanwhile does not stand against: an edit, a note, another owner. It is decided anew on
 * the fresh deal, so nothing of theirs is lost.
 *
 * @param which the deal. `history`: its whole history is given to `decide`; else that is empty.
 */
export async function changeWithRetry(
  visit: RequestContext,
  { number, history }: { readonly number: number; readonly history?: true },
  decide: (file: DealFile, history: readonly DealEvent[]) => Decision,
): Promise<SaveResult> {
  const request = { ...visit.writeRequest(), ...(history === undefined ? {} : { history }) };
  let saved = await visit.tenant.deals.change(number, decide, request);
  for (let left = MAX_RETRIES; left > 0 && !saved.ok && saved.why === 'changedMeanwhile'; left -= 1) {
    saved = await visit.tenant.deals.change(number, decide, request);
  }
  return saved;
}

/** The deal that was asked for. */
type Asked = Pick<SeenDeal, 'number'>;

/** What became of a change: the sentence about it, or why there was none. */
export async function replySaved(
  visit: RequestContext,
  { seen, saved }: { readonly seen: Asked; readonly saved: SaveResult },
  message: (saved: Extract<SaveResult, { ok: true }>, context: RefusalContext) => Message,
): Promise<Reply> {
  const context = await loadRefusalContext(visit);
  return { kind: 'say', message: saved.ok ? message(saved, context) : refusalMessage(visit.m, { saved, asked: seen }, context) };
}

/**
 * The answer to a decision that was only tried: why the form that asks for the rest does not open.
 *
 * @param tried the deal as it is, undefined where there is none, and the decision. @param which `hopeless`: only refusals that no form
 *   can help. @returns undefined when it may go on.
 */
export async function replyIfRefused(
  visit: RequestContext,
  {
    seen,
    file,
    decision,
  }: { readonly seen: Asked; readonly file: DealFile | undefined; readonly decision?: Decision | undefined },
  which: 'hopeless' | 'any' = 'hopeless',
): Promise<Reply | undefined> {
  if (file === undefined) {
    return replySaved(visit, { seen, saved: { ok: false, why: 'noSuchDeal' } }, () => textMessage(safe``));
  }
  if (decision === undefined || decision.ok) return undefined;
  const { refusal } = decision;
  if (which === 'hopeless' && !['notAllowed', 'closed', 'notClosed'].includes(refusal.why)) return undefined;
  return replySaved(visit, { seen, saved: { ok: false, why: 'refused', refusal, file } }, () => textMessage(safe``));
}

/** Why a form about an open deal does not open: who may not, or what is closed or gone, hears it before filling anything in. */
export async function refuseForm(
  visit: RequestContext,
  { seen, file }: { readonly seen: Asked; readonly file: DealFile | undefined },
  action: Permission,
): Promise<Reply | undefined> {
  const refusal = file === undefined ? undefined : refusalUnlessAllowedAndOpen(file.deal, visit.act, action);
  return replyIfRefused(visit, { seen, file, decision: refusal === undefined ? undefined : { ok: false, refusal } });
}
