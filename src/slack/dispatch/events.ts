import type { AllMiddlewareArgs, App, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { WorkspaceId } from '../../core/ids.ts';
import { teamsInUse } from '../../core/people/teams.ts';
import { SECOND_MS } from '../../core/time/durations.ts';
import type { Instant } from '../../core/time/instant.ts';
import { personKey } from '../request/admission.ts';
import { blockIfExternal, clearExternalWarning } from '../request/external-channel-warning.ts';
import { refreshHomes } from '../request/home-watch.ts';
import type { RequestDeps } from '../request/request-deps.ts';
import { toProfile } from '../web-api/accounts.ts';
import { retryClosedPosts } from '../web-api/closed-channel.ts';
import { cacheIsExternal } from '../web-api/external-channels.ts';
import type { CountInFlight } from './count-in-flight.ts';
import { openHome } from './home.ts';

type HomeOpenedArgs = SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs;
type ChannelSharedArgs = SlackEventMiddlewareArgs<'channel_shared'> & AllMiddlewareArgs;
type ChannelUnsharedArgs = SlackEventMiddlewareArgs<'channel_unshared'> & AllMiddlewareArgs;
type UserChangeArgs = SlackEventMiddlewareArgs<'user_change'> & AllMiddlewareArgs;
type GroupPeopleArgs = SlackEventMiddlewareArgs<'subteam_members_changed'> & AllMiddlewareArgs;
type GroupUpdatedArgs = SlackEventMiddlewareArgs<'subteam_updated'> & AllMiddlewareArgs;
type TokensRevokedArgs = SlackEventMiddlewareArgs<'tokens_revoked'> & AllMiddlewareArgs;
type AppUninstalledArgs = SlackEventMiddlewareArgs<'app_uninstalled'> & AllMiddlewareArgs;

/** Slack sends it; Bolt's type of a Home does not have it. */
const viewHash = (view: object | undefined): string | undefined =>
  view !== undefined && 'hash' in view && typeof view.hash === 'string' ? view.hash : undefined;

type EventOptions = {
  readonly countInFlight: CountInFlight;
  /** Removes what is kept of a workspace's installation; not given where one workspace's token is in the settings: its data are the host's. */
  readonly forget?: ((workspaceId: WorkspaceId, removedAt: Instant) => Promise<boolean>) | undefined;
};

/** Registers the listeners of events that are answered by nothing: the others are invitations, mentions and direct messages. */
export function registerEvents(app: Pick<App, 'event'>, deps: RequestDeps, { countInFlight, forget }: EventOptions): void {
  const { installations } = deps.store;
  const remove = forget ?? ((workspaceId, at) => installations.remove(workspaceId, { at, deleteAfter: null }));
  /** @param eventTime seconds since the epoch. */
  const onAppRemoved = async (workspaceId: WorkspaceId | undefined, eventTime: number) => {
    if (workspaceId === undefined || !(await remove(workspaceId, eventTime * SECOND_MS))) return;
    deps.log.warn(
      { workspace: workspaceId },
      'the app was removed from the workspace: nothing is posted until it is installed again',
    );
  };
  app.event(
    'app_home_opened',
    countInFlight(async ({ event, context }: HomeOpenedArgs) => {
      if (event.tab !== 'home' || context.teamId === undefined) return;
      await openHome(deps, { workspaceId: context.teamId, slackUserId: event.user }, viewHash(event.view));
    }),
  );
  app.event(
    'channel_shared',
    countInFlight(async ({ event, context }: ChannelSharedArgs) => {
      if (context.teamId === undefined) return;
      cacheIsExternal(deps, { workspaceId: context.teamId, channelId: event.channel }, true);
      await blockIfExternal(deps.store.tenant(context.teamId), event.channel, deps.clock.now());
      deps.wake();
    }),
  );
  app.event(
    'channel_unshared',
    countInFlight(async ({ event, context }: ChannelUnsharedArgs) => {
      if (context.teamId === undefined) return;
      // It may still be shared with a third company.
      cacheIsExternal(deps, { workspaceId: context.teamId, channelId: event.channel }, event.is_ext_shared === true);
      if (event.is_ext_shared === true) return;
      await clearExternalWarning(deps.store.tenant(context.teamId), event.channel);
      await retryClosedPosts(deps, { workspaceId: context.teamId, channelId: event.channel });
    }),
  );
  app.event(
    'user_change',
    countInFlight(async ({ event, context }: UserChangeArgs) => {
      const { id } = event.user;
      const tenant = deps.store.tenant(context.teamId ?? event.user.team_id);
      deps.refusedPeople.delete(personKey(tenant, id));
      // Busy workspaces tell of everybody; only people who work with deals matter here.
      const known = await tenant.members.bySlackUser(id);
      if (known === undefined) return;
      const { email: _unasked, ...profile } = toProfile(event.user, tenant.id);
      const { active } = await tenant.members.upsert({ slackUserId: id, ...profile, at: deps.clock.now() });
      // Who may not use Lejek any more does not go on looking at a Home; a new status line is of no concern.
      if (active !== known.active) refreshHomes(deps, tenant.id);
    }),
  );
  /** What it is now is asked for afterwards: the events name 500 people at most. Busy workspaces change groups that no team follows. */
  const onGroupChanged = async (workspaceId: WorkspaceId | undefined, groupId: string) => {
    if (workspaceId === undefined) return;
    const { teams } = await deps.store.tenant(workspaceId).teams.all();
    if (teamsInUse(teams).some(({ userGroupId }) => userGroupId === groupId)) deps.groupsChanged?.(workspaceId);
  };
  app.event(
    'subteam_members_changed',
    countInFlight(async ({ event, context }: GroupPeopleArgs) => onGroupChanged(context.teamId, event.subteam_id)),
  );
  app.event(
    'subteam_updated',
    countInFlight(async ({ event, context }: GroupUpdatedArgs) => onGroupChanged(context.teamId, event.subteam.id)),
  );
  app.event(
    'app_uninstalled',
    countInFlight(async ({ context, body }: AppUninstalledArgs) => onAppRemoved(context.teamId, body.event_time)),
  );
  app.event(
    'tokens_revoked',
    countInFlight(async ({ event, context, body }: TokensRevokedArgs) => {
      if ((event.tokens.bot ?? []).length > 0) await onAppRemoved(context.teamId, body.event_time);
    }),
  );
}
