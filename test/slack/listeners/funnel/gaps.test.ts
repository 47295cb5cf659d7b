import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { pressPostedButton, typeAndRead } from '../../../support/bot-actions.ts';
import { openTestDatabase } from '../../../support/store/test-database.ts';
import { BOT_START, startTestBot, type TestBot } from '../../../support/test-bot.ts';
import { setMonthlyTargets, writeYear } from '../../../support/write-year.ts';

let lejek: TestBot;
beforeAll(async () => {
  const database = await openTestDatabase();
  lejek = await startTestBot({ database });
  await writeYear(database, lejek.tenant, BOT_START, 300);
}, 60_000);
afterAll(() => lejek.stop());

/** Presses the first button of a kind in a person's last answer, and gives back what they read then. */
async function pressed(person: Person, id: string): Promise<string> {
  const [message, before] = [lejek.slack.ephemerals(person.id).at(-1), lejek.slack.ephemerals(person.id).length];
  const found = JSON.stringify(message?.blocks ?? []).match(new RegExp(`"action_id":"${id}"[^}]*\\}?[^}]*"value":"([^"]*)"`));
  if (message === undefined || found === null) throw new Error(`there is no ${id} in: ${lejek.lastAnswer(person)}`);
  await person.click(message, id, { value: found[1] ?? '' });
  await expect.poll(() => lejek.slack.ephemerals(person.id).length, { timeout: 15_000 }).toBeGreaterThan(before);
  return lejek.lastAnswer(person);
}

const deals = (text: string): readonly string[] => [...text.matchAll(/D-\d+/g)].map(([number]) => number);

