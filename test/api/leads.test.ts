import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Person } from '../../simulator/person/person.ts';
import { createApi } from '../../src/api/api.ts';
import type { DealFile } from '../../src/core/deal/deal.ts';
import { assign } from '../../src/core/deal/edit.ts';
import { NOBODY } from '../../src/core/people/nobody.ts';
import { utcDate } from '../../src/core/time/calendar.ts';
import { DAY_MS, MINUTE_MS } from '../../src/core/time/durations.ts';
import { leadPost } from '../../src/jobs/posts/lead.ts';
import { takeInLead } from '../../src/slack/steps/take-in-lead.ts';
import type { Database } from '../../src/store/db/database.ts';
import type { Tenant } from '../../src/store/types/store.ts';
import { newWebhookSecret, signWebhook } from '../../src/webhooks/signature.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { pressPostedButton as pressIn, setUpFunnel } from '../support/bot-actions.ts';
import { openTestDatabase } from '../support/store/test-database.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
let database: Database;
let server: Server;
let address: string;
beforeAll(async () => {
  database = await openTestDatabase();
  lejek = await startTestBot({ database });
});
afterAll(() => lejek.stop());
beforeEach(async () => {
  await lejek.reset();
  server = createServer(createApi(lejek.deps));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await setUpFunnel(lejek, lejek.ewa, { cards: 'none' });
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});

/** Presses a button of the page of addresses, and reads what the page shows. */
async function onPage(button: string, value: string): Promise<string> {
  await pressIn(lejek, lejek.ewa, button, value);
  await lejek.ewa.waitForView((view) => view.callback_id === 'leads.list', 10_000);
  const text = lejek.readScreen(lejek.ewa);
  await lejek.ewa.closeAll();
  return text;
}

/** Makes the address of the sales pipeline as its admin does. */
async function makeAddress(button = 'leads.make:0'): Promise<{ readonly path: string; readonly secret: string }> {
  const text = await onPage(button, 'sales');
  const [path = '', secret = ''] = [/\/leads\/[\w-]+\/[\w-]+/, /whsec_[\w+/=]+/].map((each) => each.exec(text)?.[0]);
  return { path, secret };
}

type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };
async function post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${address}${path}`, { method: 'POST', headers, body: text });
  return { status: response.status, body: z.record(z.string(), z.unknown()).parse(await response.json()) };
}
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

const LEAD = {
  name: 'Forklift service',
  company: 'Bielik sp. z o.o.',
  contact: { name: 'Jan Wzorcowy', email: 'jan@example.com', phone: '+48 600 000 000' },
  message: 'We have three forklifts.\nPlease call.',
  source: 'website',
};

/** What the channel was asked, or shows since. */
const asked = () => lejek.posts(lejek.sales).join('\n');

const fileOf = (number: number) => lejek.tenant.deals(ALL_DEALS).file(number);

async function clickPosted(person: Person, button: string): Promise<void> {
  const message = lejek.messages(lejek.sales).findLast(({ blocks }) => JSON.stringify(blocks).includes(`"${button}`));
  if (message === undefined) throw new Error(`no post has ${button}`);
  await person.click(message, button);
}

