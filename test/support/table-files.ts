import { strToU8, zipSync } from 'fflate';
import type { Encoding } from '../../src/input/files/decode-text.ts';
import { readTable } from '../../src/input/files/read-table.ts';
import type { Table } from '../../src/input/files/table.ts';

const bytesOf = new Map<Encoding, ReadonlyMap<string, number>>();

/** The byte of each letter of an encoding of one byte a letter. */
function byteTable(encoding: Encoding): ReadonlyMap<string, number> {
  const known = bytesOf.get(encoding);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(encoding);
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const));
  bytesOf.set(encoding, table);
  return table;
}

/** Whether every letter of a text is in an encoding. */
export const canEncode = (text: string, encoding: Encoding): boolean =>
  encoding.startsWith('utf') || [...text].every((letter) => byteTable(encoding).has(letter));

/** A text as bytes. @param mark whether a byte order mark stands before it. */
export function encodeText(text: string, encoding: Encoding, mark = false): Uint8Array {
  const whole = mark ? `\u{FEFF}${text}` : text;
  if (encoding === 'utf-8') return Buffer.from(whole, 'utf8');
  if (encoding === 'utf-16le') return Buffer.from(whole, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(whole, 'utf16le').swap16();
  const table = byteTable(encoding);
  return Uint8Array.from([...text].map((letter) => table.get(letter) ?? 0x3f));
}

/** A cell of a sheet that a test writes: text, number, or a day as its serial number. */
export type SheetCell = string | number | { readonly serial: number };

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

function cellXml(cell: SheetCell, reference: string, strings: string[]): string {
  if (cell === '') return '';
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === 'object') return `<c r="${reference}" s="1"><v>${cell.serial}</v></c>`;
  strings.push(cell);
  return `<c r="${reference}" t="s"><v>${strings.length - 1}</v></c>`;
}

/** The bytes of an XLSX file with these sheets; the style of days is one of the file's own. @param options.is1904 its days count from 1904. */
export function xlsx(
  sheets: Readonly<Record<string, readonly (readonly SheetCell[])[]>>,
  { is1904 = false }: { readonly is1904?: boolean } = {},
): Uint8Array {
  const strings: string[] = [];
  const names = Object.keys(sheets);
  const parts = Object.entries(sheets).map(([, rows], k) => {
    const body = rows.map((cells, row) => {
      const line = cells.map((cell, column) => cellXml(cell, `${letters(column)}${row + 1}`, strings)).join('');
      return `<row r="${row + 1}">${line}</row>`;
    });
    return [`xl/worksheets/sheet${k + 1}.xml`, `<worksheet><sheetData>${body.join('')}</sheetData></worksheet>`] as const;
  });
  const listed = names.map((name, k) => `<sheet name="${xml(name)}" sheetId="${k + 1}" r:id="rId${k + 1}"/>`).join('');
  const related = names.map((_, k) => `<Relationship Id="rId${k + 1}" Target="worksheets/sheet${k + 1}.xml"/>`).join('');
  const files = {
    'xl/workbook.xml': `<workbook xmlns:r="r">${is1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${listed}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${related}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><t>${xml(text)}</t></si>`).join('')}</sst>`,
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    ...Object.fromEntries(parts),
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

/** The table of a text. */
export function tableOf(text: string): Table {
  const read = readTable(encodeText(text, 'utf-8'));
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.table;
}
