import { describe, expect, it } from 'vitest';
import type { StageId } from '../../../src/core/ids.ts';
import type { Pipeline } from '../../../src/core/pipeline/stage.ts';
import { createStageProposal } from '../../../src/import/read/propose-stages.ts';
import { CRM_FILES } from '../../support/crm-files.ts';
import { NOW, PIPELINE, prepare } from '../../support/prepare-import.ts';

type Prepared = ReturnType<typeof prepare>;
const short = (at: number): string => new Date(at).toISOString().slice(0, 16);
const told = ({ rows }: Prepared) =>
  rows.map(({ name, company, money, owner, closeOn, steps }) =>
    [
      name,
      company,
      money?.minor,
      owner,
      closeOn,
      ...steps.map(({ at, kind, stageId }) => `${kind} ${stageId} ${short(at)}`),
    ].join(' | '),
  );

describe('an export', () => {
  it.each([
    ['hubspot', 'hubspot', 3],
    ['hubspotPl', 'hubspot', 2],
    ['pipedrive', 'pipedrive', 3],
    ['pipedrivePl', 'pipedrive', 2],
    ['salesforce', 'salesforce', 3],
    ['salesforcePl', 'salesforce', 2],
    ['odoo', 'odoo', 2],
    ['odooPl', 'table', 2],
    ['bitrix24', 'bitrix24', 2],
    ['bitrix24Pl', 'bitrix24', 2],
    ['livespace', 'livespace', 3],
    ['hubspotPlHistory', 'hubspot', 2],
    ['bitrix24Responsible', 'bitrix24', 2],
    ['bitrix24PlDeal', 'bitrix24', 2],
  ] as const)('of %s is understood without a question', async (file, system, rows) => {
    const prepared = prepare(CRM_FILES[file]);
    expect(prepared).toMatchObject({ system, questions: [], bad: [] });
    expect(prepared.rows).toHaveLength(rows);
    const [open, won] = prepared.rows;
    expect(open).toMatchObject({
      name: 'Bielik CRM',
      company: 'Bielik SA',
      owner: 'Ewa',
      money: { minor: 12_500_50, currency: 'EUR' },
    });
    expect(open?.steps.at(-1)).toMatchObject({ kind: 'stage', stageId: 'offer' });
    expect(won?.steps.at(-1)).toMatchObject({ kind: 'won' });
    expect(short(won?.steps.at(-1)?.at ?? 0)).toMatch(/^2026-10-(?:29T2|30)/);
  });

  it('with dates of stages becomes a history; one without becomes one event', async () => {
    expect(told(prepare(CRM_FILES.hubspot))).toEqual([
      'Bielik CRM | Bielik SA | 1250050 | Ewa | 2026-12-20 | stage lead 2026-09-01T07:15 | stage needs 2026-09-20T08:00 | stage offer 2026-10-15T09:30',
      'Morela shop | Morela | 4800000 | piotr@example.com |  | stage lead 2026-08-03T06:00 | stage offer 2026-09-11T07:00 | won offer 2026-10-30T15:00',
      'Kasztan | Kasztan | 700000 | Ewa |  | stage lead 2026-07-01T06:00 | stage needs 2026-08-01T06:00 | lost needs 2026-10-01T08:00',
    ]);
    expect(told(prepare(CRM_FILES.pipedrive))).toEqual([
      'Bielik CRM | Bielik SA | 1250050 | Ewa | 2026-12-20 | stage offer 2026-10-15T09:30',
      'Morela shop | Morela | 4800000 | Ewa |  | won negotiation 2026-10-30T15:00',
      'Kasztan | Kasztan | 700000 | Ewa |  | lost needs 2026-10-01T08:00',
    ]);
  });

  it('of no system is taken where it names a deal and a stage', async () => {
    const prepared = prepare(CRM_FILES.table);
    expect(prepared.system).toBe('table');
    expect(told(prepared)).toEqual([
      'Bielik SA | Bielik SA | 1250050 | Ewa |  | stage offer 2026-11-16T09:00',
      'Morela | Morela | 4800000 | Ewa |  | stage negotiation 2026-11-16T09:00',
    ]);
  });
});

