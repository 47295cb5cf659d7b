import { describe, expect, it } from 'vitest';
import { NOTE_LIMIT } from '../../../src/core/deal/edit.ts';
import { isBookkeeping, ownColumnsLine } from '../../../src/import/read/own-columns.ts';

describe('a column that nobody recognises', () => {
  it.each([
    'Contact ID',
    'AccountId',
    'Associated Company IDs',
    'Identyfikator firmy',
    'ID kontaktu',
    'Person - ID',
    'record_uuid',
  ])('%s is an id of the other system', (heading) => expect(isBookkeeping(heading)).toBe(true));
  it.each([
    'Last Modified Date',
    'LastModifiedDate',
    'SystemModstamp',
    'write_date',
    'Deal - Update time',
    'Data ostatniej modyfikacji',
  ])('%s is when the other system wrote it', (heading) => expect(isBookkeeping(heading)).toBe(true));
  it.each(['Industry', 'Region', 'Branża', 'Tax ID', 'NIP', 'Paid', 'Bid', 'Modified offer', 'Last contacted', 'Grid', 'Fax'])(
    '%s is something that a person wrote',
    (heading) => expect(isBookkeeping(heading)).toBe(false),
  );
});

describe('the line of a note that keeps columns', () => {
  it('has each under its heading, without the empty ones', () => {
    const columns = [
      ['Industry', ' IT  and\nmore '],
      ['Empty', ' '],
      ['Staff', 250],
      ['Region', 'North'],
    ] as const;
    expect(ownColumnsLine(columns, 0)).toEqual({ line: 'Industry: IT and more · Staff: 250 · Region: North', isCut: false });
    expect(ownColumnsLine([], 0)).toEqual({ line: '', isCut: false });
  });

  it('is no longer than a note, says so, and takes no letter apart', () => {
    const { line, isCut } = ownColumnsLine([['About', '😀'.repeat(2000)]], 100);
    expect(isCut).toBe(true);
    expect(line.length).toBeLessThanOrEqual(NOTE_LIMIT - 100);
    expect(line).toMatch(/^About: (?:😀)+…$/u);
    const crowded = ownColumnsLine([['Region', 'North']], 10 * NOTE_LIMIT);
    expect(crowded).toEqual({ line: 'Region: North', isCut: false });
  });
});
