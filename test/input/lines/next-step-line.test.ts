import { expect, test } from 'vitest';
import { parseNextStep } from '../../../src/input/lines/next-step-line.ts';

test.each([
  ['call Maria tomorrow', 'call Maria', '2026-11-17'],
  ['telefon do Marii w piątek', 'telefon do Marii', '2026-11-20'],
  ['send the offer by 30 Nov', 'send the offer', '2026-11-30'],
  ['30.11: wysłać ofertę', 'wysłać ofertę', '2026-11-30'],
  ['jutro', '', '2026-11-17'],
  ['find the right person', 'find the right person', null],
])('%s', (text, step, on) => {
  expect(parseNextStep(text, '2026-11-16')).toEqual({ step, on });
});
