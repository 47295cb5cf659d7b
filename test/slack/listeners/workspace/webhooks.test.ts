import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { renderView } from '../../../../simulator/terminal/render.ts';
import { DAY_MS, MINUTE_MS } from '../../../../src/core/time/durations.ts';
import { isStillSaving } from '../../../support/bot-actions.ts';
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

const screen = (person: Person): string => {
  const view = person.view();
  return view === undefined
    ? ''
    : renderView(view, person.values(view), { width: 300 })
        .replaceAll('\u00A0', ' ')
        .replace(/[│┃╭╮╰╯─]+/g, ' ')
        .replace(/\s+/g, ' ');
};
const waitFor = (person: Person, id: string) => person.waitForView(({ callback_id }) => callback_id === id, 20_000);

async function open(person: Person, line = '/funnel webhooks'): Promise<void> {
  await person.closeAll();
  await person.command(lejek.sales, line);
  await waitFor(person, 'webhooks.list');
}

/** Presses a button of the open window and waits until the window shows something else. */
async function press(person: Person, action: string): Promise<void> {
  const view = person.view();
  if (view === undefined) throw new Error('no window is open');
  await person.click(view, action);
  await person.waitForView(({ hash }) => hash !== view.hash, 20_000);
}

/** @returns what stood under the fields; nothing where it was saved. */
async function save(person: Person, fields: Readonly<Record<string, string | string[]>>) {
  for (const [name, value] of Object.entries(fields)) person.fillInput(name, value);
  const { errors = {} } = await person.submit();
  if (Object.keys(errors).length > 0 && !isStillSaving(errors)) return errors;
  await waitFor(person, 'webhooks.page');
  return {};
}

it('an admin adds an address, sees its secret once, and everything that is done is undone and told in the log', async () => {
  const { ewa, tenant } = lejek;
  await open(ewa);
  await press(ewa, 'webhooks.add');
  expect(await save(ewa, { url: 'example.com' })).toEqual({ url: expect.stringContaining('as an address') });
  expect(await save(ewa, { url: 'https://user:word@example.com/' })).toEqual({ url: expect.stringContaining('signature') });
  expect(await save(ewa, { url: 'https://example.com/lejek', types: ['deal.won', 'deal.lost'] })).toEqual({});
  const shown = screen(ewa);
  const [secret = ''] = /whsec_[A-Za-z0-9+/=]+/.exec(shown) ?? [];
  expect(secret).not.toBe('');
  expect(shown).toContain('Tells: wins and losses');
  const [webhook] = await tenant.webhooks.all();
  expect(webhook).toMatchObject({ url: 'https://example.com/lejek', types: ['deal.won', 'deal.lost'] });
  expect(JSON.stringify([webhook, await tenant.settingChanges.page({ offset: 0, limit: 10 })])).not.toContain(secret);
  await press(ewa, `webhooks.one`);
  expect(screen(ewa)).not.toContain(secret);
  // A second time it is not added.
  await open(ewa);
  await press(ewa, 'webhooks.add');
  expect(await save(ewa, { url: 'https://example.com/lejek' })).toEqual({ url: expect.stringContaining('already') });

  await open(ewa);
  await press(ewa, 'webhooks.one:0');
  await press(ewa, 'webhooks.change');
  expect(await save(ewa, { url: 'https://example.com/new' })).toEqual({});
  await press(ewa, 'webhooks.undo');
  expect(screen(ewa)).toContain('Undone: webhook changed');
  expect((await tenant.webhooks.all())[0]?.url).toBe('https://example.com/lejek');
  for (const button of ['webhooks.off', 'webhooks.remove']) {
    await press(ewa, 'webhooks.one:0');
    await press(ewa, button);
    await press(ewa, 'webhooks.undo');
    expect((await tenant.webhooks.all())[0]).toMatchObject({ off: null, removedAt: null });
  }
  await press(ewa, 'webhooks.one:0');
  await press(ewa, 'webhooks.secret');
  expect(screen(ewa)).toContain('another 24 hours');
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
  await press(anna, 'webhooks.one:0');
  expect(screen(anna)).toMatch(/✓ 16 lis[^·]* · D-2 · nowe szanse/);
  await press(anna, 'webhooks.again:0');
  expect(screen(anna)).toContain('Znów jest w drodze');
  expect(await tenant.webhooks.log(id, 1)).toMatchObject([{ id: due?.id, state: 'queued' }]);
  await press(anna, 'webhooks.test');
  expect(await tenant.webhooks.log(id, 5)).toContainEqual(expect.objectContaining({ type: 'webhook.test', state: 'queued' }));
});

it('nobody but an admin sees addresses, and without a key on the server there are none', async () => {
  const { piotr, ewa, deps } = lejek;
  expect(await lejek.typeCommand(piotr, '/funnel webhooks')).toContain('Only an admin can see and change webhooks');
  const { webhooks } = deps;
  Object.assign(deps, { webhooks: { secrets: undefined, allowsPrivate: false } });
  await open(ewa);
  expect(screen(ewa)).toContain('LEJEK_ENCRYPTION_KEY');
  expect(screen(ewa)).not.toContain('New address');
  await press(ewa, 'webhooks.one:0');
  await press(ewa, 'webhooks.change');
  expect(await save(ewa, { url: 'https://10.0.0.1/' })).toEqual({ url: expect.stringContaining('private network') });
  Object.assign(deps, { webhooks });
  // Undo is for ten minutes.
  const [change] = (await lejek.tenant.settingChanges.page({ offset: 0, limit: 50 })).changes.filter(
    ({ undoneAt }) => undoneAt === null,
  );
  lejek.setNow(lejek.now() + DAY_MS + MINUTE_MS);
  expect(change?.kind).toBe('webhook');
});
