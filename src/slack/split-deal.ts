import type { Deal } from '../core/deal.ts';
import { readText, withNames } from '../input/normalise.ts';
import { splits } from '../input/reference.ts';
import type { Visit } from './flow.ts';
import { type Found, findDeal } from './lookup.ts';

/** `<deal> <the rest>` understood: the longest beginning that names a deal counts. */
export type SplitDeal =
  | { readonly kind: 'one'; readonly deal: Deal; readonly rest: string }
  | Extract<Found, { kind: 'several' }>;

/**
 * Typing errors are forgiven only after every beginning failed without; then the caller asks with the whole text.
 *
 * @param closedToo closed deals may be meant as well, where no open one is.
 */
export async function splitByDeal(visit: Visit, typed: string, closedToo = false): Promise<SplitDeal | undefined> {
  const text = withNames(readText(typed));
  let several: Extract<Found, { kind: 'several' }> | undefined;
  for (const openOnly of closedToo ? [true, false] : [true]) {
    for (const { reference, rest } of splits(text)) {
      const found = await findDeal(visit, reference, { openOnly, asTyped: true });
      if (found.kind === 'one') return { ...found, rest };
      if (found.kind === 'several') several ??= found;
    }
    if (several !== undefined) return several;
  }
  return undefined;
}
