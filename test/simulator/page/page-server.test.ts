import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../../../scripts/build-page.mjs';
import { PAGE_DIST_DIR } from '../../../simulator/page/dist-dir.ts';
import { type PageServer, startPageServer } from '../../../simulator/page/page-server.ts';
import type { ActionAnswer, Patch } from '../../../simulator/page/protocol.ts';
import { readManifest } from '../../../simulator/read-manifest.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot;
let page: PageServer;
beforeAll(async () => {
  await buildPage();
  lejek = await startTestBot();
  page = await startPageServer({ slack: lejek.slack, manifest: readManifest(), dir: PAGE_DIST_DIR, port: 0 });
});
afterAll(async () => {
  await page.stop();
  await lejek.stop();
});

/** The status of a request with headers that a browser would not let a script choose. */
function ask(path: string, headers: Record<string, string>, method = 'GET', body?: string): Promise<number> {
  const { port } = new URL(page.address);
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Everything that a person is told until nothing is missing, as the page reads it. */
async function readSnapshot(userId: string): Promise<readonly Patch[]> {
  const response = await fetch(`${page.address}watch?as=${userId}`);
  const patches: Patch[] = [];
  let rest = '';
  for await (const chunk of response.body ?? []) {
    rest += Buffer.from(chunk).toString('utf8');
    const events = rest.split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      if (event.startsWith('event: ready')) return patches;
      if (event.startsWith('data: ')) patches.push(JSON.parse(event.slice('data: '.length)));
    }
  }
  return patches;
}

const act = async (userId: string, action: unknown): Promise<ActionAnswer> => {
  const response = await fetch(`${page.address}act?as=${userId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(action),
  });
  return JSON.parse(await response.text());
};

describe('the page’s server', () => {
  it('answers only to its own address', async () => {
    const { host } = new URL(page.address);
    expect(await ask('/', { host })).toBe(200);
    expect(await ask('/', { host: host.replace('127.0.0.1', 'localhost') })).toBe(200);
    expect(await ask('/', { host: 'evil.example' })).toBe(403);
    expect(await ask('/people', { host, origin: 'https://evil.example' })).toBe(403);
  });

  it('takes posts as JSON only, which another site could not send without asking', async () => {
    const { host } = new URL(page.address);
    const path = `/act?as=${lejek.anna.id}`;
    const say = JSON.stringify({ do: 'closeAll' });
    expect(await ask(path, { host, 'content-type': 'text/plain' }, 'POST', say)).toBe(415);
    expect(await ask(path, { host, 'content-type': 'application/json' }, 'POST', say)).toBe(200);
    expect(await ask('/act?as=U0000000000', { host, 'content-type': 'application/json' }, 'POST', say)).toBe(404);
    expect(await ask(path, { host, 'content-type': 'application/json' }, 'POST', '{"do":"rule the world"}')).toBe(400);
  });

  it('gives no file from outside its folder', async () => {
    const { host } = new URL(page.address);
    expect(await ask('/../package.json', { host })).toBe(404);
    expect(await ask('/..%2f..%2f..%2fpackage.json', { host })).toBe(404);
    expect(await ask('/%2e%2e/server.ts', { host })).toBe(404);
  });

  it('takes the next port when one is in use', async () => {
    const port = Number(new URL(page.address).port);
    const second = await startPageServer({ slack: lejek.slack, manifest: readManifest(), dir: PAGE_DIST_DIR, port });
    expect(Number(new URL(second.address).port)).toBeGreaterThan(port);
    await second.stop();
  });

  it('shows a person what only they may see, and not to another', async () => {
    await act(lejek.piotr.id, { do: 'command', channel: lejek.sales, line: '/deal help' });
    const texts = (patches: readonly Patch[]) => JSON.stringify(patches.filter(({ part }) => part === 'messages'));
    expect(texts(await readSnapshot(lejek.piotr.id))).toContain('/deal advance');
    expect(texts(await readSnapshot(lejek.anna.id))).not.toContain('/deal advance');
  });

  it('says in words what cannot be done', async () => {
    expect(await act(lejek.piotr.id, { do: 'submit', view: 'V1' })).toEqual({ problem: 'This form has been closed meanwhile.' });
    const { commandError } = await act(lejek.piotr.id, { do: 'command', channel: lejek.sales, line: '/nothing' });
    expect(commandError).toBe('unknown_command');
    expect(await act(lejek.piotr.id, { do: 'moveClock', to: 0 })).toEqual({ problem: 'This workspace runs on real time.' });
  });
});
