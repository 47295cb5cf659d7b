import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { API_PAGE, withToolsTable } from '../../scripts/tools-table.ts';
import type { Person } from '../../simulator/person/person.ts';
import { createApi } from '../../src/api/api.ts';
import { createToken, hashToken } from '../../src/platform/personal-token.ts';
import { TOOLS } from '../../src/tools/all-tools.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
let server: Server;
let address: string;
beforeAll(async () => {
  lejek = await startTestBot();
  server = createServer(createApi(lejek.deps));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await lejek.stop();
});
beforeEach(() => lejek.reset());

async function tokenOf(person: Person): Promise<string> {
  const member = await lejek.tenant.members.bySlackUser(person.id);
  const token = createToken(lejek.slack.team.id);
  await lejek.tenant.personalTokens.make({
    ...{ memberId: member?.id ?? '', name: 'test', hash: hashToken(token), at: lejek.now() },
  });
  return token;
}

type Answer = { readonly status: number; readonly headers: Headers; readonly body: Readonly<Record<string, unknown>> };
async function post(
  path: string,
  token: string | undefined,
  body: unknown = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(`${address}${path}`, {
    method: 'POST',
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const read = z.record(z.string(), z.unknown()).parse(await response.json());
  return { status: response.status, headers: response.headers, body: read };
}

async function connect(client: Client, token: string): Promise<void> {
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${address}/mcp`), { requestInit }));
}

describe('plain JSON over HTTP', () => {
  it('does what the token’s owner may do, once for a key, and keeps when it was used', async () => {
    const token = await tokenOf(lejek.piotr);
    const body = { name: 'Forklift service', company: 'Bielik', value: 48_000, currency: 'EUR' };
    const made = await post('/api/v1/create_deal', token, body, { 'idempotency-key': 'form-1' });
    expect(made).toMatchObject({ status: 200, body: { repeated: false, deal: { owner: { name: 'Piotr' } } } });
    const again = await post('/api/v1/create_deal', token, body, { 'idempotency-key': 'form-1' });
    expect(again).toMatchObject({ status: 200, body: { repeated: true, deal: { ref: 'D-1' } } });
    expect(await post('/api/v1/create_deal', token, body)).toMatchObject({ status: 409, body: { code: 'duplicate' } });
    expect(await lejek.typeCommand(lejek.piotr, '/deal show bielik')).toContain('Forklift service');
    expect((await lejek.tenant.personalTokens.all())[0]?.lastUsedAt).toBe(lejek.now());
    expect(JSON.stringify(lejek.log)).not.toContain(token.slice(-20));
  });

  it('refuses with a status, a code and the owner’s own sentence', async () => {
    const number = await lejek.createDeal(lejek.piotr, 'Bielik');
    const anna = await tokenOf(lejek.anna);
    expect(await post('/api/v1/advance_deal', anna, { deal: `${number}` })).toMatchObject({
      status: 403,
      body: { code: 'notAllowed', message: expect.stringContaining('Nic się nie zmieniło') },
    });
    expect(await post('/api/v1/show_deal', anna, { deal: '77' })).toMatchObject({ status: 404, body: { code: 'noSuchDeal' } });
    expect(await post('/api/v1/show_deal', anna, {})).toMatchObject({ status: 400, body: { code: 'badInput' } });
    expect(await post('/api/v1/show_deal', anna, '{')).toMatchObject({ status: 400, body: { code: 'notJson' } });
    expect(await post('/api/v1/drop_tables', anna)).toMatchObject({ status: 404, body: { code: 'noSuchTool' } });
    expect(await post('/api/v1/add_note', anna, { deal: '1', text: 'x'.repeat(300_000) })).toMatchObject({
      status: 413,
      body: { code: 'tooLarge' },
    });
    const none = await post('/api/v1/gaps', undefined);
    expect(none).toMatchObject({ status: 401, body: { code: 'noToken' } });
    expect(none.headers.get('www-authenticate')).toBe('Bearer');
    expect(await post('/api/v1/gaps', createToken(lejek.slack.team.id))).toMatchObject({
      status: 401,
      body: { code: 'badToken' },
    });
    expect(await post('/api/v1/gaps', anna, {}, { origin: 'https://evil.example' })).toMatchObject({ status: 403 });
    const member = await lejek.tenant.members.bySlackUser(lejek.anna.id);
    const [mine] = (await lejek.tenant.personalTokens.all()).filter(({ memberId }) => memberId === member?.id);
    await lejek.tenant.personalTokens.takeBack(mine?.id ?? '');
    expect(await post('/api/v1/gaps', anna)).toMatchObject({ status: 401 });
  });

  it('tells a token that asks too often when to come again, and no other one', async () => {
    const [token, other] = [await tokenOf(lejek.piotr), await tokenOf(lejek.ewa)];
    const answers = await Promise.all(Array.from({ length: 70 }, () => post('/api/v1/nothing', token)));
    const late = answers.filter(({ status }) => status === 429);
    expect(late.length).toBeGreaterThan(0);
    expect(Number(late[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(late[0]?.body).toMatchObject({ code: 'tooFast' });
    expect((await post('/api/v1/nothing', other)).status).toBe(404);
  });

  it('describes itself by the tools’ own schemas, without a token', async () => {
    const response = await fetch(`${address}/api/v1/openapi.json`);
    const { openapi, paths } = z
      .object({
        openapi: z.string(),
        paths: z.record(z.string(), z.object({ post: z.looseObject({ requestBody: z.looseObject({}) }) })),
      })
      .parse(await response.json());
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths)).toEqual(TOOLS.map(({ name }) => `/${name}`));
    expect(JSON.stringify(paths['/create_deal'])).toContain(
      '"closeOn":{"description":"Expected close date, not in the past; YYYY-MM-DD","type":"string","format":"date"}',
    );
  });
});

describe('the Model Context Protocol', () => {
  it('gives an assistant every tool over HTTP, with what it says checked against the schema', async () => {
    const client = new Client({ name: 'test', version: '1' });
    await connect(client, await tokenOf(lejek.piotr));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
    expect(tools.find(({ name }) => name === 'find_deals')?.annotations).toMatchObject({ readOnlyHint: true });
    const number = await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'offer' });
    const inputs: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
      find_deals: { text: 'bielik' },
      show_deal: { deal: `D-${number}` },
      create_deal: { name: 'Kowent' },
      advance_deal: { deal: `${number}`, moveAnyway: true },
      add_note: { deal: `${number}`, text: 'Called.' },
      why: { deal: `${number}` },
    };
    // The client refuses an answer that is not as the tool's output schema says.
    for (const { name } of tools) {
      const result = await client.callTool({ name, arguments: inputs[name] ?? {} });
      expect(result.isError ?? false, `${name}: ${JSON.stringify(result.content)}`).toBe(false);
      expect(result.structuredContent).toHaveProperty('message');
    }
    const refused = await client.callTool({ name: 'show_deal', arguments: { deal: 'D-99' } });
    expect(refused).toMatchObject({ isError: true, content: [{ text: 'No deal matches "D-99".' }, {}] });
    expect(await client.callTool({ name: 'no_such_tool', arguments: {} })).toMatchObject({ isError: true });
    await client.close();
  });

  it('lets nobody in without a token, and no page of a browser', async () => {
    await expect(connect(new Client({ name: 'test', version: '1' }), 'lejek_pat_wrong')).rejects.toThrow();
    const token = await tokenOf(lejek.piotr);
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    const accept = { accept: 'application/json, text/event-stream', 'content-type': 'application/json' };
    expect((await post('/mcp', token, call, accept)).status).toBe(200);
    expect((await post('/mcp', token, call, { ...accept, origin: 'http://lejek.example' })).status).toBe(403);
    expect((await post('/mcp', token, call, { ...accept, origin: 'http://localhost:6274' })).status).toBe(200);
    expect((await post('/mcp', token, [call, call], accept)).status).toBe(405);
  });

  it('is served over standard input and output by `npm run -s mcp`, through the running bot', async () => {
    const client = new Client({ name: 'test', version: '1' });
    const env = { PATH: process.env['PATH'] ?? '', LEJEK_TOKEN: await tokenOf(lejek.anna), LEJEK_ADDRESS: address };
    await client.connect(
      new StdioClientTransport({ command: process.execPath, args: ['scripts/source.mjs', 'src/cli/mcp.ts'], env }),
    );
    expect((await client.listTools()).tools).toHaveLength(TOOLS.length);
    const made = await client.callTool({ name: 'create_deal', arguments: { name: 'Bielik' } });
    expect(made.content).toMatchObject([{ text: expect.stringContaining('D-1 Bielik: etap „Potencjalni”') }, {}]);
    await client.close();
  });
});

it('docs/api.md holds the table of tools as they are', () => {
  const page = readFileSync(API_PAGE, 'utf8');
  expect(withToolsTable(page)).toBe(page);
});
