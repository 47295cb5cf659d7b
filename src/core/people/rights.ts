import type { Role } from './member.ts';

/** Every action that is subject to a right. */
export type Permission =
  | 'deal.open'
  | 'deal.see'
  | 'deal.advance'
  | 'deal.move'
  | 'deal.win'
  | 'deal.lose'
  | 'deal.reopen'
  | 'deal.undo'
  | 'deal.withdraw'
  | 'deal.edit'
  | 'deal.estimate'
  | 'stage.estimate'
  | 'deal.assign'
  /** `own`: one's own deals. */
  | 'deals.handOver'
  | 'deal.note'
  /** To say why a close date moved later: `own` is a change that the person made. */
  | 'deal.explain'
  | 'deal.merge'
  | 'funnel.see'
  | 'reps.see'
  | 'digest.preview'
  | 'digest.post'
  | 'target.set'
  | 'rates.set'
  | 'settings.change';

/** `owner`: on one's own deal, or about oneself; `anyone`: every member; a role: that role and those above it. */
type Rule = 'anyone' | 'owner' | 'manager' | 'admin';

/**
 * The one table of rights. A rep changes own deals (and reassigns them away), a manager the whole pipeline, an admin settings too;
 * everybody sees the funnel and may add a note. Undo belongs to the actor: `undo` in deal/undo.ts checks who acted.
 */
export const RIGHTS: Readonly<Record<Permission, Rule>> = {
  'deal.open': 'anyone',
  'deal.see': 'anyone',
  'deal.advance': 'owner',
  'deal.move': 'owner',
  'deal.win': 'owner',
  'deal.lose': 'owner',
  'deal.reopen': 'owner',
  'deal.undo': 'anyone',
  'deal.withdraw': 'owner',
  'deal.edit': 'owner',
  'deal.estimate': 'owner',
  'stage.estimate': 'manager',
  'deal.assign': 'owner',
  'deals.handOver': 'owner',
  'deal.note': 'anyone',
  'deal.explain': 'owner',
  'deal.merge': 'owner',
  'funnel.see': 'anyone',
  'reps.see': 'owner',
  'digest.preview': 'manager',
  'digest.post': 'manager',
  'target.set': 'manager',
  'rates.set': 'admin',
  'settings.change': 'admin',
};

const RANK: Readonly<Record<Role, number>> = { rep: 0, manager: 1, admin: 2 };

/**
 * Whether a role may do an action, on a deal where the action is about one.
 *
 * @param deal `own`: the person owns the deal, or is the person that it is about; leave out for actions that are about neither.
 * @example isAllowed('rep', 'deal.advance', { own: false }) // => false
 */
export function isAllowed(role: Role, action: Permission, deal: { readonly own: boolean } = { own: false }): boolean {
  const rule = RIGHTS[action];
  switch (rule) {
    case 'anyone':
      return true;
    case 'owner':
      return deal.own || RANK[role] >= RANK.manager;
    case 'manager':
    case 'admin':
      return RANK[role] >= RANK[rule];
  }
}
