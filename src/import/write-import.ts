import type { ImportedDeal } from '../core/history/plan-import.ts';
import type { Member } from '../core/people/member.ts';
import type { Pipeline } from '../core/pipeline/stage.ts';
import type { DatedTierBounds } from '../core/pipeline/tiers.ts';
import { addDays, dateAt } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import { importSummaryDrafts } from '../jobs/posts/import-summary.ts';
import type { ImportDraft } from '../store/types/imports.ts';
import type { Tenant } from '../store/types/store.ts';

/** What an import did, or in a dry run would do. */
export type ImportCounts = {
  readonly newDeals: number;
  readonly changedDeals: number;
  readonly unchanged: number;
  readonly left: number;
  readonly events: number;
  /** Of the deals that are new or changed. */
  readonly open: number;
  readonly won: number;
  readonly lost: number;
  /** Value of the open ones, minor units of the pipeline's currency. */
  readonly openMinor: number;
  /** First and last instant of what is new; null where nothing is. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** Names of the people who were made for it. */
  readonly people: readonly string[];
  readonly unpriced: number;
};

/** Adds up what an import does. */
export function countImport(
  deals: readonly ImportedDeal[],
  rest: Pick<ImportCounts, 'unchanged' | 'left' | 'people' | 'unpriced'>,
): ImportCounts {
  const counts = { newDeals: 0, events: 0, open: 0, won: 0, lost: 0, openMinor: 0 };
  let [from, to]: (number | null)[] = [null, null];
  for (const { deal, events, isNew } of deals) {
    if (isNew) counts.newDeals += 1;
    counts.events += events.length;
    if (deal.outcome === 'open') counts.openMinor += deal.pipelineValueMinor ?? 0;
    if (deal.outcome !== 'withdrawn') counts[deal.outcome] += 1;
    for (const { at } of events) {
      from = Math.min(from ?? at, at);
      to = Math.max(to ?? at, at);
    }
  }
  return { ...rest, ...counts, changedDeals: deals.length - counts.newDeals, from: from ?? null, to: to ?? null };
}

/** What is written of an import. */
export type ImportWork = {
  readonly deals: readonly ImportedDeal[];
  readonly members: readonly Pick<Member, 'id' | 'name'>[];
  readonly tiers: readonly DatedTierBounds[];
  readonly counts: ImportCounts;
  readonly run: ImportDraft;
};

/**
 * Writes an import, all of it or nothing, with one post for the channels that read the pipeline's digest.
 *
 * @returns false where somebody changed one of the deals meanwhile, or the same draft was imported already: then nothing was written.
 */
export async function writeImport(
  { tenant, pipeline, at }: { readonly tenant: Tenant; readonly pipeline: Pipeline; readonly at: Instant },
  { counts, ...work }: ImportWork,
  progress: (done: number, of: number) => void,
): Promise<boolean> {
  const channels = (await tenant.subscriptions.all()).filter(({ pipelineId }) => pipelineId === pipeline.id);
  const deliveries = importSummaryDrafts(channels, counts, { currency: pipeline.currency, at });
  const written = await tenant.imports.write({ pipelineId: pipeline.id, ...work, deliveries, at }, progress);
  await forgetPlans(tenant, pipeline, at);
  return written;
}

/** What closed long ago is in no stock: the plan of the day is made anew with it. */
export const forgetPlans = (tenant: Tenant, pipeline: Pick<Pipeline, 'id'>, at: Instant): Promise<unknown> =>
  tenant.plans.deleteFrom(pipeline.id, addDays(dateAt(at, 'UTC'), -1));
