import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { validateMessage } from '../../../../simulator/block-kit/validate.ts';
import type { Message } from '../../../../simulator/state/entities.ts';
import { renderMessage } from '../../../../simulator/terminal/render.ts';
import { WEEK_MS } from '../../../../src/core/time/durations.ts';
import { postWeeklyDigest } from '../../../../src/jobs/weekly-digest.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import {
  pressMoveAnyway,
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

/** Monday, 23 November 2026, 9:00 in Warsaw. */
const MONDAY = Date.parse('2026-11-23T08:00:00Z');
const LATE = { stageId: 'offer', closeOn: '2026-11-20' as const };

const text = (message: Message) => renderMessage(message, { width: 200 }).replaceAll('\u00A0', ' ');
const digest = (): Message => {
  const found = lejek.messages(lejek.sales).findLast((each) => /Funnel, week|Lejek, tydzień/.test(text(each)));
  if (found === undefined) throw new Error('no digest');
  return found;
};
const thread = () => lejek.slack.replies(lejek.sales, digest().ts);
const rows = (): Message => {
  const found = thread().find((each) => /Dates to tidy up|Terminy do/.test(text(each)));
  if (found === undefined) throw new Error('no rows');
  return found;
};
const history = (number: number) => lejek.tenant.deals(ALL_DEALS).history(number);
const closeOn = async (number: number) => (await lejek.tenant.deals(ALL_DEALS).file(number))?.deal.closeOn;

/** #sales with the digest of a Monday in it. */
async function posted(choice: { language?: string } = {}, at = MONDAY): Promise<void> {
  if ((await lejek.tenant.subscriptions.all()).length === 0) await setUpFunnel(lejek, lejek.ewa, { cards: 'none', ...choice });
  lejek.setNow(at);
  await postWeeklyDigest(lejek.deps, at);
  await lejek.tick();
}

