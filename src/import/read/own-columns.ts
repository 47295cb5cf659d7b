import { NOTE_LIMIT } from '../../core/deal/edit.ts';
import { foldText } from '../../core/fold-text.ts';
import type { Cell } from '../../input/files/table.ts';
import { normalizeText } from '../../input/slack-text.ts';

/** Ids of the system that wrote the file: `Contact ID`, `AccountId`, `Identyfikator firmy`. */
const ID_BEHIND = /[\s_.-](?:ids?|uuid|guid|identyfikatory?)$/;
const ID_BEFORE = /^(?:ids?|identyfikatory?) /;
const CAMEL_ID = /[a-z0-9]I[dD]s?$/;
/** Numbers by which an office or a bank knows a firm. */
const FIRM_ID = /\b(?:tax|vat|nip|regon|krs)\b/;
/** When, and by whom, the system last wrote a record; folded, without spaces. */
const BOOKKEEPING: ReadonlySet<string> = new Set(
  [
    'id|ids|uuid|guid|lastmodified|lastmodifieddate|lastmodifiedtime|lastmodifiedon|lastmodifiedat|lastmodifiedby|modified|modifiedon',
    'modifieddate|modifiedat|modifiedby|datemodified|updated|updatedon|updatedat|updatedby|updatetime|updatedate|lastupdated|lastupdatedon',
    'lastupdate|lastupdatedate|writedate|systemmodstamp|lastvieweddate|lastreferenceddate|lastsync|lastsyncdate|datamodyfikacji',
    'dataostatniejmodyfikacji|ostatniamodyfikacja|zmodyfikowano|zmodyfikowanoprzez|dataaktualizacji|dataostatniejaktualizacji',
    'ostatniaaktualizacja|zaktualizowano|czasaktualizacji',
  ].flatMap((names) => names.split('|')),
);

/** Whether a column is the bookkeeping of the system that wrote the file, by its heading: nobody would read it in a note. */
export function isBookkeeping(heading: string): boolean {
  const folded = foldText(heading).replace(/^(?:deal|opportunity|organization|person|szansa sprzedazy|organizacja|osoba) - /, '');
  if (FIRM_ID.test(folded)) return false;
  return (
    ID_BEHIND.test(folded) ||
    ID_BEFORE.test(folded) ||
    CAMEL_ID.test(heading.trim()) ||
    BOOKKEEPING.has(folded.replace(/[\s_.-]/g, ''))
  );
}

/** So many columns are proposed for the note: no form offers more. */
export const MOST_OWN_COLUMNS = 100;

/** What stands between two columns of a note, and where it was cut. */
const BETWEEN = ' · ';
const CUT = '…';
/** However long the description before them is, they have so much room. */
const LEAST_ROOM = 500;

/**
 * Columns that nothing else is taken from, as a line of a note: 'Industry: IT · Region: North'. Empty ones are left out.
 *
 * @param columns heading and cell of each. @param before characters of the note that stand before the line.
 * @returns as much as the note has room for; `isCut`: there was more.
 */
export function ownColumnsLine(
  columns: readonly (readonly [heading: string, cell: Cell])[],
  before: number,
): { readonly line: string; readonly isCut: boolean } {
  const line = columns
    .map(([heading, cell]) => [heading, normalizeText(String(cell))] as const)
    .flatMap(([heading, text]) => (text === '' ? [] : [`${heading}: ${text}`]))
    .join(BETWEEN);
  const room = Math.max(LEAST_ROOM, NOTE_LIMIT - before);
  if (line.length <= room) return { line, isCut: false };
  // No letter is taken apart.
  const kept = line.slice(0, room - CUT.length).replace(/[\uD800-\uDBFF]$/, '');
  return { line: `${kept.trimEnd()}${CUT}`, isCut: true };
}
