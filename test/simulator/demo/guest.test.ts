import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Demo, startDemo } from '../../../simulator/demo/start-demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo.stop());

it('the guest of the sample firm reads why Lejek does not answer, and is answered once an admin has named them', async () => {
  const { slack, people, sales, tenant } = demo;
  const guest = slack.as(demo.guest);
  const refused = await guest.command(sales, '/deal');
  expect(refused.reply?.text).toContain("You're a guest in this workspace");
  expect(await tenant.members.bySlackUser(demo.guest)).toBe(undefined);

  const ewa = slack.as(people.ewa);
  await ewa.command(sales, '/funnel setup');
  const settings = slack.ephemerals(people.ewa).at(-1);
  if (settings !== undefined) await ewa.click(settings, 'funnel.setup:channels');
  await ewa.waitForView(({ blocks }) => blocks.some(({ type }) => type === 'input'));
  ewa.fillInput('channel', sales);
  ewa.fillInput('guests', [demo.guest]);
  expect(await ewa.submit()).toMatchObject({ closed: true });
  const answered = await guest.command(sales, '/deal');
  expect(answered.reply?.text).not.toContain("You're a guest");
});