describe('the rows of a digest', () => {
  it('name deals past their close date and without one, the most valuable first, and nobody', async () => {
    await lejek.createDeal(lejek.piotr, 'Bielik', { ...valueInEuros(48_000), ...LATE });
    await lejek.createDeal(lejek.anna, 'Morela', { ...valueInEuros(60_000), ...LATE });
    await lejek.createDeal(lejek.piotr, 'Undated', { ...valueInEuros(90_000), stageId: 'lead' });
    await lejek.createDeal(lejek.piotr, 'Fine', { ...valueInEuros(90_000), stageId: 'offer', closeOn: '2026-12-20' });
    await posted();
    const said = text(rows());
    expect(said).toMatch(/Dates to tidy up: 2 deals past the close date and 1 without one/);
    expect(said).toMatch(
      /D-2 Morela · 60k EUR · close date was 20 Nov[\s\S]*D-1 Bielik · 48k EUR[\s\S]*D-3 Undated · 90k EUR · no close date/,
    );
    expect(said).toMatch(/\[Keep\] .*\[New date\] .*\[Drop\]/);
    expect(said).not.toMatch(/Fine|Piotr|Anna/);
    expect(validateMessage(rows())).toEqual([]);
  });

  it('are not there when every date is to come', async () => {
    await lejek.createDeal(lejek.piotr, 'Fine', { ...valueInEuros(90_000), stageId: 'offer', closeOn: '2026-12-20' });
    await posted();
    expect(thread().some((each) => text(each).includes('tidy'))).toBe(false);
    expect(text(digest())).not.toContain('Tidy up');
  });

  it('keep a deal in one tap: noted in its history, shown in place, once, and asked about anew by the next digest', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), ...LATE });
    await posted();
    const { ts } = rows();
    await Promise.all([piotr.click(rows(), 'tidy.keep:0'), piotr.click(rows(), 'tidy.keep:0')]);
    await expect.poll(async () => (await history(1)).length).toBe(2);
    await expect.poll(() => lejek.lastAnswer(piotr)).toMatch(/D-1 Bielik (stays|is already marked to stay)\./);
    await lejek.tick();
    expect(rows().ts).toBe(ts);
    expect(text(rows())).toContain('D-1 Bielik · 48k EUR · ✓ stays');
    expect(text(rows())).toContain('All sorted.');
    expect(text(rows())).not.toContain('[Keep]');
    expect(await lejek.typeCommand(piotr, '/deal history bielik')).toContain('kept, date unchanged');
    expect(await closeOn(1)).toBe('2026-11-20');
    await posted({}, MONDAY + WEEK_MS);
    expect(text(rows())).toContain('D-1 Bielik · 48k EUR · close date was 20 Nov');
    await lejek.typeCommand(piotr, '/deal undo');
    expect(await lejek.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('say so when a row was used before, by whomever', async () => {
    const { piotr, ewa } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), ...LATE });
    await posted();
    const seen = rows();
    await piotr.click(seen, 'tidy.keep:0');
    await expect.poll(async () => (await history(1)).length).toBe(2);
    // Ewa has not seen the row change yet.
    await ewa.click(seen, 'tidy.keep:0');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('D-1 Bielik is already marked to stay. Nothing changed.');
    expect(await history(1)).toHaveLength(2);
    await ewa.click(seen, 'tidy.drop:0');
    await ewa.waitForView((view) => view.callback_id === 'deal.lose');
    await ewa.submit();
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('closed as lost: no decision.');
    await piotr.click(seen, 'tidy.date:0');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-1 Bielik was lost');
    await lejek.tick();
    expect(text(rows())).toContain('D-1 Bielik · 48k EUR · ✓ lost');
  });

  it('say so when a deal was won, deleted or joined to another elsewhere', async () => {
    const { piotr, ewa } = lejek;
    for (const name of ['Bielik', 'Morela', 'Kowent', 'Kopia', 'Zielony']) {
      await lejek.createDeal(piotr, name, { ...valueInEuros(48_000), ...LATE, stageId: 'needs' });
    }
    await posted();
    await piotr.command(lejek.sales, '/deal won bielik');
    await piotr.waitForView();
    piotr.fillInput('criterion signed', ['yes']);
    expect(await piotr.submit()).toMatchObject({ closed: true });
    await pressPostedButton(lejek, piotr, 'deal.delete-sure', '2@1');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('D-2 Morela');
    await pressPostedButton(lejek, ewa, 'deal.merge-sure', '4@1>3@1');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('D-4 Kopia');
    await lejek.tick();
    for (const line of [/D-1 Bielik · .* · ✓ won/, /D-2 Morela · .* · ✓ deleted/, /D-4 Kopia · .* · ✓ deleted/]) {
      expect(text(rows())).toMatch(line);
    }
    expect(text(rows())).toMatch(/D-5 Zielony · .* · close date was 20 Nov/);
  });

  it('take a new date, which is a slip whose cause is asked for', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), ...LATE });
    await lejek.createDeal(piotr, 'Undated', { ...valueInEuros(10_000), stageId: 'offer' });
    await posted();
    await piotr.click(rows(), 'tidy.date:0');
    await piotr.waitForView((view) => view.callback_id === 'tidy.save-date');
    piotr.fillInput('closeOn', '2026-11-22');
    expect(await piotr.submit()).toMatchObject({ errors: { closeOn: expect.stringContaining('Pick today or a later date') } });
    piotr.fillInput('closeOn', '2026-12-18');
    expect(await piotr.submit()).toMatchObject({ closed: true });
    await expect
      .poll(() => lejek.lastAnswer(piotr))
      .toMatch(/D-1 Bielik: close date 18 Dec\.[\s\S]*Close date moved: 20 Nov → 18 Dec\. Why\?/);
    await piotr.click(lejek.slack.ephemerals(piotr.id).at(-1) ?? rows(), 'deal.slip:obstacle');
    await expect.poll(async () => (await history(1)).length).toBe(3);
    await piotr.click(rows(), 'tidy.date:1');
    await piotr.waitForView((view) => view.callback_id === 'tidy.save-date');
    piotr.fillInput('closeOn', '2026-12-20');
    await piotr.submit();
    // The first date of a deal is no slip.
    await expect.poll(() => lejek.lastAnswer(piotr)).toMatch(/D-2 Undated: close date 20 Dec\./);
    expect(lejek.lastAnswer(piotr)).not.toContain('Why?');
    await lejek.tick();
    expect(text(rows())).toMatch(/D-1 Bielik · 48k EUR · ✓ new date 18 Dec[\s\S]*D-2 Undated · 10k EUR · ✓ new date 20 Dec/);
  });

  it('take a date though a note came in between, but not over another date', async () => {
    const { piotr, ewa } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), ...LATE });
    await posted();
    const dateForm = async (person: typeof piotr, on: string) => {
      await person.click(rows(), 'tidy.date:0');
      await person.waitForView((view) => view.callback_id === 'tidy.save-date');
      person.fillInput('closeOn', on);
    };
    await dateForm(piotr, '2026-12-18');
    await dateForm(ewa, '2027-01-15');
    await lejek.typeCommand(lejek.anna, '/deal notatka bielik dzwonili');
    await piotr.submit();
    await expect.poll(() => closeOn(1)).toBe('2026-12-18');
    await ewa.submit();
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('D-1 Bielik was changed by Piotr');
    expect(await closeOn(1)).toBe('2026-12-18');
    await lejek.tick();
    expect(text(rows())).toContain('✓ new date 18 Dec');
  });

  it('drop a deal by the form for lost ones, with "no decision" chosen; Undo asks about it again', async () => {
    const { piotr, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), ...LATE });
    await posted();
    await piotr.click(rows(), 'tidy.drop:0');
    await piotr.waitForView((view) => view.callback_id === 'deal.lose');
    expect(await piotr.submit()).toMatchObject({ closed: true });
    await expect
      .poll(async () => (await tenant.deals(ALL_DEALS).file(1))?.deal)
      .toMatchObject({ outcome: 'lost', lostReasonId: 'decision' });
    await lejek.tick();
    expect(text(rows())).toContain('✓ lost');
    expect(await lejek.typeCommand(piotr, '/deal undo')).toContain('D-1 Bielik');
    await lejek.tick();
    expect(text(rows())).toContain('[Drop]');
  });

  it('stand below a digest that a manager asked for, and are kept up to date there too', async () => {
    const { piotr, ewa } = lejek;
    await setUpFunnel(lejek, ewa, { cards: 'none' });
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), ...LATE });
    await lejek.createDeal(piotr, 'Morela', { ...valueInEuros(12_000), ...LATE });
    lejek.setNow(Date.parse('2026-11-25T10:00:00Z'));
    await typeAndRead(lejek, ewa, '/funnel digest');
    const preview = lejek.slack.ephemerals(ewa.id).at(-1);
    if (preview === undefined) throw new Error('no preview');
    await ewa.click(preview, 'digest.post:0');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('It is on its way');
    await lejek.tick();
    await piotr.click(rows(), 'tidy.drop:0');
    await piotr.waitForView((view) => view.callback_id === 'deal.lose');
    await piotr.submit();
    await expect.poll(async () => (await lejek.tenant.deals(ALL_DEALS).file(1))?.deal.outcome).toBe('lost');
    await piotr.click(rows(), 'tidy.keep:1');
    await expect.poll(async () => (await history(2)).length).toBe(2);
    await lejek.tick();
    expect(text(rows())).toMatch(/D-1 Bielik · 48k EUR · ✓ lost[\s\S]*D-2 Morela · 12k EUR · ✓ stays/);
  });

  it('are for the owner and for managers: another rep is told whom to ask', async () => {
    const { anna, ewa } = lejek;
    await lejek.createDeal(lejek.piotr, 'Bielik', { ...valueInEuros(48_000), ...LATE });
    await posted();
    for (const id of ['tidy.keep:0', 'tidy.date:0', 'tidy.drop:0']) {
      const before = lejek.slack.ephemerals(anna.id).length;
      await anna.click(rows(), id);
      await expect.poll(() => lejek.slack.ephemerals(anna.id).length).toBe(before + 1);
      expect(lejek.lastAnswer(anna)).toContain('Szansę D-1 Bielik może zmienić tylko @Piotr albo menedżer.');
    }
    expect(await history(1)).toHaveLength(1);
    await ewa.click(rows(), 'tidy.keep:0');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('D-1 Bielik stays.');
  });

  it('speak Polish in a Polish channel', async () => {
    const { anna } = lejek;
    await lejek.createDeal(anna, 'Bielik', { ...valueInEuros(48_000), ...LATE });
    await posted({ language: 'pl' });
    expect(text(rows())).toMatch(
      /Terminy do uporządkowania: 1 szansa po terminie[\s\S]*D-1 Bielik · 48 tys\. EUR · po terminie \(20 lis\)[\s\S]*\[Zostaje\] .*\[Nowy termin\] .*\[Odpuszczamy\]/,
    );
    await anna.click(rows(), 'tidy.keep:0');
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('D-1 Bielik: zostaje. Zapytam znów w następnym podsumowaniu');
    await lejek.tick();
    expect(text(rows())).toContain('✓ zostaje');
  });

  it('of many show eight, and the command that lists the rest', async () => {
    for (let count = 1; count <= 11; count += 1)
      await lejek.createDeal(lejek.piotr, `Deal ${count}`, { ...valueInEuros(count), ...LATE });
    await lejek.createDeal(lejek.piotr, 'Undated', valueInEuros(1));
    await posted();
    expect(text(rows()).match(/\[Keep\]/g)).toHaveLength(8);
    expect(text(rows())).toMatch(/D-11 Deal 11[\s\S]*and 3 more: \/deal list overdue[\s\S]*and 1 more: \/deal list undated/);
    expect(validateMessage(rows())).toEqual([]);
    expect(await lejek.typeCommand(lejek.piotr, '/deal list overdue')).toContain('Past the close date: 1–8 of 11');
    expect(await lejek.typeCommand(lejek.piotr, '/deal list mine undated')).toContain('D-12 Undated');
    expect(await lejek.typeCommand(lejek.anna, '/deal lista po terminie')).toContain('Po terminie: 1–8 z 11');
    expect(await lejek.typeCommand(lejek.anna, '/deal lista moje bez terminu')).toContain('Bez terminu');
  });
});

