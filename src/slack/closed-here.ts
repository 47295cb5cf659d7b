import { may } from '../core/rights.ts';
import type { Deps } from './deps.ts';
import { isChannel, isExternalSoon } from './external-channels.ts';
import type { Answer, Visit } from './flow.ts';
import { buttons, say } from './views/blocks.ts';
import { SETUP } from './views/problem.ts';

/** Begins to ask whether a request comes out of a channel that is shared with another company. */
export const outside = (deps: Deps, workspaceId: string, channelId: string | null): Promise<boolean> =>
  isChannel(channelId) ? isExternalSoon(deps, workspaceId, channelId) : Promise.resolve(false);

/**
 * Somebody of the other company, in a channel that is shared with it: the buttons of our posts are theirs to press too. Elsewhere a
 * person's team may differ in one company.
 */
export const isStranger = async (teamId: string | undefined, ownTeamId: string, isOutside: Promise<boolean>): Promise<boolean> =>
  teamId !== undefined && teamId !== ownTeamId && (await isOutside);

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
