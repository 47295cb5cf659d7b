import { expect, it } from 'vitest';
import type { PlainDate } from '../../../src/core/time/calendar.ts';
import { periodInstants } from '../../../src/core/time/periods.ts';

it('a period lies between local midnights, with the change to and from summer time in it too', () => {
  const span = (startsOn: PlainDate, endsOn: PlainDate) => {
    const { from, to } = periodInstants({ kind: 'month', startsOn, endsOn }, 'Europe/Warsaw');
    return [new Date(from).toISOString(), new Date(to).toISOString()];
  };
  expect(span('2026-03-01', '2026-03-31')).toEqual(['2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z']);
  expect(span('2026-10-01', '2026-10-31')).toEqual(['2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z']);
});
