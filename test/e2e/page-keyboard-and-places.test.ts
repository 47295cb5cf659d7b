import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { setUpFunnel, valueInEuros } from '../support/bot-actions.ts';
import { hasChromium } from '../support/browser.ts';
import { expectAccessible, type PageHarness, startPageHarness, typeLine, waitForLastMessage } from '../support/page-harness.ts';

const PHONE = { width: 390, height: 844 };
/** So many presses of Tab, from where F6 leads, reach anything. */
const MOST_TABS = 10;
/** Of a phone's height: what the page itself takes below the messages. */
const FOOTER_SHARE = 0.15;

/** For each region of the page, how many controls Tab stops at in it. */
const TAB_STOPS = `Object.fromEntries([...document.querySelectorAll('[data-region]')]
  .filter((region) => region.getClientRects().length > 0)
  .map((region) => [region.dataset.region, [...region.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter((control) => control.tabIndex >= 0 && !control.disabled && control.getClientRects().length > 0).length]))`;
const REGION = "document.activeElement?.closest('[data-region]')?.dataset.region ?? ''";

let rig: PageHarness;
beforeAll(async () => {
  if (hasChromium()) rig = await startPageHarness();
});
afterEach(() => rig?.reset());
afterAll(() => rig?.stop());

/** Presses a button that a message shows while the mouse is over it. */
const press = async (of: Locator, name: string) => {
  await of.hover();
  await of.getByRole('button', { name }).click();
};

const message = (tab: Page, words: string | RegExp) => tab.locator('.channel .message', { hasText: words }).last();

