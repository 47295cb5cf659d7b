import { expect, it } from 'vitest';
import { phoneLine } from '../../../../src/slack/views/deal/lists/deal-row.ts';
import { literal, toPlainText } from '../../../../src/slack/views/kit/text.ts';

it.each([
  [{ number: 339, name: 'Kormoran, naprawa regałów' }, ['111 tys.', '29 lis']],
  [{ number: 1041, name: 'Meadowbank, rack repair' }, ['111 tys.', '29 lis']],
  [{ number: 330, name: 'Meadowbank, rack repair' }, ['78k', '16 Nov']],
])('a line of a phone has what a deal is worth and its date, in either language: %o', (deal, parts) => {
  const line = toPlainText(
    phoneLine(
      deal,
      parts.map((part) => literal(part)),
    ),
  );
  for (const part of parts) expect(line).toContain(part);
  expect(line.length).toBeLessThanOrEqual(34);
});

it('a short name is shown whole, even where the stage then finds no room', () => {
  const line = phoneLine({ number: 2, name: 'Zielony Młyn' }, [literal('9 tys.'), literal('Potencjalni')]);
  expect(toPlainText(line)).toBe('D-2 Zielony Młyn · 9 tys.');
});
