import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../simulator/free-port.ts';
import { type HealthServer, serveHealth } from '../../src/platform/health.ts';
import { createMetrics, LEASE_LOST, type Metrics } from '../../src/platform/metrics.ts';
import { createStore, openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/types/store.ts';
import { createTestDatabase, openOwnDatabase } from '../support/store/test-database.ts';

let store: Store;
let metrics: Metrics;
let server: HealthServer;
let origin: string;
const AT = Date.parse('2026-11-23T09:00:00Z');
let state: {
  connected: boolean;
  stopping: boolean;
  writes: Store;
  signatures: 'right' | 'wrong' | undefined;
  ping: () => Promise<void>;
};

beforeEach(async () => {
  store = await openStore(await createTestDatabase('migrated'));
  metrics = createMetrics();
  state = { connected: true, stopping: false, writes: store, signatures: undefined, ping: store.ping };
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const vitals = {
    inFlight: () => 3,
    ping: () => state.ping(),
    writeHealth: () => state.writes.writeHealth(),
    isConnected: () => state.connected,
    isStopping: () => state.stopping,
    signatures: () => state.signatures,
    now: () => AT,
    postBacklog: (at: number) => state.writes.postBacklog(at),
    webhookBacklog: () => state.writes.webhooks.backlog(),
  };
  server = await serveHealth(port, vitals, { metrics });
});

afterEach(async () => {
  await server.close();
  await store.close();
});

async function get(path: string, method = 'GET') {
  const response = await fetch(origin + path, { method });
  return { status: response.status, body: await response.text() };
}

describe('the health pages', () => {
  it('say that the bot is ready when the database answers and Slack reaches it', async () => {
    expect(await get('/readyz')).toEqual({
      status: 200,
      body: '{"ready":true,"database":true,"writes":true,"slack":true,"stopping":false}\n',
    });
  });

  it('say that it is alive but not ready while Slack is away', async () => {
    state.connected = false;
    expect((await get('/healthz')).status).toBe(200);
    expect(await get('/readyz')).toEqual({
      status: 503,
      body: '{"ready":false,"database":true,"writes":true,"slack":false,"stopping":false}\n',
    });
  });

  it('say that it is alive but not ready when the database is closed', async () => {
    await store.close();
    expect((await get('/healthz')).status).toBe(200);
    expect(await get('/readyz')).toMatchObject({ status: 503, body: expect.stringContaining('"database":false') });
  });

  it('say that it is not ready while nothing that is written is kept, and since when', async () => {
    const database = await openOwnDatabase();
    const own = createStore(database);
    const tenant = own.tenant('T1');
    await tenant.loadOrCreateRequester({ slackUserId: 'U1', name: 'Anna' }, { language: 'en', at: 0 });
    state.writes = own;
    expect((await get('/readyz')).status).toBe(200);
    // As a full disk does: what is there can be read.
    const full = `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`;
    await database.session((sql) =>
      sql.exec(`${full}; CREATE TRIGGER full_disk BEFORE UPDATE ON workspace EXECUTE FUNCTION full_disk()`),
    );
    await expect(tenant.updateWorkspace({ name: 'Bielik' })).rejects.toThrow();
    expect(await get('/readyz')).toEqual({
      status: 503,
      body: '{"ready":false,"database":true,"writes":false,"slack":true,"stopping":false,"writesFailingSeconds":0}\n',
    });
    expect((await get('/metrics')).body).toMatch(/lejek_failed_writes\{fault="diskFull"\} [2-4]/);
    // There is room again: nobody has to write first.
    await database.session((sql) => sql.exec('DROP TRIGGER full_disk ON workspace'));
    expect((await get('/readyz')).status).toBe(200);
    await own.close();
  });

  it('say that it is not ready while it is being stopped', async () => {
    state.stopping = true;
    expect((await get('/readyz')).status).toBe(503);
  });

  it('say how requests were signed, once some came; that alone makes the bot neither ready nor not', async () => {
    state.signatures = 'wrong';
    expect(await get('/readyz')).toMatchObject({ status: 200, body: expect.stringContaining('"signatures":"wrong"') });
  });

  it('know no other page and take no other request', async () => {
    expect((await get('/')).status).toBe(404);
    expect((await get('/healthz', 'POST')).status).toBe(405);
  });
});

describe('the metrics', () => {
  it('count requests by kind, name and outcome, and say how long acknowledging took', async () => {
    metrics.recordRequest({ kind: 'command', name: '/deal', ackMs: 12, outcome: 'answered' });
    metrics.recordRequest({ kind: 'command', name: '/deal', ackMs: 2100, outcome: 'late' });
    metrics.recordJobRun('tick', 'done', 1_700_000_000_000);
    metrics.recordWebhookMessage('away');
    metrics.recordPosts([
      { what: 'digest', outcome: 'posted' },
      { what: 'card', outcome: 'queued', why: LEASE_LOST },
    ]);
    const { body } = await get('/metrics');
    expect(body).toContain('lejek_requests_total{kind="command",name="/deal",outcome="answered"} 1');
    expect(body).toContain('lejek_ack_seconds_bucket{le="0.025",kind="command"} 1');
    expect(body).toContain('lejek_ack_seconds_count{kind="command"} 2');
    expect(body).toContain('lejek_job_last_done_timestamp_seconds{job="tick"} 1700000000');
    expect(body).toContain('lejek_slack_connected 1');
    expect(body).toContain('lejek_posts_total{kind="digest",outcome="posted"} 1');
    expect(body).toContain('lejek_leases_lost_total 1');
    expect(body).toContain('lejek_webhook_messages_total{outcome="away"} 1');
    expect(body).toContain('lejek_requests_in_flight 3');
    expect(body).toContain('process_resident_memory_bytes');
  });

  it('say how many posts are due and since when, and how fast the database answers', async () => {
    const own = createStore(await openOwnDatabase());
    state.writes = own;
    const tenant = own.tenant('T1');
    await tenant.loadOrCreateRequester({ slackUserId: 'U1', name: 'Anna' }, { language: 'en', at: AT });
    expect((await get('/metrics')).body).toMatch(/^lejek_oldest_post_waiting_seconds 0$/m);
    const post = { kind: 'problem', target: 'C1', subject: null, payload: {} } as const;
    const drafts = [600_000, 60_000, -3_600_000].map((age) => ({ ...post, key: `due ${age}`, notBefore: AT - age }));
    await tenant.deliveries.queue(drafts, AT);
    const secrets = { encrypted: 'x', former: null };
    const [on, off] = await Promise.all(
      ['https://on.example/', 'https://off.example/'].map((url) =>
        tenant.webhooks.add({ url, types: ['deal.won'], secrets }, AT),
      ),
    );
    for (const webhook of [on, off]) await tenant.webhooks.sendTest(webhook?.id ?? '', AT - 90_000);
    await tenant.webhooks.change(off?.id ?? '', { off: { at: AT, why: 'person' } });
    const { body } = await get('/metrics');
    expect(body).toContain('lejek_webhook_messages_waiting 1\n');
    expect(body).toContain('lejek_oldest_webhook_message_waiting_seconds 90\n');
    expect(body).toContain('lejek_posts_waiting 2\n');
    expect(body).toContain('lejek_oldest_post_waiting_seconds 600\n');
    expect(Number(/^lejek_database_first_byte_seconds ([\d.e-]+)$/m.exec(body)?.[1])).toBeLessThan(2);
    // One that is being sent is not done yet.
    await own.claimDeliveries(AT, { now: AT, ms: 90_000 }, 1);
    expect((await get('/metrics')).body).toContain('lejek_posts_waiting 2\n');
    await own.close();
  });

  it('come while the database does not answer, and say so', async () => {
    state.ping = () => new Promise(() => {});
    const { status, body } = await get('/metrics');
    expect(status).toBe(200);
    expect(body).toContain('lejek_database_first_byte_seconds +Inf\n');
    expect(body).toMatch(/^lejek_posts_waiting nan$/im);
    expect(body).toContain('lejek_requests_in_flight 3');
  });

  it('say how late an answer came', async () => {
    metrics.recordLateAnswer(4200);
    expect((await get('/metrics')).body).toContain('lejek_late_answer_seconds_bucket{le="5"} 1');
  });

  it('do not grow with ids, with what people make up, or without end', async () => {
    for (let id = 0; id < 1000; id += 1) {
      metrics.recordRequest({ kind: 'button', name: `deal.show:${id}`, ackMs: 1, outcome: 'answered' });
      metrics.recordRequest({ kind: 'button', name: `made-up-${id}`, ackMs: 1, outcome: 'answered' });
    }
    metrics.recordRequest({ kind: 'button', name: 'Zażółć "gęślą"', ackMs: 1, outcome: 'answered' });
    const { body } = await get('/metrics');
    expect(body).toContain('lejek_requests_total{kind="button",name="deal.show",outcome="answered"} 1000');
    expect(body.match(/^lejek_requests_total/gm)?.length).toBeLessThanOrEqual(201);
  });
});

it('a port that is taken is an error, not a bot without health', async () => {
  const port = await freePort();
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(port, resolve));
  const vitals = {
    inFlight: () => 3,
    ping: store.ping,
    writeHealth: store.writeHealth,
    isConnected: () => true,
    isStopping: () => false,
    signatures: () => undefined,
    now: () => AT,
    postBacklog: store.postBacklog,
    webhookBacklog: store.webhooks.backlog,
  };
  await expect(serveHealth(port, vitals, { metrics })).rejects.toThrow('EADDRINUSE');
  squatter.close();
});
