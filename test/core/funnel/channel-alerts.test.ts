import { expect, it } from 'vitest';
import { alertPostAt, alertRule, areHours } from '../../../src/core/funnel/channel-alerts.ts';

const ZONE = 'Europe/Warsaw';
const at = (time: string) => Date.parse(`2026-11-16T${time}:00+01:00`);
const HOURS = { kind: 'hours', from: '09:00', to: '16:30' } as const;

it('lets a post go at once, never, or when its hours begin, in the channel’s zone', () => {
  expect(alertPostAt({ kind: 'on' }, at('03:00'), ZONE)).toBe(at('03:00'));
  expect(alertPostAt({ kind: 'off' }, at('10:00'), ZONE)).toBe(undefined);
  expect(alertPostAt(HOURS, at('09:00'), ZONE)).toBe(at('09:00'));
  expect(alertPostAt(HOURS, at('07:59'), ZONE)).toBe(at('09:00'));
  expect(alertPostAt(HOURS, at('16:30'), ZONE)).toBe(Date.parse('2026-11-17T09:00:00+01:00'));
});

it('begins on the next day of summer time an hour of clock later', () => {
  expect(alertPostAt(HOURS, Date.parse('2026-03-28T20:00:00+01:00'), ZONE)).toBe(Date.parse('2026-03-29T09:00:00+02:00'));
});

it('takes hours that begin before they end, and is on where nothing is said', () => {
  expect([areHours('09:00', '17:00'), areHours('17:00', '09:00'), areHours('09:00', '09:00'), areHours('', '09:00')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(alertRule({}, 'deal-news')).toEqual({ kind: 'on' });
});
