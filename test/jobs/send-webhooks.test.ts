import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { edit } from '../../src/core/deal/edit.ts';
import { undo } from '../../src/core/deal/undo.ts';
import type { WebhookType } from '../../src/core/history/webhook-type.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/time/durations.ts';
import { createJobProgress } from '../../src/jobs/job-progress.ts';
import { renewWebhookSecrets } from '../../src/jobs/renew-webhook-secrets.ts';
import { sendWebhooks } from '../../src/jobs/send-webhooks.ts';
import { createSecretBox } from '../../src/platform/secret-box.ts';
import type { Database } from '../../src/store/db/database.ts';
import { newWebhookSecret, WEBHOOK_SECRET } from '../../src/webhooks/signature.ts';
import { type WebhookPayload, webhookPayloadSchema } from '../../src/webhooks/webhook-payload.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { type Company, createCompany, requireSaved } from '../support/company.ts';
import { MONDAY } from '../support/deal-builders.ts';
import { jobDeps } from '../support/job-deps.ts';
import { emptyDatabase, openTestDatabase } from '../support/store/test-database.ts';

/** What the receiver does with a message, once it has read it. */
type Fate = number | 'lose' | 'stall' | { readonly status: number; readonly afterMs: number };
type Received = { readonly id: string; readonly payload: WebhookPayload; readonly body: string };

const SECRET = newWebhookSecret();
const KEY = Buffer.alloc(32, 9);
const secrets = createSecretBox({ key: KEY });

/** A receiver that checks what comes as a library for Standard Webhooks does, and then does as it is told. */
const receiver = {
  received: [] as Received[],
  atOnce: 0,
  busiest: 0,
  secret: SECRET,
  decide: (_message: Received): Fate => 200,
};

function verify(headers: Readonly<Record<string, string | readonly string[] | undefined>>, body: string): void {
  const [id, seconds] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])];
  const key = Buffer.from(receiver.secret.slice('whsec_'.length), 'base64');
  const wanted = `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
  expect(String(headers['webhook-signature']).split(' ')).toContain(wanted);
  expect(Math.abs(Date.now() / 1000 - Number(seconds))).toBeLessThan(300);
}

let server: Server;
let url = '';
const faults: unknown[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    receiver.atOnce += 1;
    receiver.busiest = Math.max(receiver.busiest, receiver.atOnce);
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += String(chunk);
    });
    request.on('end', async () => {
      try {
        verify(request.headers, body);
      } catch (error) {
        faults.push(error);
      }
      const payload = webhookPayloadSchema.parse(JSON.parse(body));
      const message = { id: String(request.headers['webhook-id']), payload, body };
      receiver.received.push(message);
      const fate = receiver.decide(message);
      receiver.atOnce -= 1;
      if (fate === 'lose') request.socket.destroy();
      else if (typeof fate === 'number') response.writeHead(fate).end();
      else if (fate !== 'stall') {
        await pause(fate.afterMs);
        response.writeHead(fate.status).end();
      }
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const address = server.address() as AddressInfo | null;
  url = `http://127.0.0.1:${address?.port}/lejek`;
});

let database: Database;
let company: Company;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  await emptyDatabase(database);
  company = await createCompany(database);
  Object.assign(receiver, { received: [], atOnce: 0, busiest: 0, secret: SECRET, decide: () => 200 });
});
afterEach(() => expect(faults.splice(0)).toEqual([]));
afterAll(async () => {
  await database.close();
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
});

const seal = (secret: string) => secrets.seal(secret, { workspaceId: 'T1', what: WEBHOOK_SECRET });
const addWebhook = (types: readonly WebhookType[] = ['deal.created', 'deal.edited', 'deal.undone']) =>
  company.tenant.webhooks.add({ url, types: [...types], secrets: { encrypted: seal(SECRET), former: null } }, MONDAY);

/** One instance of the bot over the same store. */
function instance(timeoutMs = 5000) {
  const webhooks = { secrets, allowsPrivate: true, timeoutMs };
  const deps = { ...jobDeps(company.store), webhooks, progress: createJobProgress() };
  return (at: number) => sendWebhooks(deps, at);
}

let renames = 0;
async function renameDeal(number: number, at = MONDAY) {
  renames += 1;
  const name = `Bielik ${renames}`;
  return requireSaved(
    await company.tenant
      .deals(ALL_DEALS)
      .change(
        number,
        (file) => edit(file, { edits: { deal: { name } }, pipeline: company.pipeline }, company.act(at)),
        company.writeRequest(undefined, at),
      ),
  );
}

/** Which event a message tells: 'D-1 v2'. */
const told = ({ payload }: Received): string =>
  payload.type === 'webhook.test' ? 'test' : `${payload.data.deal.ref} v${payload.data.deal.version}`;

