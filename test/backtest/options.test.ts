import { describe, expect, test } from 'vitest';
import { parseBacktestOptions, resolveOrigins } from '../../src/backtest/options.ts';

const parseArgs = (text: string) => parseBacktestOptions(text.split(' '));
const NEEDED = '--events f.csv --stages a,b';

describe('options of the backtest', () => {
  test('need a file and stages, the rest has a default', () => {
    expect(parseArgs(NEEDED)).toMatchObject({
      file: 'f.csv',
      stageIds: ['a', 'b'],
      origins: { everyDays: 7 },
      periods: ['eom', 'eoq', 'eoy', 'd30', 'd90'],
      scopes: ['team'],
    });
    expect(parseArgs('--stages a,b')).toBe('Which history? --events FILE.csv');
    expect(parseArgs('--events f.csv')).toBe('Which stages, in order? --stages a,b,c');
  });

  test('take days in any order once', () => {
    expect(parseArgs(`${NEEDED} --origins 2025-03-01,2025-02-01,2025-03-01`)).toMatchObject({
      origins: ['2025-02-01', '2025-03-01'],
    });
  });

  test.each([
    ['--origins 1.3.2025', '"1.3.2025" is no day: 2025-03-01.'],
    ['--from 2025-02-30', '"2025-02-30" is no day: 2025-03-01.'],
    ['--every week', '"week" is no number of days: 7d.'],
    ['--every 0d', '"0d" is no number of days: 7d.'],
    ['--periods eow', 'There is no period "eow": eom, eoq, eoy, d30, d90.'],
    ['--scopes all', 'There is no scope "all": team, reps.'],
    ['--stages a,a', '--stages names each stage once.'],
  ])('%s is refused in words', (more, sentence) => {
    expect(parseArgs(`${NEEDED} ${more}`)).toBe(sentence);
  });
});

test('a rhythm runs over the last year of a history, but not before it has 90 days', () => {
  const every = { everyDays: 30, from: undefined, to: undefined };
  expect(resolveOrigins(every, '2025-01-01', '2025-06-15')).toEqual(['2025-04-01', '2025-05-01', '2025-05-31']);
  expect(resolveOrigins(every, '2020-01-01', '2025-01-01')[0]).toBe('2024-01-02');
  expect(resolveOrigins({ everyDays: 7, from: '2025-02-01', to: '2025-02-10' }, '2020-01-01', '2025-06-15')).toEqual([
    '2025-02-01',
    '2025-02-08',
  ]);
});
