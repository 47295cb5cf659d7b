import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../../scripts/build-page.mjs';
import { openDemo } from '../../simulator/demo/page/open-demo.ts';
import type { Demo } from '../../simulator/demo/start-demo.ts';
import { PAGE_DIST_DIR } from '../../simulator/page/dist-dir.ts';
import { type PageServer, startPageServer } from '../../simulator/page/page-server.ts';
import { readManifest } from '../../simulator/read-manifest.ts';
import { findHolidayRegion } from '../../src/platform/holidays.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { type Browser, hasChromium, startBrowser } from '../support/browser.ts';
import { expectAccessible } from '../support/page-harness.ts';

/** What a newcomer may spend until the first deal stands on its next stage. */
const MOST = { clicks: 3, fields: 2 };

const WORDS = {
  en: { setUp: 'Set up', line: 'Acme ERP 12k, contact: Grace Hollins, grace@acme.example', moved: 'Lead → Prospect' },
  pl: {
    setUp: 'Ustaw',
    line: 'Morela szkolenie 12 tys. zł, kontakt: Ola Wierzba, ola@morela.example',
    moved: 'Potencjalni → Prospekt',
  },
} as const;

let browser: Browser;
beforeAll(async () => {
  await buildPage();
  await findHolidayRegion('Europe/Warsaw');
  browser = await startBrowser();
});
afterAll(() => browser?.close());

/** An empty demo behind its page, for one test. */
async function inEmptyDemo(anew: 'empty' | 'alone', run: (demo: Demo, page: PageServer) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'lejek-first-hour-'));
  const demo = await openDemo(dir, () => undefined, { anew });
  const page = await startPageServer({ slack: demo.slack, manifest: readManifest(), dir: PAGE_DIST_DIR, port: 0 });
  try {
    await run(demo, page);
  } finally {
    await browser.closeTabs();
    await page.stop();
    await demo.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Works the page, counting what it takes. */
function createCountingHand() {
  const spent = { clicks: 0, fields: 0 };
  return {
    spent,
    click: async (what: Locator) => {
      await what.click();
      spent.clicks += 1;
    },
    fill: async (what: Locator, text: string) => {
      await what.fill(text);
      spent.fields += 1;
    },
    tick: async (what: Locator) => {
      await what.check();
      spent.fields += 1;
    },
  };
}

type FirstSteps = {
  /** The messages or Home. */
  readonly where: string;
  readonly language: 'en' | 'pl';
  /** Held against the rules of accessibility, a picture each: the same screens need it once in each language. */
  readonly isLookedAt: boolean;
};

/** From the first words, wherever they stand, to the first deal on its next stage. */
async function takeFirstSteps(tab: Page, { where, language, isLookedAt }: FirstSteps) {
  const words = WORDS[language];
  const hand = createCountingHand();
  const look = async (name: string) => {
    if (isLookedAt) await expectAccessible(tab, `first-hour-${name}-${language}`);
  };
  const begin = tab.locator(where).getByRole('button', { name: words.setUp, exact: true }).last();
  await begin.waitFor();
  await look('welcome');
  await hand.click(begin);
  const form = tab.locator('dialog.form');
  await form.locator('.block-input').nth(1).waitFor();
  const line = form.locator('input[type=text]:not([role=combobox])').first();
  // One writes at once, and nothing else needs a hand: the other fields are filled.
  await expect
    .poll(() => tab.evaluate("document.activeElement?.matches('dialog input[type=text]:not([role=combobox])')"))
    .toBe(true);
  await look('form');
  await hand.fill(line, words.line);
  await hand.click(form.locator('footer button.primary'));
  const need = form.getByRole('checkbox').first();
  await need.waitFor();
  await look('advance');
  await hand.tick(need);
  await hand.click(form.locator('footer button.primary'));
  await form.waitFor({ state: 'detached' });
  return hand.spent;
}

describe.skipIf(!hasChromium())('the first minutes in the browser', { timeout: 180_000 }, () => {
  it.each([
    ['ewa', 'en', 'PLN'],
    ['anna', 'pl', 'PLN'],
  ] as const)('bring the team of %s from nothing to a deal that has moved, in %s', async (who, language, currency) => {
    await inEmptyDemo('empty', async ({ slack, people, sales, tenant }, page) => {
      slack.removeFromChannel(sales, slack.botUserId);
      slack.inviteToChannel(sales, slack.botUserId, people[who]);
      const tab = await browser.tab(`${page.address}?as=${who}`);
      const spent = await takeFirstSteps(tab, { where: '.channel .message', language, isLookedAt: language === 'en' });
      expect(spent.clicks).toBeLessThanOrEqual(MOST.clicks);
      expect(spent.fields).toBeLessThanOrEqual(MOST.fields);
      await tab.locator('.channel .message', { hasText: WORDS[language].moved }).first().waitFor();
      expect((await tenant.deals(ALL_DEALS).file(1))?.deal.stageId).toBe('prospect');
      expect((await tenant.pipeline())?.currency).toBe(currency);
      expect(await tenant.subscriptions.all()).toMatchObject([{ channelId: sales }]);
      expect(browser.complaints).toEqual([]);
    });
  });

  it.each([
    ['ewa', 'en'],
    ['anna', 'pl'],
  ] as const)('bring %s, who is alone, as far, in %s', async (who, language) => {
    await inEmptyDemo('alone', async ({ slack, people, tenant }, page) => {
      const tab = await browser.tab(`${page.address}?as=${who}`);
      const spent = await takeFirstSteps(tab, { where: '.home', language, isLookedAt: language === 'pl' });
      expect(spent.clicks).toBeLessThanOrEqual(MOST.clicks);
      expect(spent.fields).toBeLessThanOrEqual(MOST.fields);
      await tab.locator('.home', { hasText: language === 'en' ? 'Acme ERP' : 'Morela' }).waitFor();
      expect((await tenant.deals(ALL_DEALS).file(1))?.deal.stageId).toBe('prospect');
      expect(await tenant.subscriptions.all()).toEqual([]);
      // What the form said is in the conversation with Lejek too.
      await expect.poll(() => JSON.stringify([slack.dm(people[who]), slack.ephemerals(people[who])])).toContain('Prospe');
      expect(browser.complaints).toEqual([]);
    });
  });
});