describe('what cannot be told', () => {
  it('is asked: columns, stages, decimals, order of dates, owners', async () => {
    expect(prepare('a,b\n1,2\n').questions).toEqual([
      { ask: 'column', field: 'name' },
      { ask: 'column', field: 'stage' },
    ]);
    const text = 'name;stage;value;created\nA;Grooming;45.000;03/04/2026\nB;Lead;1.500;05/06/2026\n';
    expect(prepare(text).questions).toEqual([
      { ask: 'stages', names: ['Grooming'] },
      { ask: 'decimalSign', example: '45.000', isMixed: false },
      { ask: 'dateOrder', example: '03/04/2026', isMixed: false },
      { ask: 'owner', rows: 1 },
    ]);
    const answers = { stages: { grooming: 'prospect' }, decimalSign: ',', dateOrder: 'dayFirst', defaultOwner: 'Ewa' } as const;
    const answered = prepare(text, answers);
    expect(answered.questions).toEqual([]);
    expect(told(answered)).toEqual([
      'A |  | 4500000 |  |  | stage prospect 2026-04-02T22:00',
      'B |  | 150000 |  |  | stage lead 2026-06-04T22:00',
    ]);
  });

  it('goes by the other columns of the file, which one program wrote', async () => {
    const text = 'name,stage,created,close date,owner\nA,Lead,03/04/2026,12/31/2026,Ewa\n';
    expect(prepare(text).questions).toEqual([]);
    expect(told(prepare(text))).toEqual(['A |  |  | Ewa | 2026-12-31 | stage lead 2026-03-03T23:00']);
  });

  it('is told by its line, and never changed: bad days, amounts, currencies, ids, what has not happened yet', async () => {
    const prepared = prepare(
      [
        'id,name,stage,amount,currency,created,closed,owner',
        '1,A,Lead,5,EUR,2026-02-30,,Ewa',
        '2,B,Lead,0x10,EUR,,,Ewa',
        '3,C,Lead,5,Quatloo,,,Ewa',
        '4,D,Won,5,EUR,,,Ewa',
        '5,,Lead,5,EUR,,,Ewa',
        '6,F,Lead,5,EUR,2027-01-01,,Ewa',
        '7,G,Lead,5,EUR,,,Ewa',
        '7,H,Lead,5,EUR,,,Ewa',
      ].join('\n'),
    );
    expect(prepared.bad.map(({ line, problem }) => [line, problem.why])).toEqual([
      [2, 'date'],
      [3, 'amount'],
      [4, 'currency'],
      [5, 'closedWithoutDate'],
      [6, 'noName'],
      [7, 'future'],
      [9, 'duplicate'],
    ]);
    expect(prepared.rows.map(({ name }) => name)).toEqual(['G']);
  });

  it('is told where a cell names another currency than its row, or a spreadsheet kept its digits', () => {
    const prepared = prepare(
      [
        'id;name;stage;amount;currency;phone;owner',
        '1;A;Lead;10 EUR;USD;;Ewa',
        '2;B;Lead;$10;CAD;600 700 800;Ewa',
        '1,23457E+11;C;Lead;10;EUR;;Ewa',
        '4;D;Lead;10;EUR;4,86E+10;Ewa',
      ].join('\n'),
    );
    expect(prepared.bad).toEqual([
      { line: 2, problem: { why: 'twoCurrencies', currency: 'USD', column: 'amount', text: '10 EUR' } },
      { line: 4, problem: { why: 'amount', problem: 'shortened', column: 'id', text: '1,23457E+11' } },
      { line: 5, problem: { why: 'amount', problem: 'shortened', column: 'phone', text: '4,86E+10' } },
    ]);
    expect(prepared.rows.map(({ money }) => money?.currency)).toEqual(['CAD']);
  });

  it('is asked of a word that says neither open nor won nor lost, where the stage leaves it open', () => {
    const text =
      'name,stage,status,closed on,owner\nA,Offer,Archived,,Ewa\nB,Closed Lost,Archived,2026-10-01,Ewa\nC,,Negotiation,,Ewa\n';
    const prepared = prepare(text);
    expect(prepared.questions).toEqual([{ ask: 'stages', names: ['Archived'] }]);
    expect(told(prepared)).toEqual([
      'B |  |  | Ewa |  | lost lead 2026-09-30T22:00',
      `C |  |  | Ewa |  | stage negotiation ${short(NOW)}`,
    ]);
    expect(told(prepare(text, { stages: { Archived: 'open' } }))[0]).toBe(`A |  |  | Ewa |  | stage offer ${short(NOW)}`);
    expect(prepare(text, { stages: { archived: 'leaveOut' } })).toMatchObject({ questions: [], leftOut: 2 });
  });
});

