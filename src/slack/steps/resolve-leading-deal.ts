import type { Deal } from '../../core/deal/deal.ts';
import type { DealMatch } from '../../core/deal/deal-match.ts';
import { referenceSplits } from '../../input/deal-reference.ts';
import { parseSlackText, replaceMentionsByNames } from '../../input/slack-text.ts';
import type { RequestContext } from '../request/flow.ts';
import { findDeal } from './find-deal.ts';

/** `<deal> <the rest>` understood: the longest beginning that names a deal counts. */
export type LeadingDeal =
  | { readonly kind: 'one'; readonly deal: Deal; readonly rest: string }
  | Extract<DealMatch, { kind: 'several' }>;

/**
 * Typing errors are forgiven only after every beginning failed without; then the caller asks with the whole text.
 *
 * @param includeClosed closed deals may be meant as well, where no open one is.
 */
export async function resolveLeadingDeal(
  context: RequestContext,
  typed: string,
  includeClosed = false,
): Promise<LeadingDeal | undefined> {
  const text = replaceMentionsByNames(parseSlackText(typed));
  let several: Extract<DealMatch, { kind: 'several' }> | undefined;
  for (const openOnly of includeClosed ? [true, false] : [true]) {
    for (const { reference, rest } of referenceSplits(text)) {
      const found = await findDeal(context, reference, { openOnly, exactSpelling: true });
      if (found.kind === 'one') return { ...found, rest };
      if (found.kind === 'several') several ??= found;
    }
    if (several !== undefined) return several;
  }
  return undefined;
}
