import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUpFunnel, valueInEuros } from '../support/bot-actions.ts';
import { openTestDatabase } from '../support/store/test-database.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

/** The same, telling of every call of a method in it, however deep. */
function watched<T extends object>(whole: T, called: () => void): T {
  return new Proxy(whole, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value === 'function') {
        return (...given: unknown[]) => {
          called();
          return value.apply(target, given);
        };
      }
      return value instanceof Object ? watched(value, called) : value;
    },
  });
}

let asked = 0;
let lejek: TestBot;
beforeAll(async () => {
  const database = await openTestDatabase();
  const prisma = watched(database.prisma, () => {
    asked += 1;
  });
  lejek = await startTestBot({ database: { ...database, prisma } });
});
afterAll(() => lejek.stop());

describe('a tick', () => {
  it('in which nothing is due asks the database six times', async () => {
    const { ewa, piotr } = lejek;
    await setUpFunnel(lejek, ewa);
    for (let index = 0; index < 3; index += 1) await lejek.createDeal(piotr, `Firm ${index}`, valueInEuros(1_000));
    // The morning of the first day is behind us, its night is kept.
    await lejek.runUntil(Date.parse('2026-11-16T12:00:00Z'));
    for (let minute = 0; minute < 3; minute += 1) {
      lejek.advanceClock(60_000);
      asked = 0;
      await lejek.tick();
      expect(asked).toBe(6);
    }
  });
});
