import { describe, expect, test } from 'vitest';
import { limitConcurrency } from '../../../src/slack/charts/limit-concurrency.ts';

describe('a queue of two at once', () => {
  test('starts two tasks, and a third when one is done, in order', async () => {
    const turn = limitConcurrency(2);
    const started: number[] = [];
    const finish: (() => void)[] = [];
    const done = [0, 1, 2, 3].map((i) =>
      turn(() => {
        started.push(i);
        return new Promise<void>((resolve) => finish.push(resolve));
      }),
    );
    expect(started).toEqual([0, 1]);
    finish[0]?.();
    await done[0];
    expect(started).toEqual([0, 1, 2]);
    finish[1]?.();
    await done[1];
    expect(started).toEqual([0, 1, 2, 3]);
  });

  test('goes on after a task that failed', async () => {
    const turn = limitConcurrency(1);
    const failed = turn(() => Promise.reject(new Error('no')));
    const next = turn(() => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });

  test('hands the task’s value on', async () => {
    expect(await limitConcurrency(2)(() => Promise.resolve(7))).toBe(7);
  });
});