describe('what happens to deals', () => {
  it('is told once it is kept, with how the deal stood before and after, and only of the chosen kinds', async () => {
    await addWebhook();
    const { number } = (await company.createDeal({ company: 'Bielik sp. z o.o.' })).file.deal;
    await renameDeal(number);
    requireSaved(
      await company.tenant.deals(ALL_DEALS).change(number, (file, history) => undo(file, history, company.act()), {
        ...company.writeRequest(),
        history: true,
      }),
    );
    await instance()(MONDAY + MINUTE_MS);
    expect(receiver.received.map(told)).toEqual(['D-1 v1', 'D-1 v2', 'D-1 v3']);
    const [opened, renamed, undone] = receiver.received.map(({ payload }) => payload);
    expect(opened).toMatchObject({
      type: 'deal.created',
      timestamp: new Date(MONDAY).toISOString(),
      data: {
        before: null,
        after: { company: 'Bielik sp. z o.o.', stage: { id: 'lead', name: 'Lead' }, owner: { name: 'Anna' } },
      },
    });
    expect(renamed).toMatchObject({ data: { event: { kind: 'edited', fields: ['name'] }, before: { name: 'Bielik' } } });
    expect(undone).toMatchObject({ type: 'deal.undone', data: { event: { undoes: 2 }, after: { name: 'Bielik' } } });
    expect(receiver.received.map(({ id }) => id)).toEqual(['evt_T1_1_1', 'evt_T1_1_2', 'evt_T1_1_3']);
    // Neither contact data nor anything of another workspace.
    await createCompany(database, 'T2');
    await instance()(MONDAY + 2 * MINUTE_MS);
    expect(receiver.received).toHaveLength(3);
  });

  it('reaches a receiver that loses, delays and refuses, at least once and of each deal in order, from two instances', async () => {
    await addWebhook();
    const numbers = [0, 0, 0].map(() => 0);
    for (const index of numbers.keys()) numbers[index] = (await company.createDeal()).file.deal.number;
    let seed = 7;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    receiver.decide = () => {
      const luck = random();
      if (luck < 0.12) return 'lose';
      if (luck < 0.16) return 'stall';
      if (luck < 0.26) return 503;
      if (luck < 0.36) return 400;
      return luck < 0.5 ? { status: 200, afterMs: 30 } : 200;
    };
    const [one, other] = [instance(250), instance(250)];
    let at = MONDAY;
    for (let round = 0; round < 8; round += 1) {
      for (const number of numbers) if (random() < 0.6) await renameDeal(number, at);
      at += 5 * MINUTE_MS;
      await Promise.all([one(at), other(at)]);
    }
    receiver.decide = () => 200;
    for (let round = 0; round < 4; round += 1) {
      at += 6 * HOUR_MS;
      await Promise.all([one(at), other(at)]);
    }
    for (const number of numbers) {
      const version = (await company.tenant.deals(ALL_DEALS).file(number))?.deal.version ?? 0;
      const own = receiver.received.map(told).filter((line) => line.startsWith(`D-${number} `));
      const first = [...new Set(own)];
      // Each event at least once, those that are new always in their order.
      expect(first).toEqual(Array.from({ length: version }, (_, index) => `D-${number} v${index + 1}`));
      // A repetition is of what was sent last: nothing older comes after something newer.
      expect(own).toEqual(own.toSorted((a, b) => first.indexOf(a) - first.indexOf(b)));
    }
    expect(receiver.received.length).toBeGreaterThan(new Set(receiver.received.map(({ id }) => id)).size);
    expect(receiver.busiest).toBe(1);
  });
});

