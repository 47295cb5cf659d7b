import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { edit } from '../../../src/core/deal/edit.ts';
import { undo } from '../../../src/core/deal/undo.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/core/time/durations.ts';
import { parseRatesChange } from '../../../src/slack/steps/settings/history/rates-history.ts';
import type { Database } from '../../../src/store/db/database.ts';
import type { RateChange } from '../../../src/store/types/rates.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { type Company, createCompany, requireSaved } from '../../support/company.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { emptyDatabase, openTestDatabase } from '../../support/store/test-database.ts';

const NOW = MONDAY + HOUR_MS;
const rate = (currency: string, of: number, from: RateChange['from'] = '2026-11-16'): RateChange => ({
  ...{ currency, inCurrency: 'EUR', from, rate: of },
});
const worth = (minor: number, currency: string) => ({
  value: { minor, currency },
  pipelineValueMinor: null,
  rate: null,
  rateOn: null,
});

let database: Database;
let home: Company;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  await emptyDatabase(database);
  home = await createCompany(database);
});
afterAll(() => database.close());

let keys = 0;
const nextKey = (): string => {
  keys += 1;
  return `rates ${keys}`;
};
const save = (changes: readonly RateChange[], { at = NOW, key = nextKey() } = {}) =>
  home.tenant.rates.save(changes, { act: home.act(at, 'admin'), timeZone: 'Europe/Warsaw', key });