describe.skipIf(!hasChromium())('the page, by its parts', { timeout: 180_000 }, () => {
  it('is reached by keyboard in ten presses of Tab, anything of it', async () => {
    const { lejek } = rig;
    await setUpFunnel(lejek, lejek.ewa);
    for (let index = 1; index <= 8; index += 1) await lejek.createDeal(lejek.piotr, `Bielik ${index}`, valueInEuros(9000));
    const tab = await rig.openTab('piotr');
    for (let index = 0; index < 3; index += 1) await typeLine(tab, '/deal list');
    await message(tab, 'Bielik 8').waitFor();
    await expect.poll(() => tab.locator('.channel .message').count()).toBeGreaterThanOrEqual(3);
    const stops = new Map(Object.entries(await tab.evaluate<Record<string, number>>(TAB_STOPS)));
    expect([...stops.keys()]).toEqual(['bar', 'channels', 'messages', 'composer']);
    // A message is entered from above and from below; of all messages one at a time has its controls in the way.
    const presses = [...stops].map(([region, count]) => (region === 'messages' ? Math.ceil(count / 2) : count));
    expect(Math.max(...presses), JSON.stringify([...stops])).toBeLessThanOrEqual(MOST_TABS);
    // F6 leads to each part in turn.
    const visited: string[] = [];
    for (let press = 0; press < stops.size; press += 1) {
      await tab.keyboard.press('F6');
      visited.push(String(await tab.evaluate(REGION)));
    }
    expect(new Set(visited)).toEqual(new Set(stops.keys()));
    // Arrows go from message to message, and Tab into the one that is reached.
    await tab.locator('.message-list').focus();
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('ArrowUp');
    const above = await tab.evaluate(
      "document.activeElement?.matches('.message') && document.activeElement.nextElementSibling === null",
    );
    expect(above).toBe(true);
    await tab.keyboard.press('Tab');
    expect(await tab.evaluate("document.activeElement?.closest('.message') !== null")).toBe(true);
    await expectAccessible(tab, 'keyboard-messages');
  });

  it('leaves a phone to the messages: its own words, suggestions and composer take little', async () => {
    const { lejek } = rig;
    for (const who of ['piotr', 'anna'] as const) {
      await lejek.createDeal(lejek[who], 'Zielony Młyn', valueInEuros(9000));
      const tab = await rig.openTab(who, PHONE);
      await typeLine(tab, who === 'anna' ? '/szansa' : '/deal');
      await message(tab, 'Zielony').waitFor();
      const height = await tab.evaluate<number>("document.querySelector('.channel > footer').getBoundingClientRect().height");
      expect(height / PHONE.height).toBeLessThanOrEqual(FOOTER_SHARE);
      await expectAccessible(tab, `phone-footer-${who}`);
    }
  });

  it('shows the typed command above its answer, to who typed it', async () => {
    const { lejek } = rig;
    await lejek.createDeal(lejek.piotr, 'Bielik', valueInEuros(48_000));
    const tab = await rig.openTab('piotr');
    await typeLine(tab, '/deal show bielik');
    await message(tab, 'D-1 Bielik').waitFor();
    expect(await message(tab, 'D-1 Bielik').locator('.typed-line').innerText()).toContain('/deal show bielik');
    await tab.reload();
    await message(tab, '/deal show bielik').waitFor();
    const other = await rig.openTab('ewa');
    expect(await other.locator('.typed-line').count()).toBe(0);
  });

  it('lists what was missed, and leads there; a permalink too', async () => {
    const { lejek } = rig;
    const { piotr, sales, slack } = lejek;
    const dm = slack.openDm(lejek.ewa.id).id;
    const tab = await rig.openTab('ewa');
    await tab.locator('.sidebar .entry', { hasText: 'Lejek' }).first().click();
    await tab.waitForURL(new RegExp(dm));
    const { ts } = await piotr.writeMessage(sales, 'The customer called about Bielik');
    for (let index = 0; index < 40; index += 1) await piotr.writeMessage(sales, `And then ${index}`);
    await tab.getByRole('button', { name: /Missed: 41/ }).click();
    await expectAccessible(tab, 'missed');
    await tab.getByRole('menuitem', { name: /And then 39/ }).click();
    await tab.waitForURL(new RegExp(sales));
    await tab.getByRole('button', { name: 'Nothing missed.' }).waitFor();
    const { permalink } = await lejek.deps
      .clientFor(lejek.tenant.id)
      .then((client) => client.chat.getPermalink({ channel: sales, message_ts: ts }));
    const linked = await piotr.writeMessage(sales, String(permalink));
    await tab.locator(`.message[data-ts="${linked.ts}"] a`).click();
    await expect.poll(() => tab.locator('.message.found').innerText()).toContain('The customer called about Bielik');
    expect(rig.browser.complaints).toEqual([]);
  });

  it('lets people react, and change and take away what they wrote; anybody may look inside', async () => {
    const { lejek } = rig;
    const { ts } = await lejek.piotr.writeMessage(lejek.sales, 'They want a visit');
    const tab = await rig.openTab('piotr');
    const own = tab.locator(`.channel .message[data-ts="${ts}"]`);
    await press(own, 'Add a reaction');
    await tab.getByRole('menuitem', { name: /tada/ }).click();
    await own.getByRole('button', { name: 'tada: Piotr' }).waitFor();
    await press(own, 'More actions');
    await tab.getByRole('menuitem', { name: 'Edit message' }).click();
    await tab.getByRole('dialog').getByRole('textbox').fill('They want two visits');
    await expectAccessible(tab, 'edit-message');
    await tab.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => own.innerText()).toContain('They want two visits');
    expect(await own.innerText()).toContain('edited');
    await press(own, 'More actions');
    await tab.getByRole('menuitem', { name: 'Inspect' }).click();
    expect(await tab.locator('.inspector').innerText()).toContain(`"ts": "${ts}"`);
    await expectAccessible(tab, 'inspector');
    await tab.keyboard.press('Escape');
    const other = await rig.openTab('ewa');
    await other.locator(`.message[data-ts="${ts}"]`).getByRole('button', { name: 'tada: Piotr' }).click();
    await expect.poll(() => own.locator('.reaction').innerText()).toContain('2');
    await press(other.locator(`.message[data-ts="${ts}"]`), 'More actions');
    expect(await other.getByRole('menuitem', { name: 'Delete message' }).count()).toBe(0);
    await press(own, 'More actions');
    await tab.getByRole('menuitem', { name: 'Delete message' }).click();
    await tab.getByRole('dialog').getByRole('button', { name: 'Delete message' }).click();
    await own.waitFor({ state: 'detached' });
    expect(rig.browser.complaints).toEqual([]);
  });

  it('opens messages by the command that made them, in a thread too', async () => {
    const { lejek } = rig;
    const { ts } = await lejek.piotr.writeMessage(lejek.sales, 'About Bielik');
    const reply = await lejek.ewa.writeMessage(lejek.sales, 'I will call them', { threadTs: ts });
    const tab = await rig.openTab('piotr');
    await tab.goto(`${new URL(tab.url()).origin}/?as=piotr#/${lejek.sales}/${ts}/${reply.ts}`);
    await tab.reload();
    await waitForLastMessage(tab, 'About Bielik');
    await expect.poll(() => tab.locator('.thread .message.found').innerText()).toContain('I will call them');
  });

  it('takes lines as fast as somebody types, each after the one before it', async () => {
    const tab = await rig.openTab('piotr');
    const lines = ['first', 'second', 'third', 'fourth'];
    for (const line of lines) await typeLine(tab, line);
    await message(tab, 'fourth').waitFor();
    const shown = await tab.locator('.channel .message').allInnerTexts();
    const told = shown.flatMap((text) => lines.find((line) => text.includes(line)) ?? []);
    expect(told).toEqual(lines);
  });
});
