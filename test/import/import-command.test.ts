import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { runImportCommand } from '../../src/import/import-command.ts';
import { parseImportOptions } from '../../src/import/options.ts';
import type { Database } from '../../src/store/db/database.ts';
import { createStore } from '../../src/store/open-store.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { type Company, createCompany } from '../support/company.ts';
import { CRM_FILES } from '../support/crm-files.ts';
import { plainSpaces } from '../support/plain-spaces.ts';
import { emptyDatabase, openTestDatabase } from '../support/store/test-database.ts';
import { encodeText } from '../support/table-files.ts';

const NOW = Date.parse('2026-11-16T09:00:00Z');

let database: Database;
let home: Company;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  await emptyDatabase(database);
  home = await createCompany(database);
});
afterAll(() => database.close());

/** Runs the command on a file of this text. */
async function run(text: string, ...args: readonly string[]) {
  const options = parseImportOptions(args.some((each) => each.startsWith('--undo')) ? args : ['deals.csv', ...args]);
  if (typeof options === 'string') throw new Error(options);
  const lines = { out: [] as string[], err: [] as string[] };
  const output = {
    out: (line: string) => void lines.out.push(plainSpaces(line)),
    err: (line: string) => void lines.err.push(plainSpaces(line)),
    progress: () => () => undefined,
  };
  const command = { store: createStore(database), options, bytes: encodeText(text, 'windows-1250'), at: NOW, output };
  return { code: await runImportCommand(command), ...lines };
}

it('says first what would be, then imports, and takes back', async () => {
  const dry = await run(CRM_FILES.livespace.replaceAll(' €', ''), '--dry-run');
  expect(dry).toMatchObject({ code: 0, err: [] });
  expect(dry.out).toEqual([
    'deals.csv: Livespace, 3 rows',
    'Read as WINDOWS-1250, cells parted by semicolon.',
    '3 new deals: 1 open (12.5k EUR), 1 won, 1 lost, from 1 Sept 2026 to 30 Oct 2026.',
    'Offer sent: 1 (12.5k EUR)',
    'Stages of the file: Wysłana oferta → Offer sent, Negocjacje → Negotiation, Analiza potrzeb → Needs identified.',
    '1 owner is not in Slack and will be kept without an account: Ewa.',
    'Nothing was written: this was a dry run.',
  ]);
  expect((await home.tenant.deals(ALL_DEALS).search('bielik', { openOnly: false, limit: 5 })).deals).toEqual([]);
  const real = await run(CRM_FILES.livespace.replaceAll(' €', ''));
  expect([real.code, real.out.at(-2)]).toEqual([0, 'Imported: 3 new deals.']);
  const id = /--undo=(\S+)$/.exec(real.out.at(-1) ?? '')?.[1] ?? '';
  expect(await run('', `--undo=${id}`)).toEqual({ code: 0, out: ['Taken back: 3 deals.'], err: [] });
  expect(await run('', `--undo=${id}`)).toEqual({ code: 1, out: [], err: ['This import was taken back already.'] });
});

it('asks what the file does not tell, and takes the answers', async () => {
  const text =
    'Projekt;Faza;Kwota;Region;Start\nDach;Grooming;45.000;Śląsk;03/04/2026\nŚciana;Dead;1.500;Łódź;05/06/2026\nPiec;Lead;x;Łódź;05/06/2026\n';
  const asked = await run(text, '--columns', 'Start=created');
  expect(asked.code).toBe(1);
  expect(asked.out.slice(asked.out.indexOf('Before it can be imported:'))).toEqual([
    'Before it can be imported:',
    '• Which column holds the name of the deal?',
    '• What are these stages here: Grooming, Dead?',
    '• Is "45.000" written with a decimal point or a decimal comma?',
    '• In "03/04/2026", is the day first or the month?',
  ]);
  const answers = [
    '--columns',
    'Projekt=name,Region=note,Start=created',
    '--stages',
    'Grooming=Needs,Dead=lost',
    '--decimal',
    'comma',
    '--dates',
    'day-first',
    '--owner',
    'Ola',
  ];
  const refused = await run(text, ...answers);
  expect([refused.code, refused.out.filter((line) => /line 4/.test(line))]).toEqual([1, ['• line 4: "x" in Kwota is no amount']]);
  const done = await run(text, '--columns', 'Projekt=name,Region=note,Start=close', ...answers.slice(2), '--skip-bad');
  expect([done.code, done.out.at(-2)]).toEqual([0, 'Imported: 2 new deals.']);
  const [deal] = (await home.tenant.deals(ALL_DEALS).search('dach', { openOnly: false, limit: 5 })).deals;
  expect(deal).toMatchObject({ stageId: 'needs', closeOn: '2026-04-03', value: { minor: 45_000_00 } });
  const [event] = await home.tenant.deals(ALL_DEALS).history(deal?.number ?? 0);
  expect(await home.tenant.deals(ALL_DEALS).noteText(event?.noteId ?? '')).toBe('Region: Śląsk');
});

