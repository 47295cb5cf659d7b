import type { SavedPair } from '../../store/types/deals.ts';
import type { Tenant } from '../../store/types/store.ts';

/** Who hears that something was saved. */
export type ChangeListeners = {
  /** Posts may wait: a deal's card in a channel, a word to its new owner. */
  readonly onPostsQueued: () => void;
  /** What people see on Home may be another now. */
  readonly onChange: () => void;
};

type SaveResult = { readonly ok: boolean } | SavedPair;

/** The same tenant, who says after every write of consequence that there was one; a refused or repeated write was none. */
export function withChangeNotifications(tenant: Tenant, { onPostsQueued, onChange }: ChangeListeners): Tenant {
  const { create, change, changePair } = tenant.deals;
  const { members, targets, subscriptions, commitments } = tenant;
  const notifyDealSaved = async <Saved extends SaveResult>(saving: Promise<Saved>): Promise<Saved> => {
    const saved = await saving;
    if (!saved.ok) return saved;
    onPostsQueued();
    if (!('again' in saved) || saved.again !== true) onChange();
    return saved;
  };
  const notifySaved = async <Result>(saving: Promise<Result>): Promise<Result> => {
    const saved = await saving;
    onChange();
    return saved;
  };
  return {
    ...tenant,
    updateWorkspace: (...args) => notifySaved(tenant.updateWorkspace(...args)),
    savePipeline: (...args) => notifySaved(tenant.savePipeline(...args)),
    deals: {
      ...tenant.deals,
      create: (...args) => notifyDealSaved(create(...args)),
      change: (...args) => notifyDealSaved(change(...args)),
      changePair: (...args) => notifyDealSaved(changePair(...args)),
    },
    members: {
      ...members,
      setRole: (...args) => notifySaved(members.setRole(...args)),
      setLanguage: (...args) => notifySaved(members.setLanguage(...args)),
      setQuietHours: (...args) => notifySaved(members.setQuietHours(...args)),
    },
    targets: { ...targets, set: (...args) => notifySaved(targets.set(...args)) },
    subscriptions: {
      ...subscriptions,
      save: (...args) => notifySaved(subscriptions.save(...args)),
      end: (...args) => notifySaved(subscriptions.end(...args)),
    },
    commitments: { ...commitments, claim: (...args) => notifySaved(commitments.claim(...args)) },
  };
}
