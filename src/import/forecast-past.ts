import type { Pipeline } from '../core/pipeline/stage.ts';
import { dateAt } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import { keepPastForecasts } from '../facts/past-forecasts.ts';
import { loadWorkspace } from '../facts/tenant-reads.ts';
import type { Tenant } from '../store/types/store.ts';

/**
 * What would have been forecast in the weeks that an imported history covers, so that forecasts are corrected and calibrated from the first
 * day on. @returns how many weeks that were.
 */
export async function forecastPast(
  tenant: Tenant,
  pipeline: Pipeline,
  { at, progress }: { readonly at: Instant; readonly progress: (done: number, of: number) => void },
): Promise<number> {
  const workspace = await loadWorkspace(tenant);
  const { timeZone } = workspace;
  return keepPastForecasts({ tenant, pipeline, workspace, timeZone }, dateAt(at, timeZone), { progress });
}
