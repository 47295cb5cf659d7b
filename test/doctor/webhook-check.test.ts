import { expect, it } from 'vitest';
import type { Webhook } from '../../src/core/history/webhook.ts';
import { DAY_MS, HOUR_MS } from '../../src/core/time/durations.ts';
import { checkResultLine } from '../../src/doctor/check-result.ts';
import { checkWebhook } from '../../src/doctor/webhook-check.ts';

const AT = Date.parse('2026-11-30T09:00:00Z');
const WELL: Webhook = {
  ...{ id: 'w1', url: 'https://crm.example/path?key=hidden', types: [], createdAt: 0, removedAt: null, failures: 0 },
  ...{ secrets: { encrypted: 'x', former: null }, off: null, failingSince: null },
};

it.each([
  ['one that is told', {}, undefined],
  ['one that has failed for hours', { failingSince: AT - 5 * HOUR_MS }, undefined],
  [
    'one that has failed for a day',
    { failingSince: AT - DAY_MS },
    /^✗ webhook to crm.example: nothing has come through since 2026-11-29/,
  ],
  [
    'one that was switched off for that',
    { off: { at: AT, why: 'failing' } },
    /^✗ .*switched off: nothing came through for three days/,
  ],
  ['one whose receiver is gone', { off: { at: AT, why: 'gone' } }, /^✗ .*the receiver said that it is gone/],
  ['one that an admin switched off', { off: { at: AT, why: 'person' } }, /^– .*switched off by an admin on 2026-11-30$/],
  ['one of an export', { secrets: null }, /^✗ .*no secret, so nothing is sent/],
] as const)('the doctor says of %s what there is to say, and nothing secret', (_what, change, line) => {
  const result = checkWebhook({ ...WELL, ...change }, AT);
  expect(result === undefined ? undefined : checkResultLine(result)).toEqual(
    line === undefined ? undefined : expect.stringMatching(line),
  );
  expect(JSON.stringify(result ?? '')).not.toContain('hidden');
});
