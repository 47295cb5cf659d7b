import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium } from '../support/browser.ts';
import { form, judged, type PageRig, pageRig, reads, say, submit } from '../support/page-rig.ts';
import { setUp, worth } from '../support/team.ts';

const CONTACT = { contact: { name: 'Maria' } };
let rig: PageRig;

describe.skipIf(!hasChromium())('the workspace in a browser', () => {
  beforeAll(async () => {
    rig = await pageRig();
  });
  beforeEach(() => rig.reset());
  afterAll(() => rig?.stop());

  it('makes a deal from one line, by way of a form; a reload keeps what was said', async () => {
    const tab = await rig.open('piotr');
    await say(tab, '/deal new Acme ERP 12k EUR close 30 June');
    const dialog = await form(tab);
    await expect.poll(() => dialog.locator('input').first().inputValue()).toContain('Acme');
    await judged(tab, 'create-form');
    await submit(dialog);
    await reads(tab, 'Acme ERP');
    await judged(tab, 'created');
    await tab.reload();
    await reads(tab, 'Acme ERP');
    expect(rig.browser.complaints).toEqual([]);
  });

  it('asks for what a stage lacks, complains beside the field, and moves the deal', async () => {
    await rig.lejek.deal(rig.lejek.piotr, 'Bielik', CONTACT);
    const tab = await rig.open('piotr');
    await say(tab, '/deal advance bielik');
    const dialog = await form(tab);
    await dialog.locator('footer button.primary').click();
    await dialog.locator('.error').first().waitFor();
    expect(await dialog.locator('.error').first().innerText()).toContain('Fill this in');
    await judged(tab, 'advance-errors');
    await dialog.getByRole('textbox', { name: /Phone or e-mail/ }).fill('maria@example.com');
    await dialog.locator('.block-input', { hasText: /need/i }).getByRole('checkbox').first().check();
    await submit(dialog);
    await reads(tab, 'Lead → Prospect');
    await judged(tab, 'advanced');
    expect(rig.browser.complaints).toEqual([]);
  });

  it('tells the second of two tabs what the first has done', async () => {
    await rig.lejek.deal(rig.lejek.piotr, 'Bielik', CONTACT);
    const first = await rig.open('piotr');
    const second = await rig.open('ewa');
    for (const tab of [first, second]) await say(tab, '/deal advance bielik');
    const forms = [await form(first), await form(second)] as const;
    for (const dialog of forms) {
      await dialog.getByRole('textbox', { name: /Phone or e-mail/ }).fill('maria@example.com');
      await dialog.locator('.block-input', { hasText: /need/i }).getByRole('checkbox').first().check();
    }
    await submit(forms[0]);
    await reads(first, 'Lead → Prospect');
    await forms[1].locator('footer button.primary').click();
    await expect
      .poll(() => second.locator('dialog.form, .channel .message').allInnerTexts())
      .toEqual(expect.arrayContaining([expect.stringMatching(/Piotr/)]));
    await judged(second, 'race-second');
    expect(await rig.lejek.tenant.deals.history(1)).toHaveLength(2);
  });

  it('loses a deal with a reason, and takes it back', async () => {
    await rig.lejek.deal(rig.lejek.piotr, 'Morela', worth(30_000));
    const tab = await rig.open('piotr');
    await say(tab, '/deal lost morela');
    const dialog = await form(tab);
    const reason = dialog.getByRole('combobox').first();
    if ((await reason.count()) > 0) {
      await reason.click();
      await judged(tab, 'lost-form');
      await tab.getByRole('option', { name: 'too expensive' }).click();
    } else {
      await dialog.getByRole('radio', { name: 'too expensive' }).check();
      await judged(tab, 'lost-form');
    }
    await submit(dialog);
    await reads(tab, /too expensive/);
    await judged(tab, 'lost');
    await tab.locator('.channel .message').last().getByRole('button', { name: /Undo/ }).click();
    await expect.poll(async () => (await rig.lejek.tenant.deals.file(1))?.deal.outcome).toBe('open');
    await judged(tab, 'undone');
  });

  it('moves the clock to Monday, where the digest is read with its thread', async () => {
    await setUp(rig.lejek, rig.lejek.ewa);
    await rig.lejek.deal(rig.lejek.piotr, 'Bielik', { ...worth(48_000), stageId: 'offer' });
    await rig.lejek.deal(rig.lejek.anna, 'Kowent', worth(12_000));
    const tab = await rig.open('ewa');
    await tab.getByRole('button', { name: /16 Nov/ }).click();
    await judged(tab, 'clock');
    await tab.getByRole('menuitem', { name: /Monday/ }).click();
    await reads(tab, /Funnel, week 47/);
    await judged(tab, 'digest');
    await tab.locator('.replies').last().click();
    await tab.locator('.thread figure.chart svg').waitFor();
    await judged(tab, 'digest-thread');
    expect(rig.browser.complaints).toEqual([]);
  });

  it('shows the alert of a stage that ran dry, and the all-clear in its thread', async () => {
    const { lejek } = rig;
    await setUp(lejek, lejek.ewa, { managers: [lejek.ewa.id] });
    await lejek.deal(lejek.piotr, 'Kowent', { ...worth(12_000), stageId: 'decision', closeOn: '2026-12-18' });
    await lejek.deal(lejek.piotr, 'Morela', { ...worth(30_000), stageId: 'offer' });
    const tab = await rig.open('ewa');
    await say(tab, '/deal lost 2 too expensive');
    await reads(tab, 'too expensive');
    await tab.locator('.clock').click();
    await tab.getByRole('menuitem', { name: /Tomorrow/ }).click();
    await reads(tab, /Offer has been empty/);
    expect(await tab.locator('.sidebar .entry', { hasText: 'Lejek' }).first().innerText()).toMatch(/\d/);
    await judged(tab, 'alert');
    await say(tab, '/deal advance 1');
    const dialog = await form(tab);
    await dialog.getByRole('checkbox', { name: /Move anyway/ }).check();
    await submit(dialog);
    await reads(tab, 'Decision → Offer');
    await tab.locator('.clock').click();
    await tab.getByRole('menuitem', { name: /hour/ }).click();
    await tab
      .locator('.channel .message', { hasText: /Offer has been empty/ })
      .locator('.replies')
      .click();
    await tab.locator('.thread .message').nth(1).waitFor();
    await judged(tab, 'all-clear');
  });

  it('speaks Polish to a Polish person, its own words too', async () => {
    const tab = await rig.open('anna');
    expect(await tab.locator('html').getAttribute('lang')).toBe('pl');
    await say(tab, '/szansa nowa Zielony Młyn szkolenie 12 tys. EUR do 30.06');
    const dialog = await form(tab);
    await judged(tab, 'polish-form');
    await submit(dialog);
    await reads(tab, 'Zielony Młyn');
    await judged(tab, 'polish');
  });

  it('shows what passes between workspace and app, refusals too', async () => {
    rig.lejek.slack.faults.failWith('views.open', 'expired_trigger_id', 1);
    const tab = await rig.open('piotr');
    await tab.getByRole('button', { name: 'Protocol' }).click();
    await say(tab, '/deal new Acme');
    await tab.locator('.entries .bad', { hasText: 'expired_trigger_id' }).waitFor();
    await tab.locator('.entries details', { hasText: 'views.open' }).first().locator('summary').click();
    await judged(tab, 'protocol');
  });
});
