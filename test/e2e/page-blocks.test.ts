import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildPage } from '../../scripts/build-page.mjs';
import { PAGE_DIST_DIR } from '../../simulator/page/dist-dir.ts';
import { type PageServer, startPageServer } from '../../simulator/page/page-server.ts';
import { placedElements } from '../../simulator/state/blocks.ts';
import { type BoltHarness, startBoltHarness } from '../simulator/support/bolt-harness.ts';
import { MANIFEST } from '../simulator/support/manifest.ts';
import { messageBlocks, modal } from '../support/block-arbitraries.ts';
import { type Browser, hasChromium, startBrowser } from '../support/browser.ts';
import { operateElement } from '../support/operate-element.ts';
import { expectAccessible } from '../support/page-harness.ts';

/** Every run draws the same blocks, so that a failure can be looked at again. */
const DRAWN = { seed: 4, numRuns: 12, endOnFailure: true } as const;
/** Its button opens something in Slack that a simulator has none of. */
const SENDS_NOTHING = new Set(['workflow_button']);

let stage: BoltHarness;
let page: PageServer;
let browser: Browser;
let tab: Page;
let heard: { readonly action: string; readonly values: unknown }[] = [];

describe.skipIf(!hasChromium())('whatever an app may send', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    await buildPage();
    stage = await startBoltHarness({ triggerLifeMs: 60_000 });
    const { app, slack } = stage;
    app.action(/.*/, async ({ ack, action, body }) => {
      await ack();
      heard.push({ action: 'action_id' in action ? action.action_id : '', values: 'state' in body ? body.state : undefined });
    });
    app.view(/.*/, async ({ ack, view }) => {
      heard.push({ action: 'submitted', values: view.state.values });
      await ack();
    });
    app.options(/.*/, ({ ack }) => ack({ options: [{ text: { type: 'plain_text', text: 'Offered' }, value: 'offered' }] }));
    app.shortcut('deal.new', async ({ ack, shortcut, client }) => {
      await ack();
      await client.views.open({ trigger_id: shortcut.trigger_id, view: JSON.parse(form) });
    });
    await stage.connect();
    page = await startPageServer({ slack, manifest: MANIFEST, dir: PAGE_DIST_DIR, port: 0 });
    browser = await startBrowser();
    tab = await browser.tab(`${page.address}?as=ania#/${stage.deals}`);
    tab.setDefaultTimeout(8000);
    await tab.waitForSelector('.channel .composer');
  });
  beforeEach(() => {
    heard = [];
  });
  afterAll(async () => {
    await browser?.close();
    await page?.stop();
    await stage?.stop();
  });

  /** The modal that the shortcut opens next. */
  let form = '';

  it('is drawn in a message without an error, and each of its elements reaches the app', { timeout: 300_000 }, async () => {
    const { slack, app, deals } = stage;
    await fc.assert(
      fc.asyncProperty(messageBlocks, async (blocks) => {
        const posted = await app.client.chat.postMessage({
          channel: deals,
          text: 'Drawn',
          blocks: JSON.parse(JSON.stringify(blocks)),
        });
        const message = tab.locator(`[data-ts="${posted.ts}"]`);
        await message.waitFor();
        const kept = slack.messages(deals).find(({ ts }) => ts === posted.ts)?.blocks ?? [];
        for (const { type } of kept) expect(await message.locator(`.block-${type}`).count(), type).toBeGreaterThan(0);
        expect(await message.locator('.unknown').count()).toBe(0);
        for (const { element, blockId, actionId } of placedElements(kept)) {
          if (SENDS_NOTHING.has(element.type)) continue;
          const drawn = message.locator(`.element[data-block-id="${blockId}"][data-action-id="${actionId}"]`);
          expect(await drawn.count(), `${element.type} ${actionId}`).toBe(1);
          const before = heard.length;
          await operateElement(tab, drawn, element.type);
          await expect.poll(() => heard.slice(before).map(({ action }) => action), { message: element.type }).toEqual([actionId]);
        }
        expect(browser.complaints).toEqual([]);
      }),
      DRAWN,
    );
    await expectAccessible(tab, 'blocks');
  });

  it('is drawn in a form without an error, and all that is entered reaches the app', { timeout: 300_000 }, async () => {
    const { slack, ania } = stage;
    await fc.assert(
      fc.asyncProperty(modal, async (view) => {
        form = JSON.stringify(view);
        await slack.as(ania).globalShortcut('deal.new');
        const dialog = tab.locator('dialog.form');
        await dialog.waitFor();
        const blocks = slack.as(ania).view()?.blocks ?? [];
        const inputs = placedElements(blocks).filter(({ blockType }) => blockType === 'input');
        for (const { element, blockId, actionId } of inputs) {
          const drawn = dialog.locator(`.element[data-block-id="${blockId}"][data-action-id="${actionId}"]`);
          await operateElement(tab, drawn, element.type);
        }
        await dialog.locator('footer button.primary').last().click();
        await dialog.waitFor({ state: 'detached' });
        const values = JSON.stringify(heard.findLast(({ action }) => action === 'submitted')?.values);
        for (const { actionId } of inputs) {
          const state: unknown = JSON.parse(values)[inputs.find((each) => each.actionId === actionId)?.blockId ?? '']?.[actionId];
          expect(JSON.stringify(state), actionId).not.toMatch(/":(null|\[\])/);
        }
        expect(browser.complaints).toEqual([]);
      }),
      DRAWN,
    );
  });
});
