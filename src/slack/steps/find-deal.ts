import type { Deal } from '../../core/deal/deal.ts';
import type { DealMatch } from '../../core/deal/deal-match.ts';
import { foldText } from '../../core/fold-text.ts';
import { parseDealReference } from '../../input/deal-reference.ts';
import { similarity } from '../../input/edit-distance.ts';
import { unquote } from '../../input/quotes.ts';
import { parseSlackText } from '../../input/slack-text.ts';
import type { RequestContext } from '../request/flow.ts';

const MAX_MATCHES = 10;
const MAX_NEAREST = 3;
/** Below this two names are not alike. */
const MIN_SIMILARITY = 0.5;
/** Above this, and clearly above the rest, a typing error leaves no doubt. */
const CERTAIN_SIMILARITY = 0.8;

/**
 * Finds the deal behind `D-123`, `123` or a part of a name or company, in any case, without diacritics, with typing errors.
 *
 * @param typed as Slack sent it. @param options `openOnly` leaves closed deals out of what a name may mean; a number finds them still.
 *   `asTyped` forgives no typing errors.
 */
export async function findDeal(
  context: RequestContext,
  typed: string,
  options: { readonly openOnly: boolean; readonly exactSpelling?: boolean },
): Promise<DealMatch> {
  const text = unquote(parseSlackText(typed).text).slice(0, 200);
  const reference = parseDealReference(text);
  if (reference.kind === 'number') {
    const file = await context.deals.file(reference.number);
    if (file !== undefined && file.deal.outcome !== 'withdrawn') return { kind: 'one', deal: file.deal, file };
  }
  if (foldText(text) === '') return { kind: 'none', nearest: [], typed: text };
  const { deals, exact, file } = await context.deals.search(text, {
    openOnly: options.openOnly,
    ownerId: context.member.id,
    limit: MAX_MATCHES + 1,
    ...(options.exactSpelling === true ? { exactSpelling: true } : {}),
  });
  if (file !== undefined) return { kind: 'one', deal: file.deal, file };
  if (exact && deals.length > 0) return pickMatch(deals, text);
  if (options.exactSpelling === true) return { kind: 'none', nearest: [], typed: text };
  const alike = deals
    .map((deal) => ({ deal, score: Math.max(similarity(text, deal.name), similarity(text, deal.company ?? '')) }))
    .filter(({ score }) => score >= MIN_SIMILARITY)
    .sort((a, b) => b.score - a.score);
  const [best, second] = alike;
  if (best !== undefined && best.score >= CERTAIN_SIMILARITY && best.score - (second?.score ?? 0) > 0.1)
    return { kind: 'one', deal: best.deal };
  return { kind: 'none', nearest: alike.slice(0, MAX_NEAREST).map(({ deal }) => deal), typed: text };
}

/** Of several that contain the text, one whose whole name or company it is stands out. */
function pickMatch(deals: readonly Deal[], text: string): DealMatch {
  const folded = foldText(text);
  const whole = deals.filter((deal) => foldText(deal.name) === folded || foldText(deal.company ?? '') === folded);
  const [named] = whole;
  if (named !== undefined && whole.length === 1) return { kind: 'one', deal: named };
  return { kind: 'several', deals: deals.slice(0, MAX_MATCHES), more: deals.length > MAX_MATCHES, typed: text };
}
