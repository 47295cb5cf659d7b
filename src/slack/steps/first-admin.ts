import type { Member } from '../../core/people/member.ts';
import { isAllowed } from '../../core/people/rights.ts';
import { newAdminPost } from '../../jobs/posts/new-admin.ts';
import { findHomeCurrency } from '../../platform/home-currency.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { textMessage } from '../views/kit/blocks.ts';
import { memberNameText } from '../views/kit/text.ts';

/** The admins who are here; where there is none, those who have left. */
async function loadAdmins({
  tenant,
}: RequestContext): Promise<{ readonly here: readonly Member[]; readonly left: readonly Member[] }> {
  const admins = (await tenant.members.all()).filter(({ role }) => role === 'admin');
  return { here: admins.filter(({ active }) => active), left: admins.filter(({ active }) => !active) };
}

/** Whether the person may become admin: nobody ever was one, or the last has left and they own the workspace in Slack. */
async function mayClaim(context: RequestContext, { here, left }: Awaited<ReturnType<typeof loadAdmins>>): Promise<boolean> {
  if (here.length > 0) return false;
  return left.length === 0 || context.solo || (await context.isWorkspaceOwner());
}

/** Says in each channel who has taken over from whom. */
async function announce({ tenant, member, at, wake }: RequestContext, left: readonly Member[]): Promise<void> {
  const channels = await tenant.subscriptions.all();
  const formerIds = left.map(({ id }) => id);
  const drafts = channels.map(({ channelId, language }) =>
    newAdminPost.draft({ channelId, language, adminId: member.id, formerIds, at }),
  );
  await tenant.deliveries.queue([...new Map(drafts.map((draft) => [draft.key, draft])).values()], at);
  wake();
}

/** Nobody was admin: who sets Lejek up first becomes it. The only admin has left: the owner of the Slack workspace may, said aloud. */
export async function claimOrCheckAdmin(context: RequestContext): Promise<{ readonly ok: boolean; readonly claimed: boolean }> {
  const { tenant, member } = context;
  const admins = await loadAdmins(context);
  // Who is alone may everything, and becomes admin here all the same: soon there may be others.
  const claimed = (await mayClaim(context, admins)) && (await tenant.members.claimAdmin(member.id));
  if (claimed && admins.left.length > 0) await announce(context, admins.left);
  return { ok: claimed || isAllowed(member.role, 'settings.change'), claimed };
}

export async function replyAdminsOnly(context: RequestContext): Promise<Reply> {
  const { here, left } = await loadAdmins(context);
  const { setup } = context.m;
  const said =
    here.length === 0 && left.length > 0 ? setup.adminLeft(left.map(memberNameText)) : setup.adminsOnly(here.map(memberNameText));
  return { kind: 'say', message: textMessage(said) };
}

/** Whether the person may set Lejek up: an admin, or who may become one. */
export async function maySetUp(context: RequestContext): Promise<boolean> {
  return isAllowed(context.member.role, 'settings.change') || mayClaim(context, await loadAdmins(context));
}

/** The currency that a form of settings is filled with. @param isNew nothing was set up and no deal was made: where the person is counts. */
export const proposedCurrency = ({ member, pipeline }: RequestContext, { isNew }: { readonly isNew: boolean }): string =>
  (isNew ? findHomeCurrency(member) : undefined) ?? pipeline.currency;
