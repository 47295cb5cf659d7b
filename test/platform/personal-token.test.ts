import { expect, it } from 'vitest';
import { createToken, readToken } from '../../src/platform/personal-token.ts';
import { createRedactor } from '../../src/platform/redact.ts';

it('a token names its workspace, and one wrong character makes it none', () => {
  const token = createToken('T0BIELIK');
  expect(readToken(token)?.workspaceId).toBe('T0BIELIK');
  expect(readToken(token)?.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(createToken('T0BIELIK')).not.toBe(token);
  for (const at of [10, 12, 20, token.length - 1]) {
    const wrong = `${token.slice(0, at)}${token[at] === 'X' ? 'Y' : 'X'}${token.slice(at + 1)}`;
    expect(readToken(wrong)).toBeUndefined();
  }
  for (const none of ['', 'xoxb-1-a', `${token} `, ` ${token}`, token.slice(0, -1)]) expect(readToken(none)).toBeUndefined();
});

it('the log never holds a token', () => {
  const token = createToken('T0BIELIK');
  expect(createRedactor([])(`{"authorization":"Bearer ${token}"}`)).toBe('{"authorization":"Bearer [removed]"}');
});
