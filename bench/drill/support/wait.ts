import type { Bot } from './world.ts';

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Ms until the bot says that it is not ready; undefined where it does not within the time. */
export async function waitUntilNotReady(bot: Bot, withinMs: number): Promise<number | undefined> {
  const from = performance.now();
  while (performance.now() - from < withinMs) {
    if ((await bot.health('readyz')) === 503) return performance.now() - from;
    await pause(100);
  }
  return undefined;
}
