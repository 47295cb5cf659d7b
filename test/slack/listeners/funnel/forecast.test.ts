import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { writeSampleYear } from '../../../../simulator/demo/sample-year.ts';
import { type Demo, startDemo } from '../../../../simulator/demo/start-demo.ts';
import { renderMessage } from '../../../../simulator/terminal/render.ts';
import { loadPipeline } from '../../../../src/facts/load-pipeline.ts';
import { computeForecastSnapshots } from '../../../../src/facts/snapshot-facts.ts';
import { scopeAt } from '../../../support/scope-at.ts';

/** Wednesday, 25 November 2026, 10:00 in Warsaw. */
const START = Date.parse('2026-11-25T09:00:00Z');

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ startAt: START });
}, 120_000);
afterAll(() => demo.stop());

async function typed(who: keyof Demo['people'], line: string): Promise<string> {
  const { slack, people, sales } = demo;
  const before = slack.ephemerals(people[who]).length;
  const { reply } = await slack.as(people[who]).command(sales, line);
  // On a slow machine the answer follows.
  const told = () => reply ?? slack.ephemerals(people[who])[before];
  await vi.waitUntil(() => told() !== undefined, { timeout: 30_000, interval: 20 });
  const answer = told();
  return answer === undefined ? '' : renderMessage(answer, { width: 160 }).replaceAll('\u00A0', ' ');
}

/** That the parts of why a quarter's forecast moved add up, as they are read. */
function expectSum(said: string): void {
  const [, from = '', parts = '', to = ''] =
    /Q4 2026: ([\d.]+[km]?) at the start of Wed 18 Nov (.+) = ([\d.]+[km]?) PLN/.exec(said) ?? [];
  const minor = (written: string) =>
    Math.round(Number.parseFloat(written) * (written.endsWith('m') ? 1e6 : written.endsWith('k') ? 1e3 : 1));
  const steps = [...parts.matchAll(/([+−]) ([\d.]+[km]?)/g)].map(
    ([, sign, amount = '']) => (sign === '−' ? -1 : 1) * minor(amount),
  );
  expect(steps.length).toBeGreaterThan(1);
  expect(steps.reduce((sum, step) => sum + step, minor(from))).toBe(minor(to));
}