describe('a receiver', () => {
  it('that refuses one message holds up that deal alone, until it is given up', async () => {
    const { id } = await addWebhook();
    const [bad, good] = [(await company.createDeal()).file.deal.number, (await company.createDeal()).file.deal.number];
    receiver.decide = (message) => (told(message).startsWith(`D-${bad} v1`) ? 422 : 200);
    await renameDeal(bad);
    const send = instance();
    await send(MONDAY + MINUTE_MS);
    await renameDeal(good, MONDAY + MINUTE_MS);
    await send(MONDAY + 2 * MINUTE_MS);
    const arrived = () => receiver.received.map(told).filter((line) => line !== `D-${bad} v1`);
    expect(arrived()).toEqual([`D-${good} v1`, `D-${good} v2`]);
    expect(await company.tenant.webhooks.log(id, 10)).toContainEqual(
      expect.objectContaining({ dealNumber: bad, state: 'queued', status: 422, error: 'HTTP 422' }),
    );
    await send(MONDAY + 3 * DAY_MS);
    await send(MONDAY + 3 * DAY_MS + MINUTE_MS);
    expect(arrived()).toEqual([`D-${good} v1`, `D-${good} v2`, `D-${bad} v2`]);
    // Nothing is wrong with the receiver itself, and the message goes again, under its id, when somebody says so.
    expect(await company.tenant.webhooks.byId(id)).toMatchObject({ off: null, failingSince: null });
    receiver.decide = () => 200;
    expect(await company.tenant.webhooks.sendAgain(id, `evt_T1_${bad}_1`, MONDAY + 4 * DAY_MS)).toBe(true);
    expect(await company.tenant.webhooks.sendAgain(id, `evt_T1_${bad}_1`, MONDAY + 4 * DAY_MS)).toBe(false);
    await send(MONDAY + 4 * DAY_MS);
    expect(receiver.received.at(-1)?.id).toBe(`evt_T1_${bad}_1`);
    expect((await company.tenant.webhooks.log(id, 10)).every(({ state }) => state === 'sent')).toBe(true);
  });

  it('that is away is left alone longer each time, switched off after three days, and caught up with once it is on again', async () => {
    const { id } = await addWebhook();
    await company.tenant.members.setRole(company.anna.id, 'admin');
    await company.createDeal();
    receiver.decide = () => 503;
    const send = instance();
    for (let at = MONDAY; at < MONDAY + HOUR_MS; at += MINUTE_MS) await send(at);
    // After 1, 2, 5, 15 and 30 minutes.
    expect(receiver.received).toHaveLength(6);
    for (let at = MONDAY + HOUR_MS; at <= MONDAY + 4 * DAY_MS; at += HOUR_MS) await send(at);
    expect(await company.tenant.webhooks.byId(id)).toMatchObject({ off: { why: 'failing' } });
    const posts = await company.tenant.deliveries.ofKind('webhook-off', 0);
    expect(posts.map(({ target }) => target)).toEqual(['U1']);
    const tries = receiver.received.length;
    expect(tries).toBeLessThan(25);
    // Off: what happens now is not queued, and nothing is sent.
    await renameDeal(1, MONDAY + 4 * DAY_MS);
    receiver.decide = () => 200;
    await send(MONDAY + 5 * DAY_MS);
    expect(receiver.received).toHaveLength(tries);
    await company.tenant.webhooks.change(id, { off: null });
    await send(MONDAY + 5 * DAY_MS);
    expect(receiver.received.slice(tries).map(told)).toEqual(['D-1 v1']);
    expect(await company.tenant.webhooks.byId(id)).toMatchObject({ off: null, failingSince: null, failures: 0 });
    // What is old is forgotten.
    await company.store.deleteExpired({ handled: 0, keptForms: 0, webhookDeliveries: MONDAY + DAY_MS, removedWebhooks: 0 });
    expect(await company.tenant.webhooks.log(id, 10)).toEqual([]);
  });

  it('that says that it is gone hears nothing more', async () => {
    const { id } = await addWebhook();
    await company.tenant.webhooks.sendTest(id, MONDAY);
    receiver.decide = () => 410;
    await instance()(MONDAY);
    expect(receiver.received.map(told)).toEqual(['test']);
    expect(await company.tenant.webhooks.byId(id)).toMatchObject({ off: { at: MONDAY, why: 'gone' } });
  });

  it('can check by the secret before for a day, and messages wait where a secret cannot be read', async () => {
    const { id } = await addWebhook();
    const fresh = newWebhookSecret();
    const former = { encrypted: seal(SECRET), until: Date.now() + DAY_MS };
    await company.tenant.webhooks.change(id, { secrets: { encrypted: seal(fresh), former } });
    for (const secret of [SECRET, fresh]) {
      receiver.secret = secret;
      await company.tenant.webhooks.sendTest(id, MONDAY);
      await instance()(MONDAY);
    }
    expect(receiver.received).toHaveLength(2);
    // The key of the server changes: what is kept is encrypted anew, and the key before can go.
    const next = Buffer.alloc(32, 10);
    expect(await renewWebhookSecrets(company.store, createSecretBox({ key: next }))).toEqual([id]);
    expect(await renewWebhookSecrets(company.store, createSecretBox({ key: next, previousKey: KEY }))).toEqual([]);
    expect(await renewWebhookSecrets(company.store, createSecretBox({ key: next }))).toEqual([]);
    await company.tenant.webhooks.sendTest(id, MONDAY);
    await instance()(MONDAY);
    expect(receiver.received).toHaveLength(2);
    expect(await company.tenant.webhooks.next(id, MONDAY)).toMatchObject({ type: 'webhook.test', state: 'queued' });
  });
});
