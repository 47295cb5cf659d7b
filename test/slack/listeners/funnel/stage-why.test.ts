import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { renderMessage } from '../../../../simulator/terminal/render.ts';
import { DAY_MS } from '../../../../src/core/time/durations.ts';
import {
  fillFormFromAnswer,
  pressPostedButton,
  setUpFunnel,
  typeAndRead,
  useStage,
  valueInEuros,
} from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const until = '2026-12-12';
const usual = { win: '60', until, reason: 'new *prices* <!here>' };

/** Sets an own estimate of Offer from `/funnel why offer`. */
const estimate = (person: Person, fields: Readonly<Record<'win' | 'until' | 'reason', string>> = usual) =>
  fillFormFromAnswer(
    lejek,
    person,
    { command: '/funnel why offer', button: 'stage.estimate', form: 'stage.save-estimate' },
    fields,
  );

const estimates = () => lejek.tenant.stageEstimates.all('sales');

/** The digest's thread on Monday, 23 November. */
async function thread(): Promise<string> {
  const monday = Date.parse('2026-11-23T08:00:00Z');
  await lejek.runUntil(monday - 60_000, DAY_MS);
  await lejek.runUntil(monday + 60_000, 60_000);
  const digest = lejek.messages(lejek.sales).findLast((message) => JSON.stringify(message.blocks).includes('Funnel, week'));
  const replies = lejek.slack.replies(lejek.sales, digest?.ts ?? '').map((each) => renderMessage(each, { width: 400 }));
  return replies.join('\n').replaceAll('\u00A0', ' ');
}

/** Its line about Offer. */
const threadLine = async () => (await thread()).split('\n').find((line) => line.includes('Offer → Negotiation:')) ?? '';

describe('/funnel why with a stage', () => {
  it('first says what the stage is short of: what it holds and needs, in both languages; nothing where it holds enough', async () => {
    const { ewa, anna, piotr } = lejek;
    await lejek.createDeal(piotr, 'Morela', { ...valueInEuros(30_000), stageId: 'offer' });
    await useStage(lejek, piotr, { stageId: 'offer' });
    expect(await typeAndRead(lejek, ewa, '/funnel why offer')).not.toMatch(/empty|short/);
    await lejek.typeCommand(piotr, '/deal lost 1 too expensive');
    expect(await typeAndRead(lejek, ewa, '/funnel why offer')).toMatch(
      /^Offer has been empty since Monday, 16 Nov\. It needs at least 1\.\n\d+%† of the deals that enter Offer are won/,
    );
    expect(lejek.lastAnswer(ewa)).toContain('[The whole plan]');
    expect(await typeAndRead(lejek, anna, '/lejek dlaczego oferta')).toMatch(
      /^Etap „Oferta” jest pusty od poniedziałku, 16 listopada\. Potrzebna co najmniej 1\.\n/,
    );
  });

  it('says in plain words what its win probability rests on, by name, number or form of the word, in both languages', async () => {
    const { ewa, anna, piotr } = lejek;
    const english = await typeAndRead(lejek, ewa, '/funnel why offer');
    expect(english).toMatch(/[56]\d%† of the deals that enter Offer are won \(8 in 10: \d+–\d+%\)\./);
    expect(english).toMatch(/\d+% move on from there; half of the deals leave it within \d+ days?\./);
    expect(english).toContain('† Mostly assumption');
    expect(english).toContain('[Set my own estimate]');
    for (const typed of ['Offer sent', 'to offer', '5', 'stage offer', 'ofer']) {
      expect(await typeAndRead(lejek, ewa, `/funnel why ${typed}`)).toContain('of the deals that enter Offer are won');
    }
    const polish = await typeAndRead(lejek, anna, '/lejek dlaczego offer');
    expect(polish).toMatch(/Z szans, które wchodzą na etap „Oferta”, wygraną kończy się [56]\d%† \(8 na 10: \d+–\d+%\)\./);
    expect(polish).toMatch(/Dalej idzie \d+%; połowa szans opuszcza ten etap w ciągu \d+ dni/);
    expect(polish).not.toContain('Własna ocena');
    expect(await typeAndRead(lejek, piotr, '/funnel why ne')).toContain('Which stage?');
    expect(lejek.lastAnswer(piotr)).toMatch(/Stage: Needs[\s\S]*Stage: Negotiation/);
    expect(await typeAndRead(lejek, piotr, '/funnel why won')).toContain('No deal matches');
    expect(await typeAndRead(lejek, piotr, '/funnel why')).toContain('Which deal or stage?');
  });

  it('explains a deal whose name is nearly the text rather than a stage that is less so, with the stage beside it', async () => {
    const { ewa } = lejek;
    await lejek.createDeal(ewa, 'Prospero');
    const near = await typeAndRead(lejek, ewa, '/funnel why prospera');
    expect(near).toMatch(/D-1 Prospero: win \d+%/);
    expect(near).toContain('[Stage: Prospect]');
    expect(await typeAndRead(lejek, ewa, '/funnel why prosp')).toContain('Prospero');
    expect(await typeAndRead(lejek, ewa, '/funnel why prospekt')).toContain('of the deals that enter Prospect are won');
  });

  it('counts what left the stage', async () => {
    const { piotr } = lejek;
    for (let index = 1; index <= 12; index += 1)
      await lejek.createDeal(piotr, `Deal ${index}`, { ...valueInEuros(1000), stageId: 'offer' });
    lejek.advanceClock(3 * DAY_MS);
    for (let index = 1; index <= 12; index += 1) await lejek.typeCommand(piotr, `/deal lost ${index} too expensive`);
    expect(await typeAndRead(lejek, piotr, '/funnel why offer')).toContain('Based on 12 deals that left this stage');
  });

  it('means the deal where one is called so, with a button for the stage', async () => {
    const { ewa, piotr } = lejek;
    await lejek.createDeal(piotr, 'Coffer', { ...valueInEuros(48_000), stageId: 'needs' });
    expect(await typeAndRead(lejek, ewa, '/funnel why offer')).toMatch(/D-1 Coffer: win \d+%[\s\S]*\[Stage: Offer\]/);
    const why = lejek.slack.ephemerals(ewa.id).at(-1);
    if (why === undefined) throw new Error('no answer');
    await ewa.click(why, 'stage.why:0');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('of the deals that enter Offer are won');
    await lejek.createDeal(piotr, 'Offer for all', { ...valueInEuros(48_000), stageId: 'needs' });
    expect(await typeAndRead(lejek, ewa, '/funnel why offer')).toMatch(
      /D-1 Coffer[\s\S]*D-2 Offer for all[\s\S]*\[Stage: Offer\]/,
    );
    // A closed one is not what somebody means who names a stage; by its number it is.
    await lejek.typeCommand(piotr, '/deal lost 1 too expensive');
    await lejek.typeCommand(piotr, '/deal lost 2 too expensive');
    expect(await typeAndRead(lejek, ewa, '/funnel why offer')).toContain('of the deals that enter Offer are won');
    expect(await typeAndRead(lejek, ewa, '/funnel why 2')).toMatch(/D-2 Offer for all is closed[\s\S]*\[Stage: Prospect\]/);
  });
});

