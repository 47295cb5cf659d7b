import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/db/database.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { type Company, createCompany } from '../../support/company.ts';
import { emptyDatabase, openTestDatabase } from '../../support/store/test-database.ts';

const DEALS = 1_200;

let database: Database;
let home: Company;
/** Every name has a word that all share; D-301 to D-1200 are open, and every fiftieth is Anna's. */
beforeAll(async () => {
  database = await openTestDatabase();
  await emptyDatabase(database);
  home = await createCompany(database);
  await home.tenant.members.upsert({ slackUserId: 'U2', name: 'Piotr', account: 'member', at: 0 });
  await home.createDeal({ name: 'Klient 1', company: 'Orlik_50% Sp' });
  const piotr = await home.tenant.members.bySlackUser('U2');
  await database.session((sql) =>
    sql.exec(`INSERT INTO deal SELECT r.* FROM deal AS d, generate_series(2, ${DEALS}) AS n, jsonb_populate_record(d, jsonb_build_object('number', n,
        'owner_id', CASE WHEN n % 50 = 0 THEN d.owner_id ELSE '${piotr?.id}' END, 'name', 'Klient ' || n, 'company', NULL, 'search', 'klient ' || n,
        'outcome', CASE WHEN n <= 300 THEN 'lost' ELSE 'open' END, 'closed_at', CASE WHEN n <= 300 THEN d.created_at END)) AS r;
      UPDATE deal SET outcome = 'lost', closed_at = created_at WHERE number = 1; ANALYZE deal`),
  );
});
afterAll(() => database.close());

const found = async (text: string, openOnly = false) => {
  const { deals, exact } = await home.tenant.deals(ALL_DEALS).search(text, { openOnly, ownerId: home.anna.id, limit: 5 });
  return { exact, numbers: deals.map(({ number }) => number) };
};

/** From ten thousand deals on, of which this company has only the last hundreds. */
const setDealsEver = (count: number) =>
  database.session((sql) => sql.exec(`UPDATE workspace SET next_deal_number = ${count + 1}`));

describe.each([DEALS, 20_000])('of %i deals', (count) => {
  beforeEach(() => setDealsEver(count));

  it.each([
    ['klient 517', [517]],
    ['517', [517]],
    ['orlik_50%', [1]],
    ['lik_', [1]],
  ])('%s finds what contains it, letter by letter', async (text, numbers) => {
    expect(await found(text)).toEqual({ exact: true, numbers });
  });

  it('open deals come before closed ones, then the shortest', async () => {
    expect((await found('klient 51')).numbers).toEqual([519, 518, 517, 516, 515]);
    expect((await found('klient 6')).numbers).toEqual([650, 600, 699, 698, 697]);
  });

  it('a text that all contain finds own open deals first, then open ones', async () => {
    expect((await found('klient')).numbers).toEqual([950, 900, 850, 800, 750]);
    expect((await found('klient', true)).numbers).toEqual([950, 900, 850, 800, 750]);
  });

  it('a whole name is found among many that begin with it, however old', async () => {
    const { deals } = await home.tenant
      .deals(ALL_DEALS)
      .search('klient 1', { openOnly: false, ownerId: home.anna.id, limit: 400 });
    expect(deals.map(({ number }) => number)).toContain(1);
  });

  it('a typing error in the word that all share leaves the deal of the other one', async () => {
    expect((await found('kleint 517')).numbers[0]).toBe(517);
    expect((await found('orlk_50%')).numbers[0]).toBe(1);
  });

  it('what looks like nothing is not found', async () => {
    expect((await found('zzyqx')).numbers).toEqual([]);
  });

  it('the only deal that contains it comes with what belongs to it', async () => {
    const search = (text: string) => home.tenant.deals(ALL_DEALS).search(text, { openOnly: false, limit: 5 });
    expect((await search('klient 517')).file).toEqual(await home.tenant.deals(ALL_DEALS).file(517));
    expect((await search('klient 51')).file).toBeUndefined();
  });
});
