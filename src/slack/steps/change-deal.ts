import { type Decision, refusalUnlessAllowedAndOpen } from '../../core/deal/change.ts';
import type { DealFile } from '../../core/deal/deal.ts';
import type { DealEvent } from '../../core/deal/deal-event.ts';
import type { SaveResult } from '../../core/deal/save-result.ts';
import type { Permission } from '../../core/people/rights.ts';
import { safe } from '../../locale/safe-text.ts';
import type { SavedChange } from '../../store/types/deals.ts';
import { inPipelineOf } from '../request/deal-pipeline.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { loadRefusalContext } from '../request/refusal-context.ts';
import type { SeenDeal } from '../views/deal/deal-button-value.ts';
import { moveReply } from '../views/deal/move-reply.ts';
import { refusalMessage } from '../views/deal/refusal-message.ts';
import { type Message, textMessage } from '../views/kit/blocks.ts';

/** Retries after a lost race. */
const MAX_RETRIES = 4;

/**
 * Applies a change that commutes with other people's changes (edit, note, owner): on `changedMeanwhile` it decides again on the fresh
 * deal, so nothing of theirs is lost.
 *
 * @param which the deal. `history`: its whole history is given to `decide`; else that is empty. `loaded`: the deal, where it was read a moment ago.
 */
export async function changeWithRetry(
  context: RequestContext,
  { number, history, loaded }: { readonly number: number; readonly history?: true; readonly loaded?: DealFile | undefined },
  decide: (file: DealFile, history: readonly DealEvent[]) => Decision,
): Promise<SaveResult> {
  const request = { ...context.writeRequest(), ...(history === undefined ? {} : { history }) };
  let saved = await context.deals.change(number, decide, loaded === undefined ? request : { ...request, loaded });
  for (let left = MAX_RETRIES; left > 0 && !saved.ok && saved.why === 'changedMeanwhile'; left -= 1) {
    saved = await context.deals.change(number, decide, request);
  }
  return saved;
}

/** The deal that was asked for. */
type Asked = Pick<SeenDeal, 'number'> & {
  /** Id of the stage or the person that it was to go to. */
  readonly detail?: string;
};

/** Replies with why something was not saved. */
export async function replyRefusal(
  context: RequestContext,
  seen: Asked | { readonly number: undefined },
  saved: Extract<SaveResult, { ok: false }>,
): Promise<Reply> {
  const own = inPipelineOf(context, saved.why === 'noSuchDeal' ? undefined : saved.file?.deal);
  return { kind: 'say', message: refusalMessage(context.m, { saved, asked: seen }, await loadRefusalContext(own)) };
}

/** Replies with the outcome of a save: the message, or the refusal. */
export async function replySaved(
  context: RequestContext,
  { seen, saved }: { readonly seen: Asked; readonly saved: SaveResult },
  message: (saved: SavedChange) => Message,
): Promise<Reply> {
  return saved.ok ? { kind: 'say', message: message(saved) } : replyRefusal(context, seen, saved);
}

/** The same of a change of stage or outcome, with what is said of it. @param reason why, as it was understood. */
export async function replyMoved(
  context: RequestContext,
  { seen, saved }: { readonly seen: Asked; readonly saved: SaveResult },
  reason = '',
): Promise<Reply> {
  if (!saved.ok) return replyRefusal(context, seen, saved);
  return {
    kind: 'say',
    message: moveReply(context.m, { ...saved, reason }, await loadRefusalContext(inPipelineOf(context, saved.file.deal))),
  };
}

/**
 * Replies with the refusal of a dry-run decision, so that a form that cannot succeed is not opened.
 *
 * @param tried the deal as it is, undefined where there is none, and the decision. @param refusals `hopeless`: only refusals that no form
 *   can help. @returns undefined when it may go on.
 */
export async function replyIfRefused(
  context: RequestContext,
  {
    seen,
    file,
    decision,
  }: { readonly seen: Asked; readonly file: DealFile | undefined; readonly decision?: Decision | undefined },
  refusals: 'hopeless' | 'any' = 'hopeless',
): Promise<Reply | undefined> {
  if (file === undefined) {
    return replySaved(context, { seen, saved: { ok: false, why: 'noSuchDeal' } }, () => textMessage(safe``));
  }
  if (decision === undefined || decision.ok) return undefined;
  const { refusal } = decision;
  if (refusals === 'hopeless' && !['notAllowed', 'closed', 'notClosed'].includes(refusal.why)) return undefined;
  return replySaved(context, { seen, saved: { ok: false, why: 'refused', refusal, file } }, () => textMessage(safe``));
}

/** Why a form about an open deal does not open: who may not, or what is closed or gone, hears it before filling anything in. */
export async function refuseForm(
  context: RequestContext,
  { seen, file }: { readonly seen: Asked; readonly file: DealFile | undefined },
  action: Permission,
): Promise<Reply | undefined> {
  const refusal = file === undefined ? undefined : refusalUnlessAllowedAndOpen(file.deal, context.act, action);
  return replyIfRefused(context, { seen, file, decision: refusal === undefined ? undefined : { ok: false, refusal } });
}