describe('an own estimate of a stage', () => {
  it('stands beside the computed value in the answer and in the digest, with author, reason and last day', async () => {
    const { ewa, piotr, anna } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    await estimate(ewa);
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('Offer: your estimate of 60% is valid until 12 Dec');
    expect(await estimates()).toMatchObject([{ stageId: 'offer', win: 0.6, until, setAt: lejek.now(), reason: usual.reason }]);
    const own = await typeAndRead(lejek, ewa, '/funnel why offer');
    expect(own).toMatch(/You say 60% until 12 Dec: "new \*prices\* <!here>" · calculated [56]\d%/);
    expect(own).toMatch(/[56]\d%† of the deals that enter Offer are won/);
    expect(own).toContain('The forecast uses the calculated value.');
    expect(own).toMatch(/\[Change my estimate\][\s\S]*\[Remove the estimate\]/);
    const others = await typeAndRead(lejek, piotr, '/funnel why offer');
    expect(others).toContain('Ewa says 60% until 12 Dec');
    expect(others).not.toContain('estimate]');
    expect(await typeAndRead(lejek, anna, '/lejek dlaczego offer')).toMatch(/Ocena \(@?Ewa\): 60% do 12 grudnia/);
    expect(await threadLine()).toMatch(
      /win [56]\d% \(8 in 10: \d+–\d+%, mostly assumption\) · own estimate 60% until 12 Dec \(Ewa\): "new \*prices\* <!here>"/,
    );
  });

  it('leaves the forecast as computed, and is one per stage', async () => {
    const { ewa, piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    await lejek.createDeal(piotr, 'Orlik', { ...valueInEuros(1000), stageId: 'offer' });
    await lejek.typeCommand(piotr, '/deal lost orlik too expensive');
    const before = await typeAndRead(lejek, ewa, '/funnel forecast year');
    await estimate(ewa, { ...usual, win: '99' });
    await expect.poll(async () => (await estimates()).map(({ win }) => win)).toEqual([0.99]);
    expect(await typeAndRead(lejek, ewa, '/funnel forecast year')).toBe(before);
    await estimate(ewa, { ...usual, win: '10' });
    await expect.poll(async () => (await estimates()).map(({ win }) => win)).toEqual([0.1]);
  });

  it('ends on its last day', async () => {
    const { ewa, piotr } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer' });
    await estimate(ewa, { ...usual, until: '2026-11-22' });
    await expect.poll(estimates).toHaveLength(1);
    lejek.setNow(Date.parse('2026-11-22T22:30:00Z'));
    expect(await typeAndRead(lejek, ewa, '/funnel why offer')).toContain('You say 60%');
    lejek.setNow(Date.parse('2026-11-22T23:30:00Z'));
    expect(await typeAndRead(lejek, ewa, '/funnel why offer')).not.toContain('You say');
    const line = await threadLine();
    expect(line).toContain('mostly assumption');
    expect(line).not.toContain('own estimate');
  });

  it('ends by a tap, and once more changes nothing', async () => {
    const { ewa } = lejek;
    await estimate(ewa);
    await typeAndRead(lejek, ewa, '/funnel why offer');
    const why = lejek.slack.ephemerals(ewa.id).at(-1);
    if (why === undefined) throw new Error('no answer');
    await ewa.click(why, 'stage.estimate-end');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('Offer: back to the calculated win probability.');
    expect(await estimates()).toEqual([]);
    await ewa.click(why, 'stage.estimate-end');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('Offer has no estimate of your own.');
    expect(await typeAndRead(lejek, ewa, '/funnel why offer')).toContain('[Set my own estimate]');
  });

  it('is refused to a rep, who may have been a manager when the form opened', async () => {
    const { ewa, piotr, anna, tenant } = lejek;
    await pressPostedButton(lejek, piotr, 'stage.estimate', 'offer');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Only a manager can set an estimate');
    await pressPostedButton(lejek, anna, 'stage.estimate-end', 'offer');
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('może ustawić tylko menedżer');
    await pressPostedButton(lejek, ewa, 'stage.estimate', 'offer');
    await ewa.waitForView((view) => view.callback_id === 'stage.save-estimate', 20_000);
    for (const [name, value] of Object.entries(usual)) ewa.fillInput(name, value);
    await tenant.members.setRole((await tenant.members.bySlackUser(ewa.id))?.id ?? '', 'rep');
    await ewa.submit();
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('Only a manager can set an estimate');
    expect(await estimates()).toEqual([]);
  });

  it('asks again for a day that is over, and for a reason', async () => {
    const { ewa } = lejek;
    const { errors } = await estimate(ewa, { win: '50', until: '2026-11-10', reason: ' ' });
    expect(errors).toEqual({
      until: expect.stringContaining('Pick today or a later date'),
      reason: 'Give a reason in one line.',
    });
    await ewa.closeAll();
    expect(await estimates()).toEqual([]);
  });

  it('goes with a stage that is removed', async () => {
    const { ewa, piotr, tenant } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'negotiation' });
    await estimate(ewa);
    await expect.poll(estimates).toHaveLength(1);
    await pressPostedButton(lejek, ewa, 'stage.estimate', 'offer');
    await ewa.waitForView((view) => view.callback_id === 'stage.save-estimate', 20_000);
    const pipeline = await tenant.pipeline();
    if (pipeline === undefined) throw new Error('no pipeline');
    await tenant.savePipeline({ ...pipeline, stages: pipeline.stages.filter(({ id }) => id !== 'offer') }, lejek.now());
    ewa.fillInput('win', '70');
    await ewa.submit();
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('no longer');
    await ewa.closeAll();
    for (const id of ['stage.why:0', 'stage.estimate', 'stage.estimate-end']) {
      const before = lejek.slack.ephemerals(ewa.id).length;
      await pressPostedButton(lejek, ewa, id, 'offer');
      await expect.poll(() => lejek.slack.ephemerals(ewa.id).length).toBeGreaterThan(before);
      expect(lejek.lastAnswer(ewa)).toContain('no longer');
    }
    expect((await estimates()).map(({ win }) => win)).toEqual([0.6]);
    expect(await typeAndRead(lejek, ewa, '/funnel why offer')).toContain('No deal matches');
    const said = await thread();
    expect(said).toContain('Decision → Negotiation:');
    expect(said).not.toContain('own estimate');
  });
});
