import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { setUpFunnel, typeAndRead, valueInEuros } from '../support/bot-actions.ts';
import { countQueries, type QueryCount } from '../support/count-queries.ts';
import { openTestDatabase } from '../support/store/test-database.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let queries: QueryCount;
let lejek: TestBot;
beforeAll(async () => {
  queries = countQueries(await openTestDatabase());
  lejek = await startTestBot({ database: queries.database });
  await setUpFunnel(lejek, lejek.ewa, { cards: 'none' });
  await lejek.createDeal(lejek.piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'decision' });
  await lejek.createDeal(lejek.piotr, 'Morela', valueInEuros(30_000));
  // Who asks is known from here on, and so is their language.
  await lejek.typeCommand(lejek.piotr, '/deal list');
  // What is kept of them is written beside the answer.
  const quiet = () => queries.during(() => new Promise((resolve) => setTimeout(resolve, 200)));
  await vi.waitUntil(async () => (await quiet()).length === 0, { timeout: 20_000 });
}, 60_000);
afterAll(() => lejek.stop());

/** What an answer is made of: who asks and where is one; then the deal by its name, and what the answer shows of it. */
it.each([
  ['/deal help', 0],
  ['/funnel help', 0],
  ['/deal', 4],
  ['/deal list', 4],
  ['/deal find bie', 2],
  ['/deal show bielik', 4],
  ['/deal advance bielik', 4],
  ['/deal note bielik visit', 7],
  ['/deal history bielik', 6],
  ['/funnel', 14],
  ['/funnel gaps', 8],
  ['/funnel forecast', 2],
  ['/funnel targets', 4],
  ['/funnel health', 5],
  // Each beginning of the line may be a deal's name; few of them have to be asked for.
  ['/deal note bielik they called, want an offer for blue ones and ask who comes', 7],
  ['/deal note 1 they called, want an offer for blue ones and ask who comes', 7],
] as const)('%s asks the database %i times at most', async (line, most) => {
  // The plan of the day is made by whoever asks first, and read by everybody after.
  lejek.advanceClock(60_000);
  if (line.startsWith('/funnel')) await typeAndRead(lejek, lejek.piotr, '/funnel');
  const asked = await queries.during(() => lejek.piotr.command(lejek.sales, line));
  await expect.poll(() => lejek.app.inFlight()).toBe(0);
  await lejek.piotr.closeAll();
  expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(most);
});

it('Home asks the database 22 times at most', async () => {
  lejek.advanceClock(60_000);
  await typeAndRead(lejek, lejek.piotr, '/funnel');
  const asked = await queries.during(async () => {
    await lejek.piotr.openHome();
    await lejek.piotr.waitForHome();
    await expect.poll(() => lejek.app.inFlight()).toBe(0);
  });
  expect(asked.length, asked.join('\n')).toBeGreaterThan(0);
  expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(22);
});
