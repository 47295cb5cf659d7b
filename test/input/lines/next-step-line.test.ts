import { describe, expect, it } from 'vitest';
import { parseNextStep, stepTime } from '../../../src/input/lines/next-step-line.ts';
import { WITH_DAY, WITH_HOUR, WITHOUT_DAY } from '../understood/next-steps.ts';

const context = { today: '2026-11-29', fiscalStartMonth: 1, monthFirst: false } as const;

describe.each([
  ['with an hour', WITH_HOUR],
  ['with a day', WITH_DAY],
  ['without a day', WITHOUT_DAY],
])('a next step %s', (_, rows) => {
  it.each(rows)('%s', (typed, step, on, at) => {
    const read = parseNextStep(typed, context);
    expect([read.step, read.on ?? '–', read.at ?? '–']).toEqual([step, on, at]);
  });

  it.each(rows)('%s keeps its hour where it is stored', (typed) => {
    const { step, at } = parseNextStep(typed, context);
    expect(stepTime(step)).toBe(at);
  });
});
