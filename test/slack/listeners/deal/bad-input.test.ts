import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { toDealState } from '../../../../src/core/deal/deal.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { chooseInDealMenu, valueInEuros } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

/** Opens the form for a new deal by a typed line, and submits it with one field changed. */
async function newDeal(person: Person, line: string, field?: string, entry?: string) {
  await lejek.typeCommand(person, line);
  await person.waitForView();
  const shown = lejek.readScreen(person);
  if (field !== undefined && entry !== undefined) person.fillInput(field, entry);
  return { shown, ...(await person.submit()) };
}

const lastMessage = (person: Person) => {
  const message = lejek.slack.ephemerals(person.id).at(-1);
  if (message === undefined) throw new Error('nothing was said');
  return message;
};

describe('what nobody knows', () => {
  it('a deal: the nearest ones, and the way to a new one', async () => {
    await lejek.createDeal(lejek.piotr, 'Bielik');
    const english = await lejek.typeCommand(lejek.piotr, '/deal show bielkk');
    expect(english).toContain('D-1 Bielik');
    expect(await lejek.typeCommand(lejek.piotr, '/deal advance zzzz')).toContain('No deal matches "zzzz".');
    expect(await lejek.typeCommand(lejek.anna, '/deal dalej zzzz')).toContain('Nic nie pasuje do „zzzz”.');
    expect(await lejek.typeCommand(lejek.piotr, '/deal show 999')).toMatch(/No deal matches "999"|There is no deal D-999/);
  });

  it('a stage: how to name one', async () => {
    expect(await lejek.typeCommand(lejek.piotr, '/deal list qqqq')).toContain('I don\'t know the filter "qqqq".');
    expect(await lejek.typeCommand(lejek.anna, '/deal lista qqqq')).toContain('Nie znam filtra „qqqq”.');
  });

  it('a word: the nearest command, with everything behind it kept', async () => {
    expect(await lejek.typeCommand(lejek.piotr, '/deal advnce acme')).toContain(
      'I don\'t know "advnce acme". Did you mean /deal advance acme?',
    );
    expect(await lejek.typeCommand(lejek.anna, '/deal dlaej')).toContain('Nie znam słowa „dlaej”. Chodziło o /deal dalej?');
    expect(await lejek.typeCommand(lejek.anna, '/funnel ustwienia')).toContain('Chodziło o /funnel ustawienia?');
  });
});

describe('an amount', () => {
  it.each([
    ['12k', '12,000 EUR'],
    ['12 tys. zł', '12,000 PLN'],
    ['1.234,50', '1,234.50 EUR'],
    ['12\u00A0000', '12,000 EUR'],
  ])('%s is read as people write it', async (typed, shown) => {
    const { piotr } = lejek;
    expect((await newDeal(piotr, '/deal new Bielik', 'value', typed)).closed).toBe(true);
    expect(await lejek.typeCommand(piotr, '/deal show bielik')).toContain(shown);
  });

  it.each([
    ['-5', '"-5" is below zero.', '„-5” to mniej niż zero.'],
    ['1e999', 'I can\'t read "1e999" as an amount.', 'Nie umiem odczytać kwoty „1e999”.'],
    ['1.2.3k', 'I can\'t read "1.2.3k" as an amount. Try 12k, 12,000 or 12.5k.', 'Nie umiem odczytać kwoty „1.2.3k”.'],
    ['999999999999999', 'is more than I can store.', 'to więcej, niż mogę zapisać.'],
  ])('%s is refused under its field, and the form stays', async (typed, english, polish) => {
    const first = await newDeal(lejek.piotr, '/deal new Bielik', 'value', typed);
    expect(first.closed).toBe(false);
    expect(first.errors?.['value']).toContain(english);
    const second = await newDeal(lejek.anna, '/deal nowa Bielik', 'value', typed);
    expect(second.errors?.['value']).toContain(polish);
  });
});

