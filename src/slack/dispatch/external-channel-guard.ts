import type { ChannelId, WorkspaceId } from '../../core/ids.ts';
import { isAllowed } from '../../core/people/rights.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { OPEN_SETUP } from '../views/kit/action-ids.ts';
import { buttons, textMessage } from '../views/kit/blocks.ts';
import type { Deps } from '../web-api/deps.ts';
import { isChannel, isExternalStaleWhileRevalidate } from '../web-api/external-channels.ts';

/** Starts the check whether a request comes from a channel that is shared with another company (Slack Connect). */
export const isExternalChannel = (deps: Deps, workspaceId: WorkspaceId, channelId: ChannelId | null): Promise<boolean> =>
  isChannel(channelId) ? isExternalStaleWhileRevalidate(deps, { workspaceId, channelId }) : Promise.resolve(false);

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
