import { isFewUnseen } from '../core/funnel/untold-amounts.ts';
import type { ConvertedDeals } from '../core/money/exchange-rates.ts';
import { ownersSeen } from '../core/people/viewer.ts';
import type { TimeSpan } from '../core/time/periods.ts';
import { hidesSome } from './in-sight.ts';
import type { SeenScope } from './scope.ts';

/**
 * At which rates open deals in other currencies, and those won in `wonIn`, are in the totals of a scope. Of a currency with too few deals that
 * the reader does not see, only the seen ones are told: its name alone would say what one of the others is in.
 */
export async function loadConverted(scope: SeenScope, wonIn?: TimeSpan): Promise<readonly ConvertedDeals[]> {
  const { tenant, pipeline, viewer } = scope;
  const all = await tenant.rates.converted(pipeline.id, { wonIn });
  if (all.length === 0 || !hidesSome(scope)) return all;
  const seen = await tenant.rates.converted(pipeline.id, { wonIn, owners: [...(ownersSeen(viewer, pipeline.id) ?? [])] });
  return all.flatMap((each) => {
    const own = seen.find(({ currency }) => currency === each.currency);
    return isFewUnseen(each.count, own?.count ?? 0) ? (own ?? []) : [each];
  });
}