describe('the button under a digest', () => {
  it('shows a rep their own rows, a manager all, and what was done above the rest', async () => {
    const { piotr, anna, ewa } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), ...LATE });
    await lejek.createDeal(piotr, 'Kowent', { ...valueInEuros(12_000), stageId: 'offer' });
    await lejek.createDeal(anna, 'Morela', { ...valueInEuros(60_000), ...LATE });
    await posted();
    await ewa.click(digest(), 'tidy.open');
    await expect.poll(() => lejek.lastAnswer(ewa)).toMatch(/Yours to tidy up: 3[\s\S]*Bielik[\s\S]*Morela[\s\S]*Kowent/);
    await piotr.click(digest(), 'tidy.open');
    await expect.poll(() => lejek.lastAnswer(piotr)).toMatch(/Yours to tidy up: 2[\s\S]*D-1 Bielik[\s\S]*D-2 Kowent/);
    expect(lejek.lastAnswer(piotr)).not.toContain('Morela');
    const own = lejek.slack.ephemerals(piotr.id).at(-1);
    if (own === undefined) throw new Error('no list');
    await piotr.click(own, 'tidy.keep:0');
    await expect.poll(() => lejek.lastAnswer(piotr)).toMatch(/D-1 Bielik stays\.[\s\S]*Yours to tidy up: 1[\s\S]*D-2 Kowent/);
    await lejek.tick();
    expect(text(rows())).toContain('D-1 Bielik · 48k EUR · ✓ stays');
    await anna.click(digest(), 'tidy.open');
    await expect.poll(() => lejek.lastAnswer(anna)).toMatch(/Do uporządkowania: 1[\s\S]*D-3 Morela/);
  });
});

