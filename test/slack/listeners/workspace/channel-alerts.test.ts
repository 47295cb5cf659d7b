import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../src/core/time/durations.ts';
import { setUpFunnel, useStage, valueInEuros } from '../../../support/bot-actions.ts';
import { addPipeline, createDealIn } from '../../../support/several-pipelines.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

async function openForm(person: Person): Promise<string> {
  await lejek.typeCommand(person, '/funnel alerts');
  const answer = lejek.slack.ephemerals(person.id).at(-1);
  if (answer === undefined) throw new Error('nothing was said');
  await person.click(answer, 'alerts.open:0');
  await person.waitForView((view) => view.callback_id === 'alerts.save');
  return lejek.readScreen(person);
}
async function submit(person: Person): Promise<string> {
  const answers = lejek.slack.ephemerals(person.id).length;
  const { closed, errors } = await person.submit();
  if (!closed) return JSON.stringify(errors);
  await expect.poll(() => lejek.slack.ephemerals(person.id).length).toBe(answers + 1);
  return lejek.lastAnswer(person);
}
const lose = async (number: number) => {
  await lejek.typeCommand(lejek.anna, `/szansa przegrana ${number} za drogo`);
  lejek.advanceClock(MINUTE_MS);
  await lejek.tick();
};
const losses = () => lejek.posts(lejek.sales).filter((post) => /lost|Lost/.test(post) && post.includes('Firm'));
const makeDeals = async (count: number) => {
  for (let index = 1; index <= count; index += 1)
    await lejek.createDeal(lejek.anna, `Firm ${index}`, { ...valueInEuros(1000), stageId: 'lead' });
};

