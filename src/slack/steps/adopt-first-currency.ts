import type { PipelineId } from '../../core/ids.ts';
import { everything } from '../../core/people/viewer.ts';
import { areSeveral } from '../../core/pipeline/pipelines.ts';
import type { RequestContext } from '../request/flow.ts';

const ANY = { order: 'attention', limit: 1, offset: 0 } as const;

/** Whether any deal was ever made, whoever may see it: from then on totals keep their currency. */
export const isAnyDealMade = async ({ tenant }: Pick<RequestContext, 'tenant'>): Promise<boolean> =>
  (await tenant.deals(everything('countsAll')).file(1)) !== undefined;

/** Whether nobody has chosen a currency, and no deal is worth anything yet. */
async function isCurrencyOpen({ tenant, today }: RequestContext, pipelineId: PipelineId): Promise<boolean> {
  const [subscriptions, ...priced] = await Promise.all([
    tenant.subscriptions.all(),
    ...([{}, { outcome: 'closed' }] as const).map((outcome) =>
      tenant.deals(everything('countsAll')).list({ pipelineId, worth: { overMinor: -1 }, ...outcome }, { ...ANY, today }),
    ),
  ]);
  return subscriptions.length === 0 && priced.every(({ total }) => total === 0);
}

/**
 * The first amount that anybody types says what the firm counts in: as long as nothing was set up and nothing has a value, totals are in
 * its currency from then on. @returns the currency of totals.
 */
export async function adoptFirstCurrency(context: RequestContext, currency: string): Promise<string> {
  const { tenant, pipeline, pipelines, at } = context;
  // Of a pipeline that an admin made, the currency was chosen.
  if (currency === pipeline.currency || areSeveral(pipelines) || !(await isCurrencyOpen(context, pipeline.id)))
    return pipeline.currency;
  const stored = await tenant.pipeline(pipeline.id);
  if (stored === undefined) return pipeline.currency;
  await tenant.savePipeline({ ...stored, currency }, at);
  return currency;
}
