import { openDatabase } from '../../../src/store/db/database.ts';
import { createCompany } from '../company.ts';
import { MONDAY } from '../deal-builders.ts';
import { priced } from '../priced.ts';

/**
 * A process that opens the store of a directory (argument 1), tells what it finds, and makes deals until it is killed. Standard output
 * is one JSON value a line: first {@link HolderReport}, then the number of each deal that the store has acknowledged.
 */
export type HolderReport = { readonly deals: number; readonly highest: number; readonly problems: readonly string[] };

const database = await openDatabase({ dataDir: process.argv[2] ?? '' });
const home = await createCompany(database);
const [row] = await database.session((sql) =>
  sql.query('SELECT count(*)::integer AS deals, coalesce(max(number), 0)::integer AS highest FROM deal'),
);
const problems = await home.tenant.funnel.verifyCounters();
const writeJsonLine = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);
writeJsonLine({ deals: row?.['deals'], highest: row?.['highest'], problems });

for (;;) {
  const { file } = await home.createDeal(priced(100), MONDAY);
  writeJsonLine(file.deal.number);
}
