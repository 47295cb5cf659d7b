import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildPage } from '../../scripts/build-page.mjs';
import { tourFor } from '../../simulator/demo/page/tour.ts';
import { PAGE_DIR } from '../../simulator/page/dir.ts';
import { type PageServer, startPage } from '../../simulator/page/server.ts';
import { readManifest } from '../../simulator/read-manifest.ts';
import { createSignal } from '../../simulator/signal.ts';
import { type Bot, bot } from '../support/bot.ts';
import { type Browser, hasChromium, picture, seriousViolations, startBrowser } from '../support/browser.ts';

let lejek: Bot;
let page: PageServer;
let browser: Browser;

/** Sends a line as a person does: typed into the composer, then Enter. */
async function type(tab: Page, line: string): Promise<void> {
  const composer = tab.locator('.channel .composer textarea');
  await composer.fill(line);
  await composer.press('Escape');
  await composer.press('Enter');
}

const open = async (who: string, size?: { width: number; height: number }): Promise<Page> => {
  const tab = await browser.tab(`${page.address}?as=${who}#/${lejek.sales}`, size);
  await tab.waitForSelector('.channel .composer');
  return tab;
};

/** Keeps a picture of a screen and holds it against the rules of accessibility. */
async function judged(tab: Page, name: string): Promise<void> {
  await picture(tab, name);
  expect(await seriousViolations(tab), name).toEqual([]);
}

const last = (tab: Page) => tab.locator('.channel .message').last();

describe.skipIf(!hasChromium())('the workspace in a browser', () => {
  beforeAll(async () => {
    await buildPage();
    lejek = await bot();
    const moved = createSignal<void>();
    page = await startPage({
      slack: lejek.slack,
      manifest: readManifest(),
      dir: PAGE_DIR,
      port: 0,
      tour: tourFor,
      clock: {
        now: lejek.now,
        status: () => null,
        onMove: moved.on,
        moveTo: async (at) => {
          await lejek.live(at);
          moved.emit();
        },
      },
    });
    browser = await startBrowser();
  });
  beforeEach(() => lejek.reset());
  afterAll(async () => {
    await browser?.close();
    await page?.stop();
    await lejek?.stop();
  });

  it('makes a deal from one line, by way of a form', async () => {
    const tab = await open('piotr');
    await type(tab, '/deal new Acme ERP 12k EUR close 30 June');
    const form = tab.locator('dialog.form');
    await form.waitFor();
    await expect.poll(() => form.locator('input').first().inputValue()).toContain('Acme');
    await judged(tab, 'create-form');
    await form.getByRole('button', { name: 'Create' }).click();
    await form.waitFor({ state: 'detached' });
    await expect.poll(() => last(tab).innerText()).toContain('Acme ERP');
    await judged(tab, 'created');
    expect(browser.complaints).toEqual([]);
  });
});
