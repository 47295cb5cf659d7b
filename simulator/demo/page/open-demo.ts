import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS, HOUR_MS } from '../../../src/core/time/durations.ts';
import { replaySampleYear } from '../sample-year.ts';
import { type Demo, startDemo } from '../start-demo.ts';
import { addGeneralChannel } from './add-general-channel.ts';

/** Where the replay of the last days starts: Monday 06:00 UTC, before the latest digest that is at least four hours old. */
function replayStart(now: number): number {
  const monday = Date.UTC(1970, 0, 5, 6);
  return monday + Math.floor((now - 4 * HOUR_MS - monday) / (7 * DAY_MS)) * 7 * DAY_MS;
}

/** What a folder holds: the sample, or nothing but people. */
export type DemoData = 'sample' | 'empty';

/** Written when all is there: a folder without it was left in the middle of being prepared. */
const READY_FILE = 'ready';

/** Says how far it is, on one line that changes. */
export type ReportProgress = (sentence: string) => void;

/**
 * Starts the demo over a folder: as it was left, or made anew.
 *
 * @param anew forgets what is there. Without it a folder that is ready goes on, and any other gets the sample.
 */
export async function openDemo(dataDir: string, say: ReportProgress, anew?: DemoData): Promise<Demo> {
  const ready = join(dataDir, READY_FILE);
  if (anew === undefined && existsSync(ready)) {
    say('Opening the workspace as you left it');
    return startDemo({ dataDir });
  }
  say('Preparing an empty workspace and its database');
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  const now = Date.now();
  const demo = await startDemo(anew === 'empty' ? { dataDir } : { dataDir, startAt: replayStart(now) });
  try {
    addGeneralChannel(demo);
    if (anew !== 'empty') await seedSample(demo, now, say);
    writeFileSync(ready, '');
    return demo;
  } catch (error) {
    await demo.stop();
    throw error;
  }
}

/** A year of deals, and Lejek set up by the one who manages the firm, through the form that anybody fills. */
async function seedSample(demo: Demo, now: number, say: ReportProgress): Promise<void> {
  const { slack, people, sales } = demo;
  const setUp = async () => {
    say('A year of deals is there; its last days are being lived');
    const ewa = slack.as(people.ewa);
    await ewa.command(sales, '/funnel setup');
    await ewa.waitForView(({ blocks }) => blocks.some(({ type }) => type === 'input'));
    ewa.fillInput('channel', sales);
    const { closed, errors } = await ewa.submit();
    if (!closed) throw new Error(`Lejek could not be set up: ${JSON.stringify(errors)}`);
  };
  await replaySampleYear(demo, now, setUp, {
    progress: (done, of) => say(`Writing a year of deals: ${Math.round((done / of) * 100)} %`),
    progressOfForecasts: (done, of) => say(`Forecasting the weeks of the year: ${Math.round((done / of) * 100)} %`),
  });
}
