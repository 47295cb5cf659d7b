import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { typeAndRead } from '../../../support/bot-actions.ts';
import { priced } from '../../../support/priced.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot({ transport: 'http' });
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const VALUE = priced(6_400_000);

describe('a deal is lost', () => {
  it('at once where the reason is typed, and says what was understood', async () => {
    await lejek.createDeal(lejek.piotr, 'Zielony Młyn', { stageId: 'offer' });
    // The first answer of all is waited for, however slow the machine.
    const answer = await typeAndRead(lejek, lejek.piotr, '/deal lost zielony mlyn too expensive');
    expect(answer).toContain('D-1 Zielony Młyn closed as lost: too expensive. It was in Offer; Lejek learns from it.');
    expect(await lejek.tenant.deals(ALL_DEALS).file(1)).toMatchObject({
      deal: { outcome: 'lost', lostReasonId: 'expensive', stageId: 'offer' },
    });
  });

  it('with a form where no reason is recognised; what was typed is kept as the note', async () => {
    await lejek.createDeal(lejek.anna, 'Bielik');
    await lejek.anna.command(lejek.sales, '/deal przegrana bielik: wolą robić to sami');
    const view = await lejek.anna.waitForView((each) => each.callback_id === 'deal.lose');
    expect(lejek.readScreen(lejek.anna)).toContain('Przegrana: dlaczego?');
    expect(lejek.anna.values(view)['note']?.['note']?.['value']).toBe('wolą robić to sami');
    lejek.anna.fillInput('reason', 'fit');
    expect(await lejek.anna.submit()).toMatchObject({ closed: true });
    await expect
      .poll(() => lejek.lastAnswer(lejek.anna))
      .toContain('D-1 Bielik: przegrana (nie nasz temat). Etap „Potencjalni”; Lejek się na tym uczy.');
    const [, lost] = await lejek.tenant.deals(ALL_DEALS).history(1);
    expect(await lejek.tenant.deals(ALL_DEALS).noteText(lost?.noteId ?? '')).toBe('wolą robić to sami');
  });

  it('only once: a closed one is said to be closed, and can be opened again', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { stageId: 'needs' });
    await lejek.typeCommand(piotr, '/deal lost bielik no budget');
    expect(await lejek.typeCommand(piotr, '/deal advance bielik')).toContain(
      'D-1 Bielik was lost on 16 Nov 2026. Nothing changed.',
    );
    const closed = lejek.slack.ephemerals(piotr.id).at(-1);
    if (closed === undefined) throw new Error('no answer');
    await piotr.click(closed, 'deal.reopen');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-1 Bielik is open again, in Needs.');
    await piotr.click(closed, 'deal.reopen');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Not done: D-1 Bielik was changed by Piotr at 10:00');
  });
});

describe('a deal is won', () => {
  it('from any stage, with its final value and date', async () => {
    const { anna } = lejek;
    await lejek.createDeal(anna, 'Kowent', VALUE);
    await anna.command(lejek.sales, '/szansa wygrana kowent');
    await anna.waitForView((view) => view.callback_id === 'deal.enter');
    expect(lejek.readScreen(anna)).toContain('Wygrana: szczegóły');
    // What Won requires is marked as such, so Slack itself asks for it before anything is sent.
    expect(await anna.submit()).toMatchObject({
      acked: false,
      errors: { 'criterion signed': 'Please complete this required field.' },
    });
    anna.fillInput('criterion signed', ['yes']);
    anna.fillInput('wonOn', '2026-11-13');
    expect(await anna.submit()).toMatchObject({ closed: true });
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('Wygrana 🎉 D-1 Kowent · 64 tys. EUR · Anna');
    expect((await lejek.tenant.deals(ALL_DEALS).file(1))?.deal.closedAt).toBe(Date.parse('2026-11-13T11:00:00Z'));
  });
});

describe('undo', () => {
  it('takes the last change back by command or button, for ten minutes', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { stageId: 'offer' });
    await lejek.typeCommand(piotr, '/deal lost bielik expensive');
    const answer = lejek.slack.ephemerals(piotr.id).at(-1);
    if (answer === undefined) throw new Error('no answer');
    await piotr.click(answer, 'deal.undo');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Undone: D-1 Bielik is back in Offer.');
    await lejek.typeCommand(piotr, '/deal lost bielik expensive');
    lejek.advanceClock(11 * 60_000);
    expect(await lejek.typeCommand(piotr, '/deal undo')).toContain('Undo works for 10 minutes. You can still move it back.');
    expect(await lejek.typeCommand(lejek.ewa, '/deal undo bielik')).toContain(
      'The last change to D-1 Bielik was made by @Piotr, and only they can undo it.',
    );
    expect(await lejek.typeCommand(lejek.anna, '/deal cofnij')).toContain('Nie masz zmian do cofnięcia.');
  });

  it('of a new deal makes it as if it had never been entered', async () => {
    await lejek.createDeal(lejek.anna, 'Morela');
    expect(await lejek.typeCommand(lejek.anna, '/deal cofnij')).toContain(
      'Cofnięte: szansy D-1 Morela już nie ma, jakby nigdy nie powstała.',
    );
    expect(await lejek.typeCommand(lejek.anna, '/deal pokaż morela')).toContain('Nic nie pasuje do „morela”.');
    expect(await lejek.tenant.funnel.verifyCounters()).toEqual([]);
  });
});
