import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { renderMessage, renderView } from '../../../../simulator/terminal/render.ts';
import { findHolidayRegion } from '../../../../src/platform/holidays.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { emptyDatabase, openTestDatabase } from '../../../support/store/test-database.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  // The calendars of the world are read on first use, which takes a busy machine longer than Slack waits.
  await findHolidayRegion('Europe/Warsaw');
  database = await openTestDatabase();
  lejek = await startTestBot({ database });
});
/** A workspace in which nobody has been yet: unlike `reset`, nobody is known. */
beforeEach(async () => {
  await lejek.reset();
  await emptyDatabase(database);
});
afterAll(() => lejek.stop());

const LINES = {
  en: 'Acme ERP 12k, contact: Grace Hollins, grace@acme.example',
  pl: 'Morela szkolenie 12 tys. zł, kontakt: Ola Wierzba, ola@morela.example',
};

async function beginWith(person: Person, line: string): Promise<void> {
  await lejek.typeCommand(person, line);
  const answer = lejek.slack.ephemerals(person.id).at(-1);
  if (answer === undefined) throw new Error('nothing was said');
  await person.click(answer, 'start.open');
  await person.waitForView((view) => view.callback_id === 'start.save', 20_000);
}

describe('the first minutes', () => {
  it('begin in the currency, the zone and the language of where the first person is', async () => {
    const { slack, tenant, piotr, sales } = lejek;
    await lejek.typeCommand(piotr, '/deal');
    expect((await tenant.pipeline())?.currency).toBe('PLN');
    expect(await tenant.workspace()).toMatchObject({ timeZone: 'Europe/Warsaw', language: 'en' });
    await emptyDatabase(database);
    const olivia = slack.as(slack.addUser({ name: 'olivia', locale: 'en-GB', tz: 'Europe/London' }).id);
    slack.inviteToChannel(sales, olivia.id);
    await lejek.typeCommand(olivia, '/deal');
    expect((await tenant.pipeline())?.currency).toBe('GBP');
    expect((await tenant.workspace())?.timeZone).toBe('Europe/London');
  });

  it('take their currency from the first amount that is typed, as long as nobody has chosen one', async () => {
    const { tenant, piotr } = lejek;
    await lejek.typeCommand(piotr, '/deal new Acme 12k EUR');
    await piotr.waitForView((view) => view.submit !== null, 20_000);
    await piotr.submit();
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Totals are in EUR from now on.');
    expect((await tenant.pipeline())?.currency).toBe('EUR');
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal.pipelineValueMinor).toBe(1_200_000);
    await lejek.typeCommand(piotr, '/deal new Bielik 48k PLN');
    await piotr.waitForView((view) => view.submit !== null, 20_000);
    await piotr.submit();
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('There is no PLN to EUR rate yet');
    expect((await tenant.pipeline())?.currency).toBe('EUR');
  });

  it.each(['/deal', '/funnel', '/deal advance'])('%s says what to do first, and no picker opens empty', async (line) => {
    expect(await lejek.typeCommand(lejek.piotr, line)).toContain('I am Lejek, your sales funnel');
    expect(lejek.piotr.view()).toBeUndefined();
  });

  it('are on Home too, and end there once they are over', async () => {
    const { piotr, slack } = lejek;
    const home = () => {
      const view = slack.home(piotr.id);
      return view === undefined ? '' : renderView(view, piotr.values(view), { width: 200 });
    };
    await piotr.openHome();
    await expect.poll(home, { timeout: 20_000 }).toContain('I am Lejek, your sales funnel');
    expect(home()).not.toContain('The funnel');
    await beginWith(piotr, '/deal');
    piotr.fillInput('line', LINES.en);
    await piotr.submit();
    await piotr.closeAll();
    await piotr.openHome();
    await expect.poll(home, { timeout: 20_000 }).toContain('Acme ERP');
  });

  it('are offered to whoever invites the bot, where it was invited, until it is set up', async () => {
    const { ewa, slack } = lejek;
    const seen = () => slack.ephemerals(ewa.id).map((message) => renderMessage(message, { width: 200 }));
    const first = slack.addChannel({ name: `first-${Math.random()}`, members: [ewa.id], withBot: false }).id;
    const before = seen().length;
    slack.inviteToChannel(first, slack.botUserId, ewa.id);
    await expect.poll(() => seen().slice(before).join('\n'), { timeout: 20_000 }).toContain('I am Lejek, your sales funnel');
    expect(slack.ephemerals(ewa.id).at(-1)?.channel).toBe(first);
    await beginWith(ewa, '/deal');
    expect((await ewa.submit()).closed).toBe(true);
    await expect.poll(() => lejek.lastAnswer(ewa)).toContain('Saved. #sales gets the summary');
    const said = seen().length;
    const second = slack.addChannel({ name: `second-${Math.random()}`, members: [ewa.id], withBot: false }).id;
    slack.inviteToChannel(second, slack.botUserId, ewa.id);
    await slack.allDelivered();
    await expect.poll(() => lejek.app.inFlight()).toBe(0);
    expect(seen()).toHaveLength(said);
  });

  it.each([
    ['en', '/deal', 'Advance to Prospect', '✓ #sales gets the summary on Mondays at 9:00.'],
    ['pl', '/szansa', 'Na etap: Prospekt', '✓ Kanał #sales dostaje podsumowanie w poniedziałki o 9:00.'],
  ] as const)('lead from one form to the first deal on its next stage, in %s', async (language, line, title, done) => {
    const { tenant, sales } = lejek;
    const person = language === 'en' ? lejek.piotr : lejek.anna;
    await beginWith(person, line);
    expect(person.values(person.views().at(-1) ?? fail())['channel']?.['channel']?.['selected_conversation']).toBe(sales);
    person.fillInput('line', LINES[language]);
    await person.submit();
    const form = await person.waitForView((view) => view.callback_id === 'deal.enter', 20_000);
    expect(lejek.readScreen(person)).toContain(title);
    expect(lejek.readScreen(person)).toContain(done);
    // The line has said whom to ask for: one thing is asked.
    const asked = form.blocks.filter(({ type, optional }) => type === 'input' && optional !== true);
    expect(asked.map(({ block_id }) => block_id)).toEqual(['criterion need']);
    person.fillInput('criterion need', ['yes']);
    expect((await person.submit()).closed).toBe(true);
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal).toMatchObject({
      stageId: 'prospect',
      value: { minor: 1_200_000, currency: 'PLN' },
    });
    expect(await tenant.subscriptions.all()).toMatchObject([{ channelId: sales, weekday: 1, timeOfDay: '09:00', language }]);
    expect((await tenant.members.bySlackUser(person.id))?.role).toBe('admin');
    expect((await tenant.workspace())?.holidayRegion).toBe('PL');
  });

  it('do without a channel for who is alone, and say under its field what a line cannot be', async () => {
    const { tenant, anna } = lejek;
    await beginWith(anna, '/szansa');
    anna.fillInput('channel', null);
    anna.fillInput('line', '12 tys. zł');
    expect((await anna.submit()).errors).toEqual({ line: 'Szansa musi mieć nazwę.' });
    anna.fillInput('line', 'Morela 1.2.3k');
    expect((await anna.submit()).errors?.['line']).toContain('1.2.3k');
    anna.fillInput('line', 'Morela 12k EUR');
    await anna.submit();
    await anna.waitForView((view) => view.callback_id === 'deal.enter', 20_000);
    expect(lejek.readScreen(anna)).toContain('piszę tylko tutaj, do Ciebie');
    expect(await tenant.subscriptions.all()).toEqual([]);
    // Nobody has chosen a currency, and the line names one.
    expect((await tenant.pipeline())?.currency).toBe('EUR');
    await anna.closeAll();
    expect(lejek.lastAnswer(anna)).toContain('D-1 Morela: etap „Potencjalni”.');
  });

  it('can begin after a deal was made; then totals keep their currency', async () => {
    const { piotr, tenant } = lejek;
    await lejek.typeCommand(piotr, '/deal');
    const welcome = lejek.slack.ephemerals(piotr.id).at(-1) ?? fail();
    await lejek.createDeal(piotr, 'Bielik');
    await piotr.click(welcome, 'start.open');
    const form = await piotr.waitForView((view) => view.callback_id === 'start.save', 20_000);
    expect(JSON.stringify(form.blocks)).not.toContain('"currency"');
    expect((await piotr.submit()).closed).toBe(true);
    await expect.poll(async () => (await tenant.subscriptions.all()).length).toBe(1);
    await piotr.click(welcome, 'start.open');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('Lejek is set up here already.');
  });
});

function fail(): never {
  throw new Error('there is none');
}
