import type { Option } from '@slack/types';
import { type Deal, isOpen } from '../../core/deal/deal.ts';
import { isAllowed, isOwn } from '../../core/people/rights.ts';
import { parseDealReference } from '../../input/deal-reference.ts';
import type { RequestContext } from '../request/flow.ts';
import { dealOption } from '../views/deal/lists/deal-picker.ts';

/** Deals in a select. */
const MAX_OPTIONS = 50;

/**
 * Open deals for a select that looks up what is typed: the number first, then names and companies, own ones before others'.
 *
 * @param includeOthers whether others' deals are offered too while nothing is typed, after one's own; else only deals that the person may
 *   change are offered at all.
 */
export async function loadDealOptions(
  context: RequestContext,
  typed: string,
  includeOthers: boolean,
): Promise<readonly Option[]> {
  const { member, today, m } = context;
  const isOffered = ({ ownerId }: Deal) =>
    includeOthers || isAllowed(member.role, 'deal.advance', { own: isOwn(member, ownerId) });
  const options = (deals: readonly Deal[]) =>
    deals
      .filter(isOffered)
      .slice(0, MAX_OPTIONS)
      .map((deal) => dealOption(m, deal, context));
  if (typed.trim() === '') {
    const page = { order: 'attention', today, limit: MAX_OPTIONS, offset: 0 } as const;
    const [own, all] = await Promise.all([
      context.deals.list({ ownerId: member.id }, page),
      includeOthers ? context.deals.list({}, page) : { deals: [] },
    ]);
    return options([...own.deals, ...all.deals.filter(({ ownerId }) => ownerId !== member.id)]);
  }
  const reference = parseDealReference(typed);
  const [numbered, { deals }] = await Promise.all([
    reference.kind === 'number' ? context.deals.file(reference.number) : undefined,
    context.deals.search(typed, { openOnly: true, ownerId: member.id, limit: MAX_OPTIONS }),
  ]);
  const first = numbered !== undefined && isOpen(numbered.deal) ? [numbered.deal] : [];
  return options([...first, ...deals.filter(({ number }) => number !== numbered?.deal.number)]);
}