describe('what a channel gets', () => {
  it('is set by class, with what it would have posted last week, and an Undo', async () => {
    const { ewa } = lejek;
    await setUpFunnel(lejek, ewa, { cards: 'none' });
    await makeDeals(3);
    await lose(1);
    expect(losses()).toHaveLength(1);
    const form = await openForm(ewa);
    expect(form).toContain('This would have posted once last week. Posted once in the last 90 days.');
    expect(form).toContain('This would have posted never last week. Nothing posted here in the last 90 days.');
    ewa.fillInput('deal-news.rule', 'off');
    expect(await submit(ewa)).toContain('Saved for #sales: Short stages: on, Wins and losses: off.');
    await lose(2);
    expect(losses()).toHaveLength(1);
    // It goes on counting what it would have posted.
    expect(await openForm(ewa)).toContain('This would have posted twice last week. Posted once in the last 90 days.');
    await ewa.closeAll();
    expect(await lejek.typeCommand(ewa, '/funnel setup')).toContain('1 of 1 channel with less than all');
    const saved = lejek.slack
      .ephemerals(ewa.id)
      .find(
        (each) =>
          JSON.stringify(each.blocks).includes('setting.undo') && JSON.stringify(each.blocks).includes('Wins and losses: off'),
      );
    if (saved === undefined) throw new Error('no Undo was offered');
    await ewa.click(saved, 'setting.undo');
    await expect
      .poll(() => JSON.stringify(lejek.slack.ephemerals(ewa.id).map(({ blocks }) => blocks)))
      .toContain('Undone: the alerts of ');
    expect((await lejek.tenant.subscriptions.all())[0]?.alerts['deal-news']).toEqual({ kind: 'on' });
    expect(await lejek.typeCommand(ewa, '/funnel audit')).toContain(
      'alerts of #sales: Short stages: on, Wins and losses: off (undone)',
    );
  });

  it('waits for the hours that the channel has chosen', async () => {
    const { ewa } = lejek;
    await setUpFunnel(lejek, ewa, { cards: 'none' });
    await makeDeals(1);
    await openForm(ewa);
    ewa.fillInput('deal-news.rule', 'hours');
    ewa.fillInput('deal-news.from', '14:00');
    ewa.fillInput('deal-news.to', '12:00');
    expect(await submit(ewa)).toContain('Choose both hours, the first before the second.');
    ewa.fillInput('deal-news.to', '16:00');
    expect(await submit(ewa)).toContain('Wins and losses: only 14:00–16:00');
    await lose(1);
    expect(losses()).toEqual([]);
    await lejek.runUntil(Date.parse('2026-11-16T13:05:00Z'));
    expect(losses()).toHaveLength(1);
  });

  it('can do without alerts of short stages; managers still get theirs', async () => {
    const { ewa, piotr, tenant, sales } = lejek;
    await setUpFunnel(lejek, ewa, { managers: [ewa.id] });
    await useStage(lejek, piotr, { stageId: 'offer', deals: 5 });
    const [subscription] = await tenant.subscriptions.all();
    await tenant.subscriptions.setAlerts(subscription?.id ?? '', { 'stage-alert': { kind: 'off' } });
    await lejek.runUntil(lejek.now() + DAY_MS, 3 * HOUR_MS);
    const alerts = (channel: string) =>
      lejek.posts(channel).filter((post) => /empty|dry|short/i.test(post) && /Offer/.test(post));
    expect(alerts(ewa.id).length).toBeGreaterThan(0);
    expect((await tenant.deliveries.ofKind('stage-alert', 0)).filter(({ target }) => target === sales)).toEqual([]);
    const tallies = subscription === undefined ? undefined : await tenant.subscriptions.alertTallies(subscription, lejek.now());
    expect(tallies?.['stage-alert']).toEqual({ lastWeek: 1, posted: 0, acted: 0 });
  });

  it('counts of a team’s channel what is the team’s, of each pipeline its own, and of deals that it may not show none', async () => {
    const { ewa, anna, piotr, tenant, sales } = lejek;
    await setUpFunnel(lejek, ewa, { cards: 'none' });
    const [whole] = await tenant.subscriptions.all();
    const id = async (person: Person) => (await tenant.members.bySlackUser(person.id))?.id ?? '';
    const work = async (key: string) => ({ memberId: await id(ewa), at: lejek.now(), today: '2026-11-16' as const, key });
    const area = { id: 'area', name: 'Area', parentId: null, managerIds: [], userGroupId: null };
    await tenant.teams.save({ kind: 'add', team: area }, await work('area'));
    await tenant.teams.save(
      { kind: 'add', team: { ...area, id: 'north', name: 'North', parentId: 'area' } },
      await work('north'),
    );
    await tenant.teams.save(
      { kind: 'move', memberIds: [await id(piotr)], teamId: 'north', from: '2026-01-01' },
      await work('move'),
    );
    const channel = lejek.slack.addChannel({ name: 'area', members: [ewa.id, piotr.id] }).id;
    if (whole === undefined) throw new Error('no channel');
    const { channelName, weekday, timeOfDay, timeZone, language, nextDueAt, nextCheckAt } = whole;
    const due = { weekday, timeOfDay, timeZone, language, nextDueAt, nextCheckAt, createdAt: lejek.now() };
    const ofArea = await tenant.subscriptions.save({
      ...due,
      pipelineId: 'sales',
      channelId: channel,
      channelName: 'area',
      teamId: 'area',
    });
    const other = await addPipeline(lejek, ewa, 'Renewals');
    await tenant.subscriptions.save({ ...due, pipelineId: other, channelId: sales, channelName });
    const close = async (owner: Person, pipelineId: string) => {
      const number = await createDealIn(lejek, { owner, pipelineId }, { name: 'Firm', ...valueInEuros(1000), stageId: 'lead' });
      await lejek.typeCommand(ewa, `/deal lost ${number} too expensive`);
      lejek.advanceClock(2 * HOUR_MS);
      await lejek.tick();
    };
    await tenant.members.setRole(await id(ewa), 'admin');
    for (const owner of [piotr, anna, anna]) await close(owner, 'sales');
    await close(piotr, other);
    for (const [teamId, times] of [
      ['area', 2],
      [null, 3],
    ] as const)
      for (let stage = 0; stage < times; stage += 1)
        await tenant.stageAlerts.begin({
          ...{ pipelineId: 'sales', stageId: ['needs', 'decision', 'offer'][stage] ?? '', teamId, needed: 1 },
          ...{ drySince: lejek.now() - stage * DAY_MS, seenAt: lejek.now() - stage * DAY_MS },
        });
    const tally = async (of: { channelId: string; pipelineId: string; teamId: string | null }) => {
      const { 'stage-alert': short, 'deal-news': news } = await tenant.subscriptions.alertTallies(
        { ...of, timeZone: 'Europe/Warsaw' },
        lejek.now(),
      );
      return [short.lastWeek, news.lastWeek, news.posted];
    };
    expect(await tally(ofArea)).toEqual([2, 1, 1]);
    expect(await tally({ channelId: sales, pipelineId: 'sales', teamId: null })).toEqual([3, 3, 3]);
    expect(await tally({ channelId: sales, pipelineId: other, teamId: null })).toEqual([0, 1, 1]);
    const hide = async (visibility: 'team' | 'own', shownIn: readonly string[] = []) =>
      tenant.pipelineSettings.save({ kind: 'visibility', id: 'sales', visibility, shownIn }, await work(tenant.newId()));
    await hide('team');
    expect((await tally(ofArea))[1]).toBe(1);
    expect((await tally({ channelId: sales, pipelineId: 'sales', teamId: null }))[1]).toBe(0);
    await hide('own', [sales]);
    expect((await tally(ofArea))[1]).toBe(0);
    expect((await tally({ channelId: sales, pipelineId: 'sales', teamId: null }))[1]).toBe(3);
  });

  it('counts an alert as acted on where somebody took it on within two days', async () => {
    const { ewa, piotr, tenant, sales } = lejek;
    await setUpFunnel(lejek, ewa);
    await useStage(lejek, piotr, { stageId: 'offer', deals: 5 });
    await lejek.runUntil(lejek.now() + DAY_MS, 3 * HOUR_MS);
    const [subscription] = await tenant.subscriptions.all();
    if (subscription === undefined) throw new Error('no channel');
    const tally = async () => (await tenant.subscriptions.alertTallies(subscription, lejek.now()))['stage-alert'];
    expect((await tenant.deliveries.ofKind('stage-alert', 0)).filter(({ target }) => target === sales)).toHaveLength(1);
    expect(await tally()).toEqual({ lastWeek: 1, posted: 1, acted: 0 });
    const [alert] = await tenant.stageAlerts.open('sales');
    const member = await tenant.members.bySlackUser(piotr.id);
    const what = { dealNumber: null, newDeals: 2, toStageId: 'offer', dueOn: '2026-11-20', madeAt: lejek.now() } as const;
    await tenant.commitments.claim({ ...what, alertId: alert?.id ?? '', memberId: member?.id ?? '' });
    expect(await tally()).toEqual({ lastWeek: 1, posted: 1, acted: 1 });
  });
});
