import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv } from '../../src/archive/readable-files.ts';
import { writeArchive } from '../../src/archive/write-archive.ts';
import { restoreFormula } from '../../src/core/formula-text.ts';
import { fileOfTable } from '../../src/import/deals-file.ts';
import { importDeals, lookAtDeals } from '../../src/import/deals-import.ts';
import { NO_CHOICES } from '../../src/import/read/import-choices.ts';
import { readTable } from '../../src/input/files/read-table.ts';
import type { Database } from '../../src/store/db/database.ts';
import { archiveOf } from '../../src/store/types/archives.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { type Company, createCompany } from '../support/company.ts';
import { MONDAY } from '../support/deal-builders.ts';
import { openTestDatabase } from '../support/store/test-database.ts';

let databases: readonly Database[] = [];
let [from, to]: Company[] = [];
beforeAll(async () => {
  databases = [await openTestDatabase(), await openTestDatabase()];
  [from, to] = await Promise.all(databases.map((database) => createCompany(database)));
});
afterAll(() => Promise.all(databases.map((database) => database.close())));

const company = (one: Company | undefined): Company => {
  if (one === undefined) throw new Error('there is no company');
  return one;
};

async function exportedDeals({ store, tenant, pipeline }: Company): Promise<Uint8Array> {
  const workspace = await tenant.workspace();
  if (workspace === undefined) throw new Error('there is no workspace');
  const parts: Uint8Array[] = [];
  const source = archiveOf(store.archives, tenant.id);
  await writeArchive({ source, workspace, pipelines: [pipeline], exportedAt: '2026-11-30T08:00:00.000Z' }, async (bytes) => {
    parts.push(bytes);
  });
  return unzipSync(Buffer.concat(parts))['deals.csv'] ?? new Uint8Array();
}

const table = (bytes: Uint8Array) => {
  const read = readTable(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.table;
};

const NAMES = ['=1+1', '+48 600', '-minus', '@anna', "'t Hooft", "''twice", "'=quoted", '＝full', 'Łódź; "a", b', 'plain'];

describe('a table that people read', () => {
  it('is read back to the same texts, whatever they begin with and hold', () => {
    const text = fc
      .tuple(fc.constantFrom('', '=', '+', '-', '@', '\t', '\n', "'", "'='", '"', ',', ';', '|'), fc.string({ unit: 'grapheme' }))
      .map(([beginning, rest]) => `${beginning}${rest}`)
      // One line end stands for the others, and a letter that was lost before is told.
      .filter((each) => !/[\r\0\uFFFD]/.test(each));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 8 }), (rows) => {
        const written = csv([['Number', 'Name', 'Source'], ...rows.map(([name, source], n) => [String(n), name, source])]);
        const { rows: read, bad } = table(Buffer.from(`\uFEFF${written}`));
        expect(bad).toEqual([]);
        expect([...read].map(({ cells }) => cells.slice(1).map((cell) => restoreFormula(String(cell))))).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });

  it('of deals is imported to the same deals, and those that were deleted stay out', async () => {
    const [here, there] = [company(from), company(to)];
    for (const name of NAMES)
      await here.createDeal({ name, company: `${name} Ltd`, source: name, value: { minor: 1234_50, currency: 'EUR' } });
    const bytes = await exportedDeals(here);
    expect(strFromU8(bytes)).toContain(",'=1+1,'=1+1 Ltd,");
    const place = { tenant: there.tenant, pipeline: there.pipeline, timeZone: 'Europe/Warsaw', now: MONDAY + 60_000 };
    const gone = strFromU8(bytes).replace(/(,plain,.*?),open,/, '$1,withdrawn,');
    const found = await lookAtDeals({ file: fileOfTable(table(Buffer.from(gone))), fileName: 'deals.csv' }, place, NO_CHOICES);
    expect(found.report).toMatchObject({ system: 'lejek', newDeals: NAMES.length - 1, leftOut: 1, bad: [], questions: [] });
    const run = { id: 'run', memberId: null, fileName: 'deals.csv', choices: {} };
    expect(await importDeals(found, place, { run, progress: () => undefined })).toBe(true);
    const brought = await there.tenant.deals(ALL_DEALS).byNumbers(NAMES.slice(1).map((_, n) => n + 1));
    const told = brought
      .toSorted((a, b) => a.number - b.number)
      .map(({ name, company: firm, source, value, stageSince }) => [name, firm, source, value?.minor, stageSince]);
    expect(told).toEqual(NAMES.slice(0, -1).map((name) => [name, `${name} Ltd`, name, 1234_50, MONDAY]));
  });
});
