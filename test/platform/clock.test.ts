import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { systemClock } from '../../src/platform/clock.ts';

/** Where the machine's time may be read, and why. */
const READ_TIME: Readonly<Record<string, string>> = {
  'platform/clock.ts': 'it is the clock',
  'platform/health.ts': 'how long the database takes to answer',
  'store/db/reopening-pglite.ts': 'pauses between two looks at a disk',
  'store/db/server.ts': 'a deadline of closing the engine',
  'store/db/watched-pool.ts': 'for how long a connection has been lent',
  'store/watch-writes.ts': 'for how long the engine has failed',
};

/** Where a module holds what it fills, and why nothing but memory depends on it. */
const HOLD_STATE: Readonly<Record<string, string>> = {
  'input/time-zone.ts': 'a memo of a pure function: how far the zones that the runtime knows are from UTC',
  'platform/holidays.ts': 'a memo of a pure function: the public holidays of a country and year',
  'platform/tight-heap.ts': 'how many need a setting of V8, of which a process has one',
  'store/db/durable-pglite.ts': 'a memo of a constant: the code of the engine, compiled',
  'store/deals/write-deal.ts': 'a memo of a pure function: the text of a write by its parts',
};

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.startsWith('store/generated'),
);
const matching = (pattern: RegExp) => files.filter((file) => pattern.test(readFileSync(`src/${file}`, 'utf8'))).toSorted();

it('only the clock tells the time', () => {
  expect(matching(/\bDate\.now\b|\bperformance\.now\b|\bnew Date\(\)/)).toEqual(Object.keys(READ_TIME));
});

it('no module holds state that a composition does not own', () => {
  expect(matching(/^(?:export )?(?:let\b|const \w+.* = new (?:Weak)?(?:Map|Set)(?:<.*>)?\(\))/m)).toEqual(
    Object.keys(HOLD_STATE),
  );
});

it('business time may be moved, the machine’s time may not', () => {
  const clock = systemClock(() => 5);
  expect(clock.now()).toBe(5);
  expect(Math.abs(clock.wallNow() - Date.now())).toBeLessThan(1000);
  expect(clock.monotonicNow()).toBeLessThanOrEqual(clock.monotonicNow());
});
