import { describe, expect, it } from 'vitest';
import { parseTargetLine } from '../../../src/input/lines/target-line.ts';
import { TARGETS } from '../understood/targets.ts';

describe('a target', () => {
  it.each(TARGETS)('%s', (typed, amount, period) => {
    const read = parseTargetLine(typed, { today: '2026-11-29', fiscalStartMonth: 1 });
    expect([read.amount, `${read.period.startsOn} – ${read.period.endsOn}`]).toEqual([amount, period]);
  });

  it('is of the firm’s quarter, which may have begun in the year before', () => {
    const period = (typed: string) => parseTargetLine(typed, { today: '2027-01-15', fiscalStartMonth: 2 }).period;
    expect(period('60k Q4')).toEqual({ kind: 'quarter', startsOn: '2026-11-01', endsOn: '2027-01-31' });
    expect(period('60k Q1')).toEqual({ kind: 'quarter', startsOn: '2027-02-01', endsOn: '2027-04-30' });
    expect(period('60k year').startsOn).toBe('2026-02-01');
  });
});
