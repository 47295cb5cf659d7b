import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { edit } from '../../../src/core/deal/edit.ts';
import { openDeal } from '../../../src/core/deal/open-deal.ts';
import { withChangeNotifications } from '../../../src/slack/request/change-notifications.ts';
import type { Database } from '../../../src/store/db/database.ts';
import { type MethodEffects, TENANT_EFFECTS } from '../../../src/store/types/method-effects.ts';
import type { Tenant } from '../../../src/store/types/store.ts';
import { ALL_DEALS } from '../../support/all-deals.ts';
import { type Company, createCompany } from '../../support/company.ts';
import { MONDAY } from '../../support/deal-builders.ts';
import { emptyDatabase, openTestDatabase } from '../../support/store/test-database.ts';

let database: Database;
let company: Company;
let heard: string[];
let tenant: Tenant;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  await emptyDatabase(database);
  company = await createCompany(database);
  heard = [];
  tenant = withChangeNotifications(company.tenant, {
    onPostsQueued: () => heard.push('posts'),
    onChange: () => heard.push('change'),
  });
});
afterAll(() => database.close());

const createDeal = (key: string | null = null) =>
  tenant
    .deals(ALL_DEALS)
    .create(
      (number) => openDeal({ number, pipeline: company.pipeline }, { name: 'Bielik', ownerId: company.anna.id }, company.act()),
      { key, at: MONDAY },
    );

describe('a tenant that is listened to', () => {
  it('says that a deal was saved, and that posts may wait', async () => {
    await createDeal();
    expect(heard).toEqual(['posts', 'change']);
  });

  it('does not redraw anything for a request that was carried out before', async () => {
    await createDeal('once');
    heard = [];
    await createDeal('once');
    expect(heard).toEqual(['posts']);
  });

  it('is silent about a refusal, and about what is only read', async () => {
    await createDeal();
    heard = [];
    const refused = await tenant
      .deals(ALL_DEALS)
      .change(1, (file) => edit(file, { pipeline: company.pipeline, edits: { deal: { name: 'Bielik' } } }, company.act()), {
        key: null,
        at: MONDAY,
      });
    expect(refused.ok).toBe(false);
    expect((await tenant.deals(ALL_DEALS).file(1))?.deal.name).toBe('Bielik');
    await tenant.markHandledOnce('key', MONDAY);
    expect(heard).toEqual([]);
  });

  it('says of settings, members, targets and own estimates that they changed', async () => {
    const { anna, pipeline } = company;
    const stageId = pipeline.stages[0]?.id ?? '';
    const estimate = { win: 0.1, until: '2026-12-31' as const, reason: 'a trade fair', by: anna.id, setAt: MONDAY };
    await tenant.updateWorkspace({ name: 'Jarzębina' });
    await tenant.members.setLanguage(anna.id, 'pl');
    await tenant.members.claimAdmin(anna.id);
    await tenant.stageEstimates.set(pipeline.id, { stageId, ...estimate });
    expect(heard).toEqual(['change', 'change', 'change', 'change']);
  });
});

it('a method that does not say what it does for others does not compile', () => {
  type Bigger = Tenant & { readonly burn: () => Promise<void> };
  type BiggerPart = Omit<Tenant, 'cards'> & { readonly cards: Tenant['cards'] & { readonly burn: () => Promise<void> } };
  // @ts-expect-error a new write of the tenant has no effect yet.
  const bigger: MethodEffects<Bigger> = TENANT_EFFECTS;
  // @ts-expect-error nor has a new write of one of its parts.
  const biggerPart: MethodEffects<BiggerPart> = TENANT_EFFECTS;
  expect([bigger, biggerPart]).toHaveLength(2);
});
