import { isAllowed } from '../../core/people/rights.ts';
import { findHomeCurrency } from '../../platform/home-currency.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { textMessage } from '../views/kit/blocks.ts';
import { memberNameText } from '../views/kit/text.ts';

/** Nobody was admin: who sets Lejek up first becomes it. */
export async function claimOrCheckAdmin(context: RequestContext): Promise<{ readonly ok: boolean; readonly claimed: boolean }> {
  // Who is alone may everything, and becomes admin here all the same: soon there may be others.
  const claimed = await context.tenant.members.claimAdmin(context.member.id);
  return { ok: claimed || isAllowed(context.member.role, 'settings.change'), claimed };
}

export async function replyAdminsOnly(context: RequestContext): Promise<Reply> {
  const admins = (await context.tenant.members.all()).filter(({ role, active }) => role === 'admin' && active);
  return { kind: 'say', message: textMessage(context.m.setup.adminsOnly(admins.map(memberNameText))) };
}

/** Whether the person may set Lejek up: an admin, or anybody while there is none. */
export async function maySetUp(context: RequestContext): Promise<boolean> {
  if (isAllowed(context.member.role, 'settings.change')) return true;
  return !(await context.tenant.members.all()).some(({ role, active }) => role === 'admin' && active);
}

/** The currency that a form of settings is filled with. @param isNew nothing was set up and no deal was made: where the person is counts. */
export const proposedCurrency = ({ member, pipeline }: RequestContext, { isNew }: { readonly isNew: boolean }): string =>
  (isNew ? findHomeCurrency(member) : undefined) ?? pipeline.currency;
