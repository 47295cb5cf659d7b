import type { Deal } from '../../core/deal/deal.ts';
import type { DealMatch } from '../../core/deal/found.ts';
import type { SafeText } from '../../locale/safe-text.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { SHOW } from '../views/deal/deal-actions.ts';
import { whichDeal } from '../views/deal/which-deal.ts';
import { textMessage } from '../views/kit/blocks.ts';
import { findDeal } from './find-deal.ts';

/** The deal that a person means: an open one first, a closed one where no open one fits. `asTyped` forgives no typing errors. */
export async function resolveDeal(visit: RequestContext, typed: string, asTyped = false): Promise<DealMatch> {
  const open = await findDeal(visit, typed, { openOnly: true, exactSpelling: asTyped });
  return open.kind === 'none' ? findDeal(visit, typed, { openOnly: false, exactSpelling: asTyped }) : open;
}

/**
 * The one deal that a person names, or the answer that asks which.
 *
 * @param ask what is said to nothing typed. @param choose id of the button that does it to a deal chosen from several.
 */
export async function resolveDealOrAsk(
  visit: RequestContext,
  typed: string,
  options: { readonly ask: SafeText; readonly choose?: string; readonly openOnly: boolean },
): Promise<{ readonly deal: Deal } | { readonly answer: Reply }> {
  if (typed.trim() === '') return { answer: { kind: 'say', message: textMessage(options.ask) } };
  // A closed deal is said to be closed rather than not to be there.
  const found = options.openOnly ? await resolveDeal(visit, typed) : await findDeal(visit, typed, { openOnly: false });
  if (found.kind === 'one') return { deal: found.deal };
  const choose = { id: options.choose ?? SHOW, text: visit.m.dealActions.choose };
  return { answer: { kind: 'say', message: whichDeal(visit.m, found, { pipeline: visit.pipeline, choose }) } };
}
