import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ALL_DEALS } from '../support/all-deals.ts';
import { setUpFunnel, useStage, valueInEuros } from '../support/bot-actions.ts';
import { hasChromium } from '../support/browser.ts';
import {
  expectAccessible,
  type PageHarness,
  startPageHarness,
  submitForm,
  typeLine,
  waitForForm,
  waitForLastMessage,
} from '../support/page-harness.ts';

const CONTACT = { contact: { name: 'Maria' } };
let rig: PageHarness;

describe.skipIf(!hasChromium())('the workspace in a browser', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    rig = await startPageHarness();
  });
  beforeEach(() => rig.reset());
  afterAll(() => rig?.stop());

  it('makes a deal from one line, by way of a form; a reload keeps what was said', async () => {
    const tab = await rig.openTab('piotr');
    await typeLine(tab, '/deal new Acme ERP 12k EUR close 30 June');
    const dialog = await waitForForm(tab);
    await expect.poll(() => dialog.locator('input').first().inputValue()).toContain('Acme');
    await expectAccessible(tab, 'create-form');
    await submitForm(dialog);
    await waitForLastMessage(tab, 'Acme ERP');
    await expectAccessible(tab, 'created');
    await tab.reload();
    await waitForLastMessage(tab, 'Acme ERP');
    expect(rig.browser.complaints).toEqual([]);
  });

  it('asks for what a stage lacks, complains beside the field, and moves the deal', async () => {
    await rig.lejek.createDeal(rig.lejek.piotr, 'Bielik', CONTACT);
    const tab = await rig.openTab('piotr');
    await typeLine(tab, '/deal advance bielik');
    const dialog = await waitForForm(tab);
    await dialog.locator('footer button.primary').click();
    await dialog.locator('.error').first().waitFor();
    expect(await dialog.locator('.error').first().innerText()).toContain('Please complete this required field');
    await expectAccessible(tab, 'advance-errors');
    await dialog.getByRole('textbox', { name: /Phone or e-mail/ }).fill('maria@example.com');
    await dialog.locator('.block-input', { hasText: /need/i }).getByRole('checkbox').first().check();
    await submitForm(dialog);
    await waitForLastMessage(tab, 'Lead → Prospect');
    await expectAccessible(tab, 'advanced');
    expect(rig.browser.complaints).toEqual([]);
  });

  it('tells the second of two tabs what the first has done', async () => {
    await rig.lejek.createDeal(rig.lejek.piotr, 'Bielik', CONTACT);
    const first = await rig.openTab('piotr');
    const second = await rig.openTab('ewa');
    for (const tab of [first, second]) await typeLine(tab, '/deal advance bielik');
    const forms = [await waitForForm(first), await waitForForm(second)] as const;
    for (const dialog of forms) {
      await dialog.getByRole('textbox', { name: /Phone or e-mail/ }).fill('maria@example.com');
      await dialog.locator('.block-input', { hasText: /need/i }).getByRole('checkbox').first().check();
    }
    await submitForm(forms[0]);
    await waitForLastMessage(first, 'Lead → Prospect');
    await forms[1].locator('footer button.primary').click();
    await expect
      .poll(() => second.locator('dialog.form, .channel .message').allInnerTexts())
      .toEqual(expect.arrayContaining([expect.stringMatching(/Piotr/)]));
    await expectAccessible(second, 'race-second');
    expect(await rig.lejek.tenant.deals(ALL_DEALS).history(1)).toHaveLength(2);
  });

  it('loses a deal with a reason, and takes it back', async () => {
    await rig.lejek.createDeal(rig.lejek.piotr, 'Morela', valueInEuros(30_000));
    const tab = await rig.openTab('piotr');
    await typeLine(tab, '/deal lost morela');
    const dialog = await waitForForm(tab);
    const reason = dialog.getByRole('combobox').first();
    if ((await reason.count()) > 0) {
      await reason.click();
      await expectAccessible(tab, 'lost-form');
      await tab.getByRole('option', { name: 'too expensive' }).click();
    } else {
      await dialog.getByRole('radio', { name: 'too expensive' }).check();
      await expectAccessible(tab, 'lost-form');
    }
    await submitForm(dialog);
    await waitForLastMessage(tab, /too expensive/);
    await expectAccessible(tab, 'lost');
    await tab.locator('.channel .message').last().getByRole('button', { name: /Undo/ }).click();
    await expect.poll(async () => (await rig.lejek.tenant.deals(ALL_DEALS).file(1))?.deal.outcome).toBe('open');
    await expectAccessible(tab, 'undone');
  });

  it('moves the clock to Monday, where the digest is read with its thread', async () => {
    await setUpFunnel(rig.lejek, rig.lejek.ewa);
    await rig.lejek.createDeal(rig.lejek.piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    await rig.lejek.createDeal(rig.lejek.anna, 'Kowent', valueInEuros(12_000));
    const tab = await rig.openTab('ewa');
    await tab.getByRole('button', { name: /16 Nov/ }).click();
    await expectAccessible(tab, 'clock');
    await tab.getByRole('menuitem', { name: /Monday/ }).click();
    await waitForLastMessage(tab, /Funnel, week 47/);
    await tab.locator('.channel .message').last().getByRole('img', { name: /Offer/ }).waitFor();
    await expectAccessible(tab, 'digest');
    await tab.locator('.replies').last().click();
    await tab.locator('.thread .message').nth(1).waitFor();
    await expectAccessible(tab, 'digest-thread');
    expect(rig.browser.complaints).toEqual([]);
  });

  it('shows the alert of a stage that ran dry, and the all-clear in its thread', async () => {
    const { lejek } = rig;
    await setUpFunnel(lejek, lejek.ewa, { managers: [lejek.ewa.id] });
    await lejek.createDeal(lejek.piotr, 'Kowent', { ...valueInEuros(12_000), stageId: 'decision', closeOn: '2026-12-18' });
    await lejek.createDeal(lejek.piotr, 'Morela', { ...valueInEuros(30_000), stageId: 'offer' });
    await useStage(lejek, lejek.piotr, { stageId: 'offer' });
    const tab = await rig.openTab('ewa');
    await typeLine(tab, '/deal lost 2 too expensive');
    await waitForLastMessage(tab, 'too expensive');
    await tab.locator('.clock').click();
    await tab.getByRole('menuitem', { name: /Tomorrow/ }).click();
    await waitForLastMessage(tab, /Offer has been empty/);
    expect(await tab.locator('.sidebar .entry', { hasText: 'Lejek' }).first().innerText()).toMatch(/\d/);
    await expectAccessible(tab, 'alert');
    await typeLine(tab, '/deal advance 1');
    const dialog = await waitForForm(tab);
    await dialog.getByRole('button', { name: /Move anyway, remind me/ }).click();
    await dialog.locator('footer button.primary', { hasText: 'Move anyway' }).waitFor();
    await submitForm(dialog);
    await waitForLastMessage(tab, 'Decision → Offer');
    await tab.locator('.clock').click();
    await tab.getByRole('menuitem', { name: /hour/ }).click();
    await tab
      .locator('.channel .message', { hasText: /Offer has been empty/ })
      .locator('.replies')
      .click();
    await tab.locator('.thread .message').nth(1).waitFor();
    await expectAccessible(tab, 'all-clear');
  });

  it('speaks Polish to a Polish person, its own words too', async () => {
    const tab = await rig.openTab('anna');
    expect(await tab.locator('html').getAttribute('lang')).toBe('pl');
    await typeLine(tab, '/szansa nowa Zielony Młyn szkolenie 12 tys. EUR do 30.06');
    const dialog = await waitForForm(tab);
    await expectAccessible(tab, 'polish-form');
    await submitForm(dialog);
    await waitForLastMessage(tab, 'Zielony Młyn');
    await expectAccessible(tab, 'polish');
  });

  it('shows what passes between workspace and app, refusals too', async () => {
    rig.lejek.slack.faults.failWith('views.open', 'expired_trigger_id', 1);
    const tab = await rig.openTab('piotr');
    await tab.getByRole('button', { name: 'Protocol' }).click();
    await typeLine(tab, '/deal new Acme');
    await tab.locator('.entries .bad', { hasText: 'expired_trigger_id' }).waitFor();
    await tab.locator('.entries details', { hasText: 'views.open' }).first().locator('summary').click();
    await expectAccessible(tab, 'protocol');
  });
});
