import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decodeText, ENCODINGS, type Encoding } from '../../../src/input/files/decode-text.ts';
import { readTable, readTableInTurns } from '../../../src/input/files/read-table.ts';
import type { Table, TableProblem, TableRow } from '../../../src/input/files/table.ts';
import { canEncode, encodeText, xlsx } from '../../support/table-files.ts';

const utf8 = (text: string): Uint8Array => encodeText(text, 'utf-8');
/** A table with its rows as a list. */
function table(bytes: Uint8Array): Omit<Table, 'rows'> & { readonly rows: readonly TableRow[] } {
  const read = readTable(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return { ...read.table, rows: [...read.table.rows] };
}
function problem(bytes: Uint8Array): TableProblem {
  const read = readTable(bytes);
  if (read.ok) throw new Error(`${read.table.rows.length} rows`);
  return read.problem;
}
const cells = (bytes: Uint8Array) => table(bytes).rows.map((row) => row.cells);

describe('the letters of a file', () => {
  const POLISH = 'Nazwa;Etap;Wartość\nŁódź, Zakład;Złożenie oferty;12 000,00\nSpółka Żuraw „Gęś”;Negocjacje;5\n';
  const SHORT = 'Nazwa;Etap\nKsięgowość;Lead\n';
  const GERMAN = 'Name;Stufe\nMüller Größe;Lead\nKöln AG;Won\n';
  const FRENCH = 'name;stage\nCafé Noël;Lead\nSociété Générale à côté;Won\n';
  const CZECH = 'name;stage\nŠkoda Plzeň;Lead\nPříbram řezárna;Won\n';
  it.each([
    ['Polish', POLISH, ['windows-1250', 'iso-8859-2']],
    ['a Polish word', SHORT, ['windows-1250', 'iso-8859-2']],
    ['German', GERMAN, ['windows-1252', 'windows-1250', 'iso-8859-2']],
    ['French', FRENCH, ['windows-1252']],
    ['Czech', CZECH, ['windows-1250', 'iso-8859-2']],
  ] as const)('of %s are what they were, in each encoding that offices use', (_, text, single) => {
    for (const encoding of [...single, 'utf-8', 'utf-16le', 'utf-16be'] as const) {
      const plain = text.replace(/[„”]/g, encoding === 'iso-8859-2' ? '' : '$&');
      for (const mark of encoding.startsWith('utf') ? [false, true] : [false]) {
        const decoded = decodeText(encodeText(plain, encoding, mark));
        expect([encoding, decoded.ok && decoded.text]).toEqual([encoding, plain]);
      }
    }
  });

  it('that are damaged, or lost before, are refused, never replaced', () => {
    const whole = utf8('Nazwa;Etap\nŁódź;Złożenie\nGęś;Żuraw\n');
    const cut = Uint8Array.from([...whole.slice(0, 12), ...whole.slice(13)]);
    expect(problem(cut)).toEqual({ why: 'brokenText', encoding: 'utf-8' });
    expect(table(utf8('name;stage\nK\u{FFFD}ln;Lead\nBonn;Lead')).bad).toEqual([
      { line: 2, problem: { why: 'lostLetters', text: 'K\u{FFFD}ln' } },
    ]);
    expect(problem(Uint8Array.from([1, 2, 0, 0, 255, 7, 0, 1, 2, 3]))).toEqual({ why: 'notText' });
  });
});

describe('a table of text', () => {
  it('is split by the separator that it has', () => {
    expect(cells(utf8('name,stage,value\nA,Lead,"1,5"\n'))).toEqual([['A', 'Lead', '1,5']]);
    expect(cells(utf8('name;stage;value\nA, B, C;Lead, cold;1,5\nD, E, F;Won;2,5\n'))).toEqual([
      ['A, B, C', 'Lead, cold', '1,5'],
      ['D, E, F', 'Won', '2,5'],
    ]);
    expect(cells(utf8('name\tstage\nA;B;C\tLead\n'))).toEqual([['A;B;C', 'Lead']]);
    expect(cells(utf8('name|stage\nA|Lead'))).toEqual([['A', 'Lead']]);
    expect(table(utf8('sep=;\r\nname;stage\r\nA;Lead\r\n')).rows).toEqual([{ line: 3, cells: ['A', 'Lead'] }]);
  });

  it('names the line of a row that does not fit, and takes the others', () => {
    expect(table(utf8('name,stage\nA,Lead\nB\nC,Lead,x\n\n"D\nE",Won\nF\n'))).toMatchObject({
      rows: [
        { line: 2, cells: ['A', 'Lead'] },
        { line: 6, cells: ['D\nE', 'Won'] },
      ],
      bad: [
        { line: 3, problem: { why: 'cellCount', cells: 1, columns: 2 } },
        { line: 4, problem: { why: 'cellCount', cells: 3, columns: 2 } },
        { line: 8, problem: { why: 'cellCount', cells: 1, columns: 2 } },
      ],
    });
  });

  it('is refused where a quote leaves open where a row ends', () => {
    expect(problem(utf8('name,stage\nA,Lead\n"B,Lead\nC,Won\n'))).toEqual({ why: 'quotes', line: 3 });
    expect(problem(utf8('name,stage\n27" screen,Lead\n'))).toEqual({ why: 'quotes', line: 2 });
    expect(problem(utf8('name,stage\n"A" B,Lead\n'))).toEqual({ why: 'quotes', line: 2 });
    expect(cells(utf8('name,stage\n"27"" screen",Lead\n'))).toEqual([['27" screen', 'Lead']]);
    expect(cells(utf8('name,stage,note\n"A",,\n"B",Lead,""\n'))).toEqual([
      ['A', '', ''],
      ['B', 'Lead', ''],
    ]);
  });

  it('with an open quote is refused as fast as it is long', () => {
    const [started, rest] = [performance.now(), 'Bielik,Lead\n'.repeat(400_000)];
    expect(problem(utf8(`name,stage\n"A,Lead\n${rest}`))).toEqual({ why: 'quotes', line: 2 });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('that is none is refused by its name', () => {
    expect(problem(new Uint8Array())).toEqual({ why: 'empty' });
    expect(problem(utf8('\n\n'))).toEqual({ why: 'empty' });
    expect(problem(utf8('only one\nA\n'))).toEqual({ why: 'noHeading' });
    expect(problem(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))).toEqual({ why: 'oldSpreadsheet' });
  });

  it('written in any dialect reads back to the same cells', () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'abż ąŁ"\n,;\t|12.é€') }),
      fc.constantFrom('1,5', '12 000,00', '2026-01-31', 'Łódź', '"'),
    );
    fc.assert(
      fc.property(
        fc.record({
          rows: fc
            .integer({ min: 2, max: 4 })
            .chain((width) =>
              fc
                .array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 })
                .map((rows) => ({ width, rows })),
            ),
          separator: fc.constantFrom(',', ';', '\t', '|'),
          ending: fc.constantFrom('\n', '\r\n', '\r'),
          encoding: fc.constantFrom<Encoding>(...ENCODINGS),
          mark: fc.boolean(),
          declared: fc.boolean(),
        }),
        ({ rows: { width, rows }, separator, ending, encoding, mark, declared }) => {
          const heading = Array.from(
            { length: width },
            (_, k) => `${encoding === 'windows-1252' ? 'côté à part' : 'wartość łącznie'} ${k}`,
          );
          const write = (text: string): string =>
            /["\n,;\t|]/.test(text) ? `"${text.replaceAll('"', '""').replaceAll('\n', ending)}"` : text;
          const text = [
            ...(declared ? [`sep=${separator}`] : []),
            ...[heading, ...rows].map((each) => each.map(write).join(separator)),
          ].join(ending);
          fc.pre(canEncode(text, encoding));
          const read = readTable(encodeText(text, encoding, mark && encoding.startsWith('utf')));
          if (!read.ok) return;
          const kept = rows.filter((each) => each.some((one) => one.trim() !== ''));
          expect([...read.table.rows].map((row) => row.cells)).toEqual(kept);
          expect(read.table.heading).toEqual(heading);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a spreadsheet', () => {
  it('gives numbers as numbers and days as days, of its first sheet with anything in it', () => {
    const bytes = xlsx({
      Notes: [],
      Deals: [
        ['Name', 'Stage', 'Value', 'Close'],
        ['Łódź & Co', 'Lead', 1234.5, { serial: 46023 }],
        [],
        ['B', '', 7, { serial: 46023.75 }],
      ],
      More: [['x', 'y']],
    });
    expect(table(bytes)).toMatchObject({
      heading: ['Name', 'Stage', 'Value', 'Close'],
      rows: [
        { line: 2, cells: ['Łódź & Co', 'Lead', 1234.5, '2026-01-01'] },
        { line: 4, cells: ['B', '', 7, '2026-01-01T18:00:00'] },
      ],
      read: { as: 'spreadsheet', sheet: 'Deals', otherSheets: ['Notes', 'More'] },
    });
    expect(readTable(bytes, { sheet: 'Nope' })).toMatchObject({ ok: false, problem: { why: 'noSuchSheet' } });
  });

  it('names what it does not hold: a formula without its result, a text that is gone, a cell behind all columns', () => {
    const sheet = (row: string) => {
      const heading = ['Name', 'Stage'].map((text, k) => `<c r="${'AB'[k]}1" t="inlineStr"><is><t>${text}</t></is></c>`);
      return zipSync({
        'xl/workbook.xml': strToU8('<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>'),
        'xl/_rels/workbook.xml.rels': strToU8('<R><Relationship Id="r1" Target="worksheets/sheet1.xml"/></R>'),
        'xl/worksheets/sheet1.xml': strToU8(
          `<worksheet><sheetData><row r="1">${heading.join('')}</row><row r="2">${row}</row></sheetData></worksheet>`,
        ),
      });
    };
    const bad = (row: string) => table(sheet(row)).bad.map((each) => each.problem);
    const text = '<c r="A2" t="str"><v>X</v></c>';
    expect(bad(`${text}<c r="B2"><f>A1*2</f></c>`)).toEqual([{ why: 'noResult', text: 'B2' }]);
    expect(bad(`${text}<c r="B2" t="s"><v>7</v></c>`)).toEqual([{ why: 'cellError', text: '#REF!' }]);
    expect(bad(`${text}<c r="ZZZ2" t="str"><v>far</v></c>`)).toEqual([{ why: 'cellCount', cells: 501, columns: 2 }]);
    expect(bad(`${text}<c r="B2"><f>A1*2</f><v>3</v></c><c r="ZZZ2"/>`)).toEqual([]);
    const long = '<c r="A2"><v>12345678901234567890</v></c><c r="B2" t="str"><v>a_x000D__x000A_b_x0000__x0142_</v></c>';
    expect(table(sheet(long)).rows).toEqual([{ line: 2, cells: ['12345678901234567890', 'a\nb_x0000_ł'] }]);
  });

  it('that would unpack to far more than it weighs, or is none, is refused', () => {
    const parts = {
      'xl/workbook.xml': strToU8('<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8('<R><Relationship Id="r1" Target="worksheets/sheet1.xml"/></R>'),
      'xl/worksheets/sheet1.xml': new Uint8Array(20_000_000),
    };
    expect(problem(zipSync(parts))).toMatchObject({ why: 'tooLarge' });
    expect(problem(zipSync({ 'word/document.xml': strToU8('<w/>') }))).toMatchObject({ why: expect.any(String) });
    expect(problem(Uint8Array.from([0x50, 0x4b, 3, 4, 9, 9, 9]))).toEqual({ why: 'notASpreadsheet' });
  });

  describe('that packs what no sheet holds is refused, and costs little', () => {
    const MEGABYTE = 1024 * 1024;
    /** A part of a sheet that packs to less than a hundredth, yet not below the ratio that is refused by what the file declares of itself. */
    function pack(
      unit: (each: number) => string,
      { around, megabytes }: { around: readonly [string, string]; megabytes: number },
    ): Uint8Array {
      const same = Array.from({ length: 64 }, (_, each) => unit(each * 7919)).join('');
      const times = Math.ceil((megabytes * MEGABYTE) / same.length);
      const body = Array.from({ length: times }, (_, each) => unit(each) + same).join('');
      return strToU8(`${around[0]}${body}${around[1]}`, true);
    }
    const HEAD = '<row><c t="str"><v>Name</v></c><c t="str"><v>Stage</v></c></row>';
    const SHEET = [`<worksheet><sheetData>${HEAD}`, '</sheetData></worksheet>'] as const;
    const within = (begin: string, end: string) => [SHEET[0] + begin, end + SHEET[1]] as const;
    const CELL = within('<row><c t="str"><v>', '</v></c></row>');
    const [SHEET_PART, STRINGS_PART, STYLES_PART] = ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'xl/styles.xml'];
    type Bomb = { readonly part?: string; readonly unit: (each: number) => string; readonly around: readonly [string, string] };
    const BOMBS: readonly (readonly [name: string, mostMegabytes: number, Bomb])[] = [
      ['one text', 30, { unit: (k) => `text ${k} `, around: CELL }],
      ['one comment', 30, { unit: (k) => `text ${k} `, around: within('<!--', '-->') }],
      ['one tag with its attributes', 40, { unit: (k) => ` a${k}="${k}"`, around: within('<row', '/>') }],
      ['tags within each other', 30, { unit: (k) => `<a${k}>`, around: SHEET }],
      ['rows of one cell', 200, { unit: (k) => `<row><c><v>${k}</v></c></row>`, around: SHEET }],
      ['many texts', 300, { part: STRINGS_PART, unit: (k) => `<si><t>${k}</t></si>`, around: ['<sst>', '</sst>'] }],
      [
        'many styles',
        100,
        { part: STYLES_PART, unit: (k) => `<xf numFmtId="${k}"/>`, around: ['<styleSheet><cellXfs>', '</cellXfs></styleSheet>'] },
      ],
    ];
    it.each(BOMBS)('%s', async (_, mostMegabytes, { part = SHEET_PART, ...bomb }) => {
      const megabytes = part === STRINGS_PART ? 64 : 32;
      const file = zipSync({
        'xl/workbook.xml': strToU8('<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>'),
        'xl/_rels/workbook.xml.rels': strToU8('<R><Relationship Id="r1" Target="worksheets/sheet1.xml"/></R>'),
        [SHEET_PART]: strToU8(SHEET.join('')),
        [part]: pack(bomb.unit, { ...bomb, megabytes }),
      });
      expect(file.length).toBeGreaterThan((megabytes * MEGABYTE) / 190);
      const used = () => process.memoryUsage().heapUsed + process.memoryUsage().external;
      const before = used();
      let most = 0;
      const read = await readTableInTurns(file, {}, async () => {
        most = Math.max(most, used() - before);
      });
      expect(read).toMatchObject({ ok: false, problem: { why: expect.stringMatching(/^(?:tooLarge|tooManyRows)$/) } });
      expect(most / MEGABYTE).toBeLessThan(mostMegabytes);
    });
  });
});