describe('/funnel gaps with a year of history', () => {
  it('measures by the flow where no target is set, and says so', async () => {
    const said = await lejek.typeCommand(lejek.ewa, '/funnel gaps');
    expect(said).toMatch(/has \d+ deals, usually \d+–\d+: more come in than move on\. Stuck there longest: D-\d+/);
    expect(said).not.toContain(' for November');
    expect(said).not.toContain('Coverage of the targets');
    expect(said).toMatch(
      /Offer has been empty since \w+, \d+ Nov\. It needs at least 1\. It is 1 deal short, which costs about \d+k EUR by mid-January\./,
    );
    expect(said).toContain('The minimum here is 1.');
    expect(await lejek.typeCommand(lejek.anna, '/lejek braki')).toMatch(
      /Etap „Oferta” jest pusty od \S+, \d+ listopada\. Potrzebna co najmniej 1\. Brakuje 1 szansy;[\s\S]*Minimum na tym etapie to 1\./,
    );
  });

  it('measures by a target that is not covered: how many, how long, what closes the gap, whose, in both languages', async () => {
    await setMonthlyTargets(lejek.tenant, { '2026-11-01': 400_000, '2026-12-01': 400_000 }, BOT_START);
    const english = await lejek.typeCommand(lejek.ewa, '/funnel gaps');
    expect(english).toMatch(/(runs dry in|is short for (November|December)|has been empty since)/);
    expect(english).toMatch(/\d+ needed for (November|December)|It needs \d+ for (November|December)\./);
    expect(english).toMatch(/In the last seven days (?:\d+|none) came in and (?:\d+|none) left\./);
    expect(english).toMatch(/\d+ moves? (and \d+ new deals? )?close the gap|\d+ new deals close the gap/);
    expect(english).toMatch(/[Bb]ased on the flow of the last quarter and the target for (November|December) \(400k EUR\)/);
    expect(english).toMatch(/It is \d+ deals? short, which costs about [\d.]+k EUR by mid-January\./);
    const covers = /Coverage of the targets \(won and expected\): November: \d+% · December: \d+%/g;
    expect(english.match(covers)).toHaveLength(1);
    const polish = await lejek.typeCommand(lejek.anna, '/lejek braki');
    expect(polish).toMatch(/Brakuje \d+ szans(y)?; do połowy stycznia kosztuje to ok\. [\d,]+ tys\. EUR\./);
    expect(polish).toMatch(/Pokrycie celów \(wygrane i prognoza\): listopad: \d+% · grudzień: \d+%/);
    expect(polish).toMatch(/[Nn]a (listopad|grudzień) potrzeb(na|ne|a) \d+/);
    expect(polish).toMatch(/Wystarczy (?:przesunąć dalej|pozyskać) \d+ /);
    expect(polish).toMatch(/[Nn]a podstawie ruchu z ostatniego kwartału i celu na (listopad|grudzień) \(400 tys\. EUR\)/);
  });

  it('names each deal once, over all stages together', async () => {
    const said = await lejek.typeCommand(lejek.ewa, '/funnel gaps');
    const asked = said.split('Coverage of the targets')[0] ?? '';
    const rows = asked.split('\n').filter((line) => /^D-\d+/.test(line));
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(deals(rows.join('\n'))).size).toBe(rows.length);
  });

  it('tells what a need rests on: everything that asks for deals, and which of it counts', async () => {
    const said = await lejek.typeCommand(lejek.ewa, '/funnel gaps');
    const needed = /(\d+) needed|It needs (\d+) for/.exec(said)?.slice(1).find(Boolean);
    const english = await pressed(lejek.ewa, 'gap.why');
    for (const part of [
      /has \d+ deals? and needs \d+\. Here is why:/,
      /• Target for (November|December) \(400k EUR, \d+% covered\): \d+ deals?/,
      /• Usually: \d+ deals? \(8 in 10: \d+–\d+\), by the flow of the last quarter\./,
      /• Minimum set for this stage: 1\./,
      /It is measured by the target\./,
    ])
      expect(english).toMatch(part);
    expect(english).toContain(`needs ${needed}. Here is why:`);
    await lejek.typeCommand(lejek.anna, '/lejek braki');
    expect(await pressed(lejek.anna, 'gap.why')).toMatch(/• Cel na (listopad|grudzień) \(400 tys\. EUR, pokrycie \d+%\)/);
  });

  it('gives other deals than those it named, until there are none', async () => {
    const { ewa } = lejek;
    await lejek.typeCommand(ewa, '/funnel gaps');
    const first = deals(lejek.lastAnswer(ewa));
    const seen = new Set<string>();
    let said = await pressed(ewa, 'gap.others');
    expect(said).toMatch(/Other deals that could fill \w+/);
    for (let page = 0; page < 30 && said.includes('Not these'); page += 1) {
      for (const number of deals(said)) {
        expect(seen.has(number), `${number} twice`).toBe(false);
        seen.add(number);
      }
      said = await pressed(ewa, 'gap.others');
    }
    expect(first.length).toBeGreaterThan(0);
    expect(seen.size).toBeGreaterThan(2);
    expect(said).not.toContain('Not these');
  });

  it('says of a stage that was removed since that it is no longer in use, in both languages', async () => {
    const { ewa, anna } = lejek;
    for (const [id, value] of [
      ['gap.why', 'pilot'],
      ['gap.others', '1>pilot'],
      ['stage.why', 'pilot'],
    ] as const) {
      await lejek.typeCommand(ewa, '/deal list');
      await pressPostedButton(lejek, ewa, id, value);
      await expect.poll(() => lejek.lastAnswer(ewa)).toContain('This stage is no longer in use. Nothing changed.');
    }
    await lejek.typeCommand(anna, '/lejek braki');
    await pressPostedButton(lejek, anna, 'gap.why', 'pilot');
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('Tego etapu nie ma już w lejku. Nic się nie zmieniło.');
  });

  it('stands in the digest, at most twelve blocks and a funnel of 34 columns, with the notification worth reading', async () => {
    const answer = await typeAndRead(lejek, lejek.ewa, '/funnel digest');
    const message = lejek.slack.ephemerals(lejek.ewa.id).at(-1);
    expect(answer).toMatch(
      /November will probably end [\d.]+k EUR short\.[\s\S]*\w+ (runs dry|is short|has been short|has been empty)/,
    );
    expect(message?.text).toMatch(/^November: [\d.]+k of 400k\sEUR expected\. \w+ /);
    const table = answer.split('\n').filter((line) => line.startsWith('│'));
    // A short stage says what it needs.
    expect(table.filter((line) => / \d+ of \d+$/.test(line)).length).toBeGreaterThan(0);
    for (const line of table) expect(line.replace(/^│ /, '').length).toBeLessThanOrEqual(34);
    expect(message?.blocks?.length ?? 99).toBeLessThanOrEqual(12);
  });

  it('asks nothing of a month whose target is met, and measures by the flow then', async () => {
    await setMonthlyTargets(lejek.tenant, { '2026-11-01': 1, '2026-12-01': null }, BOT_START);
    const { ewa } = lejek;
    const [last] = await lejek.tenant.deals(ALL_DEALS).filesInStage('sales', 'negotiation', 1);
    await ewa.command(lejek.sales, `/deal won ${last?.deal.number}`);
    await ewa.waitForView((view) => view.callback_id === 'deal.enter', 15_000);
    ewa.fillInput('criterion signed', ['yes']);
    expect(await ewa.submit()).toMatchObject({ closed: true });
    const said = await lejek.typeCommand(lejek.ewa, '/funnel gaps');
    expect(said).not.toMatch(/needed for November|short for November|needs \d+ for November/);
    expect(said).not.toContain('no target is set');
    expect(said).toContain('(won and expected): November: over 999%');
  });

  it('goes by the next month on the last day of one, and by the quarter where no month has a target', async () => {
    await setMonthlyTargets(lejek.tenant, { '2026-11-01': 900_000, '2026-12-01': 400_000 }, BOT_START);
    lejek.setNow(Date.parse('2026-11-30T22:59:00Z'));
    const last = await lejek.typeCommand(lejek.ewa, '/funnel gaps');
    expect(last).not.toMatch(/needed for November|short for November|needs \d+ for November/);
    expect(last).toContain(' for December');
    // A minute later it is December in Warsaw.
    lejek.setNow(Date.parse('2026-11-30T23:00:00Z'));
    expect(await lejek.typeCommand(lejek.ewa, '/funnel gaps')).toContain(' for December');
    await setMonthlyTargets(lejek.tenant, { '2026-11-01': null, '2026-12-01': null }, BOT_START);
    const quarter = { memberId: null, period: 'quarter', startsOn: '2026-10-01', valueMinor: 200_000_000 } as const;
    await lejek.tenant.targets.set('sales', quarter, BOT_START);
    lejek.setNow(BOT_START);
    expect(await lejek.typeCommand(lejek.ewa, '/funnel gaps')).toContain(' for Q4 2026');
    await lejek.tenant.targets.set('sales', { ...quarter, valueMinor: null }, BOT_START);
  });
});

