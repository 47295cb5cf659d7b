import { expect } from 'vitest';
import { WEBHOOK_TYPES } from '../../src/core/history/webhook-type.ts';
import type { Driver, DriverContext } from './drivers.ts';

let made = 0;

/** A webhook of its own for a driver, which goes when it is done. */
async function withWebhook({ lejek }: DriverContext, drive: (id: string) => Promise<unknown>): Promise<unknown> {
  made += 1;
  const { tenant, deps } = lejek;
  const owner = { workspaceId: tenant.id, what: 'webhook' };
  const { id } = await tenant.webhooks.add(
    {
      url: `https://driven.example/${made}`,
      types: WEBHOOK_TYPES,
      secrets: { encrypted: deps.webhooks?.secrets?.seal('whsec_AAAA', owner) ?? '', former: null },
    },
    lejek.now(),
  );
  const answer = await drive(id);
  await expect.poll(() => lejek.app.inFlight(), { timeout: 20_000 }).toBe(0);
  await tenant.webhooks.change(id, { removedAt: lejek.now() });
  return answer;
}

const byId =
  (button: string): Driver =>
  (scene) =>
    withWebhook(scene, (id) => scene.press(button, id));

/** Buttons of the pages of webhooks. */
export const WEBHOOK_BUTTON_DRIVERS: Readonly<Record<string, Driver>> = {
  'webhooks.open': ({ press }) => press('webhooks.open', 'all'),
  'webhooks.one': byId('webhooks.one:0'),
  'webhooks.add': ({ press }) => press('webhooks.add', 'new'),
  'webhooks.change': byId('webhooks.change'),
  'webhooks.secret': byId('webhooks.secret'),
  'webhooks.off': byId('webhooks.off'),
  'webhooks.on': byId('webhooks.on'),
  'webhooks.remove': byId('webhooks.remove'),
  'webhooks.test': byId('webhooks.test'),
  'webhooks.again': (scene) =>
    withWebhook(scene, async (id) => {
      const { tenant, now } = scene.lejek;
      await tenant.webhooks.sendTest(id, now());
      const [message] = await tenant.webhooks.log(id, 1);
      return scene.press('webhooks.again:0', `${id} ${message?.id}`);
    }),
  'webhooks.undo': (scene) =>
    withWebhook(scene, async (id) => {
      scene.lejek.advanceClock(1000);
      await scene.press('webhooks.off', id);
      const last = () => scene.lejek.tenant.settingChanges.last({ kind: 'webhook' }, scene.lejek.now());
      await expect.poll(last, { timeout: 20_000 }).toBeDefined();
      return scene.press('webhooks.undo', (await last())?.id ?? '');
    }),
};

/** Their form. */
export const WEBHOOK_FORM_DRIVERS: Readonly<Record<string, Driver>> = {
  'webhooks.save': async ({ press, waitForForm, submit }) => {
    await press('webhooks.add', 'new');
    await waitForForm('webhooks.save');
    made += 1;
    return submit({ url: `https://typed.example/${made}`, types: ['deal.won'] });
  },
};
