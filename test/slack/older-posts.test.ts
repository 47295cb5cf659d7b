import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../simulator/person/person.ts';
import type { Message } from '../../simulator/state/entities.ts';
import { renderMessage } from '../../simulator/terminal/render.ts';
import { DAY_MS, MINUTE_MS } from '../../src/core/time/durations.ts';
import { loadPipeline } from '../../src/facts/load-pipeline.ts';
import { stageAlertPost } from '../../src/jobs/posts/alert/stage-alert.ts';
import { stageAlertDmPost } from '../../src/jobs/posts/alert/stage-alert-dm.ts';
import { digestPost } from '../../src/jobs/posts/digest/digest.ts';
import { postWeeklyDigest } from '../../src/jobs/weekly-digest.ts';

import type { ButtonSpec } from '../../src/slack/views/kit/blocks.ts';
import type { PostKind } from '../../src/store/types/posts.ts';
import { pressPostedButton, setUpFunnel, typeAndRead, valueInEuros } from '../support/bot-actions.ts';
import { firstAlert, firstAllClear, firstDigest, firstHygieneRows, measuredAlert } from '../support/older-payloads.ts';
import { BOT_START, startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const text = (message: Message | undefined) =>
  message === undefined ? '' : renderMessage(message, { width: 200 }).replaceAll('\u00A0', ' ');
const memberId = async (person: Person): Promise<string> => {
  const member = await lejek.tenant.members.bySlackUser(person.id);
  if (member === undefined) throw new Error('nobody is home');
  return member.id;
};
const pipelineId = async (): Promise<string> => {
  const pipeline = await loadPipeline(lejek.tenant, 'en');
  if (pipeline === undefined) throw new Error('nothing is set up');
  return pipeline.id;
};

/** A post that an earlier version queued and sent, with the buttons that it had then. */
async function postedBefore(post: {
  readonly key: string;
  readonly kind: PostKind;
  readonly target: string;
  readonly payload: unknown;
  readonly buttons?: readonly (Pick<ButtonSpec, 'id'> & { readonly value: string })[];
}): Promise<Message> {
  const { tenant, store, deps, slack } = lejek;
  const { key, kind, target, payload, buttons = [] } = post;
  const client = await deps.clientFor(slack.team.id);
  const elements = buttons.map(({ id, value }) => ({
    type: 'button' as const,
    action_id: id,
    text: { type: 'plain_text' as const, text: id },
    value,
  }));
  const blocks = [
    { type: 'section' as const, text: { type: 'plain_text' as const, text: key } },
    ...(elements.length === 0 ? [] : [{ type: 'actions' as const, elements }]),
  ];
  const { ts = '', channel = '' } = await client.chat.postMessage({ channel: target, text: key, blocks });
  await tenant.deliveries.queue([{ key, kind, target, subject: key, payload, notBefore: lejek.now() }], lejek.now());
  const claimed = await store.claimDeliveries(lejek.now(), { now: Date.now(), ms: 60_000 }, 10);
  const own = claimed.find((each) => each.key === key);
  if (own === undefined) throw new Error(`${key} was not claimed`);
  await tenant.deliveries.settle(key, own.attempt, { state: 'sent', at: lejek.now(), channelId: channel, messageTs: ts });
  return found(channel, ts);
}

const found = (channel: string, ts: string): Message => {
  const all = [...lejek.slack.messages(channel), ...lejek.slack.dm(lejek.anna.id)];
  const message = all.find((each) => each.ts === ts);
  if (message === undefined) throw new Error('nothing is posted there');
  return message;
};

/** #sales is set up; Offer held Morela when the alert was made, Decision holds Bielik; since then Morela was lost. */
async function alerted(): Promise<{
  readonly id: string;
  readonly stage: Parameters<typeof firstAlert>[0];
  readonly made: number;
}> {
  const { piotr, ewa, anna, tenant } = lejek;
  await setUpFunnel(lejek, ewa, { managers: [anna.id], cards: 'none' });
  await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'decision', closeOn: '2026-12-18' });
  await lejek.createDeal(piotr, 'Morela', { ...valueInEuros(30_000), stageId: 'offer' });
  const made = lejek.now();
  const pipeline = await pipelineId();
  const draft = { pipelineId: pipeline, stageId: 'offer', drySince: made, seenAt: made, needed: 2 };
  const alert = await tenant.stageAlerts.begin(draft);
  if (alert === undefined) throw new Error('the stage has an alert already');
  await tenant.stageAlerts.markNotified([alert.id], 'channel', { at: made, deliveries: [] });
  await tenant.stageAlerts.markNotified([alert.id], 'managers', { at: made, deliveries: [] });
  return { id: alert.id, stage: { alertId: alert.id, stageId: 'offer', pipelineId: pipeline }, made };
}

