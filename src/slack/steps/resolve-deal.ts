import type { Deal } from '../../core/deal/deal.ts';
import type { DealMatch } from '../../core/deal/deal-match.ts';
import type { SafeText } from '../../locale/safe-text.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { SHOW } from '../views/deal/deal-actions.ts';
import { dealDisambiguation } from '../views/deal/lists/deal-disambiguation.ts';
import { textMessage } from '../views/kit/blocks.ts';
import { findDeal } from './find-deal.ts';

/** Resolves typed text to a deal: open deals first, then closed ones. `asTyped` forgives no typing errors. */
export async function resolveDeal(context: RequestContext, typed: string, asTyped = false): Promise<DealMatch> {
  const open = await findDeal(context, typed, { openOnly: true, exactSpelling: asTyped });
  return open.kind === 'none' ? findDeal(context, typed, { openOnly: false, exactSpelling: asTyped }) : open;
}

/** Asks which deal was meant, or shows the nearest. @param choose what choosing one does; showing it, where not given. */
export const askWhichDeal = (
  context: RequestContext,
  found: Exclude<DealMatch, { kind: 'one' }>,
  choose?: { readonly id: string; readonly text: SafeText },
): Reply => ({
  kind: 'say',
  message: dealDisambiguation(context.m, found, {
    pipeline: context.pipeline,
    pipelines: context.pipelines,
    asker: context.member,
    ...(choose === undefined ? {} : { choose }),
  }),
});

/**
 * The resolved deal, or the reply that asks which one.
 *
 * @param ask what is said to nothing typed. @param choose id of the button that does it to a deal chosen from several.
 */
export async function resolveDealOrAsk(
  context: RequestContext,
  typed: string,
  options: { readonly ask: SafeText; readonly choose?: string; readonly openOnly: boolean },
): Promise<{ readonly deal: Deal } | { readonly answer: Reply }> {
  if (typed.trim() === '') return { answer: { kind: 'say', message: textMessage(options.ask) } };
  // A closed deal is said to be closed rather than not to be there.
  const found = options.openOnly ? await resolveDeal(context, typed) : await findDeal(context, typed, { openOnly: false });
  if (found.kind === 'one') return { deal: found.deal };
  return { answer: askWhichDeal(context, found, { id: options.choose ?? SHOW, text: context.m.dealActions.choose }) };
}
