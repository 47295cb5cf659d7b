import type { MemberId } from '../ids.ts';
import type { Member, Role } from './member.ts';
import { NOBODY } from './nobody.ts';

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
  | 'settings.change'
  /** To bring deals in from a file, and take an import back. */
  | 'deals.import'
  | 'role.change'
  | 'audit.see'
  /** To take everything out of the workspace. */
  | 'workspace.export'
  /** To have a person outside erased. */
  | 'contact.forget'
  /** To see and take back other people's tokens; everybody has their own. */
  | 'tokens.others'
  /** `own`: one's own absence. */
  | 'away.set';

/**
 * `anyone`: every member; `owner`: on one's own deal, or about oneself, but for who only reads; a role: that role and those above it.
 */
type Rule = 'anyone' | 'owner' | 'rep' | 'manager' | 'admin';

/**
 * The one table of rights. A reader changes nothing, a rep changes own deals (and reassigns them away), a manager the whole pipeline, an admin settings too;
 * everybody sees the funnel and may add a note. Undo belongs to the actor: `undo` in deal/undo.ts checks who acted.
 */
export const RIGHTS: Readonly<Record<Permission, Rule>> = {
  'deal.open': 'rep',
  'deal.see': 'anyone',
  'deal.advance': 'owner',
  'deal.move': 'owner',
  'deal.win': 'owner',
  'deal.lose': 'owner',
  'deal.reopen': 'owner',
  'deal.undo': 'rep',
  'deal.withdraw': 'owner',
  'deal.edit': 'owner',
  'deal.estimate': 'owner',
  'stage.estimate': 'manager',
  'deal.assign': 'owner',
  'deals.handOver': 'owner',
  'deal.note': 'rep',
  'deal.explain': 'owner',
  'deal.merge': 'owner',
  'funnel.see': 'anyone',
  'reps.see': 'owner',
  'digest.preview': 'manager',
  'digest.post': 'manager',
  'target.set': 'manager',
  'rates.set': 'admin',
  'settings.change': 'admin',
  'deals.import': 'admin',
  'role.change': 'admin',
  'audit.see': 'admin',
  'workspace.export': 'admin',
  'contact.forget': 'admin',
  'tokens.others': 'admin',
  'away.set': 'owner',
};

const RANK: Readonly<Record<Role, number>> = { reader: 0, rep: 1, manager: 2, admin: 3 };

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
      return RANK[role] >= (deal.own ? RANK.rep : RANK.manager);
    case 'rep':
    case 'manager':
    case 'admin':
      return RANK[role] >= RANK[rule];
  }
}

/** Who acts: themselves, and whom they stand in for today. */
export type Acting = Pick<Member, 'id' | 'role'> & { readonly standsInFor?: readonly MemberId[] };

/** Whether something of a person is the acting person's own: theirs, of somebody they stand in for, or nobody's yet. */
export const isOwn = ({ id, standsInFor = [] }: Pick<Acting, 'id' | 'standsInFor'>, ownerId: MemberId): boolean =>
  ownerId === id || ownerId === NOBODY || standsInFor.includes(ownerId);
