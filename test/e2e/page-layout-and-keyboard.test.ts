import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ALL_DEALS } from '../support/all-deals.ts';
import { valueInEuros } from '../support/bot-actions.ts';
import { hasChromium } from '../support/browser.ts';
import {
  expectAccessible,
  type PageHarness,
  startPageHarness,
  typeLine,
  waitForForm,
  waitForLastMessage,
} from '../support/page-harness.ts';

const FOCUSED = `(() => {
  const at = document.activeElement;
  if (at === null || at === document.body) return '';
  return at.getAttribute('aria-label') ?? at.closest('label')?.textContent ?? at.textContent ?? '';
})()`;
const PHONE = { width: 380, height: 760 };
let rig: PageHarness;

describe.skipIf(!hasChromium())('the workspace on a phone, in the dark', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    rig = await startPageHarness({ colorScheme: 'dark', hasTouch: true });
  });
  afterEach(() => rig.reset());
  afterAll(() => rig?.stop());

  it('fits 380 pixels: a command, its answer, a form, the channels behind the menu', async () => {
    await rig.lejek.createDeal(rig.lejek.anna, 'Zielony Młyn, szkolenie operatorów', valueInEuros(12_000));
    const tab = await rig.openTab('anna', PHONE);
    const isTooWide = () => tab.evaluate('document.documentElement.scrollWidth > innerWidth');
    await typeLine(tab, '/szansa');
    await waitForLastMessage(tab, 'Zielony Młyn');
    expect(await isTooWide()).toBe(false);
    await expectAccessible(tab, 'phone-deals');
    await typeLine(tab, '/szansa nowa Morela 12 tys. EUR');
    await waitForForm(tab);
    expect(await isTooWide()).toBe(false);
    await expectAccessible(tab, 'phone-form');
    await tab.keyboard.press('Escape');
    await tab.locator('dialog.form').waitFor({ state: 'detached' });
    await tab.locator('.burger').click();
    await tab.locator('.sidebar .entry', { hasText: 'Lejek' }).first().waitFor();
    await expectAccessible(tab, 'phone-menu');
    await tab.locator('.sidebar .entry', { hasText: 'Lejek' }).first().click();
    await tab.locator('.sidebar').waitFor({ state: 'hidden' });
    await typeLine(tab, '/lejek');
    await waitForLastMessage(tab, 'Negocjacje');
    expect(await isTooWide()).toBe(false);
    await expectAccessible(tab, 'phone-funnel');
    expect(rig.browser.complaints).toEqual([]);
  });

  it('is dark where the machine is, and light when one asks for it', async () => {
    const tab = await rig.openTab('piotr');
    const paper = () => tab.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = await paper();
    await typeLine(tab, '/deal new Acme ERP 12k EUR');
    await waitForForm(tab);
    await expectAccessible(tab, 'dark-form');
    await tab.keyboard.press('Escape');
    await tab.locator('dialog.form').waitFor({ state: 'detached' });
    await expectAccessible(tab, 'dark');
    await tab.getByRole('button', { name: 'Light or dark' }).click();
    expect(await paper()).not.toBe(dark);
    await tab.reload();
    await tab.waitForSelector('.channel .composer');
    expect(await paper()).not.toBe(dark);
    await tab.getByRole('button', { name: 'Light or dark' }).click();
    expect(await paper()).toBe(dark);
  });
});

describe.skipIf(!hasChromium())('the workspace without a mouse', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    rig = await startPageHarness();
  });
  afterAll(() => rig?.stop());

  it('is worked by keyboard alone: completion, a form, a menu, a button of a message', async () => {
    const { lejek } = rig;
    await lejek.createDeal(lejek.piotr, 'Bielik', valueInEuros(48_000));
    const tab = await rig.openTab('piotr');
    const keys = tab.keyboard;
    /** What has the focus, as it is named: by its label or by its own words. */
    const focus = async () => String(await tab.evaluate(FOCUSED));
    const tabTo = async (wanted: RegExp, key = 'Tab') => {
      for (let presses = 0; presses < 60; presses += 1) {
        if (wanted.test(await focus())) return;
        await keys.press(key);
      }
      throw new Error(`The keyboard does not reach ${wanted}; it is at ${await focus()}.`);
    };
    // One writes at once, and a slash from anywhere begins a command.
    await expect.poll(focus).toMatch(/Message #sales/);
    await tabTo(/16 Nov/, 'Shift+Tab');
    await keys.press('/');
    await expect.poll(focus).toMatch(/Message #sales/);
    await keys.type('de');
    await tab.getByRole('option', { name: /deal new/ }).waitFor();
    await keys.press('Enter');
    await keys.type('advance');
    await keys.press('Enter');
    await waitForForm(tab);
    // The first field of the form has the focus.
    await keys.type('bie');
    await tab.getByRole('option', { name: /Bielik/ }).waitFor();
    await keys.press('ArrowDown');
    await keys.press('Enter');
    await expectAccessible(tab, 'keyboard-picker');
    await tabTo(/^Next$|^Continue$/);
    await keys.press('Enter');
    await tab.locator('dialog.form', { hasText: 'Advance to Prospect' }).waitFor();
    await tabTo(/Move anyway, remind me/);
    await keys.press('Enter');
    await tab.locator('dialog.form footer button.primary', { hasText: 'Move anyway' }).waitFor();
    await tabTo(/^Move anyway$/);
    await keys.press('Enter');
    await tab.locator('dialog.form').waitFor({ state: 'detached' });
    await waitForLastMessage(tab, 'Lead → Prospect');
    await expect.poll(focus).toMatch(/Message #sales/);
    // The last line comes back, the command goes on with its words and then with the deals.
    await keys.press('ArrowUp');
    const composer = tab.getByRole('textbox', { name: /Message #sales/ });
    expect(await composer.inputValue()).toBe('/deal advance');
    await keys.press('ArrowDown');
    await keys.type('/deal sho');
    await tab.getByRole('option', { name: '/deal show' }).waitFor();
    await keys.press('Tab');
    await keys.type('bie');
    await tab.getByRole('option', { name: 'D-1 Bielik' }).waitFor();
    await expectAccessible(tab, 'keyboard-completion');
    await keys.press('Tab');
    expect(await composer.inputValue()).toBe('/deal show 1 ');
    await composer.fill('');
    await tabTo(/^Undo/, 'Shift+Tab');
    await keys.press('Control+k');
    await expect.poll(focus).toMatch(/Message #sales/);
    await tabTo(/^Undo/, 'Shift+Tab');
    await expectAccessible(tab, 'keyboard-focus');
    await keys.press('Enter');
    await expect.poll(async () => (await lejek.tenant.deals(ALL_DEALS).file(1))?.deal.stageId).toBe('lead');
    await tabTo(/16 Nov/, 'Shift+Tab');
    await keys.press('Enter');
    await tab.getByRole('menuitem').first().waitFor();
    await keys.press('ArrowDown');
    expect(await focus()).toMatch(/Tomorrow/);
    await keys.press('Escape');
    expect(await focus()).toMatch(/16 Nov/);
    expect(rig.browser.complaints).toEqual([]);
  });

  it('opens the app’s Home tab', async () => {
    const tab = await rig.openTab('ewa');
    await tab.locator('.sidebar .entry', { hasText: 'Home' }).click();
    await tab.locator('.home .blocks .block').first().waitFor();
    await expectAccessible(tab, 'home');
    expect(rig.browser.complaints).toEqual([]);
  });
});