const loseSecondDeal = async () => {
  lejek.advanceClock(5 * MINUTE_MS);
  await typeAndRead(lejek, lejek.piotr, '/deal lost 2 too expensive');
  lejek.advanceClock(5 * MINUTE_MS);
};

describe('an alert of the first version', () => {
  it('is answered by a promise that every post shows, opens to the deals of its hour, and ends with an all-clear', async () => {
    const { piotr, anna, sales, slack } = lejek;
    const { id, stage, made } = await alerted();
    const ownerId = await memberId(piotr);
    const take = { id: 'alert.take:0', value: `${id} 1>offer` };
    const inChannel = await postedBefore({
      key: stageAlertPost.key({ channel: sales, pipelineId: stage.pipelineId, on: '2026-11-16' }),
      kind: 'stage-alert',
      target: sales,
      payload: firstAlert(stage, { ownerId, since: made }),
      buttons: [take],
    });
    const direct = await postedBefore({
      key: stageAlertDmPost.key({ person: anna.id, alertIds: [id] }),
      kind: 'stage-alert-dm',
      target: anna.id,
      payload: firstAlert(stage, { ownerId, since: made, memberId: await memberId(anna) }),
      buttons: [take],
    });
    await loseSecondDeal();
    await piotr.click(inChannel, 'alert.take:0');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain("You're on it: D-1 Bielik to Offer by Thu 19 Nov.");
    await anna.click(direct, 'alert.take:0');
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('D-1 Bielik: Piotr już się tym zajmuje. Nic się nie zmieniło.');
    await lejek.tick();
    const shown = found(sales, inChannel.ts);
    expect(text(shown)).toMatch(
      /Offer has been short since Monday, 16 Nov: 1 deal, 2 needed[\s\S]*D-1 Bielik · 48k EUR[^\n]*✓ Piotr/,
    );
    expect(text(found(direct.channel, direct.ts))).toMatch(/Offer[\s\S]*D-1 Bielik · 48 tys\. EUR[^\n]*✓ Piotr/);
    await piotr.click(shown, 'behind.open');
    await piotr.waitForView((view) => JSON.stringify(view.blocks).includes('D-2'), 20_000);
    expect(lejek.readScreen(piotr)).toMatch(/D-2 Morela · 30k EUR · Offer · Piotr · now: Lost/);
    await piotr.closeAll();
    await lejek.createDeal(piotr, 'Zielony', { ...valueInEuros(5000), stageId: 'offer' });
    await lejek.tick();
    lejek.advanceClock(MINUTE_MS);
    await lejek.tick();
    expect(slack.replies(sales, inChannel.ts).map(text).join()).toMatch(/Offer is back to 1 deal/);
    expect(lejek.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('that waited through the update is posted, and so is its all-clear', async () => {
    const { piotr, sales, tenant, slack } = lejek;
    const { stage, made } = await alerted();
    await loseSecondDeal();
    const payload = firstAlert(stage, { ownerId: await memberId(piotr), since: made });
    const key = stageAlertPost.key({ channel: sales, pipelineId: stage.pipelineId, on: '2026-11-16' });
    const draft = { key, target: sales, subject: key, notBefore: lejek.now() };
    await tenant.deliveries.queue([{ ...draft, kind: 'stage-alert', payload }], lejek.now());
    await lejek.tick();
    expect(lejek.posts(sales).join('\n')).toMatch(
      /Offer has been short since Monday, 16 Nov: 1 deal, 2 needed[\s\S]*D-1 Bielik[^\n]*\[I'll do it\]/,
    );
    await tenant.deliveries.queue(
      [{ ...draft, key: `clear/${key}`, kind: 'all-clear', payload: firstAllClear(key) }],
      lejek.now(),
    );
    lejek.advanceClock(MINUTE_MS);
    await lejek.tick();
    const posted = lejek.messages(sales).findLast((message) => text(message).includes('Offer has been short'));
    expect(slack.replies(sales, posted?.ts ?? '').map((each) => each.text)).toEqual([
      'Offer is back to 2 deals after 1 day. 1 of the 2 moves was made.',
    ]);
  });
});

describe('an alert that knew its measure, but not its hour', () => {
  it('shows who makes the new deals, says why, and gives other deals', async () => {
    const { piotr, sales } = lejek;
    const { id, stage, made } = await alerted();
    const message = await postedBefore({
      key: stageAlertPost.key({ channel: sales, pipelineId: stage.pipelineId, on: '2026-11-16' }),
      kind: 'stage-alert',
      target: sales,
      payload: measuredAlert(stage, { ownerId: await memberId(piotr), since: made }),
      buttons: [
        { id: 'alert.take-new', value: `${id} 3>offer` },
        { id: 'gap.why', value: 'offer' },
        { id: 'gap.others', value: '1>offer' },
      ],
    });
    await loseSecondDeal();
    await piotr.click(message, 'alert.take-new');
    await expect.poll(() => lejek.lastAnswer(piotr)).toMatch(/3 new deals/);
    await lejek.tick();
    const shown = found(sales, message.ts);
    expect(text(shown)).toMatch(/Offer runs dry in about a week[\s\S]*3 new deals[^\n]*✓ Piotr/);
    await piotr.click(shown, 'gap.why');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Offer');
    await piotr.click(shown, 'gap.others');
    await expect.poll(() => lejek.lastAnswer(piotr)).toMatch(/no other deals/i);
    await piotr.click(shown, 'behind.open');
    await piotr.waitForView((view) => JSON.stringify(view.blocks).includes('D-2'), 20_000);
    expect(lejek.readScreen(piotr)).toContain('D-2 Morela');
  });
});

describe('an alert that cannot be read', () => {
  it('takes a promise all the same, and no other post suffers', async () => {
    const { piotr, sales, tenant } = lejek;
    const { id, stage } = await alerted();
    const message = await postedBefore({
      key: stageAlertPost.key({ channel: sales, pipelineId: stage.pipelineId, on: '2026-11-16' }),
      kind: 'stage-alert',
      target: sales,
      payload: { facts: { lines: 'none' } },
      buttons: [{ id: 'alert.take:0', value: `${id} 1>offer` }],
    });
    await loseSecondDeal();
    await piotr.click(message, 'alert.take:0');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain("You're on it: D-1 Bielik to Offer by Thu 19 Nov.");
    expect(await tenant.commitments.byAlerts([id])).toHaveLength(1);
    await lejek.createDeal(piotr, 'Zielony', { ...valueInEuros(5000), stageId: 'offer' });
    await lejek.tick();
    expect(await tenant.stageAlerts.open(stage.pipelineId)).toEqual([]);
  });

  it('without an hour says that its deals cannot be told any more, and what to do', async () => {
    const { piotr, anna } = lejek;
    const { stage } = await alerted();
    const value = JSON.stringify({ pipelineId: stage.pipelineId, timeZone: 'Europe/Warsaw', offset: 0 });
    await pressPostedButton(lejek, piotr, 'behind.open', value);
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Nothing is lost; type /funnel to see where things stand.');
    await pressPostedButton(lejek, anna, 'behind.open', value);
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('Nic nie przepadło; wpisz /lejek, żeby zobaczyć stan obecny.');
    for (const id of ['alert.take:0', 'alert.take-new', 'gap.others']) {
      await pressPostedButton(lejek, piotr, id, 'offer');
      await expect.poll(() => lejek.lastAnswer(piotr)).toContain('type /funnel gaps to see what is short now.');
      await pressPostedButton(lejek, anna, id, 'offer');
      await expect.poll(() => lejek.lastAnswer(anna)).toContain('wpisz /lejek braki, żeby zobaczyć, gdzie brakuje szans.');
      await lejek.typeCommand(piotr, '/deal help');
      await lejek.typeCommand(anna, '/deal help');
    }
  });
});

/** #sales with three deals that want a date, and a digest of 16 November. */
async function digested(): Promise<{ readonly pipeline: string; readonly subscription: string; readonly owner: string }> {
  const { ewa, piotr, tenant } = lejek;
  lejek.setNow(BOT_START - 4 * DAY_MS);
  for (const name of ['Bielik', 'Morela', 'Kowent']) {
    await lejek.createDeal(piotr, name, {
      ...valueInEuros(48_000),
      stageId: 'decision',
      ...(name === 'Kowent' ? {} : { closeOn: '2026-11-13' }),
    });
  }
  lejek.setNow(BOT_START);
  await setUpFunnel(lejek, ewa, { cards: 'none' });
  const subscription = (await tenant.subscriptions.all())[0]?.id ?? '';
  return { pipeline: await pipelineId(), subscription, owner: await memberId(piotr) };
}

describe('a digest of the first version', () => {
  it('is followed up by the next one, though it did not note what it named', async () => {
    const { piotr, sales, slack } = lejek;
    const { pipeline, subscription, owner } = await digested();
    await postedBefore({
      key: digestPost.key({ channel: sales, pipelineId: pipeline, slotOn: '2026-11-16' }),
      kind: 'digest',
      target: sales,
      payload: firstDigest(pipeline, subscription, owner),
    });
    lejek.advanceClock(DAY_MS);
    await piotr.command(sales, '/deal advance bielik');
    await piotr.waitForView((view) => JSON.stringify(view.blocks).includes('offer-sent'), 20_000);
    piotr.fillInput('criterion offer-sent', ['yes']);
    await piotr.submit();
    await piotr.closeAll();
    const monday = Date.parse('2026-11-23T08:00:00Z');
    lejek.setNow(monday);
    await postWeeklyDigest(lejek.deps, monday);
    await lejek.tick();
    const post = lejek.messages(sales).find((each) => text(each).includes('Funnel, week 47'));
    expect(
      slack
        .replies(sales, post?.ts ?? '')
        .map(text)
        .join('\n'),
    ).toContain("Last week's suggestion: ");
  });

  it('that waited through the update is posted with its thread', async () => {
    const { sales, tenant, slack } = lejek;
    const { pipeline, subscription, owner } = await digested();
    const payload = firstDigest(pipeline, subscription, owner);
    const key = digestPost.key({ channel: sales, pipelineId: pipeline, slotOn: '2026-11-16' });
    const draft = { target: sales, subject: key, notBefore: lejek.now() };
    const below = { ...payload, parent: key };
    await tenant.deliveries.queue(
      [
        { ...draft, key, kind: 'digest', payload },
        { ...draft, key: `${key}/1-chart`, kind: 'digest-chart', payload: below },
        { ...draft, key: `${key}/2-more`, kind: 'digest-thread', payload: below },
      ],
      lejek.now(),
    );
    for (let minute = 0; minute < 3; minute += 1) {
      await lejek.tick();
      lejek.advanceClock(MINUTE_MS);
    }
    const post = lejek.messages(sales).find((each) => text(each).includes('Funnel, week 46'));
    expect(text(post)).toMatch(/Offer is empty\.[\s\S]*This week: D-1 Bielik · 48k EUR/);
    expect(slack.replies(sales, post?.ts ?? '')).toHaveLength(2);
    expect(lejek.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('rows about dates of an earlier version', () => {
  it('keep a deal, date one and drop one, and show it in place', async () => {
    const { piotr, sales } = lejek;
    const { pipeline, subscription, owner } = await digested();
    const parent = digestPost.key({ channel: sales, pipelineId: pipeline, slotOn: '2026-11-16' });
    const key = `${parent}/3-tidy`;
    const { at } = firstDigest(pipeline, subscription, owner).facts;
    const rows = await postedBefore({
      key,
      kind: 'digest-tidy',
      target: sales,
      payload: firstHygieneRows(pipeline, subscription, owner, parent),
      buttons: [
        { id: 'tidy.keep:0', value: `1@1 ${at} ${key}` },
        { id: 'tidy.date:1', value: `2@1 ${at} ${key}` },
        { id: 'tidy.drop:2', value: `3@1 ${at} ${key}` },
      ],
    });
    await piotr.click(rows, 'tidy.keep:0');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-1 Bielik stays');
    await piotr.click(rows, 'tidy.date:1');
    await piotr.waitForView((view) => view.callback_id === 'tidy.save-date');
    piotr.fillInput('closeOn', '2026-12-18');
    await piotr.submit();
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-2 Morela');
    await piotr.click(rows, 'tidy.drop:2');
    await piotr.waitForView((view) => view.callback_id === 'deal.lose');
    await piotr.submit();
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('closed as lost: no decision.');
    await lejek.tick();
    const shown = text(found(sales, rows.ts));
    expect(shown).toMatch(/D-1 Bielik · 48k EUR · ✓ stays/);
    expect(shown).toMatch(/D-2 Morela · 48k EUR · ✓ 18 Dec|D-2 Morela[^\n]*✓/);
    expect(shown).toMatch(/D-3 Kowent · 48k EUR · ✓ lost/);
  });
});
