import { z } from 'zod';
import type { MemberId } from '../../../../core/ids.ts';
import { LANGUAGE_CODES } from '../../../../core/people/language.ts';
import { type Member, ROLES, type Role } from '../../../../core/people/member.ts';
import { nextSlot, nextStageCheck } from '../../../../core/time/slots.ts';
import type { Subscription } from '../../../../store/types/channels.ts';
import type { SettingChange } from '../../../../store/types/setting-changes.ts';
import type { RequestContext } from '../../../request/flow.ts';
import { isAnyDealMade } from '../../adopt-first-currency.ts';

const language = z.enum(LANGUAGE_CODES);
const subscription = z.object({
  pipelineId: z.string(),
  teamId: z.string().nullable().default(null),
  channelId: z.string(),
  channelName: z.string(),
  weekday: z.number(),
  timeOfDay: z.string(),
  timeZone: z.string(),
  language,
  cardsFrom: z.number().nullable(),
  allowExternal: z.boolean(),
  externalAllowedBy: z.string().nullable(),
});

const roles = z.array(z.object({ memberId: z.string(), role: z.enum(ROLES) }));

/** What is set up, as far as the form can change it. */
const setupState = z.object({
  workspace: z.object({
    timeZone: z.string(),
    language,
    holidayRegion: z.string().nullable(),
    fiscalStartMonth: z.number(),
  }),
  currency: z.string(),
  roles,
  /** Ids of the guests who were let in; a record of before there were any says nothing. */
  guests: z.array(z.string()).optional(),
  /** Of the chosen channel; null: it had none. */
  subscription: subscription.nullable(),
  /** Of the channel that had the posts before. */
  replaced: subscription.nullable(),
});
type SetupState = z.infer<typeof setupState>;

/** Payload of a change of what is set up. Stored. `roles`: what it left; a record of before that was kept says nothing. */
const setupChange = z.object({
  before: setupState,
  subscriptionId: z.string(),
  channelName: z.string(),
  roles: roles.optional(),
});
type SetupChange = z.infer<typeof setupChange>;

/** Reads it back; undefined for what no version wrote. */
export const parseSetupChange = ({ payload }: SettingChange): SetupChange | undefined => setupChange.safeParse(payload).data;

const toStored = (each: Subscription | undefined): SetupState['subscription'] =>
  each === undefined ? null : subscription.parse(each);

/** Who may do what. */
export const rolesOf = (members: readonly Member[]): z.infer<typeof roles> =>
  members.map(({ id, role }) => ({ memberId: id, role }));

/** What is set up before it is changed. */
export async function loadSetupBefore(
  { tenant, workspace, pipeline }: RequestContext,
  of: { readonly channelId: string; readonly replacedSubscriptionId: string; readonly membersBefore: readonly Member[] },
): Promise<SetupState> {
  const subscriptions = await tenant.subscriptions.all();
  const { timeZone, language, holidayRegion, fiscalStartMonth } = workspace;
  return {
    workspace: { timeZone, language, holidayRegion, fiscalStartMonth },
    currency: pipeline.currency,
    roles: rolesOf(of.membersBefore),
    guests: of.membersBefore.filter(({ account, active }) => active && account === 'guest').map(({ id }) => id),
    subscription: toStored(subscriptions.find((each) => each.channelId === of.channelId && each.pipelineId === pipeline.id)),
    replaced: toStored(subscriptions.find((each) => each.id === of.replacedSubscriptionId && each.channelId !== of.channelId)),
  };
}

/** Keeps what an undo goes back to. */
export const recordSetup = ({ tenant, member, at }: RequestContext, change: SetupChange): Promise<SettingChange> =>
  tenant.settingChanges.record({ memberId: member.id, kind: 'setup', at, payload: change });

async function restoreGuests({ tenant, member }: RequestContext, { guests }: SetupState): Promise<void> {
  if (guests === undefined) return;
  for (const { id, account, active } of await tenant.members.all()) {
    const wasAllowed = guests.includes(id);
    if (account === 'guest' && active !== wasAllowed) await tenant.members.allowGuest(id, wasAllowed ? member.id : null);
  }
}

const byMember = (all: z.infer<typeof roles>): ReadonlyMap<MemberId, Role> =>
  new Map(all.map(({ memberId, role }) => [memberId, role]));

/** Who was given another role since, one by one, keeps it; who has come since too. */
async function restoreRoles(
  { tenant }: RequestContext,
  { before, roles: left }: Pick<SetupChange, 'before' | 'roles'>,
): Promise<void> {
  const [former, given] = [byMember(before.roles), left === undefined ? undefined : byMember(left)];
  for (const { id, role } of await tenant.members.all()) {
    const was = former.get(id);
    if (was === undefined || was === role || (given !== undefined && given.get(id) !== role)) continue;
    await tenant.members.setRole(id, was);
  }
}

/** The currency of totals; whoever changes the stages at this moment is not overwritten. */
export async function setCurrency({ tenant, pipeline, at }: RequestContext, currency: string): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const stored = await tenant.pipeline(pipeline.id);
    if (stored === undefined || stored.currency === currency || (await tenant.savePipeline({ ...stored, currency }, at)).ok)
      return;
  }
}

/** Puts back what was set up before a change, and ends what it began. */
export async function restoreSetup(context: RequestContext, { before, subscriptionId, roles: left }: SetupChange): Promise<void> {
  const { tenant, at, pipeline } = context;
  await tenant.updateWorkspace(before.workspace);
  await restoreRoles(context, { before, roles: left });
  await restoreGuests(context, before);
  if (pipeline.currency !== before.currency && !(await isAnyDealMade(context))) await setCurrency(context, before.currency);
  for (const each of [before.subscription, before.replaced]) {
    if (each === null) continue;
    await tenant.subscriptions.save({
      ...each,
      nextDueAt: nextSlot(each, at),
      nextCheckAt: nextStageCheck(each, at),
      createdAt: at,
    });
  }
  if (before.subscription === null) await tenant.subscriptions.end(subscriptionId, at);
  context.wake();
}
