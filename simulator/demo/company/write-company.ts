import { dateAt } from '../../../src/core/time/calendar.ts';
import { loadPipeline } from '../../../src/facts/load-pipeline.ts';
import { keepPastForecasts } from '../../../src/facts/past-forecasts.ts';
import type { Demo } from '../start-demo.ts';
import { writeHistory } from '../write-history.ts';
import { setUpCompany } from './company-setup.ts';
import { loadCompanySteps } from './company-steps.ts';

/** Weeks whose forecasts are made up for: as many as make none an early estimate. */
const FORECAST_WEEKS = 20;

type Report = { readonly deals: (done: number, of: number) => void; readonly forecasts: (done: number, of: number) => void };

/** A company of forty with a year of deals in three pipelines, set up by its admins; channels get nothing yet. */
export async function writeCompany(demo: Demo, report: Report): Promise<void> {
  const { tenant, clock, database, store } = demo;
  await setUpCompany(demo);
  const { past } = await loadCompanySteps(tenant, { openedAt: clock.now() });
  await writeHistory(database, tenant, past, report.deals);
  const [pipeline, [workspace]] = [await loadPipeline(tenant, 'en'), await store.workspaces()];
  if (pipeline === undefined || workspace === undefined) throw new Error('the company is not there');
  const { timeZone } = workspace;
  await keepPastForecasts({ tenant, pipeline, workspace, timeZone }, dateAt(clock.now(), timeZone), {
    ...{ whose: 'team', weeks: FORECAST_WEEKS, progress: report.forecasts },
  });
}
