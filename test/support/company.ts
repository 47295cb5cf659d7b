import type { ActorContext } from '../../src/core/deal/change.ts';
import { type NewDealDetails, openDeal } from '../../src/core/deal/open-deal.ts';
import type { SaveResult } from '../../src/core/deal/save-result.ts';
import type { Member, Role } from '../../src/core/people/member.ts';
import type { Pipeline } from '../../src/core/pipeline/stage.ts';
import { localizePipeline } from '../../src/core/pipeline/stored-pipeline.ts';
import { utcDate } from '../../src/core/time/calendar.ts';
import type { Database } from '../../src/store/db/database.ts';
import { createStore } from '../../src/store/open-store.ts';
import type { WriteRequest } from '../../src/store/types/deals.ts';
import type { Store, Tenant } from '../../src/store/types/store.ts';
import { ALL_DEALS } from './all-deals.ts';
import { MONDAY } from './deal-builders.ts';

/** A workspace with Anna in it, on a real store. */
export type Company = {
  readonly store: Store;
  readonly tenant: Tenant;
  readonly pipeline: Pipeline;
  readonly anna: Member;
  readonly act: (at?: number, role?: Role, actorId?: string) => ActorContext;
  readonly writeRequest: (key?: string, at?: number) => WriteRequest;
  readonly createDeal: (details?: Partial<NewDealDetails>, at?: number) => Promise<Extract<SaveResult, { ok: true }>>;
};

/** Makes a company in a database; one database takes many. */
export async function createCompany(database: Database, id = 'T1'): Promise<Company> {
  const store = createStore(database);
  const tenant = store.tenant(id);
  const { member: anna, pipeline: stored } = await tenant.loadOrCreateRequester(
    { slackUserId: 'U1', name: 'Anna' },
    { language: 'en', at: MONDAY },
  );
  const pipeline = localizePipeline(stored, 'en');
  const act = (at = MONDAY, role: Role = 'rep', actorId = anna.id): ActorContext => ({
    actor: { id: actorId, role },
    at,
    today: utcDate(at),
    through: 'command',
  });
  return {
    store,
    tenant,
    pipeline,
    anna,
    act,
    writeRequest: (key, at = MONDAY) => ({ key: key ?? null, at }),
    createDeal: async (details = {}, at = MONDAY) =>
      requireSaved(
        await tenant
          .deals(ALL_DEALS)
          .create((number) => openDeal({ number, pipeline }, { name: 'Bielik', ownerId: anna.id, ...details }, act(at)), {
            key: null,
            at,
          }),
      ),
  };
}

/** What was written, where it has to have been. */
export function requireSaved(saved: SaveResult): Extract<SaveResult, { ok: true }> {
  if (!saved.ok) throw new Error(`not saved: ${JSON.stringify(saved)}`);
  return saved;
}
