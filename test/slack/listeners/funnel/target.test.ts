import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setUpFunnel, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

async function set(line: string): Promise<string> {
  const { ewa } = lejek;
  await lejek.typeCommand(ewa, line);
  await ewa.waitForView();
  const answers = lejek.slack.ephemerals(ewa.id).length;
  const { closed, errors } = await ewa.submit();
  if (!closed) return JSON.stringify(errors);
  await expect.poll(() => lejek.slack.ephemerals(ewa.id).length).toBe(answers + 1);
  return lejek.lastAnswer(ewa);
}

describe('a target', () => {
  it('is understood from one line, shown in the form, and said back', async () => {
    const { ewa } = lejek;
    expect(await lejek.typeCommand(ewa, '/funnel target')).toContain('No target is set.');
    expect(await set('/funnel target 240k')).toContain('Saved: Team, November 2026: 240,000 EUR.');
    expect(await set('/funnel target @anna 60k december')).toContain('Saved: Anna, December 2026: 60,000 EUR.');
    expect(await set('/funnel target q4 780k')).toContain('Saved: Team, Q4 2026: 780,000 EUR.');
    const all = await lejek.typeCommand(ewa, '/funnel target');
    expect(all).toContain('Team, November 2026: 240k EUR');
    expect(all).toContain('Team, Q4 2026: 780k EUR');
  });

  it('whose months add up to something else says so, and months add up to a quarter that was not set', async () => {
    await set('/funnel target october 200k');
    await set('/funnel target november 240k');
    await set('/funnel target december 260k');
    expect(await lejek.typeCommand(lejek.ewa, '/funnel target')).toContain('Team, Q4 2026: 700k EUR (sum of its months)');
    expect(await set('/funnel target q4 780k')).toContain('Team, Q4 2026: 780k EUR is set, but its months add up to 700k EUR.');
  });

  // November is in the third quarter of a year that begins in April, and in the first of one that begins in October.
  it.each([
    { fiscal: '4', quarter: 'Q3', startsOn: '2026-04-01', until: '2027-03-31' },
    { fiscal: '10', quarter: 'Q1', startsOn: '2026-10-01', until: '2027-09-30' },
  ] as const)('of a quarter and a year counts from the month that an admin chose: $startsOn', async (year) => {
    const { ewa, sales, tenant } = lejek;
    await lejek.typeCommand(ewa, '/funnel setup');
    await ewa.waitForView();
    ewa.fillInput('channel', sales);
    ewa.fillInput('currency', 'EUR');
    ewa.fillInput('fiscal', year.fiscal);
    await ewa.submit();
    await expect.poll(async () => (await tenant.workspace())?.fiscalStartMonth).toBe(Number(year.fiscal));
    await ewa.closeAll();
    expect(await set('/funnel target quarter 780k')).toContain(`Saved: Team, ${year.quarter}`);
    expect(await set('/funnel target year 2m')).toMatch(/Saved: Team, .*2026/);
    const ofYear = (await tenant.targets.between('sales', year.startsOn, year.until)).filter(({ period }) => period === 'year');
    expect(ofYear.map(({ startsOn }) => startsOn)).toEqual([year.startsOn]);
    expect(await lejek.typeCommand(ewa, '/funnel target')).toMatch(new RegExp(`Team, ${year.quarter} .*: 780k EUR`));
  });

  it('of half a year is that of its two quarters, each with its own Undo', async () => {
    const { ewa } = lejek;
    const said = await set('/funnel target H1 27 60,001');
    expect(said).toContain('Saved: Team, Q1 2027: 30,000.50 EUR.');
    expect(said).toContain('Saved: Team, Q2 2027: 30,000.50 EUR.');
    expect(said).toContain('Undo Q1 2027');
    const answer = lejek.slack.ephemerals(ewa.id).at(-1);
    if (answer === undefined) throw new Error('nothing was said');
    await ewa.click(answer, 'setting.undo:1');
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('Undone: Team, Q2 2027: no target, as before.');
    const kept = await lejek.tenant.targets.between('sales', '2027-01-01', '2027-06-30');
    expect(kept.map(({ startsOn, valueMinor }) => [startsOn, valueMinor])).toEqual([['2027-01-01', 3_000_050]]);
  });

  it('is taken away by an empty field', async () => {
    await set('/funnel target 240k');
    const { ewa } = lejek;
    await lejek.typeCommand(ewa, '/funnel target month');
    await ewa.waitForView();
    await ewa.submit();
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('target removed');
    expect(await lejek.typeCommand(ewa, '/funnel target')).toContain('No target is set.');
  });

  it('that cannot be read is said so under its field', async () => {
    expect(await set('/funnel target 1.2.3k')).toContain('I can\'t read \\"1.2.3k\\" as an amount.');
    const { ewa } = lejek;
    ewa.fillInput('value', '10k PLN');
    expect((await ewa.submit()).errors).toEqual({ value: 'Totals are in EUR: enter the target in EUR.' });
  });

  it('is there for every seller, a line for each', async () => {
    await set('/funnel target @anna 60k');
    await set('/funnel target @anna q4 180k');
    await set('/funnel target @piotr 50k');
    await set('/funnel target @ewa 40k');
    const all = await lejek.typeCommand(lejek.ewa, '/funnel target');
    expect(all).toMatch(/Anna: 60k EUR \(November 2026\) · 180k EUR \(Q4 2026\)/);
    expect(all).toMatch(/Piotr: 50k EUR \(November 2026\)/);
    expect(all).toMatch(/Ewa: 40k EUR \(November 2026\)/);
  });

  it('is a manager’s to set; a rep sees the team’s and their own', async () => {
    await set('/funnel target @anna 60k');
    await set('/funnel target @piotr 50k');
    const seen = await lejek.typeCommand(lejek.anna, '/lejek cel');
    expect(seen).toContain('Anna: 60 tys. EUR (listopad 2026)');
    expect(seen).toContain('Zespół, listopad 2026: 110 tys. EUR (suma handlowców)');
    expect(seen).not.toContain('Piotr');
    expect(await lejek.typeCommand(lejek.anna, '/lejek cel 90k')).toContain('Cele ustala menedżer. Nic się nie zmieniło.');
  });

  it('stands in the digest with what is won of it and the days left', async () => {
    const { ewa, piotr, sales } = lejek;
    await setUpFunnel(lejek, ewa);
    await set('/funnel target 100k');
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    await lejek.createDeal(piotr, 'Kowent', valueInEuros(12_000));
    await lejek.typeCommand(piotr, '/deal won 2');
    await piotr.waitForView();
    piotr.fillInput('criterion signed', ['yes']);
    expect((await piotr.submit()).closed).toBe(true);
    await lejek.runDaysUntil(Date.parse('2026-11-23T08:00:00Z'));
    const digest = lejek.posts(sales).find((post) => post.includes('Funnel, week')) ?? '';
    expect(digest).toMatch(
      /Target 100k · won 12k \(12%\) · expected [\d.]+k \(\d+% chance of another win, early estimate\) · 6 working days left/,
    );
    expect(digest).toMatch(
      /November will probably end [\d.]+k EUR short\. No open deal is likely to be won in November any more\. December has no target yet/,
    );
    expect(digest).toContain('1 won (12k)');
  });
});
