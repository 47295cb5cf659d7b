import { expect, it } from 'vitest';
import { buildPermalink, parsePermalink } from '../../src/input/permalink.ts';

const LINK = 'https://firm.slack.com/archives/C1/p1700000000000100';

it('a permalink is kept as Slack says it', () => {
  expect(parsePermalink(LINK)).toBe(LINK);
  expect(parsePermalink(`${LINK}?thread_ts=1700000000.000000&cid=C1`)).toBe(`${LINK}?thread_ts=1700000000.000000&cid=C1`);
  expect(parsePermalink('https://firm.enterprise.slack.com/archives/D1/p1700000000000100')).not.toBeNull();
});

it.each([
  undefined,
  '',
  '-',
  'javascript:alert(1)',
  'http://firm.slack.com/archives/C1/p1',
  'https://slack.com.evil.example/archives/C1/p1',
  'https://evilslack.com/archives/C1/p1',
  'https://user@firm.slack.com/archives/C1/p1',
  'https://firm.slack.com:8443/archives/C1/p1',
  'https://firm.slack.com/files/C1/p1',
  `${LINK}?${'a'.repeat(500)}`,
])('%s is no permalink', (text) => {
  expect(parsePermalink(text)).toBeNull();
});

it('is put together where Slack did not say it', () => {
  expect(buildPermalink('firm', 'C1', { ts: '1700000000.000100' })).toBe(LINK);
  expect(buildPermalink('firm', 'C1', { ts: '1700000000.000100', threadTs: '1700000000.000100' })).toBe(LINK);
  expect(buildPermalink('firm', 'C1', { ts: '1700000000.000100', threadTs: '1690000000.000000' })).toBe(
    `${LINK}?thread_ts=1690000000.000000&cid=C1`,
  );
  expect(buildPermalink('', 'C1', { ts: '1700000000.000100' })).toBeNull();
  expect(buildPermalink('evil.example/', 'C1', { ts: '1' })).toBeNull();
});
