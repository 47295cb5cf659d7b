import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { postWebhook } from '../../src/webhooks/post-webhook.ts';
import { isPrivateAddress } from '../../src/webhooks/private-address.ts';

let server: Server;
let port = 0;
const seen: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.url ?? '');
    request.resume();
    switch (request.url) {
      case '/moved':
        response.writeHead(302, { location: `http://127.0.0.1:${port}/target` }).end();
        break;
      case '/busy':
        response.writeHead(429, { 'retry-after': '120' }).end('later');
        break;
      case '/endless': {
        response.writeHead(200);
        const timer = setInterval(() => response.write('x'.repeat(4096)), 1);
        response.on('close', () => clearInterval(timer));
        break;
      }
      case '/silent':
        break;
      case '/hang-up':
        request.socket.destroy();
        break;
      default:
        response.writeHead(204).end();
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const address = server.address() as AddressInfo | null;
  port = address?.port ?? 0;
});
afterAll(
  () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
);

/** A resolver that says what it is told to. */
const resolvesTo =
  (...addresses: readonly string[]) =>
  (_name: string, _options: object, done: (error: null, found: LookupAddress[]) => void) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

const post = (path: string, options: object = {}) =>
  postWebhook(
    { url: path.includes('://') ? path : `http://127.0.0.1:${port}${path}`, body: '{}', headers: {} },
    { allowsPrivate: true, timeoutMs: 1000, ...options },
  );

it('an answer is what it says; a redirect is not followed', async () => {
  expect(await post('/ok')).toEqual({ kind: 'answered', status: 204, retryAfterSeconds: null });
  expect(await post('/busy')).toEqual({ kind: 'answered', status: 429, retryAfterSeconds: 120 });
  expect(await post('/moved')).toEqual({ kind: 'answered', status: 302, retryAfterSeconds: null });
  expect(seen).not.toContain('/target');
});

it('a receiver that says nothing, hangs up, or never stops talking does not hold the sender', async () => {
  expect(await post('/silent', { timeoutMs: 200 })).toEqual({ kind: 'failed', why: expect.stringContaining('no answer within') });
  expect(await post('/hang-up')).toEqual({ kind: 'failed', why: expect.stringContaining('ECONNRESET') });
  expect(await post('/endless', { timeoutMs: 5000 })).toEqual({ kind: 'answered', status: 200, retryAfterSeconds: null });
});

it('nothing is connected to in a private network, by whatever name it is called', async () => {
  const before = seen.length;
  const closed = { allowsPrivate: false };
  const refused = { kind: 'failed', why: expect.stringContaining('private network') };
  expect(await post(`https://127.0.0.1:${port}/`, closed)).toEqual(refused);
  expect(await post(`https://public.example:${port}/`, { ...closed, lookup: resolvesTo('127.0.0.1') })).toEqual(refused);
  expect(await post(`https://public.example:${port}/`, { ...closed, lookup: resolvesTo('::1', '10.0.0.1') })).toEqual(refused);
  expect(await post(`https://public.example:${port}/`, { ...closed, lookup: resolvesTo('::ffff:127.0.0.1') })).toEqual(refused);
  // Without TLS nothing goes out of the own network, whatever the name leads to.
  expect(await post('http://public.example/', { lookup: resolvesTo('8.8.8.8') })).toMatchObject({ kind: 'failed' });
  expect(seen).toHaveLength(before);
});

it('a name that leads to a public and to a private address is connected to at the public one', async () => {
  const offered: string[] = [];
  const lookup = (name: string, options: object, done: (error: null, found: LookupAddress[]) => void) =>
    resolvesTo('10.0.0.1', '192.0.2.1', '2606:4700::1')(name, options, (error, found) => {
      offered.push(...found.map(({ address }) => address));
      done(error, found);
    });
  const answer = await post('https://mixed.example:1/', { allowsPrivate: false, lookup, timeoutMs: 300 });
  expect(offered).toHaveLength(3);
  expect(JSON.stringify(answer)).not.toContain('10.0.0.1');
});

it.each([
  ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1'],
  ...['255.255.255.255', '168.63.129.16', '::', '::1', 'fe80::1%eth0', 'fd00::1', '::ffff:127.0.0.1', '::ffff:7f00:1'],
  ...['0:0:0:0:0:ffff:10.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', 'ff02::1', '::127.0.0.1', 'no address'],
])('%s is no address of the public internet', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});
it.each(['1.1.1.1', '172.32.0.1', '8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('%s is one', (address) => {
  expect(isPrivateAddress(address)).toBe(false);
});
