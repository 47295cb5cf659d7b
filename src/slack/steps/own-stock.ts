import type { PipelineId } from '../../core/ids.ts';
import type { Money } from '../../core/money/money.ts';
import type { RequestContext } from '../request/flow.ts';

/** What a person's open deals are worth: a sum for each currency of totals, that of the default pipeline first. */
export type OwnStock = {
  readonly worth: readonly Money[];
  readonly unpriced: number;
  /** The pipelines in use that hold any of them, the default one first. */
  readonly worksIn: readonly PipelineId[];
};

/** Of all pipelines; those of one currency are one sum, and a currency in which nothing is worth anything is left out. */
export async function loadOwnStock({ tenant, pipelines, member }: RequestContext): Promise<OwnStock> {
  const all = [...pipelines.inUse, ...pipelines.archived];
  const stocks = await Promise.all(
    all.map(async ({ id, currency }) => ({ id, currency, ...(await tenant.funnel.ownerStock(id, member.id)) })),
  );
  const sums = new Map<string, number>();
  for (const { currency, valueMinor } of stocks) sums.set(currency, (sums.get(currency) ?? 0) + valueMinor);
  const worth = [...sums].map(([currency, minor]) => ({ currency, minor }));
  return {
    worth: worth.filter(({ minor }, index) => index === 0 || minor !== 0),
    worksIn: stocks
      .slice(0, pipelines.inUse.length)
      .filter(({ valueMinor, unpriced }) => valueMinor > 0 || unpriced > 0)
      .map(({ id }) => id),
    unpriced: stocks.reduce((sum, { unpriced }) => sum + unpriced, 0),
  };
}