describe('the thread of a digest', () => {
  it('says what came of the move that last week’s digest named', async () => {
    const { piotr } = lejek;
    await setUpFunnel(lejek, lejek.ewa, { cards: 'none' });
    const first = await lejek.createDeal(piotr, 'Passing', { ...valueInEuros(1000), stageId: 'offer', closeOn: '2026-12-30' });
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'decision', closeOn: '2026-12-30' });
    await useStage(lejek, piotr, { stageId: 'offer' });
    await lejek.typeCommand(piotr, `/deal lost ${first} no budget`);
    await posted();
    const main = await lejek.tenant.deliveries.ofKind('digest', 0);
    expect(main.at(-1)?.payload).toMatchObject({ suggested: [{ number: 2, toStageId: 'offer' }], lastWeek: null });
    lejek.setNow(Date.parse('2026-11-25T10:00:00Z'));
    await lejek.typeCommand(piotr, '/deal advance bielik');
    await piotr.waitForView((view) => view.callback_id === 'deal.enter', 20_000);
    await pressMoveAnyway(piotr);
    await piotr.submit();
    await expect.poll(async () => (await lejek.tenant.deals(ALL_DEALS).file(2))?.deal.stageId).toBe('offer');
    await posted({}, MONDAY + WEEK_MS);
    expect(thread().map(text).join('\n')).toMatch(/Last week's suggestion: D-2.Bielik to Offer · done/);
  });
});