describe('a date', () => {
  it('that does not exist is said above the form, and nothing else of the line is lost', async () => {
    const { shown } = await newDeal(lejek.anna, '/deal nowa Bielik serwis 48 tys. zł do 30 lutego');
    expect(shown).toContain('Nie ma takiego dnia: 30 lutego. Wybierz inny.');
    expect(shown).toContain('48 tys. zł');
    const english = await newDeal(lejek.piotr, '/deal new Kowent 12k close 30 February');
    expect(english.shown).toContain('There is no 30 February. Pick another day.');
  });

  it('such as tomorrow is understood', async () => {
    const { shown } = await newDeal(lejek.piotr, '/deal new Kowent 12k close tomorrow');
    expect(shown).toContain('2026-11-17');
    expect((await newDeal(lejek.anna, '/deal nowa Morela do jutra')).shown).toContain('2026-11-17');
  });

  it('in the past is refused under its field', async () => {
    const english = await newDeal(lejek.piotr, '/deal new Kowent', 'closeOn', '2026-11-15');
    expect(english.errors).toEqual({ closeOn: 'Pick today or a later date: this one is past.' });
    const polish = await newDeal(lejek.anna, '/deal nowa Kowent', 'closeOn', '2026-11-15');
    expect(polish.errors?.['closeOn']).toContain('Wybierz dzisiejszą lub późniejszą datę');
  });
});

describe('a day or an hour of a step that nobody knows', () => {
  const asked = 'Which time zone is "XST"?';
  const past = 'Pick today or a later date: this one is past.';

  it.each([
    ['/deal edit 1', 'nextStep'],
    ['/deal edit 1', 'laterSteps'],
    ['/deal step 1', 'step'],
    ['/deal advance 1', 'nextStep'],
    ['/deal new Kowent next: call', 'steps'],
  ])('is asked about under its field: %s, %s', async (line, field) => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { stageId: 'prospect' });
    await lejek.typeCommand(piotr, line);
    await piotr.waitForView();
    if (line.includes('advance')) piotr.fillInput('criterion known-needs', ['yes']);
    piotr.fillInput(field, 'call tomorrow at 10 XST');
    const { closed, errors } = await piotr.submit();
    expect([closed, errors?.[field]]).toEqual([false, expect.stringContaining(asked)]);
    piotr.fillInput(field, 'call 31 Nov');
    expect((await piotr.submit()).errors?.[field]).toContain('There is no 31 Nov. Nothing is planned yet');
    piotr.fillInput(field, 'call yesterday');
    const again = await piotr.submit();
    expect([again.closed, again.errors?.[field]]).toEqual([false, past]);
    piotr.fillInput(field, 'call tomorrow 10:00 London time');
    await piotr.submit();
    await piotr.closeAll();
  });
});

describe('an owner', () => {
  it('who is an app, or has left, is refused under the field', async () => {
    const { slack, piotr, anna } = lejek;
    const robot = slack.addUser({ name: `robot${slack.users().length}`, realName: 'Robot', isBot: true }).id;
    const gone = slack.addUser({ name: `gone${slack.users().length}`, realName: 'Gone' }).id;
    const english = await newDeal(piotr, '/deal new Kowent', 'owner', robot);
    expect(english.errors).toEqual({ owner: 'This is an app, and apps cannot own a deal. Choose a person.' });
    await anna.closeAll();
    await lejek.typeCommand(anna, '/deal nowa Kowent');
    await anna.waitForView();
    anna.fillInput('owner', gone);
    slack.deactivate(gone);
    expect((await anna.submit()).errors).toEqual({
      owner: 'Tej osoby już tu nie ma. Wybierz kogoś, kto jest w tym Slacku.',
    });
  });
});

describe('what was typed', () => {
  it('is shown exactly so, and pings nobody', async () => {
    const { piotr, slack } = lejek;
    for (const name of ['<!channel> all', '*bold* & <b>', '🦅 Bielik', 'مرحبا', '`code`']) {
      await lejek.createDeal(piotr, name, valueInEuros(1000));
    }
    const list = await lejek.typeCommand(piotr, '/deal list');
    for (const name of ['<!channel> all', '*bold* & <b>', '🦅 Bielik', 'مرحبا']) expect(list).toContain(name);
    const raw = JSON.stringify(slack.ephemerals(piotr.id).at(-1));
    expect(raw).not.toContain('"type":"broadcast"');
    expect(lastMessage(piotr).text).not.toContain('<!channel>');
  });

  it('of four thousand characters is answered', async () => {
    const { piotr, anna } = lejek;
    const long = 'x'.repeat(3990);
    expect(await lejek.typeCommand(piotr, `/deal ${long}`)).toContain("I don't know");
    const { shown, closed } = await newDeal(anna, `/deal nowa ${long}`);
    expect(closed).toBe(true);
    expect(shown).toContain('…');
  });

  it('with smart quotes, no-break spaces and long dashes is understood', async () => {
    await lejek.createDeal(lejek.piotr, "O'Brien & Sons");
    expect(await lejek.typeCommand(lejek.piotr, '/deal show o\u2019brien')).toContain("D-1 O'Brien & Sons");
    expect(await lejek.typeCommand(lejek.piotr, '/deal\u00A0show\u00A0D\u20111')).toContain('D-1');
    expect(await lejek.typeCommand(lejek.piotr, '/deal show \u201CO\u2019Brien\u201D')).toContain('D-1');
  });
});

