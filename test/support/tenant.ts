import type { Act } from '../../src/core/change.ts';
import type { Member, Role } from '../../src/core/member.ts';
import { type DealDetails, openDeal } from '../../src/core/open-deal.ts';
import type { Saved } from '../../src/core/saved.ts';
import type { Pipeline } from '../../src/core/stage.ts';
import type { Database } from '../../src/store/database.ts';
import { storeOver } from '../../src/store/open.ts';
import type { WriteRequest } from '../../src/store/types/deals.ts';
import type { Store, Tenant } from '../../src/store/types/store.ts';
import { MONDAY } from './deal-builders.ts';

/** A workspace with Anna in it, on a real store. */
export type Company = {
  readonly store: Store;
  readonly tenant: Tenant;
  readonly pipeline: Pipeline;
  readonly anna: Member;
  readonly act: (at?: number, role?: Role, actorId?: string) => Act;
  readonly request: (key?: string, at?: number) => WriteRequest;
  readonly open: (details?: Partial<DealDetails>, at?: number) => Promise<Extract<Saved, { ok: true }>>;
};

/** Makes a company in a database; one database takes many. */
export async function company(database: Database, id = 'T1'): Promise<Company> {
  const store = storeOver(database);
  const tenant = store.of(id);
  const { member: anna, pipeline } = await tenant.enter({ slackUserId: 'U1', name: 'Anna' }, { language: 'en', at: MONDAY });
  const act = (at = MONDAY, role: Role = 'rep', actorId = anna.id): Act => ({
    actor: { id: actorId, role },
    at,
    today: new Date(at).toISOString().slice(0, 10),
    through: 'command',
  });
  return {
    store,
    tenant,
    pipeline,
    anna,
    act,
    request: (key, at = MONDAY) => ({ key: key ?? null, at }),
    open: async (details = {}, at = MONDAY) =>
      savedOf(
        await tenant.deals.create(
          (number) => openDeal(number, pipeline, { name: 'Bielik', ownerId: anna.id, ...details }, act(at)),
          { key: null, at },
        ),
      ),
  };
}

/** What was written, where it has to have been. */
export function savedOf(saved: Saved): Extract<Saved, { ok: true }> {
  if (!saved.ok) throw new Error(`not saved: ${JSON.stringify(saved)}`);
  return saved;
}
