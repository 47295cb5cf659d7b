import type { Tenant } from '../store/store-types.ts';

/** The same tenant, who says after every change of a deal that posts may wait: its card in a channel, a word to its new owner. */
export function waking(tenant: Tenant, wake: () => void): Tenant {
  const { create, change, changeBoth } = tenant.deals;
  const told = async <Saved extends { readonly ok: boolean }>(saving: Promise<Saved>): Promise<Saved> => {
    const saved = await saving;
    if (saved.ok) wake();
    return saved;
  };
  return {
    ...tenant,
    deals: {
      ...tenant.deals,
      create: (...args) => told(create(...args)),
      change: (...args) => told(change(...args)),
      changeBoth: (...args) => told(changeBoth(...args)),
    },
  };
}
