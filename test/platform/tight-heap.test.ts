import { afterEach, expect, it, vi } from 'vitest';

const flags: string[] = [];
vi.mock('node:v8', async (original) => ({
  ...(await original<typeof import('node:v8')>()),
  setFlagsFromString: (flag: string) => void flags.push(flag),
}));
afterEach(() => flags.splice(0));

it('the heap is tight until the last who wanted it so has ended', async () => {
  // Another file of the worker may have it loaded, with its own count.
  vi.resetModules();
  const { tightenHeap } = await import('../../src/platform/tight-heap.ts');
  const [first, second] = [tightenHeap(), tightenHeap()];
  first();
  first();
  // The limit that holds now is reached only after a while: the next collection is begun before that.
  const tight = ['--heap-growing-percent=30', '--incremental-marking-hard-trigger=10'];
  expect(flags).toEqual(tight);
  second();
  expect(flags).toEqual([...tight, '--heap-growing-percent=0', '--incremental-marking-hard-trigger=0']);
});
