import type { AllMiddlewareArgs, App, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Deps } from './deps.ts';
import { noteExternal } from './external-channels.ts';
import { openHome } from './home.ts';
import { ownAgain, sharedOut } from './shared-out.ts';

type Counted = <Args>(listener: (args: Args) => Promise<void>) => (args: Args) => Promise<void>;

type HomeOpened = SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs;
type ChannelShared = SlackEventMiddlewareArgs<'channel_shared'> & AllMiddlewareArgs;
type ChannelUnshared = SlackEventMiddlewareArgs<'channel_unshared'> & AllMiddlewareArgs;
type UserChange = SlackEventMiddlewareArgs<'user_change'> & AllMiddlewareArgs;
type Revoked = SlackEventMiddlewareArgs<'tokens_revoked'> & AllMiddlewareArgs;
type Uninstalled = SlackEventMiddlewareArgs<'app_uninstalled'> & AllMiddlewareArgs;

/** Slack sends it; Bolt's type of a Home does not have it. */
const hashOf = (view: object | undefined): string | undefined =>
  view !== undefined && 'hash' in view && typeof view.hash === 'string' ? view.hash : undefined;

/**
 * Registers every event listener: the events that the manifest subscribes to, and nothing else.
 *
 * @param forget removes what is kept of a workspace's installation; none where one workspace's token is in the settings.
 */
export function registerEvents(
  app: Pick<App, 'event'>,
  deps: Deps,
  counted: Counted,
  forget: ((workspaceId: string) => Promise<void>) | undefined,
): void {
  const removed = async (workspaceId: string | undefined) => {
    deps.log.warn(
      { workspace: workspaceId },
      'the app was removed from the workspace: nothing is posted until it is installed again',
    );
    if (workspaceId !== undefined) await forget?.(workspaceId);
  };
  app.event(
    'app_home_opened',
    counted(async ({ event, context }: HomeOpened) => {
      if (event.tab !== 'home' || context.teamId === undefined) return;
      await openHome(deps, { workspaceId: context.teamId, slackUserId: event.user }, hashOf(event.view));
    }),
  );
  app.event(
    'channel_shared',
    counted(async ({ event, context }: ChannelShared) => {
      if (context.teamId === undefined) return;
      noteExternal(deps, context.teamId, event.channel, true);
      await sharedOut(deps.store.of(context.teamId), event.channel, deps.now());
      deps.wake();
    }),
  );
  app.event(
    'channel_unshared',
    counted(async ({ event, context }: ChannelUnshared) => {
      if (context.teamId === undefined) return;
      // It may still be shared with a third company.
      noteExternal(deps, context.teamId, event.channel, event.is_ext_shared === true);
      if (event.is_ext_shared !== true) await ownAgain(deps.store.of(context.teamId), event.channel);
    }),
  );
  app.event(
    'user_change',
    counted(async ({ event, context }: UserChange) => {
      const { id, name, deleted, is_bot, profile, tz, locale } = event.user;
      const tenant = deps.store.of(context.teamId ?? event.user.team_id);
      const known = await tenant.members.bySlackUser(id);
      // Busy workspaces tell of everybody; only people who work with deals matter here.
      if (known === undefined || is_bot) return;
      await tenant.members.note({
        slackUserId: id,
        name: profile.display_name || profile.real_name || name,
        active: !deleted,
        timeZone: tz ?? null,
        ...(locale === undefined ? {} : { locale }),
        at: deps.now(),
      });
    }),
  );
  app.event(
    'app_uninstalled',
    counted(async ({ context }: Uninstalled) => removed(context.teamId)),
  );
  app.event(
    'tokens_revoked',
    counted(async ({ event, context }: Revoked) => {
      if ((event.tokens.bot ?? []).length > 0) await removed(context.teamId);
    }),
  );
}
