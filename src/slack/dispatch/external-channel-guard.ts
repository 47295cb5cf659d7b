import type { ChannelId, WorkspaceId } from '../../core/ids.ts';
import { isAllowed } from '../../core/people/rights.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import type { Caller } from '../request/request-context.ts';
import { OPEN_SETUP } from '../views/kit/action-ids.ts';
import { buttons, textMessage } from '../views/kit/blocks.ts';
import type { Deps } from '../web-api/deps.ts';
import { isChannel, isExternalStaleWhileRevalidate, lookUpIsExternal } from '../web-api/external-channels.ts';

/** Starts the check whether a request comes from a channel that is shared with another company (Slack Connect). */
export const isExternalChannel = (deps: Deps, workspaceId: WorkspaceId, channelId: ChannelId | null): Promise<boolean> =>
  isChannel(channelId) ? isExternalStaleWhileRevalidate(deps, { workspaceId, channelId }) : Promise.resolve(false);

/**
 * Whether the person belongs to the other company of a shared channel: the buttons of our posts are theirs to press too. Elsewhere a
 * person's team may differ in one company. Nobody of another team is answered before Slack has said what the channel is.
 *
 * @param teamId of the person; undefined where Slack does not say it.
 */
export async function isExternalUser(
  deps: Parameters<typeof lookUpIsExternal>[0],
  { workspaceId, channelId }: Pick<Caller, 'workspaceId' | 'channelId'>,
  teamId: string | undefined,
): Promise<boolean> {
  if (teamId === undefined || teamId === workspaceId || !isChannel(channelId)) return false;
  return lookUpIsExternal(deps, { workspaceId, channelId }, true).catch(() => true);
}

/** The refusal in a channel that is shared with another company, until an admin allows it there: shows no deals. */
export async function refuseInExternalChannel(context: RequestContext, isOutside: Promise<boolean>): Promise<Reply | undefined> {
  if (!(await isOutside)) return undefined;
  const { m, tenant, member, channelId } = context;
  const here = (await tenant.subscriptions.all()).filter((each) => each.channelId === channelId);
  if (here.some(({ allowExternal }) => allowExternal)) return undefined;
  const mayAllow = isAllowed(member.role, 'settings.change');
  return {
    kind: 'say',
    message: textMessage(
      mayAllow ? m.setup.external.allowHere : m.setup.external.askAdmin,
      ...(mayAllow ? buttons({ id: OPEN_SETUP, text: m.alerts.openSetup, value: 'setup' }) : []),
    ),
  };
}
