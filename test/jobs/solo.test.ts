import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renderMessage } from '../../simulator/terminal/render.ts';
import { isSoloWorkspace } from '../../src/core/people/member.ts';
import { loadSolo } from '../../src/facts/tenant-reads.ts';
import { LANGUAGES } from '../../src/locale/languages.ts';
import { toPlainText } from '../../src/slack/views/kit/text.ts';
import { setUpFunnel, valueInEuros } from '../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';
import { sampleMember } from '../support/view-data.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const MONDAY = Date.parse('2026-11-23T09:05:00+01:00');

/** Everybody but Piotr has left. */
async function onlyPiotr(): Promise<void> {
  const { anna, ewa, tenant } = lejek;
  for (const other of [anna, ewa]) await tenant.members.upsert({ slackUserId: other.id, account: 'left', at: lejek.now() });
}

/** Whether a command takes the person for one who is alone, and whether a job does. */
const soloToEach = async (): Promise<readonly (boolean | undefined)[]> => [
  (await lejek.tenant.findRequester(lejek.piotr.id))?.solo,
  await loadSolo(lejek.tenant),
];

describe('one person', () => {
  const [anna, left] = [sampleMember('anna', 'Anna'), { ...sampleMember('jan', 'Jan'), active: false }];

  it('works alone while no channel gets posts; leavers and imported people do not count', () => {
    expect(isSoloWorkspace([anna, left, { ...sampleMember('ada', 'Ada'), slackUserId: null }], [])).toBe(true);
    expect(isSoloWorkspace([anna], [{}])).toBe(false);
    expect(isSoloWorkspace([anna, sampleMember('ewa', 'Ewa')], [])).toBe(false);
  });

  it('is taken for the same by commands and by jobs, and by both for a team of one once a channel gets posts', async () => {
    await onlyPiotr();
    await lejek.createDeal(lejek.piotr, 'Bielik', valueInEuros(48_000));
    expect(await soloToEach()).toEqual([true, true]);
    await setUpFunnel(lejek, lejek.piotr);
    expect(await soloToEach()).toEqual([false, false]);
  });

  it('is told in their channel who may decide, as its readers are, and alone is not', async () => {
    const { piotr, sales, slack } = lejek;
    const whoMay = toPlainText(LANGUAGES.en.hygiene.whoMay);
    await onlyPiotr();
    await setUpFunnel(lejek, piotr);
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer', closeOn: '2026-11-18' });
    await lejek.runDaysUntil(MONDAY);
    const digest = lejek.messages(sales).find((message) => renderMessage(message, { width: 200 }).includes('week 47'));
    const thread = slack.replies(sales, digest?.ts ?? '').map((reply) => renderMessage(reply, { width: 200 }));
    expect(thread.join('\n')).toContain(whoMay);

    await lejek.reset();
    await onlyPiotr();
    await lejek.createDeal(lejek.piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer', closeOn: '2026-11-18' });
    await lejek.runDaysUntil(MONDAY);
    const [direct] = [lejek.posts(lejek.piotr.id).join('\n')];
    expect(direct).toContain('week 47');
    expect(direct).not.toContain(whoMay);
  });
});
