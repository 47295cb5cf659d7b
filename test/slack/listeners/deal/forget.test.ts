import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import type { Database } from '../../../../src/store/db/database.ts';
import { ALL_DEALS } from '../../../support/all-deals.ts';
import { setUpFunnel } from '../../../support/bot-actions.ts';
import { openTestDatabase } from '../../../support/store/test-database.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

const WANTED = /maria testowa|maria@klient\.example|601[ -]?234[ -]?567|oddzwonić po urlopie/i;

let lejek: TestBot;
let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  lejek = await startTestBot({ database });
});
beforeEach(() => lejek.reset());
afterAll(async () => {
  await lejek.stop();
  await database.close();
});

/** Everything that is in the database, but for who people are. */
const everything = async (): Promise<string> => {
  const tables = ['contact', 'deal', 'deal_event', 'note', 'delivery', 'handled', 'kept_form', 'setting_change'];
  const rows = await database.session(async (sql) => {
    const found: string[] = [];
    for (const table of tables)
      found.push(...(await sql.query(`SELECT to_jsonb(t)::text AS row FROM ${table} AS t`)).map(({ row }) => `${table} ${row}`));
    return found;
  });
  return rows.join('\n');
};

/** What #sales holds: messages, and the replies in their threads. */
const channelText = (): string =>
  lejek
    .messages(lejek.sales)
    .flatMap((message) => [message, ...lejek.slack.replies(lejek.sales, message.ts)])
    .map((message) => JSON.stringify(message))
    .join('\n');

const dm = (person: Person) => lejek.messages(lejek.slack.openDm(person.id).id);

async function tellOfMaria(ewa: Person): Promise<number> {
  await setUpFunnel(lejek, ewa, { cards: '1' });
  const number = await lejek.createDeal(ewa, 'Maria Testowa, dach', {
    stageId: 'prospect',
    contact: { name: 'Maria Testowa', email: 'maria@klient.example', phone: '+48 601-234-567' },
  });
  await lejek.typeCommand(ewa, `/deal note ${number} oddzwonić po urlopie`);
  await lejek.typeCommand(ewa, `/deal step ${number} call Maria Testowa (601 234 567) on Friday`);
  const other = await lejek.createDeal(ewa, 'Acme');
  await lejek.typeCommand(ewa, `/deal note ${other} they know maria@klient.example`);
  await lejek.tick();
  return number;
}

describe('forgetting a person outside', () => {
  it('asks who is meant, erases them everywhere, and deletes what was posted', { timeout: 120_000 }, async () => {
    const { ewa, sales } = lejek;
    const number = await tellOfMaria(ewa);
    await database.session((sql) => sql.query(`UPDATE deal SET external_id = 'maria testowa, dach|' WHERE number = ${number}`));
    expect(channelText()).toMatch(WANTED);
    expect(channelText()).toContain('oddzwonić po urlopie');
    expect(await everything()).toMatch(WANTED);

    const { reply } = await ewa.command(sales, '/deal forget 601 234 567');
    expect(reply?.text).toContain('There is no undo.');
    expect(JSON.stringify(reply?.blocks)).toContain('Maria Testowa · maria@klient.example · +48 601-234-567');
    if (reply === undefined) throw new Error('no answer');
    await ewa.click(reply, 'contact.forget:0');
    await expect.poll(async () => (await lejek.tenant.contacts.find('maria', 10)).length).toBe(0);

    const left = (await everything()).split('\n').filter((line) => WANTED.test(line));
    expect(left).toEqual([]);
    const file = await lejek.tenant.deals(ALL_DEALS).file(number);
    expect(file?.deal).toMatchObject({ name: '•••, dach', nextStep: 'call ••• (•••)' });
    expect(file?.contact).toMatchObject({ name: null, email: null, phone: null });
    expect(await lejek.tenant.funnel.verifyCounters()).toEqual([]);

    await lejek.tick();
    await expect.poll(() => dm(ewa).some(({ text }) => text?.includes('is deleted, and the cards are as new'))).toBe(true);
    expect(channelText()).not.toMatch(WANTED);
    expect(await lejek.typeCommand(ewa, '/funnel audit')).toContain('a contact forgotten: 1 deal, 1 note');
    expect(await lejek.typeCommand(ewa, '/deal forget maria@klient.example')).toContain('I keep no contact');
  });

  it('erases who is no contact from the texts that name them, after it said which', async () => {
    const { ewa, sales, tenant } = lejek;
    await setUpFunnel(lejek, ewa, { cards: '1' });
    const [number, other] = [await lejek.createDeal(ewa, 'Dach'), await lejek.createDeal(ewa, 'Acme')];
    await lejek.typeCommand(ewa, `/deal note ${number} Jan  Wzorcowy decides, Jan does not`);
    await lejek.typeCommand(ewa, `/deal step ${other} call jan wzorcowy`);
    await lejek.tick();
    const { reply } = await ewa.command(sales, '/deal forget Jan Wzorcowy');
    expect(reply?.text).toMatch(/texts name it: D.1 and D.2; 1 note among them/);
    if (reply === undefined) throw new Error('no answer');
    await ewa.click(reply, 'contact.forget-named');
    await expect.poll(() => lejek.lastAnswer(ewa)).toMatch(/Erased/);
    expect(await everything()).not.toMatch(/jan\s+wzorcowy/i);
    const history = await tenant.deals(ALL_DEALS).history(number);
    const texts = await Promise.all(
      history.flatMap(({ noteId }) => (noteId === null ? [] : [tenant.deals(ALL_DEALS).noteText(noteId)])),
    );
    expect(texts).toEqual(['••• decides, Jan does not']);
    expect(await lejek.typeCommand(ewa, '/deal forget Jan Wzorcowy')).toContain('I keep no contact');
    // A first name alone is anybody's.
    expect(await lejek.typeCommand(ewa, '/deal forget Jan')).toContain('I keep no contact');
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('says where it may not delete', async () => {
    const { ewa, slack, sales } = lejek;
    await tellOfMaria(ewa);
    slack.faults.failWith('chat.delete', 'cant_delete_message', 5);
    const { reply } = await ewa.command(sales, '/szansa zapomnij maria testowa');
    if (reply === undefined) throw new Error('no answer');
    await ewa.click(reply, 'contact.forget:0');
    await expect.poll(async () => (await lejek.tenant.contacts.find('maria', 10)).length).toBe(0);
    await lejek.tick();
    await expect
      .poll(() =>
        dm(ewa)
          .map(({ text }) => text)
          .join('\n'),
      )
      .toMatch(/but for #sales: there a digest names them/);
  });

  it('is for admins, and says what to type', async () => {
    const { ewa, anna } = lejek;
    await setUpFunnel(lejek, ewa);
    expect(await lejek.typeCommand(anna, '/szansa zapomnij maria@klient.example')).toContain(
      'może usunąć tylko administrator (Ewa)',
    );
    expect(await lejek.typeCommand(ewa, '/deal forget')).toContain('Whom?');
    expect(await lejek.typeCommand(ewa, '/deal forget <!channel>')).toContain('I keep no contact "&lt;!channel&gt;"');
  });
});
