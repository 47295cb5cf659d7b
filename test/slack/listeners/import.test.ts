import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../simulator/person/person.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { plainSpaces } from '../../support/plain-spaces.ts';
import { encodeText, xlsx } from '../../support/table-files.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
afterAll(() => lejek.stop());
beforeEach(async () => {
  await lejek.reset();
  await lejek.typeCommand(lejek.ewa, '/deal');
  await setRole(lejek.ewa, 'admin');
});

async function setRole(person: Person, role: 'admin' | 'rep') {
  const member = await lejek.tenant.members.bySlackUser(person.id);
  await lejek.tenant.members.setRole(member?.id ?? '', role);
}
const dm = ({ id }: Person): string => lejek.slack.openDm(id).id;
/** What the person reads in their conversation with the bot, the last message. */
const last = (person: Person) => {
  const message = lejek.messages(dm(person)).at(-1);
  if (message === undefined) throw new Error('nothing was said');
  return message;
};
const read = (person: Person): string => plainSpaces(lejek.posts(dm(person)).at(-1) ?? '');
async function send(person: Person, name: string, content: string | Uint8Array) {
  const before = lejek.messages(dm(person)).length;
  await person.dm('', { files: [{ name, content: Buffer.from(content) }] });
  await expect.poll(() => lejek.messages(dm(person)).length, { timeout: 20_000 }).toBeGreaterThan(before + 1);
  // A machine that is busy says first how far it has come.
  await expect.poll(() => read(person), { timeout: 20_000 }).not.toMatch(/^Reading the file/);
}
const press = (person: Person, action: string) => person.click(last(person), action);
/** Of the answer that only the person sees. */
function pressAnswer(person: Person, action: string) {
  const answer = lejek.slack.ephemerals(person.id).at(-1);
  if (answer === undefined) throw new Error('nothing was answered');
  return person.click(answer, action);
}
const told = (person: Person, text: string) => expect.poll(() => lejek.lastAnswer(person), { timeout: 20_000 }).toContain(text);
const found = async (text: string) => (await lejek.tenant.deals(ALL_DEALS).search(text, { openOnly: false, limit: 5 })).deals[0];

const FILE = 'ID;Nazwa;Etap;Wartość;Opiekun\n1;Łódź dach;Oferta;12 000,50;Anna\n2;Żuraw;Lead;5;\n3;Zły wiersz;Lead\n';

describe('a table that an admin sends to the bot', () => {
  it('is looked at, imported by a press, and taken back by another', async () => {
    const { ewa } = lejek;
    await send(ewa, 'szanse.csv', encodeText(FILE, 'windows-1250'));
    expect(read(ewa)).toContain('szanse.csv: a table of deals, 3 rows');
    expect(read(ewa)).toContain('2 new deals');
    expect(read(ewa)).toContain('line 4: it has 3 cells, the heading 5');
    expect(await found('dach')).toBeUndefined();
    await press(ewa, 'import.make');
    await told(ewa, 'Imported: 2 new deals.');
    expect(await found('dach')).toMatchObject({ name: 'Łódź dach', value: { minor: 12_000_50 }, stageId: 'offer' });
    const owner = await lejek.tenant.members.bySlackUser(ewa.id);
    expect((await found('zuraw'))?.ownerId).toBe(owner?.id);
    await pressAnswer(ewa, 'import.undo');
    await told(ewa, 'Taken back: 2 deals.');
    await press(ewa, 'import.make');
    await told(ewa, 'This import was taken back already.');
    expect(await found('dach')).toBeUndefined();
    expect(await lejek.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('asks in a form what the file does not tell', async () => {
    const { ewa, piotr } = lejek;
    await lejek.typeCommand(piotr, '/deal');
    const sheet = xlsx({
      Deals: [
        ['Project', 'Phase', 'Worth', 'Region'],
        ['Roof', 'Grooming', 1234.5, 'North'],
        ['Wall', 'Odd', 7, 'South'],
      ],
    });
    await send(ewa, 'deals.xlsx', sheet);
    expect(read(ewa)).toContain('Which column holds the name of the deal?');
    expect(last(ewa).blocks?.some((block) => JSON.stringify(block).includes('import.make'))).toBe(false);
    await press(ewa, 'import.choose');
    await ewa.waitForView((view) => view.callback_id === 'import.save-choices', 20_000);
    ewa.fillInput('column.name', '0');
    ewa.fillInput('column.value', '2');
    ewa.fillInput('stage.0', 'needs');
    ewa.fillInput('stage.1', 'leaveOut');
    ewa.fillInput('owner', piotr.id);
    await ewa.submit();
    await told(ewa, 'Grooming → Needs identified');
    expect(lejek.lastAnswer(ewa)).toContain('1 row left out with their stage, as chosen.');
    await pressAnswer(ewa, 'import.make');
    await told(ewa, 'Imported: 1 new deal.');
    const owner = await lejek.tenant.members.bySlackUser(piotr.id);
    expect(await found('roof')).toMatchObject({ stageId: 'needs', ownerId: owner?.id, value: { minor: 1234_50 } });
  });

  it('keeps other columns in the note, but for those that the form is told to leave out', async () => {
    const { ewa } = lejek;
    await send(ewa, 'deals.csv', 'name,stage,Region,Industry,Contact ID\nRoof,Lead,North,IT,7\n');
    expect(read(ewa)).toContain('Kept in the note of each deal: Region, Industry.');
    expect(read(ewa)).toContain('Not taken over: Contact ID.');
    await press(ewa, 'import.choose');
    const form = await ewa.waitForView((view) => view.callback_id === 'import.save-choices', 20_000);
    expect(JSON.stringify(form.blocks)).toContain("Other columns, kept in the deal's note");
    ewa.fillInput('notes', ['3']);
    await ewa.submit();
    await told(ewa, 'Kept in the note of each deal: Industry.');
    expect(lejek.lastAnswer(ewa)).toContain('Not taken over: Region, Contact ID.');
    await pressAnswer(ewa, 'import.make');
    await told(ewa, 'Imported: 1 new deal.');
    const [event] = await lejek.tenant.deals(ALL_DEALS).history((await found('roof'))?.number ?? 0);
    expect(await lejek.tenant.deals(ALL_DEALS).noteText(event?.noteId ?? '')).toBe('Industry: IT');
  });

  it('is refused to others, in their language, and where it cannot be read', async () => {
    const { ewa, anna } = lejek;
    await lejek.typeCommand(anna, '/deal');
    await send(anna, 'szanse.csv', FILE);
    expect(read(anna)).toContain('Szanse importuje tylko administrator: Ewa.');
    await send(ewa, 'deals.csv', 'name,stage\n"A,Lead\n');
    expect(read(ewa)).toContain('In line 2 a quotation mark is left open');
    await send(ewa, 'history.csv', 'at,deal_id,rep,value,currency,event,stage\n2026-01-01,A,Anna,,,stage,Lead\n');
    expect(read(ewa)).toContain('This is a stage history.');
  });
});