async function takeBack(changeId: string | null) {
  const change = await home.tenant.settingChanges.byId(changeId ?? '');
  const { before, after, touched } = parseRatesChange(change ?? { payload: null }) ?? { before: [], after: [], touched: [] };
  return home.tenant.rates.save(before, {
    ...{ act: home.act(NOW + MINUTE_MS, 'admin'), timeZone: 'Europe/Warsaw', key: `undo ${changeId}` },
    undoes: { changeId: changeId ?? '', touched, was: after },
  });
}
const idOf = async (saved: ReturnType<typeof save>) => {
  const made = await saved;
  return made.ok ? made.changeId : null;
};
const minor = async (number: number) => (await home.tenant.deals(ALL_DEALS).file(number))?.deal.pipelineValueMinor;
const wonTotal = async () => (await home.tenant.funnel.won('sales', MONDAY - 30 * DAY_MS, NOW + HOUR_MS))[0]?.valueMinor;
describe('a rate that is saved', () => {
  it('gives open deals without a price theirs, with their history, and the counters agree with a rebuild', async () => {
    await home.createDeal(worth(100_00, 'PLN'));
    await home.createDeal(worth(100_00, 'USD'));
    expect(await save([rate('PLN', 0.25)])).toMatchObject({ ok: true, priced: 1, corrected: 0 });
    expect([await minor(1), await minor(2)]).toEqual([25_00, null]);
    const [, priced] = await home.tenant.deals(ALL_DEALS).history(1);
    expect(priced).toMatchObject({ kind: 'priced', fields: ['pipelineValueMinor'], after: { rate: 0.25, rateOn: '2026-11-16' } });
    expect(await home.tenant.funnel.stock('sales')).toMatchObject([{ valueMinor: 25_00, unpriced: 1, count: 2 }]);
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('leaves the price of a deal frozen, but for a correction of the very rate that it was priced at', async () => {
    await home.createDeal(worth(100_00, 'PLN'));
    await save([rate('PLN', 0.25, '2026-11-10')]);
    expect(await save([rate('PLN', 0.3)])).toMatchObject({ priced: 0, corrected: 0 });
    expect(await minor(1)).toBe(25_00);
    expect(await save([rate('PLN', 0.2, '2026-11-10')])).toMatchObject({ priced: 0, corrected: 1 });
    expect(await minor(1)).toBe(20_00);
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
  });

  it('prices a closed deal at the rate of the day of its closing, and never a deal that was entered by mistake', async () => {
    await home.createDeal(worth(100_00, 'PLN'));
    await database.prisma.$executeRawUnsafe(
      `UPDATE deal SET outcome = 'won', closed_at = '2026-11-10T09:30:00Z' WHERE number = 1`,
    );
    expect(await home.tenant.rates.unrated('sales', 'Europe/Warsaw')).toEqual({
      open: [],
      closed: [{ currency: 'PLN', count: 1, valueMinor: 100_00, since: '2026-11-10' }],
    });
    // Of a later day it is of no use to it.
    expect(await save([rate('PLN', 0.3, '2026-11-12')])).toMatchObject({ priced: 0 });
    expect(await save([rate('PLN', 0.25, '2026-11-01')])).toMatchObject({ priced: 1 });
    expect([await minor(1), await wonTotal()]).toEqual([25_00, 25_00]);
  });

  it('is undone with what it did to deals, but for those that have changed since', async () => {
    await home.createDeal(worth(100_00, 'PLN'));
    await home.createDeal(worth(200_00, 'PLN'));
    const id = await idOf(save([rate('PLN', 0.25)]));
    const edits = { deal: { source: 'fair' } };
    requireSaved(
      await home.tenant
        .deals(ALL_DEALS)
        .change(2, (file) => edit(file, { pipeline: home.pipeline, edits }, home.act(NOW + 1)), home.writeRequest()),
    );
    expect(await takeBack(id)).toMatchObject({ ok: true, stayed: 1 });
    expect(await home.tenant.rates.all()).toEqual([]);
    expect([await minor(1), await minor(2)]).toEqual([null, 50_00]);
    expect(await home.tenant.funnel.verifyCounters()).toEqual([]);
    // A second time there is nothing left to take back.
    expect(
      await home.tenant.rates.save([], {
        ...{ act: home.act(NOW, 'admin'), key: 'again', timeZone: 'UTC' },
        undoes: { changeId: id ?? '', touched: [], was: [] },
      }),
    ).toEqual({ ok: false, why: 'changedSince' });
  });

  it('is not undone where somebody has saved another one since', async () => {
    const id = await idOf(save([rate('PLN', 0.25)]));
    await save([rate('PLN', 0.24)]);
    expect(await takeBack(id)).toEqual({ ok: false, why: 'changedSince' });
    expect(await home.tenant.rates.all()).toMatchObject([{ rate: 0.24 }]);
  });

  it('counts once where the request comes twice, and two at once both hold', async () => {
    await home.createDeal(worth(100_00, 'PLN'));
    const once = await save([rate('PLN', 0.25)], { key: 'same' });
    expect(await save([rate('PLN', 0.25)], { key: 'same' })).toEqual(once);
    await Promise.all([save([rate('USD', 0.9)]), save([rate('CHF', 1.1)])]);
    expect((await home.tenant.rates.all()).map(({ currency }) => currency)).toEqual(['CHF', 'PLN', 'USD']);
    expect(await home.tenant.deals(ALL_DEALS).history(1)).toHaveLength(2);
  });

  it('cannot be taken back through the deal: its owner undoes their own changes only', async () => {
    await home.createDeal(worth(100_00, 'PLN'));
    await save([rate('PLN', 0.25)]);
    const undone = await home.tenant.deals(ALL_DEALS).change(1, (file, history) => undo(file, history, home.act(NOW)), {
      ...home.writeRequest(),
      history: true,
    });
    expect(undone).toMatchObject({ ok: false, refusal: { why: 'nothingToUndo' } });
  });

  it('leaves a deal without a price whose amount would be beyond what is kept', async () => {
    await home.createDeal(worth(10 ** 13, 'PLN'));
    expect(await save([rate('PLN', 4)])).toMatchObject({ priced: 0 });
    expect(await minor(1)).toBe(null);
  });

  it('is one company’s: another one’s deals and rates are untouched', async () => {
    const other = await createCompany(database, 'T2');
    await other.createDeal(worth(100_00, 'PLN'));
    await save([rate('PLN', 0.25)]);
    expect((await other.tenant.deals(ALL_DEALS).file(1))?.deal.pipelineValueMinor).toBe(null);
    expect(await other.tenant.rates.all()).toEqual([]);
    expect((await home.tenant.rates.unrated('sales', 'UTC')).open).toEqual([]);
    expect((await other.tenant.rates.unrated('sales', 'UTC')).open).toMatchObject([{ currency: 'PLN', count: 1 }]);
  });
});
