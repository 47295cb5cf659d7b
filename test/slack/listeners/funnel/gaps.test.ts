import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { loadPipeline } from '../../../../src/facts/load-pipeline.ts';
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
    expect(said).not.toContain('Coverage:');
    expect(said).toMatch(/Offer has been empty since \w+, \d+ Nov\. It usually has \d+\./);
    expect(said).toMatch(/[Bb]ased on \d+ days of history; no target is set\./);
    expect(await lejek.typeCommand(lejek.anna, '/lejek braki')).toMatch(
      /Etap „Oferta” jest pusty od \S+, \d+ listopada\. Zwykle (jest|są) \d+\.[\s\S]*brak celu\./,
    );
  });

  it('measures by a target that is not covered: how many, how long, what closes the gap, whose, in both languages', async () => {
    await setMonthlyTargets(lejek.tenant, { '2026-11-01': 400_000, '2026-12-01': 400_000 }, BOT_START);
    const english = await lejek.typeCommand(lejek.ewa, '/funnel gaps');
    expect(english).toMatch(
      /(runs dry in \d+ days?\. It has \d+ deals? and needs \d+ for (November|December)|is short for (November|December): \d+ deals?, \d+ needed)/,
    );
    expect(english).toMatch(/[Rr]efilling it from \w+ takes about \d+ days?/);
    expect(english).toMatch(/In the last seven days \d+ came in and \d+ left; usually \d+ comes? in\./);
    expect(english).toMatch(/\d+ moves? (and \d+ new deals? )?close the gap|\d+ new deals close the gap/);
    expect(english).toMatch(/[Bb]ased on \d+ days of history and the target for (November|December) \(400k EUR\)/);
    expect(english).toMatch(/It is \d+ deals? short, about [\d.]+k EUR\./);
    const covers =
      /Coverage: after wins and expected new deals, the open deals should bring in \d+% of what is missing in November and \d+% of what is missing in December\./g;
    expect(english.match(covers)).toHaveLength(1);
    const polish = await lejek.typeCommand(lejek.anna, '/lejek braki');
    expect(polish).toMatch(/Brakuje \d+ szans(y)?, ok\. [\d,]+ tys\. EUR\./);
    expect(polish).toMatch(
      /otwarte szanse powinny dać \d+% brakującej kwoty \(listopad\) i \d+% brakującej kwoty \(grudzień\)\./,
    );
    expect(polish).toMatch(/na (listopad|grudzień) potrzeb(na|ne|a) \d+/);
    expect(polish).toMatch(/uzupełnienie z etapu „\w+” trwa ok\. \d+ dn/i);
    expect(polish).toMatch(/Wystarcz(?:y|ą) \d+ /);
    expect(polish).toMatch(/[Nn]a podstawie \d+ dni i celu na (listopad|grudzień) \(400 tys\. EUR\)/);
  });

  it('tells what a need rests on: flow, stay, target, time left', async () => {
    await lejek.typeCommand(lejek.ewa, '/funnel gaps');
    const english = await pressed(lejek.ewa, 'gap.why');
    for (const part of [
      /has \d+ deals? and needs \d+\. Here is why:/,
      /Flow: over \d+ days, [\d.]+ a week came in and stayed \d+ days? on average, so usually \d+ (is|are) there \(8 in 10: \d+–\d+\)\./,
      /Target for (November|December): 400k EUR\. [\d.]+k? EUR is won and new deals should bring in [\d.]+k? EUR; the open ones have to bring in/,
      /That takes [\d.]+ times the usual number of deals in every stage\./,
      /Time left: \d+ days\./,
    ])
      expect(english).toMatch(part);
    await lejek.typeCommand(lejek.anna, '/lejek braki');
    expect(await pressed(lejek.anna, 'gap.why')).toMatch(/Cel na (listopad|grudzień): 400 tys\. EUR\./);
  });

  it('tells the same number as the list where less was needed when the gap was told of', async () => {
    const { tenant, ewa } = lejek;
    await setMonthlyTargets(tenant, { '2026-11-01': 400_000, '2026-12-01': 400_000 }, BOT_START);
    const said = await lejek.typeCommand(ewa, '/funnel gaps');
    const dry = /(?<stage>\w+) runs dry in[\s\S]*?needs (?<needed>\d+) for/.exec(said)?.groups;
    const short = /(?<stage>\w+) is short for \w+: \d+ deals?, (?<needed>\d+) needed/.exec(said)?.groups;
    const { stage = '', needed = '' } = dry ?? short ?? {};
    const pipeline = await loadPipeline(tenant, 'en');
    const stageId = pipeline?.stages.find(({ shortName }) => shortName === stage)?.id ?? '';
    const told = Number(needed) - 1;
    await tenant.stageAlerts.begin({ pipelineId: 'sales', stageId, needed: told, drySince: BOT_START, seenAt: BOT_START });
    expect(await lejek.typeCommand(ewa, '/funnel gaps')).toMatch(new RegExp(`needs ${told} for|${told} needed\\.`));
    await pressPostedButton(lejek, ewa, 'gap.why', stageId);
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain(`needs ${told}. Here is why:`);
    expect(lejek.lastAnswer(ewa)).toContain(`by today's figures it would need ${needed}`);
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
    expect(seen.size).toBeGreaterThan(3);
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

  it('stands in the digest, at most twelve lines and a table of 34 columns, with the notification worth reading', async () => {
    const answer = await typeAndRead(lejek, lejek.ewa, '/funnel digest');
    const message = lejek.slack.ephemerals(lejek.ewa.id).at(-1);
    expect(answer).toMatch(
      /November will probably end [\d.]+k EUR short\. \w+ (runs dry|is short|has been short|has been empty)/,
    );
    expect(message?.text).toMatch(/^November: [\d.]+k of 400k\sEUR expected\. \w+ /);
    const table = answer.split('\n').filter((line) => line.startsWith('│'));
    expect(table.filter((line) => line.endsWith('←')).length).toBeGreaterThan(0);
    for (const line of table) expect(line.replace(/^│ /, '').length).toBeLessThanOrEqual(34);
    expect(message?.blocks?.length ?? 99).toBeLessThanOrEqual(12);
  });

  it('asks nothing of a month whose target is met, and measures by the flow then', async () => {
    await setMonthlyTargets(lejek.tenant, { '2026-11-01': 1, '2026-12-01': null }, BOT_START);
    const { ewa } = lejek;
    const [last] = await lejek.tenant.deals.filesInStage('sales', 'negotiation', 1);
    await ewa.command(lejek.sales, `/deal won ${last?.deal.number}`);
    await ewa.waitForView((view) => view.callback_id === 'deal.enter', 15_000);
    ewa.fillInput('criterion signed', ['yes']);
    expect(await ewa.submit()).toMatchObject({ closed: true });
    const said = await lejek.typeCommand(lejek.ewa, '/funnel gaps');
    expect(said).not.toContain(' for November');
    expect(said).not.toContain('no target is set');
    expect(said).not.toContain('Coverage:');
  });

  it('goes by the next month on the last day of one, and by the quarter where no month has a target', async () => {
    await setMonthlyTargets(lejek.tenant, { '2026-11-01': 900_000, '2026-12-01': 400_000 }, BOT_START);
    lejek.setNow(Date.parse('2026-11-30T22:59:00Z'));
    const last = await lejek.typeCommand(lejek.ewa, '/funnel gaps');
    expect(last).not.toContain(' for November');
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
  it.each([0, 1, 2, 5])('goes by the minimum with %i deals: an unused stage is not dry', async (count) => {
    await lejek.reset();
    for (let index = 0; index < count; index += 1) await lejek.createDeal(lejek.piotr, `Deal ${index}`, { stageId: 'offer' });
    expect(await lejek.typeCommand(lejek.piotr, '/funnel gaps')).toContain('No stage is short of deals.');
    expect(await lejek.typeCommand(lejek.anna, '/lejek braki')).toContain('Na żadnym etapie nie brakuje szans.');
    for (let index = 0; index < count; index += 1) await lejek.typeCommand(lejek.piotr, `/deal lost ${index + 1} too expensive`);
    const said = await lejek.typeCommand(lejek.piotr, '/funnel gaps');
    if (count === 0) expect(said).toContain('No stage is short of deals.');
    else {
      expect(said).toContain('Offer has been empty since Monday, 16 Nov.');
      expect(said).toContain('No target is set; the minimum here is 1.');
      expect(said).not.toContain('Why?');
    }
  });

  it('says that the history is too little to measure by a target that is set', async () => {
    await lejek.reset();
    await lejek.createDeal(lejek.piotr, 'Bielik', { stageId: 'offer' });
    await lejek.typeCommand(lejek.piotr, '/deal lost 1 too expensive');
    await setMonthlyTargets(lejek.tenant, { '2026-11-01': 400_000 }, BOT_START);
    expect(await lejek.typeCommand(lejek.ewa, '/funnel gaps')).toContain('Not enough history to go by; the minimum here is 1.');
    expect(await lejek.typeCommand(lejek.anna, '/lejek braki')).toContain(
      'Za krótka historia, by na niej polegać; minimum na tym etapie to 1.',
    );
  });
});
