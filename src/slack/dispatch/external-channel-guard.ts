import { isAllowed } from '../../core/deal/rights.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { OPEN_SETUP } from '../views/kit/action-ids.ts';
import { buttons, textMessage } from '../views/kit/blocks.ts';
import type { Deps } from '../web-api/deps.ts';
import { isChannel, isExternalStaleWhileRevalidate, lookUpIsExternal } from '../web-api/external-channels.ts';

/** Begins to ask whether a request comes out of a channel that is shared with another company. */
export const isExternalChannel = (deps: Deps, workspaceId: string, channelId: string | null): Promise<boolean> =>
  isChannel(channelId) ? isExternalStaleWhileRevalidate(deps, workspaceId, channelId) : Promise.resolve(false);

/**
 * Somebody of the other company, in a channel that is shared with it: the buttons of our posts are theirs to press too. Elsewhere a
 * person's team may differ in one company. Nobody of another team is answered before Slack has said what the channel is.
 */
export async function isExternalUser(
  deps: Parameters<typeof lookUpIsExternal>[0],
  teamId: string | undefined,
  workspaceId: string,
  channelId: string | null,
): Promise<boolean> {
  if (teamId === undefined || teamId === workspaceId || !isChannel(channelId)) return false;
  return lookUpIsExternal(deps, workspaceId, channelId, true).catch(() => true);
}

/** The answer in a channel that is shared with another company, until an admin allows it: nothing of deals. */
export async function refuseInExternalChannel(visit: RequestContext, isOutside: Promise<boolean>): Promise<Reply | undefined> {
  if (!(await isOutside)) return undefined;
  const { m, tenant, member, channelId } = visit;
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
