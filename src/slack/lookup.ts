import type { Deal, DealFile } from '../core/deal.ts';
import { fold } from '../core/fold.ts';
import { similarity } from '../input/edit-distance.ts';
import { readText } from '../input/normalise.ts';
import { readReference } from '../input/reference.ts';
import type { Visit } from './flow.ts';

/** Which deal a person means. */
export type Found =
  /** `file`: where the search has read the whole of it anyway. */
  | { readonly kind: 'one'; readonly deal: Deal; readonly file?: DealFile }
  /** At most ten; `more`: there are more that fit. */
  | { readonly kind: 'several'; readonly deals: readonly Deal[]; readonly more: boolean; readonly typed: string }
  /** `nearest`: what looks alike, best first, at most three. */
  | { readonly kind: 'none'; readonly nearest: readonly Deal[]; readonly typed: string };

const SHOWN = 10;
const NEAREST = 3;
/** Below this two names are not alike. */
const ALIKE = 0.5;
/** Above this, and clearly above the rest, a typing error leaves no doubt. */
const SAME = 0.8;

/**
 * Finds the deal behind `D-123`, `123` or a part of a name or company, in any case, without diacritics, with typing errors.
 *
 * @param typed as Slack sent it. @param options `openOnly` leaves closed deals out of what a name may mean; a number finds them still.
 *   `asTyped` forgives no typing errors.
 */
export async function findDeal(
  visit: Visit,
  typed: string,
  options: { readonly openOnly: boolean; readonly asTyped?: boolean },
): Promise<Found> {
  const text = readText(typed).text.slice(0, 200);
  const reference = readReference(text);
  if (reference.kind === 'number') {
    const file = await visit.tenant.deals.file(reference.number);
    if (file !== undefined && file.deal.outcome !== 'withdrawn') return { kind: 'one', deal: file.deal, file };
  }
  if (fold(text) === '') return { kind: 'none', nearest: [], typed: text };
  const { deals, exact } = await visit.tenant.deals.search(text, {
    openOnly: options.openOnly,
    ownerId: visit.member.id,
    limit: SHOWN + 1,
  });
  if (exact) return oneOf(deals, text);
  if (options.asTyped === true) return { kind: 'none', nearest: [], typed: text };
  const alike = deals
    .map((deal) => ({ deal, score: Math.max(similarity(text, deal.name), similarity(text, deal.company ?? '')) }))
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score);
  const [best, second] = alike;
  if (best !== undefined && best.score >= SAME && best.score - (second?.score ?? 0) > 0.1)
    return { kind: 'one', deal: best.deal };
  return { kind: 'none', nearest: alike.slice(0, NEAREST).map(({ deal }) => deal), typed: text };
}

/** Of several that contain the text, one whose whole name or company it is stands out. */
function oneOf(deals: readonly Deal[], text: string): Found {
  const [only] = deals;
  if (only !== undefined && deals.length === 1) return { kind: 'one', deal: only };
  const folded = fold(text);
  const whole = deals.filter((deal) => fold(deal.name) === folded || fold(deal.company ?? '') === folded);
  const [named] = whole;
  if (named !== undefined && whole.length === 1) return { kind: 'one', deal: named };
  return { kind: 'several', deals: deals.slice(0, SHOWN), more: deals.length > SHOWN, typed: text };
}