it('of two ends that a row has dates of, that one counts which it came to, and it is told', () => {
  const pipedrive = `Deal - ID,Deal - Title,Deal - Stage,Deal - Status,Deal - Owner,Deal - Won time,Deal - Lost time
1,A,Negotiations Started,Lost,Ewa,2026-03-01 10:00:00,2026-09-01 10:00:00
2,B,Negotiations Started,Won,Ewa,2026-03-01 10:00:00,
`;
  const hubspot = `Deal Name,Deal Stage,Deal owner,Close Date,"Date entered ""Closed Won (Sales Pipeline)""","Date entered ""Closed Lost (Sales Pipeline)"""
C,Closed Lost,Ewa,2026-10-01,2026-09-01 10:00,2026-10-01 10:00
`;
  const prepared = [pipedrive, hubspot].map((text) => prepare(text));
  expect(prepared.map(({ closedTwice }) => closedTwice)).toEqual([1, 1]);
  expect(prepared.flatMap(told)).toEqual([
    'A |  |  | Ewa |  | lost negotiation 2026-09-01T08:00',
    'B |  |  | Ewa |  | won negotiation 2026-03-01T09:00',
    'C |  |  | Ewa |  | lost lead 2026-10-01T08:00',
  ]);
});

it('of a person who is written with an e-mail, both are taken', () => {
  const text =
    'Deal Name,Deal Stage,Deal owner,Associated Contact\nA,Contract Sent,Ewa,Jan Nowak (jan@bielik.example)\nB,Contract Sent,Ewa,A (a@x.pl);B (b@x.pl)\n';
  expect(prepare(text).rows.map(({ contact }) => contact)).toEqual([
    { name: 'Jan Nowak', email: 'jan@bielik.example', phone: null },
    { name: 'A (a@x.pl);B (b@x.pl)', email: null, phone: null },
  ]);
});

it('a date without a time is a day where the team works, west of Greenwich too', async () => {
  const text = 'name,stage,created,owner\nA,Lead,2026-03-01,Ewa\n';
  expect(told(prepare(text, {}, { timeZone: 'America/New_York' }))).toEqual(['A |  |  | Ewa |  | stage lead 2026-03-01T05:00']);
});

describe('a stage of a file', () => {
  it('is an own one first, then an end, then what it usually is; one that was removed is its heir', () => {
    const needs = PIPELINE.stages.find(({ id }) => id === 'needs');
    if (needs === undefined) throw new Error('no needs');
    const pipeline: Pipeline = {
      ...PIPELINE,
      stages: PIPELINE.stages.filter(({ id }) => id !== 'needs'),
      archivedStages: [{ ...needs, mergedInto: 'decision' as StageId }],
    };
    const meaning = createStageProposal(pipeline);
    const names = [
      'Złożenie oferty',
      'Closed Won',
      'Zamknięta - przegrana',
      'Zamknięte – wygrane (Lejek sprzedaży)',
      'Deal przegrany',
      'Proposal/Price Quote',
      '3. Negocjacje',
      'Needs identified',
      'Grooming',
    ];
    expect(names.map((name) => [name, meaning(name)])).toEqual([
      ['Złożenie oferty', 'offer'],
      ['Closed Won', 'won'],
      ['Zamknięta - przegrana', 'lost'],
      ['Zamknięte – wygrane (Lejek sprzedaży)', 'won'],
      ['Deal przegrany', 'lost'],
      ['Proposal/Price Quote', 'offer'],
      ['3. Negocjacje', 'negotiation'],
      ['Needs identified', 'decision'],
      ['Grooming', undefined],
    ]);
  });
});

it('rows without an id are known again by their names, and two of one name are told apart', async () => {
  const prepared = prepare('name,company,stage,owner\nShop,Żuraw,Lead,Ewa\nShop,Żuraw,Offer,Ewa\n');
  expect(prepared.rows.map(({ dealId }) => dealId)).toEqual(['shop|zuraw', 'shop|zuraw#2']);
});
