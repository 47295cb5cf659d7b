import { may } from '../core/rights.ts';
import type { Deps } from './deps.ts';
import { isChannel, isExternal, isExternalSoon } from './external-channels.ts';
import type { Answer, Visit } from './flow.ts';
import { buttons, say } from './views/blocks.ts';
import { SETUP } from './views/problem.ts';

/** Begins to ask whether a request comes out of a channel that is shared with another company. */
export const outside = (deps: Deps, workspaceId: string, channelId: string | null): Promise<boolean> =>
  isChannel(channelId) ? isExternalSoon(deps, workspaceId, channelId) : Promise.resolve(false);

/**
 * Somebody of the other company, in a channel that is shared with it: the buttons of our posts are theirs to press too. Elsewhere a
 * person's team may differ in one company. Nobody of another team is answered before Slack has said what the channel is.
 */
export async function isStranger(
  deps: Parameters<typeof isExternal>[0],
  teamId: string | undefined,
  workspaceId: string,
  channelId: string | null,
): Promise<boolean> {
  if (teamId === undefined || teamId === workspaceId || !isChannel(channelId)) return false;
  return isExternal(deps, workspaceId, channelId, true).catch(() => true);
}

/** The answer in a channel that is shared with another company, until an admin allows it: nothing of deals. */
export async function closedHere(visit: Visit, isOutside: Promise<boolean>): Promise<Answer | undefined> {
  if (!(await isOutside)) return undefined;
  const { m, tenant, member, channelId } = visit;
  const here = (await tenant.subscriptions.all()).filter((each) => each.channelId === channelId);
  if (here.some(({ allowExternal }) => allowExternal)) return undefined;
  const mayAllow = may(member.role, 'settings.change');
  return {
    do: 'say',
    message: say(
      mayAllow ? m.setup.external.allowHere : m.setup.external.askAdmin,
      ...(mayAllow ? buttons({ id: SETUP, text: m.alerts.openSetup, value: 'setup' }) : []),
    ),
  };
}
