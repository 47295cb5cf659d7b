import type { SavedBoth } from '../store/types/deals.ts';
import type { Tenant } from '../store/types/store.ts';

/** Who hears that something was saved. */
export type Hearers = {
  /** Posts may wait: a deal's card in a channel, a word to its new owner. */
  readonly posts: () => void;
  /** What people see on Home may be another now. */
  readonly changed: () => void;
};

type Saving = { readonly ok: boolean } | SavedBoth;

/** The same tenant, who says after every write of consequence that there was one; a refused or repeated write was none. */
export function waking(tenant: Tenant, { posts, changed }: Hearers): Tenant {
  const { create, change, changeBoth } = tenant.deals;
  const { members, targets, subscriptions, commitments } = tenant;
  const deal = async <Saved extends Saving>(saving: Promise<Saved>): Promise<Saved> => {
    const saved = await saving;
    if (!saved.ok) return saved;
    posts();
    if (!('again' in saved) || saved.again !== true) changed();
    return saved;
  };
  const other = async <Result>(saving: Promise<Result>): Promise<Result> => {
    const saved = await saving;
    changed();
    return saved;
  };
  return {
    ...tenant,
    changeWorkspace: (...args) => other(tenant.changeWorkspace(...args)),
    savePipeline: (...args) => other(tenant.savePipeline(...args)),
    deals: {
      ...tenant.deals,
      create: (...args) => deal(create(...args)),
      change: (...args) => deal(change(...args)),
      changeBoth: (...args) => deal(changeBoth(...args)),
    },
    members: {
      ...members,
      setRole: (...args) => other(members.setRole(...args)),
      setLanguage: (...args) => other(members.setLanguage(...args)),
      setQuiet: (...args) => other(members.setQuiet(...args)),
    },
    targets: { ...targets, set: (...args) => other(targets.set(...args)) },
    subscriptions: {
      ...subscriptions,
      save: (...args) => other(subscriptions.save(...args)),
      end: (...args) => other(subscriptions.end(...args)),
    },
    commitments: { ...commitments, take: (...args) => other(commitments.take(...args)) },
  };
}
