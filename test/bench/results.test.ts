import { expect, it } from 'vitest';
import { renderReport } from '../../bench/report.ts';
import { findSlower, readGoals } from '../../bench/results.ts';

const slice = (perSecond: number) => ({ answered: perSecond, perSecond, p50Ms: 1, p99Ms: 2, failed: 0, example: '' });
const conditions = { deals: 10, rounds: 3, sliceMs: 10 };

const report = (help: readonly number[]): string =>
  renderReport(
    [
      { server: 'bare Bolt', command: 'ack only', slices: help.map(() => slice(1000)) },
      { server: 'embedded', command: 'help', slices: help.map(slice) },
    ],
    conditions,
  );

it('a ratio that falls below the lowest round of what is committed is said, and no other', () => {
  const committed = report([700, 800, 900]);
  expect([...readGoals(committed)]).toEqual([['help on the embedded store, of bare Bolt', { min: 0.7, median: 0.8, max: 0.9 }]]);
  expect(findSlower(report([600, 710, 990]), committed)).toEqual([]);
  expect(findSlower(report([600, 690, 990]), committed)).toEqual([
    'help on the embedded store, of bare Bolt: 0.69, and never below 0.7 in RESULTS.md',
  ]);
  expect(findSlower(report([100]), '')).toEqual([]);
});
