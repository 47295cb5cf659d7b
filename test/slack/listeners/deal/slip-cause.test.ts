import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { recordSlipCause } from '../../../../src/core/deal/hygiene/slip.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { moveCloseDate, pressPostedButton, setUpFunnel, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const last = (person: Person) => {
  const message = lejek.slack.ephemerals(person.id).at(-1);
  if (message === undefined) throw new Error('nothing was said');
  return message;
};
const versions = async () => (await lejek.tenant.deals(ALL_DEALS).history(1)).length;

/** Piotr's or somebody's deal, whose close date is moved in the edit form; gives back the answer that asks why. */
async function slipped(person: Person, command: string, to = '2026-12-18') {
  const before = lejek.slack.ephemerals(person.id).length;
  await lejek.createDeal(person, 'Bielik', { ...valueInEuros(48_000), closeOn: '2026-11-20' });
  await person.command(lejek.sales, command);
  await person.waitForView((view) => view.callback_id === 'deal.save-edit', 20_000);
  person.fillInput('closeOn', to);
  expect(await person.submit()).toMatchObject({ closed: true });
  await expect.poll(() => lejek.slack.ephemerals(person.id).length).toBe(before + 1);
  return last(person);
}

describe('a close date that moved later', () => {
  it('asks why, and one tap keeps the cause in the history', async () => {
    const { piotr } = lejek;
    await setUpFunnel(lejek, lejek.ewa, { cards: '1' });
    const asked = await slipped(piotr, '/deal edit bielik');
    expect(lejek.lastAnswer(piotr)).toMatch(
      /D-1 Bielik: saved \(close date\)\.[\s\S]*Close date moved: 20 Nov → 18 Dec\. Why\?[\s\S]*\[The date was a guess\] .*\[A new obstacle\]/,
    );
    await piotr.click(asked, 'deal.slip:guess');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Saved for D-1 Bielik: the date was a guess.');
    expect(await lejek.typeCommand(piotr, '/deal history bielik')).toMatch(
      /why the close date moved: the date was a guess[\s\S]*changed: close date/,
    );
    // Why a date moved is nothing for the channel.
    await lejek.tick();
    const said = lejek.slack.messages(lejek.sales).flatMap(({ ts }) => lejek.slack.replies(lejek.sales, ts));
    expect(said.map(({ text }) => text)).toEqual([expect.stringContaining('changed: close date · 10:00')]);
    expect(JSON.stringify(said)).not.toContain('Piotr');
  });

  it('keeps it once: a double tap, another cause, a retry and a second person change nothing', async () => {
    const { piotr, ewa } = lejek;
    const asked = await slipped(piotr, '/deal edit bielik');
    await Promise.all([piotr.click(asked, 'deal.slip:obstacle'), piotr.click(asked, 'deal.slip:obstacle')]);
    await expect.poll(versions).toBe(3);
    await expect.poll(() => lejek.lastAnswer(piotr)).toMatch(/Saved for D-1 Bielik|Already saved/);
    await pressPostedButton(lejek, piotr, 'deal.slip:guess', '1@2');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Already saved for D-1 Bielik: a new obstacle. Nothing changed.');
    await pressPostedButton(lejek, ewa, 'deal.slip:guess', '1@2');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('Already saved for D-1 Bielik: a new obstacle');
    expect(await versions()).toBe(3);
    // Slack repeats what it thinks went unheard.
    const member = await lejek.tenant.members.bySlackUser(piotr.id);
    const request = { key: 'button again', at: lejek.now(), history: true };
    const act = {
      actor: { id: member?.id ?? '', role: 'rep' as const },
      at: lejek.now(),
      today: '2026-11-16' as const,
      through: 'button' as const,
    };
    await moveCloseDate(lejek, piotr, 1, '2027-01-15');
    const tell = () =>
      lejek.tenant
        .deals(ALL_DEALS)
        .change(1, (file, history) => recordSlipCause(file, { history, version: 4, cause: 'guess' }, act), request);
    expect([await tell(), await tell()]).toMatchObject([
      { ok: true, isRepeat: false, event: { version: 5 } },
      { ok: true, isRepeat: true, event: { version: 5 } },
    ]);
  });

  it('may be explained by a manager, and not by another rep', async () => {
    const { piotr, anna, ewa } = lejek;
    await slipped(piotr, '/deal edit bielik');
    await pressPostedButton(lejek, anna, 'deal.slip:guess', '1@2');
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('Szansę D-1 Bielik może zmienić tylko @Piotr albo menedżer.');
    expect(await versions()).toBe(2);
    await pressPostedButton(lejek, ewa, 'deal.slip:guess', '1@2');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('Saved for D-1 Bielik: the date was a guess.');
  });

  it('asks in Polish, without a past tense about anybody', async () => {
    const { anna } = lejek;
    const asked = await slipped(anna, '/deal edytuj bielik');
    expect(lejek.lastAnswer(anna)).toMatch(
      /Termin przesunięty: 20 listopada → 18 grudnia\. Dlaczego\?[\s\S]*\[Data była orientacyjna\] .*\[Nowa przeszkoda\]/,
    );
    await anna.click(asked, 'deal.slip:obstacle');
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('Zapisane przy szansie D-1 Bielik: nowa przeszkoda.');
    expect(await lejek.typeCommand(anna, '/deal historia bielik')).toContain('przyczyna przesunięcia terminu: nowa przeszkoda');
  });

  it('is not asked about when it moved earlier', async () => {
    const { piotr } = lejek;
    await slipped(piotr, '/deal edit bielik', '2026-11-18');
    expect(lejek.lastAnswer(piotr)).toContain('saved (close date).');
    expect(lejek.lastAnswer(piotr)).not.toContain('Why?');
  });

  it('is taken back by Undo like any change, and may then be told anew', async () => {
    const { piotr } = lejek;
    const asked = await slipped(piotr, '/deal edit bielik');
    await piotr.click(asked, 'deal.slip:guess');
    await expect.poll(versions).toBe(3);
    expect(await lejek.typeCommand(piotr, '/deal undo')).toContain('D-1 Bielik');
    expect((await lejek.tenant.deals(ALL_DEALS).file(1))?.deal.closeOn).toBe('2026-12-18');
    await pressPostedButton(lejek, piotr, 'deal.slip:obstacle', '1@2');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Saved for D-1 Bielik: a new obstacle');
    expect(await lejek.tenant.funnel.verifyCounters()).toEqual([]);
  });
});
