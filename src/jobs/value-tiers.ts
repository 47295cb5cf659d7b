import { everything } from '../core/people/viewer.ts';
import { computeTierBounds, MAX_TIER_VALUES } from '../core/pipeline/tiers.ts';
import { utcDate, utcMonth } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import type { JobDeps } from './deps.ts';

/**
 * Once a month (UTC) each pipeline with thirty wins or more gets value tiers made of its latest ones. Visits that begin from then on
 * are counted in them; those that have begun keep the tier they entered with. Looked at once a day (UTC).
 * Source: docs/forecasting.md, section 1.
 */
export async function refreshTiers({ store, progress }: JobDeps, at: Instant): Promise<void> {
  if (progress.tiersDay === utcDate(at)) return;
  for (const { id } of await store.workspaces()) {
    const tenant = store.tenant(id);
    for (const pipeline of await tenant.pipelines()) {
      const last = (await tenant.tiers.all(pipeline.id)).at(-1);
      if (last !== undefined && utcMonth(last.validFrom) >= utcMonth(at)) continue;
      const wins = await tenant.funnel.lastWins(pipeline.id, { limit: MAX_TIER_VALUES, until: at }, everything('computes'));
      const bounds = computeTierBounds(wins.map(({ valueMinor }) => valueMinor));
      if (bounds !== undefined) await tenant.tiers.save(pipeline.id, { ...bounds, validFrom: at });
    }
  }
  progress.tiersDay = utcDate(at);
}
