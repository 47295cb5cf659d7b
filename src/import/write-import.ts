import type { Member } from '../core/people/member.ts';
import type { Pipeline } from '../core/pipeline/stage.ts';
import type { DatedTierBounds } from '../core/pipeline/tiers.ts';
import { addDays, dateAt } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import { importSummaryDrafts } from '../jobs/posts/import-summary.ts';
import type { ImportDraft, ImportedDeals } from '../store/types/imports.ts';
import type { Tenant } from '../store/types/store.ts';
import type { ImportCounts } from './import-counts.ts';

/** What is written of an import. */
export type ImportWork = {
  readonly deals: ImportedDeals;
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
  const deliveries = importSummaryDrafts(await tenant.subscriptions.all(), counts, { pipeline, at });
  const written = await tenant.imports.write({ pipelineId: pipeline.id, ...work, deliveries, at }, progress);
  await forgetPlans(tenant, pipeline, at);
  return written;
}

/** What closed long ago is in no stock: the plan of the day is made anew with it. */
export const forgetPlans = (tenant: Tenant, pipeline: Pick<Pipeline, 'id'>, at: Instant): Promise<unknown> =>
  tenant.plans.deleteFrom(pipeline.id, addDays(dateAt(at, 'UTC'), -1));