it('says which columns the note keeps and which are left out, and takes what is said of them', async () => {
  const text = 'Nazwa;Etap;Opiekun;Branża;Region;ID konta\nDach;Oferta;Anna;IT;Łódź;77\n';
  const about = (lines: readonly string[]) => lines.filter((line) => /^(?:Kept|Not taken)/.test(line));
  expect(about((await run(text, '--dry-run')).out)).toEqual([
    'Kept in the note of each deal: Branża, Region.',
    'Not taken over: ID konta.',
  ]);
  const chosen = ['--columns', 'Branża=leaveOut,ID konta=note,Opiekun=leave-out', '--owner', 'Anna'];
  expect(about((await run(text, '--dry-run', ...chosen)).out)).toEqual([
    'Kept in the note of each deal: Region, ID konta.',
    'Not taken over: Opiekun, Branża.',
  ]);
  expect((await run(text, ...chosen)).out).toContain('Imported: 1 new deal.');
  const [deal] = (await home.tenant.deals(ALL_DEALS).search('dach', { openOnly: false, limit: 5 })).deals;
  const [event] = await home.tenant.deals(ALL_DEALS).history(deal?.number ?? 0);
  expect(await home.tenant.deals(ALL_DEALS).noteText(event?.noteId ?? '')).toBe('Region: Łódź · ID konta: 77');
});

it('asks what a status is, and takes open for an answer', async () => {
  const text = 'ID;Nazwa;Etap;Status;Opiekun\n1;A;Oferta;Zawieszona;Ewa\n2;B;Oferta;Usunięta;Ewa\n';
  expect((await run(text, '--dry-run')).out.at(-2)).toBe('• What are these stages here: Zawieszona, Usunięta?');
  const answered = await run(text, '--stages', 'Zawieszona=open,Usunięta=leaveOut');
  expect(answered.out).toContain('Stages of the file: Oferta → Offer sent, Zawieszona → open, Usunięta → left out.');
  expect(answered.out).toContain('Imported: 1 new deal.');
});

it('takes the history of a system, then its deals as an update of it', async () => {
  const history = `OpportunityId,StageName,Amount,CreatedDate,CreatedBy.Email
006A1,Qualification,1000,2026-11-02T10:00:00.000Z,anna@example.com
006A1,Proposal/Price Quote,1500,2026-11-04T10:00:00.000Z,anna@example.com
006A1,Closed Won,1500,2026-11-06T10:00:00.000Z,anna@example.com
`;
  expect((await run(history)).out[0]).toBe('Imported 1 new deal: 3 events from 2026-11-02 to 2026-11-06.');
  const deals = 'Opportunity ID,Opportunity Name,Account Name,Stage,Close Date\n006A1,Bielik,Bielik SA,Closed Won,2026-11-06\n';
  expect((await run(deals, '--owner', 'anna@example.com')).out).toContain('Imported: 1 deal updated.');
  const [deal] = (await home.tenant.deals(ALL_DEALS).search('bielik', { openOnly: false, limit: 5 })).deals;
  expect(deal).toMatchObject({ name: 'Bielik', company: 'Bielik SA', outcome: 'won', number: 1 });
  const fields = `OpportunityId,Field,OldValue,NewValue,CreatedDate,CreatedById
006B,StageName,,Prospecting,2026-11-02T10:00:00.000Z,anna@example.com
006B,Amount,,2500,2026-11-03T10:00:00.000Z,anna@example.com
006B,Owner,A,B,2026-11-04T10:00:00.000Z,anna@example.com
006B,StageName,Prospecting,Closed Lost,2026-11-05T10:00:00.000Z,anna@example.com
`;
  const written = fields.replace('2500', '"45.000"');
  expect((await run(written, '--dry-run')).err).toEqual([
    'line 1: "45.000" can be read two ways: --decimal point or --decimal comma says which',
    'Nothing was imported: 1 line could not be used.',
  ]);
  expect((await run(fields)).out[0]).toBe('Imported 1 new deal: 3 events from 2026-11-02 to 2026-11-05.');
});
