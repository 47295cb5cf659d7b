import type { DealMatch, FoundDeal } from '../../core/deal/deal-match.ts';
import { foldText } from '../../core/fold-text.ts';
import { referenceSplits } from '../../input/deal-reference.ts';
import { parseSlackText, replaceMentionsByNames } from '../../input/slack-text.ts';
import type { RequestContext } from '../request/flow.ts';
import { findDeal } from './find-deal.ts';

/** `<deal> <the rest>` understood: the longest beginning that names a deal counts. */
export type LeadingDeal = ({ readonly kind: 'one'; readonly rest: string } & FoundDeal) | Extract<DealMatch, { kind: 'several' }>;

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
    const splits = referenceSplits(text);
    const matches = await findReferences(
      context,
      splits.map(({ reference }) => reference),
      openOnly,
    );
    for (const { reference, rest } of splits) {
      const found = matches.get(reference);
      if (found?.kind === 'one') return { ...found, rest };
      if (found?.kind === 'several') several ??= found;
    }
    if (several !== undefined) return several;
  }
  return undefined;
}

/**
 * The references that mean anything. The shortest is asked for first: what contains a longer text contains each part of it, so that most of
 * a note's beginnings need no question.
 */
async function findReferences(
  context: RequestContext,
  references: readonly string[],
  openOnly: boolean,
): Promise<ReadonlyMap<string, DealMatch>> {
  const matches = new Map<string, DealMatch>();
  const missing: string[] = [];
  for (const reference of references.toSorted((a, b) => a.length - b.length)) {
    const folded = foldText(reference);
    if (missing.some((each) => folded.includes(each))) continue;
    const found = await findDeal(context, reference, { openOnly, exactSpelling: true });
    if (found.kind === 'none') missing.push(folded);
    else matches.set(reference, found);
  }
  return matches;
}
