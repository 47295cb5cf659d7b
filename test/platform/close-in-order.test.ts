import { expect, it } from 'vitest';
import { closeInOrder, type OpenResource } from '../../src/platform/close-in-order.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

it('closes the last opened first, and is kept waiting neither by what hangs nor by what fails', async () => {
  const closed: string[] = [];
  const resource = (name: string, close: () => Promise<void> = async () => void closed.push(name)): OpenResource => ({
    name,
    close,
    withinMs: 30,
  });
  const open = [
    resource('database'),
    resource('health', async () => {
      throw new Error('no');
    }),
    resource('Slack', () => new Promise(() => {})),
    resource('jobs'),
  ];
  const from = performance.now();
  expect(await closeInOrder(open, silent)).toEqual(['Slack']);
  expect(performance.now() - from).toBeLessThan(1000);
  expect(closed).toEqual(['jobs', 'database']);
  expect(open).toEqual([]);
});