describe('/funnel forecast', () => {
  it('says that there is nothing to forecast from before the first closed deal', async () => {
    expect(await typed('piotr', '/funnel forecast')).toContain(
      'There is nothing to forecast from until the first deal is won or lost.',
    );
  });

  it('gives won, expected and a range for the team, and for reps as far as the reader may see', async () => {
    await writeSampleYear(demo, START, 120);
    const manager = await typed('ewa', '/funnel forecast quarter');
    expect(manager).toContain('Forecast, Q4 2026');
    expect(manager).toMatch(
      /Won so far [\d.]+[km]? PLN · expected [\d.]+[km] \(8 in 10: [\d.]+[km]?–[\d.]+[km], early estimate\)/,
    );
    for (const name of ['Anna', 'Piotr', 'Olivia', 'Tomek']) expect(manager).toContain(`${name}: won`);
    const rep = await typed('anna', '/lejek prognoza kwartał');
    expect(rep).toContain('Prognoza, kwartał 4/2026');
    expect(rep).toContain('Anna: wygrane');
    expect(rep).not.toContain('Piotr');
  });

  it('counts deals past or without their date aloud, and opens to the deals behind it', async () => {
    const { reply } = await demo.slack.as(demo.people.ewa).command(demo.sales, '/funnel forecast');
    if (reply === undefined) throw new Error('no answer');
    expect(JSON.stringify(reply.blocks)).toMatch(/Of the open deals: \d+ (past the|without a) close date/);
    const ewa = demo.slack.as(demo.people.ewa);
    await ewa.click(reply, 'behind.open');
    await ewa.waitForView((view) => view.callback_id === 'behind.frame');
    await ewa.closeAll();
  });

  it('says why it moved since a week ago, in a sum that adds up as it is read, and each part opens its deals', async () => {
    expect(await typed('ewa', '/funnel forecast quarter')).not.toContain('Why the forecast moved');
    const { tenant } = demo;
    const pipeline = await loadPipeline(tenant, 'en');
    if (pipeline === undefined) throw new Error('no pipeline');
    const scope = await scopeAt({ tenant, pipeline }, START);
    await tenant.forecasts.save(pipeline.id, await computeForecastSnapshots(scope, '2026-11-18', { whose: 'team' }));
    const ewa = demo.slack.as(demo.people.ewa);
    const { reply } = await ewa.command(demo.sales, '/funnel forecast quarter');
    if (reply === undefined) throw new Error('no answer');
    const said = renderMessage(reply, { width: 400 }).replaceAll('\u00A0', ' ');
    expect(said).toContain('Why the forecast moved');
    expectSum(said);
    const [, part = ''] = /"action_id":"(moved\.open:[a-z]+)"/.exec(JSON.stringify(reply.blocks)) ?? [];
    await ewa.click(reply, part);
    const view = await ewa.waitForView((each) => each.callback_id === 'moved.frame');
    expect(JSON.stringify(view.blocks)).toMatch(/D-\d+ .* · forecast [+−]/);
    await ewa.closeAll();
  });

  it('the expected value lies in its range, and what is won is in it', async () => {
    const text = await typed('ewa', '/funnel forecast year');
    const total = /Won so far ([\d.]+[km]?) PLN · expected ([\d.]+[km]?) \(8 in 10: ([\d.]+[km]?)–([\d.]+[km]?)/.exec(text) ?? [];
    const amountOf = (written: string) =>
      Number.parseFloat(written) * (written.endsWith('m') ? 1e6 : written.endsWith('k') ? 1e3 : 1);
    const numbers = total.slice(1).map(amountOf);
    expect(numbers).toHaveLength(4);
    const [won = 0, expected = 0, low = 0, high = 0] = numbers;
    expect(won).toBeLessThanOrEqual(expected);
    expect(low).toBeLessThanOrEqual(expected);
    expect(expected).toBeLessThanOrEqual(high);
  });

  it('says of a team why its own moved, with who came and went, and opens the deals of that team', async () => {
    const { tenant, people } = demo;
    const id = async (who: keyof Demo['people']) => (await tenant.members.bySlackUser(people[who]))?.id ?? '';
    const [piotr, ewaId] = [await id('piotr'), await id('ewa')];
    const sellers = [piotr, await id('anna'), await id('olivia'), await id('tomek')];
    const work = (key: string) => ({ memberId: ewaId, at: START, today: '2026-11-25' as const, key });
    for (const name of ['North', 'South']) {
      const team = { id: name, name, parentId: null, managerIds: [ewaId], userGroupId: null };
      await tenant.teams.save({ kind: 'add', team }, work(name));
    }
    const move = (memberIds: readonly string[], teamId: string, from: `${number}-${number}-${number}` | null) =>
      tenant.teams.save({ kind: 'move', memberIds, teamId, from }, work(`${memberIds} ${teamId}`));
    await move(sellers, 'North', null);
    await move([piotr], 'South', '2026-11-23');
    const ewa = demo.slack.as(people.ewa);
    const north = await typed('ewa', '/funnel forecast North quarter');
    expect(north).toContain('left the team');
    const { reply } = await ewa.command(demo.sales, '/funnel forecast South quarter');
    if (reply === undefined) throw new Error('no answer');
    // Nobody was in the South a week ago.
    expect(renderMessage(reply, { width: 400 })).not.toContain('Why the forecast moved');
    const all = await ewa.command(demo.sales, '/funnel forecast North quarter');
    if (all.reply === undefined) throw new Error('no answer');
    expectSum(renderMessage(all.reply, { width: 400 }).replaceAll('\u00A0', ' '));
    await ewa.click(all.reply, 'moved.open:left');
    const view = await ewa.waitForView((each) => each.callback_id === 'moved.frame');
    expect(JSON.stringify(view.blocks)).toMatch(/Left the team: \d+ deals.*D-\d+ .* · forecast −/);
    expect(JSON.stringify(view.blocks)).toContain('Piotr');
    await ewa.closeAll();
    // A button under what was said of a team that is no more.
    await tenant.teams.save({ kind: 'remove', id: 'North', membersTo: null }, work('remove'));
    await ewa.click(all.reply, 'moved.open:left');
    await ewa.waitForMessage('ephemeral', (message) => JSON.stringify(message).includes('There is no such team any more.'));
    await ewa.closeAll();
  });
});
