import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../../../src/core/time/durations.ts';
import { setUpFunnel } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const memberId = async (slackUserId: string) => (await lejek.tenant.members.bySlackUser(slackUserId))?.id ?? '';

describe('the log of settings', () => {
  it('says who changed what and when, the latest first, undone changes too, a page at a time', async () => {
    const { ewa, piotr, tenant } = lejek;
    await setUpFunnel(lejek, ewa);
    const act = {
      actor: { id: await memberId(ewa.id), role: 'admin' as const },
      today: '2026-11-16' as const,
      through: 'modal' as const,
    };
    for (let index = 1; index <= 13; index += 1) {
      lejek.advanceClock(MINUTE_MS);
      const rate = { currency: index === 13 ? 'CHF' : 'PLN', inCurrency: 'EUR', from: '2026-11-02' as const, rate: index / 10 };
      await tenant.rates.save([rate], { act: { ...act, at: lejek.now() }, key: `rate ${index}`, timeZone: 'Europe/Warsaw' });
    }
    // What people set for themselves is nobody else's to read.
    const own = { memberId: await memberId(piotr.id), kind: 'language' as const, at: lejek.now() };
    await tenant.settingChanges.record({ ...own, payload: { before: null, after: 'pl' } });
    const [last] = (await tenant.settingChanges.page({ offset: 0, limit: 1 })).changes;
    await tenant.settingChanges.markUndone(last?.id ?? '', lejek.now());
    const page = await lejek.typeCommand(ewa, '/funnel audit');
    expect(page).toContain('Changes of settings: 1–12 of 14, the latest first');
    expect(page).toContain('16 Nov 2026, 10:13 · Ewa · exchange rates: CHF (undone)');
    expect(page).toContain('16 Nov 2026, 10:12 · Ewa · exchange rates: PLN');
    expect(page).not.toContain('Piotr');
    const answer = lejek.slack.ephemerals(ewa.id).at(-1);
    if (answer === undefined) throw new Error('nothing was said');
    await ewa.click(answer, 'audit.page:older');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('13–14 of 14');
    expect(lejek.lastAnswer(ewa)).toContain('Ewa · settings: #sales');
  });

  it('is read by admins; in Polish as well', async () => {
    const { ewa, anna, tenant } = lejek;
    await setUpFunnel(lejek, ewa);
    expect(await lejek.typeCommand(anna, '/lejek dziennik')).toContain('Dziennik zmian widzi tylko administrator (Ewa).');
    await tenant.members.setRole(await memberId(anna.id), 'admin');
    expect(await lejek.typeCommand(anna, '/lejek dziennik')).toContain('Dziennik zmian ustawień: 1–1 z 1');
  });
});

describe('the settings, once Lejek is set up', () => {
  it('stand in one place, each with how it is set now and the way to change it', async () => {
    const { ewa, piotr, anna } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(anna, 'Bielik', { value: { minor: 100_00, currency: 'PLN' }, pipelineValueMinor: null });
    const index = await lejek.typeCommand(ewa, '/funnel setup');
    expect(index).toContain('#sales, Monday 9:00');
    expect(index).toContain('3 here · admin: Ewa');
    expect(index).toContain('totals in EUR, 0 rates · none for PLN');
    expect(index).toContain('last change 16 Nov 2026');
    expect(index).toMatch(/Webhooks\W+no address/);
    const answer = lejek.slack.ephemerals(ewa.id).at(-1);
    if (answer === undefined) throw new Error('nothing was said');
    await ewa.click(answer, 'rates.show:rates');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('PLN: no rate.');
    await ewa.click(answer, 'command.again:data');
    await expect.poll(() => lejek.lastAnswer(ewa), { timeout: 10_000 }).toMatch(/file|direct message/i);
    await ewa.click(answer, 'webhooks.open:webhooks');
    await ewa.waitForView((view) => lejek.readScreen(ewa).includes('Webhooks') && view.callback_id !== 'frame.message', 20_000);
    await ewa.closeAll();
    await ewa.click(answer, 'funnel.setup:channels');
    await ewa.waitForView((view) => view.callback_id === 'funnel.save-setup');
    await ewa.closeAll();
    expect(await lejek.typeCommand(piotr, '/funnel setup')).not.toContain('Change log');
  });
});
