import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { DAY_MS, MINUTE_MS } from '../../../../src/core/time/durations.ts';
import { isStillSaving } from '../../../support/bot-actions.ts';
import { pressInWindow, waitForWindow, windowText } from '../../../support/open-window.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
  for (const person of [lejek.ewa, lejek.anna]) {
    const member = await lejek.tenant.members.bySlackUser(person.id);
    await lejek.tenant.members.setRole(member?.id ?? '', 'admin');
  }
});
afterAll(() => lejek.stop());

async function open(person: Person, line = '/funnel webhooks'): Promise<void> {
  await person.closeAll();
  await person.command(lejek.sales, line);
  await waitForWindow(person, 'webhooks.list');
}

/** @returns what stood under the fields; nothing where it was saved. */
async function save(person: Person, fields: Readonly<Record<string, string | string[]>>) {
  for (const [name, value] of Object.entries(fields)) person.fillInput(name, value);
  const { errors = {} } = await person.submit();
  if (Object.keys(errors).length > 0 && !isStillSaving(errors)) return errors;
  await waitForWindow(person, 'webhooks.page');
  return {};
}

it('an admin adds an address, sees its secret once, and everything that is done is undone and told in the log', async () => {
  const { ewa, tenant } = lejek;
  await open(ewa);
  await pressInWindow(ewa, 'webhooks.add');
  expect(await save(ewa, { url: 'example.com' })).toEqual({ url: expect.stringContaining('as an address') });
  expect(await save(ewa, { url: 'https://user:word@example.com/' })).toEqual({ url: expect.stringContaining('signature') });
  expect(await save(ewa, { url: 'https://example.com/lejek', types: ['deal.won', 'deal.lost'] })).toEqual({});
  const shown = windowText(ewa);
  const [secret = ''] = /whsec_[A-Za-z0-9+/=]+/.exec(shown) ?? [];
  expect(secret).not.toBe('');
  expect(shown).toContain('Tells: wins and losses');
  const [webhook] = await tenant.webhooks.all();
  expect(webhook).toMatchObject({ url: 'https://example.com/lejek', types: ['deal.won', 'deal.lost'] });
  expect(JSON.stringify([webhook, await tenant.settingChanges.page({ offset: 0, limit: 10 })])).not.toContain(secret);
  await pressInWindow(ewa, `webhooks.one`);
  expect(windowText(ewa)).not.toContain(secret);
  // A second time it is not added.
  await open(ewa);
  await pressInWindow(ewa, 'webhooks.add');
  expect(await save(ewa, { url: 'https://example.com/lejek' })).toEqual({ url: expect.stringContaining('already') });

  await open(ewa);
  await pressInWindow(ewa, 'webhooks.one:0');
  await pressInWindow(ewa, 'webhooks.change');
  expect(await save(ewa, { url: 'https://example.com/new' })).toEqual({});
  await pressInWindow(ewa, 'webhooks.undo');
  expect(windowText(ewa)).toContain('Undone: webhook changed');
  expect((await tenant.webhooks.all())[0]?.url).toBe('https://example.com/lejek');
  for (const button of ['webhooks.off', 'webhooks.remove']) {
    await pressInWindow(ewa, 'webhooks.one:0');
    await pressInWindow(ewa, button);
    await pressInWindow(ewa, 'webhooks.undo');
    expect((await tenant.webhooks.all())[0]).toMatchObject({ off: null, removedAt: null });
  }
  await pressInWindow(ewa, 'webhooks.one:0');
  await pressInWindow(ewa, 'webhooks.secret');
  expect(windowText(ewa)).toContain('another 24 hours');
  expect((await tenant.webhooks.all())[0]?.secrets?.former).not.toBeNull();
  // What was done last is also in the list of what can be undone; a secret cannot.
  await ewa.closeAll();
  const log = await lejek.typeCommand(ewa, '/funnel audit');
  for (const line of ['webhook added: ', 'webhook changed: ', 'webhook switched off: ', 'webhook removed: ', 'new secret of'])
    expect(log).toContain(line);
  expect(log).not.toContain('whsec_');
});

it('its last messages stand on its page, and go again', async () => {
  const { anna, tenant } = lejek;
  const [webhook] = await tenant.webhooks.all();
  const id = webhook?.id ?? '';
  await lejek.createDeal(anna, 'Bielik');
  await tenant.webhooks.change(id, { types: ['deal.created'] });
  await lejek.createDeal(anna, 'Kowent');
  const due = await tenant.webhooks.next(id, lejek.now());
  expect(due?.dealNumber).toBe(2);
  const claimed = await lejek.store.webhooks.claim(lejek.now(), { now: Date.now(), ms: 1000 });
  const of = { id, lease: claimed?.lease ?? 0, deliveryId: due?.id ?? '' };
  await tenant.webhooks.settle(of, { state: 'sent', status: 200 }, lejek.now());
  await open(anna, '/lejek webhooki');
  await pressInWindow(anna, 'webhooks.one:0');
  expect(windowText(anna)).toMatch(/✓ 16 lis[^·]* · D-2 · nowe szanse/);
  await pressInWindow(anna, 'webhooks.again:0');
  expect(windowText(anna)).toContain('Znów jest w drodze');
  expect(await tenant.webhooks.log(id, 1)).toMatchObject([{ id: due?.id, state: 'queued' }]);
  await pressInWindow(anna, 'webhooks.test');
  expect(await tenant.webhooks.log(id, 5)).toContainEqual(expect.objectContaining({ type: 'webhook.test', state: 'queued' }));
});

it('nobody but an admin sees addresses, and without a key on the server there are none', async () => {
  const { piotr, ewa, deps } = lejek;
  expect(await lejek.typeCommand(piotr, '/funnel webhooks')).toContain('Only an admin can see and change webhooks');
  const { webhooks } = deps;
  Object.assign(deps, { webhooks: { secrets: undefined, allowsPrivate: false } });
  await open(ewa);
  expect(windowText(ewa)).toContain('LEJEK_ENCRYPTION_KEY');
  expect(windowText(ewa)).not.toContain('New address');
  await pressInWindow(ewa, 'webhooks.one:0');
  await pressInWindow(ewa, 'webhooks.change');
  expect(await save(ewa, { url: 'https://10.0.0.1/' })).toEqual({ url: expect.stringContaining('private network') });
  Object.assign(deps, { webhooks });
  // Undo is for ten minutes.
  const [change] = (await lejek.tenant.settingChanges.page({ offset: 0, limit: 50 })).changes.filter(
    ({ undoneAt }) => undoneAt === null,
  );
  lejek.setNow(lejek.now() + DAY_MS + MINUTE_MS);
  expect(change?.kind).toBe('webhook');
});
