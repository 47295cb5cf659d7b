import { describe, expect, it } from 'vitest';
import { prepare } from '../../support/prepare-import.ts';

describe('a column that nobody recognises', () => {
  const text = [
    'ID,Name,Stage,Owner,Industry,Contact ID,Region,Empty,,Last Modified Date,Description,Email,E-mail',
    '1,A,Lead,Ewa,IT,77,North,,x,2026-10-01,Met at a fair,a@a.example,b@a.example',
    '2,B,Lead,Ewa,,78,,,,2026-10-01,,,b@b.example',
    `3,C,Lead,Ewa,${'long '.repeat(700)},79,,,,2026-10-01,,,`,
  ].join('\n');

  it('comes along in the note, and what is left out is named', () => {
    const prepared = prepare(text);
    expect(prepared).toMatchObject({ questions: [], bad: [], noted: ['Industry', 'Region'], cutNotes: [4] });
    expect(prepared.unused).toEqual(['Contact ID', 'I', 'Last Modified Date']);
    expect(prepared.rows.map(({ note }) => note?.slice(0, 80) ?? null)).toEqual([
      'Met at a fair\nE-mail: b@a.example · Industry: IT · Region: North',
      null,
      `Industry: ${'long '.repeat(14)}`,
    ]);
    expect(prepared.rows.map(({ contact }) => contact?.email)).toEqual(['a@a.example', 'b@b.example', undefined]);
  });

  it('stays out where somebody says so', () => {
    const { fields, entered } = prepare(text).plan;
    const prepared = prepare(text, { columns: { fields, entered, notes: [6] } });
    expect(prepared).toMatchObject({
      noted: ['Region'],
      cutNotes: [],
      unused: ['Industry', 'Contact ID', 'I', 'Last Modified Date'],
    });
  });
});