describe('/funnel gaps with few deals', () => {
  it.each([0, 1, 2, 5])('does not call a stage dry that was never really used, with %i deals', async (count) => {
    await lejek.reset();
    for (let index = 0; index < count; index += 1) await lejek.createDeal(lejek.piotr, `Deal ${index}`, { stageId: 'offer' });
    const [open, otwarte] =
      count === 0
        ? ['No deals are open.', 'Nie ma otwartych szans.']
        : ['Too early to tell what a stage is short of.', 'Za wcześnie, by ocenić'];
    expect(await lejek.typeCommand(lejek.piotr, '/funnel gaps')).toContain(open);
    expect(await lejek.typeCommand(lejek.anna, '/lejek braki')).toContain(otwarte);
    for (let index = 0; index < count; index += 1) await lejek.typeCommand(lejek.piotr, `/deal lost ${index + 1} too expensive`);
    const said = await lejek.typeCommand(lejek.piotr, '/funnel gaps');
    if (count < 5) expect(said).toContain('No deals are open.');
    else {
      // Five went through it: it was used, and is empty.
      expect(said).toContain('Offer has been empty since Monday, 16 Nov.');
      expect(said).toContain('No target is set; the minimum here is 1.');
    }
  });

  it('says that the history is too little to measure by a target that is set', async () => {
    await lejek.reset();
    for (let index = 0; index < 5; index += 1) await lejek.createDeal(lejek.piotr, `Deal ${index}`, { stageId: 'offer' });
    for (let index = 0; index < 5; index += 1) await lejek.typeCommand(lejek.piotr, `/deal lost ${index + 1} too expensive`);
    await setMonthlyTargets(lejek.tenant, { '2026-11-01': 400_000 }, BOT_START);
    expect(await lejek.typeCommand(lejek.ewa, '/funnel gaps')).toContain('Not enough history to go by; the minimum here is 1.');
    expect(await lejek.typeCommand(lejek.anna, '/lejek braki')).toContain(
      'Za krótka historia, by na niej polegać; minimum na tym etapie to 1.',
    );
  });
});
