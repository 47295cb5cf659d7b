import { describe, expect, it } from 'vitest';
import { sevenStagePipeline } from '../../src/core/pipeline/pipeline-templates.ts';
import { type DealsFile, fileOfTable, openDealsFile, type UnderstoodFile } from '../../src/import/deals-file.ts';
import { NO_CHOICES } from '../../src/import/read/import-choices.ts';
import type { ReadDealRow } from '../../src/import/read/read-row.ts';
import { encodeText, tableOf } from '../support/table-files.ts';

const PLACE = {
  pipeline: sevenStagePipeline('sales', 'en', 'EUR'),
  timeZone: 'Europe/Warsaw',
  now: Date.parse('2026-11-16T09:00:00Z'),
};

async function readAll({ rows }: UnderstoodFile): Promise<readonly (readonly ReadDealRow[])[]> {
  const all: (readonly ReadDealRow[])[] = [];
  for await (const some of rows()) all.push(some);
  return all;
}

async function open(text: string): Promise<DealsFile> {
  const opened = await openDealsFile(encodeText(text, 'utf-8'), {});
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  return opened.file;
}

/** 251 deals of which the last one is the oldest, one that cannot be read, one without an owner and one that is far too dear. */
const lines = Array.from(
  { length: 251 },
  (_, n) => `Deal ${n},Lead,${n === 7 ? 900_000 : 100},${n === 3 ? '' : 'Anna'},2026-0${9 - Math.floor(n / 30)}-0${1 + (n % 9)}`,
);
const TEXT = ['name,stage,value,owner,created', ...lines, 'Bad,Lead,x,Anna,2026-01-01'].join('\n');

describe('a file that is read in the worker thread', () => {
  it('is understood and read as one that is read here, again and again', async () => {
    const [file, here] = [await open(TEXT), fileOfTable(tableOf(TEXT))];
    const understood = await file.understand(PLACE, NO_CHOICES);
    const expected = await here.understand(PLACE, NO_CHOICES);
    expect(file.head).toEqual(here.head);
    expect(understood.prepared).toEqual(expected.prepared);
    expect(understood.prepared).toMatchObject({
      deals: 251,
      questions: [{ ask: 'owner', rows: 1 }],
      bad: [{ line: 253 }],
      suspicious: [{ line: 9, why: 'huge' }],
    });
    const slices = await readAll(understood);
    expect(slices.map(({ length }) => length)).toEqual([100, 100, 51]);
    const times = slices.flat().map(({ steps }) => steps[0].at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(slices.flat().map(({ line }) => line)).size).toBe(251);
    for (const again of [await readAll(understood), await readAll(expected)]) expect(again).toEqual(slices);
    await file.close();
    await expect(readAll(understood)).rejects.toThrow('the file is gone');
  });

  it('stands beside others, and is read by what was chosen last', async () => {
    const [one, other] = await Promise.all([open('name,stage\nA,Odd\n'), open('name,stage\nB,Lead\nC,Lead\n')]);
    expect((await one.understand(PLACE, NO_CHOICES)).prepared.questions).toContainEqual({ ask: 'stages', names: ['Odd'] });
    const chosen = await one.understand(PLACE, { ...NO_CHOICES, stages: { Odd: 'offer' } });
    await other.close();
    const [[row] = []] = await readAll(chosen);
    expect(row).toMatchObject({ name: 'A', steps: [{ stageId: 'offer' }] });
    await one.close();
  });

  it('says why it cannot be read', async () => {
    expect(await openDealsFile(encodeText('name,stage\n"A,Lead\n', 'utf-8'), {})).toEqual({
      ok: false,
      problem: { why: 'quotes', line: 2 },
    });
  });
});
