import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MINUTE_MS } from '../../../src/core/time/durations.ts';
import { openCompanyChannels } from '../company/company-setup.ts';
import { COMPANY_DEALS, loadCompanySteps } from '../company/company-steps.ts';
import { writeCompany } from '../company/write-company.ts';
import { openingMonday } from '../demo-stops.ts';
import { createFirmLife } from '../firm-life.ts';
import { writeForecastYear } from '../sample-year.ts';
import { type Demo, startDemo } from '../start-demo.ts';
import { addGeneralChannel } from './add-general-channel.ts';

/** What a folder holds: the sample; the same for a company of forty; nothing but people, in a team; or nothing but somebody who sells alone. */
export type DemoData = 'sample' | 'company' | 'empty' | 'alone';

/** How long a form that is said to be saving is waited for. */
const SETUP_WAIT_MS = 60_000;

/** So long before it opens the company is set up: three nights of forty people take as long as all the rest. */
const COMPANY_LEAD_MS = 15 * MINUTE_MS;

/** Written when all is there, with what the folder holds: one without it was left in the middle of being prepared. */
const READY_FILE = 'ready';

/** Where the firm's people are in what they do. */
const LIFE_FILE = 'life.json';

/** Says how far it is, on one line that changes. */
export type ReportProgress = (sentence: string) => void;

/**
 * Starts the demo over a folder: as it was left, or made anew.
 *
 * @param anew forgets what is there. Without it a folder that is ready goes on, and any other gets the sample, whose last Monday is that
 *   before `now`.
 */
export async function openDemo(
  dataDir: string,
  say: ReportProgress,
  { anew, now = Date.now() }: { readonly anew?: DemoData | undefined; readonly now?: number } = {},
): Promise<Demo> {
  const ready = join(dataDir, READY_FILE);
  if (anew === undefined && existsSync(ready)) {
    say('Opening the workspace as you left it');
    const demo = await startDemo({ dataDir });
    demo.liveBy(await createFirmLife(demo.tenant, { file: join(dataDir, LIFE_FILE), ...lifeOf(readFileSync(ready, 'utf8')) }));
    return demo;
  }
  say('Preparing an empty workspace and its database');
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  const monday = openingMonday(now);
  const data = anew ?? 'sample';
  const isSample = data === 'sample' || data === 'company';
  const begins = data === 'company' ? 'company' : 'firm';
  const demo = await startDemo(
    isSample
      ? { dataDir, begins, startAt: data === 'company' ? monday.opensAt - COMPANY_LEAD_MS : monday.setUpAt, isHeld: true }
      : { dataDir, begins: anew === 'alone' ? 'alone' : 'team' },
  );
  try {
    if (anew !== 'alone') addGeneralChannel(demo);
    if (isSample) {
      const deals = data === 'company' ? await seedCompany(demo, say) : await seedSample(demo, say);
      const begin = { openedAt: demo.clock.now(), deals };
      demo.liveBy(await createFirmLife(demo.tenant, { file: join(dataDir, LIFE_FILE), begin, ...lifeOf(data) }));
      await demo.moveTo(monday.opensAt);
      demo.run();
    }
    writeFileSync(ready, data);
    return demo;
  } catch (error) {
    await demo.stop();
    throw error;
  }
}

/** What the people of a company do; those of the small firm are known anyway. */
const lifeOf = (data: string): Pick<Parameters<typeof createFirmLife>[1], 'loadSteps'> =>
  data === 'company' ? { loadSteps: async (tenant, { openedAt }) => (await loadCompanySteps(tenant, { openedAt })).future } : {};

/** The company with its year, and its channels, which get their first posts on Monday. @returns how many deals. */
async function seedCompany(demo: Demo, say: ReportProgress): Promise<number> {
  await writeCompany(demo, {
    deals: (done, of) => say(`Writing a year of deals: ${Math.round((done / of) * 100)} %`),
    forecasts: (done, of) => say(`Forecasting the weeks of the year: ${Math.round((done / of) * 100)} %`),
  });
  say('A year of deals is there; Monday morning comes');
  await openCompanyChannels(demo);
  return COMPANY_DEALS;
}

/** A year of deals, and Lejek set up by the one who manages the firm, through the form that anybody fills. @returns how many deals. */
async function seedSample(demo: Demo, say: ReportProgress): Promise<number> {
  const { slack, people, sales } = demo;
  const deals = await writeForecastYear(demo, {
    progress: (done, of) => say(`Writing a year of deals: ${Math.round((done / of) * 100)} %`),
    progressOfForecasts: (done, of) => say(`Forecasting the weeks of the year: ${Math.round((done / of) * 100)} %`),
  });
  say('A year of deals is there; Monday morning comes');
  const ewa = slack.as(people.ewa);
  await ewa.command(sales, '/funnel setup');
  await ewa.waitForView(({ blocks }) => blocks.some(({ type }) => type === 'input'));
  ewa.fillInput('channel', sales);
  const { closed, errors } = await ewa.submit();
  // A busy machine keeps the form until it is saved.
  const deadline = Date.now() + SETUP_WAIT_MS;
  while (!closed && (await demo.tenant.subscriptions.all()).length === 0) {
    if (Date.now() > deadline) throw new Error(`Lejek could not be set up: ${JSON.stringify(errors)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await ewa.closeAll();
  return deals;
}
