import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loseDealsIn, setUpFunnel, valueInEuros } from '../support/bot-actions.ts';
import { hasChromium, seriousViolations, takeScreenshot } from '../support/browser.ts';
import { type PageHarness, startPageHarness, typeLine, waitForForm } from '../support/page-harness.ts';

const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const THEMES = ['light', 'dark'] as const;
/** Monday, 23 November 2026, 9:01 in Warsaw: the digest and an alert have come. */
const AFTER_DIGEST = Date.parse('2026-11-23T08:01:00Z');

const LINES = {
  en: {
    who: 'piotr',
    deal: '/deal',
    list: '/deal list',
    show: '/deal show bielik',
    advance: '/deal advance bielik',
    funnel: '/funnel',
    move: '/deal move bielik',
    add: '/deal new Acme 12k',
  },
  pl: {
    who: 'anna',
    deal: '/szansa',
    list: '/szansa lista',
    show: '/szansa pokaż kowent',
    advance: '/szansa dalej kowent',
    funnel: '/lejek',
    move: '/szansa przenieś kowent',
    add: '/szansa nowa Morela 12 tys.',
  },
} as const;

let rig: PageHarness;
beforeAll(async () => {
  if (!hasChromium()) return;
  rig = await startPageHarness();
  const { lejek } = rig;
  await setUpFunnel(lejek, lejek.ewa);
  await lejek.createDeal(lejek.piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'decision', closeOn: '2026-11-17' });
  await lejek.createDeal(lejek.anna, 'Kowent', { ...valueInEuros(12_000), stageId: 'decision', closeOn: '2026-12-18' });
  await lejek.createDeal(lejek.piotr, 'Morela', { ...valueInEuros(30_000), stageId: 'offer' });
  await loseDealsIn(lejek, lejek.piotr, 'offer');
  await lejek.runDaysUntil(AFTER_DIGEST);
}, 120_000);
afterAll(() => rig?.stop());

/** A screen in both themes and both sizes: nothing that axe calls serious, and nothing wider than the screen. */
async function look(tab: Page, name: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [size, viewport] of Object.entries(SIZES)) {
    await tab.setViewportSize(viewport);
    for (const theme of THEMES) {
      await tab.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
      const where = `${name}-${size}-${theme}`;
      await takeScreenshot(tab, `every-${where}`);
      for (const each of await seriousViolations(tab)) found.push(`${where}: ${each}`);
      if (await tab.evaluate('document.documentElement.scrollWidth > innerWidth')) found.push(`${where}: too wide`);
    }
  }
  await tab.setViewportSize(SIZES.desktop);
  return found;
}

describe.skipIf(!hasChromium()).each(['en', 'pl'] as const)('every screen, in %s', (language) => {
  it('is clean in both themes, on a desktop and on a phone', { timeout: 300_000 }, async () => {
    const lines = LINES[language];
    const tab = await rig.openTab(lines.who);
    const found: string[] = [...(await look(tab, `${language}-channel`))];
    const answers = () => tab.locator('.channel .message.ephemeral').count();
    const answer = async (name: string, line: string) => {
      const before = await answers();
      await typeLine(tab, line);
      await expect.poll(answers, { timeout: 20_000 }).toBeGreaterThan(before);
      found.push(...(await look(tab, `${language}-${name}`)));
    };
    for (const name of ['deal', 'list', 'show', 'funnel'] as const) await answer(name, lines[name]);
    for (const name of ['add', 'advance', 'move'] as const) {
      await typeLine(tab, lines[name]);
      await waitForForm(tab);
      found.push(...(await look(tab, `${language}-form-${name}`)));
      await tab.keyboard.press('Escape');
      await tab.locator('dialog.form').waitFor({ state: 'detached' });
    }
    await tab.locator('.sidebar .entry .name', { hasText: /Home|Główna/ }).click();
    await tab.locator('.home .blocks .block').nth(3).waitFor();
    found.push(...(await look(tab, `${language}-home`)));
    expect(found).toEqual([]);
    expect(rig.browser.complaints).toEqual([]);
  });
});

describe.skipIf(!hasChromium())('the editor of stages', () => {
  it('is clean in both themes, on a desktop and on a phone: its list, a stage, and the form', { timeout: 300_000 }, async () => {
    const tab = await rig.openTab('ewa');
    await typeLine(tab, '/funnel pipeline');
    // A page without anything to save.
    await tab.locator('dialog.form button', { hasText: 'Edit' }).first().waitFor();
    const found: string[] = [...(await look(tab, 'stages'))];
    await tab.locator('dialog.form button', { hasText: 'Edit' }).first().click();
    await tab.locator('dialog.form button', { hasText: 'Add a criterion' }).waitFor();
    found.push(...(await look(tab, 'stage')));
    await tab.locator('dialog.form button', { hasText: 'Edit the stage' }).click();
    await tab.locator('dialog.form textarea, dialog.form input').first().waitFor();
    found.push(...(await look(tab, 'stage-form')));
    expect(found).toEqual([]);
    expect(rig.browser.complaints).toEqual([]);
  });
});
