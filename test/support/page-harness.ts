import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { buildPage } from '../../scripts/build-page.mjs';
import { completeLine } from '../../simulator/demo/page/complete-line.ts';
import { tourFor } from '../../simulator/demo/page/tour.ts';
import { createEmitter } from '../../simulator/emitter.ts';
import { PAGE_DIST_DIR } from '../../simulator/page/dist-dir.ts';
import { type PageServer, startPageServer } from '../../simulator/page/page-server.ts';
import { readManifest } from '../../simulator/read-manifest.ts';
import { HOUR_MS } from '../../src/core/time/durations.ts';
import { type Browser, type BrowserOptions, seriousViolations, startBrowser, takeScreenshot } from './browser.ts';
import { startTestBot, type TestBot } from './test-bot.ts';

/** The whole of Lejek, its workspace as a page, and a browser before it. */
export type PageHarness = {
  readonly lejek: TestBot;
  readonly browser: Browser;
  /** A new tab for a person, in #sales. */
  readonly openTab: (who: 'anna' | 'piotr' | 'ewa', size?: { readonly width: number; readonly height: number }) => Promise<Page>;
  /** Forgets everything and closes the tabs. */
  readonly reset: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const STEP_MS = HOUR_MS;

/** Starts all of it. The clock of the page is the bot's. */
export async function startPageHarness(options: BrowserOptions = {}): Promise<PageHarness> {
  await buildPage();
  const lejek = await startTestBot();
  const moved = createEmitter<void>();
  const page: PageServer = await startPageServer({
    slack: lejek.slack,
    manifest: readManifest(),
    dir: PAGE_DIST_DIR,
    port: 0,
    tour: tourFor,
    complete: (slackUserId, line) => completeLine(lejek.tenant, { slackUserId, line, at: lejek.now() }),
    clock: {
      now: lejek.now,
      status: () => null,
      onMove: moved.on,
      moveTo: async (at) => {
        await lejek.runUntil(at, STEP_MS);
        moved.emit();
      },
    },
  });
  const browser = await startBrowser(options);
  return {
    lejek,
    browser,
    openTab: async (who, size) => {
      const tab = await browser.tab(`${page.address}?as=${who}#/${lejek.sales}`, size);
      await tab.waitForSelector('.channel .composer');
      return tab;
    },
    reset: async () => {
      await browser.closeTabs();
      await lejek.reset();
    },
    stop: async () => {
      await browser.close();
      await page.stop();
      await lejek.stop();
    },
  };
}

/** Sends a line as a person does: typed into the composer, then Enter; Escape first, so that no suggestion takes it. */
export async function typeLine(tab: Page, line: string): Promise<void> {
  const composer = tab.locator('.channel .composer textarea');
  await composer.fill(line);
  await composer.press('Escape');
  await composer.press('Enter');
}

/** The form on top, once it has something to fill or press. */
export async function waitForForm(tab: Page): Promise<Locator> {
  const dialog = tab.locator('dialog.form');
  await dialog.locator('footer button.primary').waitFor();
  return dialog;
}

/** Presses a form's own button and waits until it is gone. */
export async function submitForm(dialog: Locator): Promise<void> {
  await dialog.locator('footer button.primary').click();
  await dialog.waitFor({ state: 'detached' });
}

/** Waits until the last message of the open channel has these words. */
export async function waitForLastMessage(tab: Page, words: string | RegExp): Promise<void> {
  await tab.locator('.channel .message', { hasText: words }).last().waitFor();
}

/** Keeps a picture of a screen and holds it against the rules of accessibility. */
export async function expectAccessible(tab: Page, name: string): Promise<void> {
  await takeScreenshot(tab, name);
  expect(await seriousViolations(tab), name).toEqual([]);
}
