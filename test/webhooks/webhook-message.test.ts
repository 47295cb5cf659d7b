import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createSecretBox } from '../../src/platform/secret-box.ts';
import { newWebhookSecret, signWebhook } from '../../src/webhooks/signature.ts';
import { parseWebhookAddress } from '../../src/webhooks/webhook-address.ts';
import { webhookPayloadSchema } from '../../src/webhooks/webhook-payload.ts';

it('a message is signed as the reference vector of Standard Webhooks is, by each secret that holds', () => {
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
  const signed = (...secrets: string[]) => signWebhook(message, secrets, 1_614_265_330_999);
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
  expect(signed(secret)).toEqual({
    'webhook-id': message.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': signature,
  });
  const both = signed(newWebhookSecret(), secret)['webhook-signature'].split(' ');
  expect(both).toHaveLength(2);
  expect(both[1]).toBe(signature);
  expect(newWebhookSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});

it('a secret in the database is read by its key and in its workspace only', () => {
  const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const owner = { workspaceId: 'T1', what: 'webhook' };
  const sealed = createSecretBox({ key }).seal('whsec_x', owner);
  expect(sealed).not.toContain('whsec_x');
  expect(createSecretBox({ key }).open(sealed, owner)).toBe('whsec_x');
  expect(createSecretBox({ key: other, previousKey: key }).open(sealed, owner)).toBe('whsec_x');
  expect(() => createSecretBox({ key }).open(sealed, { ...owner, workspaceId: 'T2' })).toThrow();
  expect(() => createSecretBox({ key: other }).open(sealed, owner)).toThrow();
});

it('the example in the documentation is a message of this version', () => {
  const page = readFileSync('docs/webhooks.md', 'utf8');
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
  const payload = webhookPayloadSchema.parse(JSON.parse(example));
  // Every field stands there, and no other.
  expect(payload).toEqual(JSON.parse(example));
});

it.each([
  ['example.com/x', 'noUrl'],
  ['ftp://example.com/', 'noUrl'],
  ['http://example.com/', 'noHttps'],
  ['https://user:pass@example.com/', 'credentials'],
  ['https://localhost/', 'private'],
  ['https://printer.local/', 'private'],
  ['https://intranet/', 'private'],
  ['https://127.0.0.1/', 'private'],
  ['https://2130706433/', 'private'],
  ['https://0x7f.1/', 'private'],
  ['https://[::1]/', 'private'],
  ['https://[::ffff:10.0.0.1]/', 'private'],
  ['https://169.254.169.254/latest/meta-data', 'private'],
  [`https://example.com/${'x'.repeat(1000)}`, 'tooLong'],
] as const)('the address %s is refused: %s', (typed, why) => {
  expect(parseWebhookAddress(typed, false)).toEqual({ ok: false, why });
});

it('an address is taken as it is connected to; into the own network where the host allows it', () => {
  expect(parseWebhookAddress('HTTPS://Example.com/Lejek?k=1#part', false)).toEqual({
    ok: true,
    url: 'https://example.com/Lejek?k=1',
  });
  for (const url of ['http://10.0.0.7:8080/hook', 'https://localhost/', 'http://intranet/'])
    expect(parseWebhookAddress(url, true)).toEqual({ ok: true, url });
});
