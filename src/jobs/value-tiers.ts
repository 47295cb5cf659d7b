import { monthOf, utcDate } from '../core/calendar.ts';
import { TIER_VALUES, tierBoundsOf } from '../core/tiers.ts';
import type { JobDeps } from './deps.ts';
import type { Reads } from './reads.ts';

/** The day (UTC) on which the tiers of a store were last looked at: once a day is enough for what changes once a month. */
const looked = new WeakMap<JobDeps['store'], string>();

/**
 * Once a month (UTC) each pipeline with thirty wins or more gets value tiers made of its latest ones. Visits that begin from then on
 * are counted in them; those that have begun keep the tier they entered with. Source: forecasting, section 1.
 */
export async function refreshTiers({ store }: JobDeps, at: number, reads: Reads = store): Promise<void> {
  if (looked.get(store) === utcDate(at)) return;
  for (const { id } of await reads.workspaces()) {
    const tenant = store.of(id);
    for (const pipeline of await tenant.pipelines()) {
      const last = (await tenant.tiers.all(pipeline.id)).at(-1);
      if (last !== undefined && monthOf(last.validFrom) >= monthOf(at)) continue;
      const wins = await tenant.funnel.lastWins(pipeline.id, TIER_VALUES, at);
      const bounds = tierBoundsOf(wins.map(({ valueMinor }) => valueMinor));
      if (bounds !== undefined) await tenant.tiers.keep(pipeline.id, { ...bounds, validFrom: at });
    }
  }
  looked.set(store, utcDate(at));
}