describe('a button', () => {
  it('on a card of a deal that was closed meanwhile says what it became', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik', valueInEuros(48_000));
    await lejek.typeCommand(piotr, '/deal show bielik');
    const card = lastMessage(piotr);
    await lejek.typeCommand(piotr, '/deal lost bielik too expensive');
    lejek.advanceClock(60_000);
    await piotr.click(card, 'deal.advance');
    await expect.poll(() => lejek.lastAnswer(piotr)).toMatch(/D-1 Bielik (was lost on 16 Nov|was changed by Piotr)/i);
  });

  it('pressed twice moves one stage', async () => {
    const { piotr, tenant } = lejek;
    await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), contact: { name: 'Ola', phone: '1' } });
    await tenant.deals(ALL_DEALS).change(
      1,
      (file) => ({
        ok: true,
        change: {
          deal: { ...file.deal, version: 2, changedAt: lejek.now() },
          event: {
            dealNumber: 1,
            pipelineId: file.deal.pipelineId,
            version: 2,
            kind: 'edited',
            at: lejek.now(),
            actorId: file.deal.ownerId,
            through: 'command',
            fromStageId: 'lead',
            toStageId: 'lead',
            before: toDealState(file.deal),
            after: toDealState(file.deal),
            fields: [],
            noteId: null,
            undoes: null,
          },
          ticks: ['need'],
        },
      }),
      { key: null, at: lejek.now() },
    );
    lejek.advanceClock(60_000);
    await lejek.typeCommand(piotr, '/deal');
    const mine = lastMessage(piotr);
    await Promise.all([1, 2].map(() => chooseInDealMenu(piotr, mine, { action: 'deal.advance' })));
    await expect.poll(async () => (await tenant.deals(ALL_DEALS).file(1))?.deal.stageId).toBe('prospect');
    expect((await tenant.deals(ALL_DEALS).history(1)).filter(({ kind }) => kind === 'advanced')).toHaveLength(1);
  });

  it('of an older version is answered, not ignored', async () => {
    const { piotr, slack, sales } = lejek;
    const client = await lejek.deps.clientFor(slack.team.id);
    const { ts } = await client.chat.postMessage({
      channel: sales,
      text: 'old',
      blocks: [
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'deal.renamed-long-ago', text: { type: 'plain_text', text: 'Old' }, value: '1' },
          ],
        },
      ],
    });
    const message = lejek.messages(sales).find((each) => each.ts === ts);
    if (message === undefined) throw new Error('not posted');
    await piotr.click(message, 'deal.renamed-long-ago');
    await expect.poll(() => lejek.lastAnswer(piotr)).toContain('This button is from an older version of me. Nothing was changed');
  });
});

describe('Slack in trouble', () => {
  it('a trigger that ran out: the command can be run again by a button', async () => {
    const { piotr, anna, slack } = lejek;
    slack.faults.failWith('views.open', 'expired_trigger_id', 1);
    await lejek.typeCommand(piotr, '/deal new Bielik');
    await expect
      .poll(() => lejek.lastAnswer(piotr))
      .toContain('That took too long, so Slack did not open the form. Nothing was changed.');
    await piotr.click(lastMessage(piotr), 'command.again');
    await piotr.waitForView();
    expect(lejek.readScreen(piotr)).toContain('Bielik');
    slack.faults.failWith('views.open', 'expired_trigger_id', 1);
    await lejek.typeCommand(anna, '/deal nowa Bielik');
    await expect.poll(() => lejek.lastAnswer(anna)).toContain('Trwało to zbyt długo i Slack nie otworzył okna.');
  });
});