describe('a form that sends leads', () => {
  it('makes a deal of each in the first stage, once for its id, and asks the channel who takes it', async () => {
    const { path, secret } = await makeAddress();
    const made = await post(path, { ...LEAD, id: 'entry-7' }, bearer(secret));
    expect(made).toMatchObject({
      status: 201,
      body: { deal: { ref: 'D-1' }, repeated: false, message: expect.stringContaining('made') },
    });
    const file = await fileOf(1);
    expect(file?.deal).toMatchObject({
      name: LEAD.name,
      company: LEAD.company,
      stageId: 'lead',
      ownerId: NOBODY,
      source: 'website',
    });
    expect(file?.contact).toMatchObject(LEAD.contact);
    const [opened] = await lejek.tenant.deals(ALL_DEALS).history(1);
    expect(opened).toMatchObject({ kind: 'opened', actorId: 'lead-form', through: 'form' });
    expect(await lejek.tenant.deals(ALL_DEALS).noteText(opened?.noteId ?? '')).toBe(LEAD.message);
    await lejek.tick();
    expect(asked()).toContain('New lead: D-1 Forklift service · Bielik sp. z o.o. · website');
    expect(JSON.stringify(lejek.messages(lejek.sales))).not.toContain('example.com');
    // The key of the request is long forgotten by then.
    lejek.advanceClock(30 * DAY_MS);
    const before = lejek.now() - DAY_MS;
    await lejek.store.deleteExpired({ handled: before, keptForms: before, webhookDeliveries: before, removedWebhooks: before });
    expect(await post(path, { ...LEAD, id: 'entry-7' }, bearer(secret))).toMatchObject({ status: 200, body: { repeated: true } });
    expect(await fileOf(2)).toBeUndefined();
    expect(JSON.stringify(lejek.log)).not.toContain(secret.slice(6));
  });

  it('that was interrupted before anybody was asked is asked about when it is sent again, once', async () => {
    const { path, secret } = await makeAddress();
    await post(path, { ...LEAD, id: 'entry-7' }, bearer(secret));
    // As a crash between the deal and its question leaves it.
    await database.prisma.delivery.deleteMany({ where: { kind: 'lead' } });
    for (let again = 0; again < 2; again += 1) {
      expect(await post(path, { ...LEAD, id: 'entry-7' }, bearer(secret))).toMatchObject({
        status: 200,
        body: { repeated: true },
      });
      await lejek.tick();
    }
    expect(asked().match(/New lead: D-1/g)).toHaveLength(1);
  });

  it('is asked about by the statement that makes it: a crash after it loses no question', async () => {
    await makeAddress();
    const [form] = await lejek.tenant.leadForms.all();
    if (form === undefined) throw new Error('no address');
    const { deliveries } = lejek.tenant;
    // Nothing that comes after the deal is reached.
    const killed: Tenant = { ...lejek.tenant, deliveries: { ...deliveries, queue: () => Promise.reject(new Error('killed')) } };
    const lead = { ...LEAD, id: null };
    for (const at of [lejek.now(), lejek.now() + 1]) await takeInLead(killed, { form, lead, at });
    const asks = await deliveries.ofKind('lead', 0);
    expect(asks.map(({ key, subject, payload }) => ({ key, subject, payload }))).toEqual(
      [1, 2].map((number) => ({
        key: leadPost.key({ target: lejek.sales, number }),
        subject: String(number),
        payload: { number, twin: number === 2 ? 1 : null },
      })),
    );
    lejek.advanceClock(1);
    await lejek.tick();
    expect(asked().match(/New lead: D-[12]/g)).toEqual(['New lead: D-1', 'New lead: D-2']);
  });

  it('is known by a signature as well, and not by one of another body, time or secret', async () => {
    const { path, secret } = await makeAddress();
    const body = JSON.stringify(LEAD);
    const signed = (by = secret, at = Date.now()) => signWebhook({ id: 'msg_1', body }, [by], at);
    expect(await post(path, body, signed())).toMatchObject({ status: 201 });
    expect(await post(path, body, signed())).toMatchObject({ status: 200, body: { repeated: true } });
    for (const [what, headers] of [
      [`${body} `, signed()],
      [body, signed(secret, Date.now() - 6 * MINUTE_MS)],
      [body, signed(newWebhookSecret())],
      [body, {}],
      [body, bearer('whsec_wrong')],
    ] as const)
      expect(await post(path, what, headers)).toMatchObject({ status: 401, body: { code: 'badSecret' } });
  });

  it('of two who press at once one has it, the other reads who, and the post shows it', async () => {
    const { path, secret } = await makeAddress();
    await post(path, LEAD, bearer(secret));
    await lejek.tick();
    const { anna, piotr } = lejek;
    const [first, second] = [anna, piotr].map(({ id }) => lejek.slack.ephemerals(id).length);
    await Promise.all([clickPosted(anna, 'lead.take'), clickPosted(piotr, 'lead.take')]);
    await expect.poll(() => lejek.slack.ephemerals(anna.id).length).toBe((first ?? 0) + 1);
    await expect.poll(() => lejek.slack.ephemerals(piotr.id).length).toBe((second ?? 0) + 1);
    const owner = await lejek.tenant.members.byId((await fileOf(1))?.deal.ownerId ?? '');
    const isAnna = owner?.name === 'Anna';
    expect(lejek.lastAnswer(anna)).toContain(isAnna ? 'to Twoja szansa' : 'zajmuje się tym Piotr');
    expect(lejek.lastAnswer(piotr)).toContain(isAnna ? 'Anna has it' : 'is yours');
    expect((await lejek.tenant.deals(ALL_DEALS).history(1)).map(({ kind }) => kind)).toEqual(['opened', 'assigned']);
    await lejek.tick();
    expect(asked()).toContain(`${isAnna ? 'Anna' : 'Piotr'} has it`);
    expect(JSON.stringify(lejek.messages(lejek.sales))).not.toContain('lead.take');
  });

  it('that somebody had before anybody was asked is asked about once that is taken back, and never where it is not', async () => {
    const { path, secret } = await makeAddress();
    for (const id of ['a', 'b']) await post(path, { ...LEAD, company: `Firm ${id}`, id }, bearer(secret));
    for (const number of [1, 2]) await lejek.typeCommand(lejek.ewa, `/deal assign ${number} <@${lejek.piotr.id}>`);
    await lejek.tick();
    expect(asked()).not.toContain('New lead');
    await lejek.typeCommand(lejek.ewa, '/deal undo 2');
    await expect.poll(() => lejek.lastAnswer(lejek.ewa)).toContain('Undone');
    expect((await fileOf(2))?.deal.ownerId).toBe(NOBODY);
    lejek.advanceClock(11 * 60_000);
    await lejek.tick();
    expect(asked()).toContain('New lead: D-2 Forklift service');
    expect(asked()).not.toContain('D-1');
  });

  it('that was taken is free again for everybody once that is taken back, as often as it happens', async () => {
    const { path, secret } = await makeAddress();
    await post(path, LEAD, bearer(secret));
    await lejek.tick();
    const { anna, piotr } = lejek;
    for (const [person, has, undone] of [
      [anna, 'Anna has it', 'Cofnięte'],
      [piotr, 'Piotr has it', 'Undone'],
    ] as const) {
      expect(asked()).toContain('New lead: D-1 Forklift service');
      const answers = lejek.slack.ephemerals(person.id).length;
      await clickPosted(person, 'lead.take');
      await expect.poll(() => lejek.slack.ephemerals(person.id).length).toBe(answers + 1);
      await lejek.tick();
      expect(asked()).toContain(has);
      expect(JSON.stringify(lejek.messages(lejek.sales))).not.toContain('lead.take');
      const taken = lejek.slack.ephemerals(person.id).at(-1);
      if (taken === undefined) throw new Error('nothing was answered');
      await person.click(taken, 'deal.undo');
      await expect.poll(() => lejek.lastAnswer(person)).toContain(undone);
      await lejek.tick();
      expect(asked()).not.toContain(has);
    }
    expect(await fileOf(1)).toMatchObject({ deal: { ownerId: NOBODY } });
    expect(JSON.stringify(lejek.messages(lejek.sales))).toContain('lead.take');
  });

  it.each([
    ['assigned', async () => void (await lejek.typeCommand(lejek.ewa, `/deal assign 1 <@${lejek.piotr.id}>`))],
    [
      'given with others',
      async () => {
        const at = lejek.now();
        const act = { actor: { id: 'lead-form', role: 'admin' }, at, today: utcDate(at), through: 'command' } as const;
        const owner = await lejek.tenant.members.bySlackUser(lejek.piotr.id);
        const give = (file: DealFile) => assign(file, owner?.id ?? '', act);
        await lejek.tenant.deals(ALL_DEALS).changeMany([{ number: 1 }], give, { key: 'many', payload: {}, act });
      },
    ],
  ])('that is %s shows who has it as well', async (_how, give) => {
    const { path, secret } = await makeAddress();
    await post(path, LEAD, bearer(secret));
    await lejek.tick();
    await give();
    await expect.poll(async () => (await fileOf(1))?.deal.ownerId).not.toBe(NOBODY);
    await lejek.tick();
    expect(asked()).toContain('Piotr has it');
  });

  it('whose company has an open deal makes one all the same, and the channel is asked whether they are one', async () => {
    await lejek.createDeal(lejek.piotr, 'Batteries', { company: 'BIELIK sp. z o.o.' });
    const { path, secret } = await makeAddress();
    await post(path, LEAD, bearer(secret));
    await lejek.tick();
    expect(asked()).toContain('The company has an open deal: D-1 Batteries, Piotr.');
    await clickPosted(lejek.piotr, 'deal.merge-sure');
    await expect.poll(async () => (await fileOf(2))?.deal.outcome).toBe('withdrawn');
    expect(await fileOf(1)).toMatchObject({ deal: { outcome: 'open', source: 'website' }, contact: LEAD.contact });
  });

  it('is told what is wrong, in the language that it asks for', async () => {
    const { path, secret } = await makeAddress();
    const pl = { ...bearer(secret), 'accept-language': 'de, pl-PL;q=0.9, en;q=0.2' };
    for (const [body, fields] of [
      [{ ...LEAD, budget: 12 }, 'budget'],
      [{ ...LEAD, message: 'x'.repeat(4001) }, 'message'],
      [{ ...LEAD, contact: { fax: '1' } }, 'contact.fax'],
      [{ message: 'hello' }, 'name'],
      [{ name: '  ' }, 'name'],
    ] as const)
      expect(await post(path, body, pl)).toMatchObject({
        status: 400,
        body: { code: 'badInput', message: `Nie umiem odczytać tych pól: ${fields}. Nic się nie zmieniło.` },
      });
    expect(await post(path, '{', pl)).toMatchObject({ status: 400, body: { code: 'notJson' } });
    expect(await post('/leads/T0123ABC/abcdefgh1234', LEAD, pl)).toMatchObject({ status: 404, body: { code: 'noSuchForm' } });
    expect(await post('/api/v1/list_deals', {}, { 'accept-language': 'pl' })).toMatchObject({
      status: 401,
      body: { code: 'noToken', message: expect.stringContaining('osobisty token') },
    });
    expect(await fileOf(1)).toBeUndefined();
    const answers = await Promise.all(Array.from({ length: 70 }, () => post(path, '{', bearer(secret))));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  });

  it('sends nothing any more once its secret is another one, or its address was taken back; the log of settings tells it', async () => {
    const { path, secret } = await makeAddress();
    lejek.advanceClock(1000);
    const renewed = await makeAddress('leads.secret:0');
    expect(renewed.path).toBe(path);
    expect(await post(path, LEAD, bearer(secret))).toMatchObject({ status: 401 });
    expect(await post(path, LEAD, bearer(renewed.secret))).toMatchObject({ status: 201 });
    expect(JSON.stringify(await lejek.tenant.leadForms.all())).not.toContain(renewed.secret);
    const [form] = await lejek.tenant.leadForms.all();
    expect(await onPage('leads.take-back:0', form?.id ?? '')).toContain('is taken back');
    expect(await post(path, LEAD, bearer(renewed.secret))).toMatchObject({ status: 404 });
    const audit = await lejek.typeCommand(lejek.ewa, '/funnel audit');
    for (const what of ['made', 'new secret', 'taken back']) expect(audit).toContain(`address for leads of Sales: ${what}`);
    await pressIn(lejek, lejek.piotr, 'leads.open', 'all');
    await expect.poll(() => lejek.lastAnswer(lejek.piotr)).toContain('Only an admin can make addresses for leads (Ewa)');
  });
});
