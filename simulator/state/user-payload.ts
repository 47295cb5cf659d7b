import { botScopes } from '../manifest.ts';
import type { Fields } from '../read-json.ts';
import type { SlackUser } from './entities.ts';
import type { Workspace } from './workspace.ts';

/** A user as users.info and `user_change` show it: the e-mail only with `users:read.email`, the locale only when asked for. */
export function userPayload(workspace: Workspace, user: SlackUser, { withLocale }: { withLocale: boolean }): Fields {
  const showsEmail = user.email !== undefined && botScopes(workspace.manifest).includes('users:read.email');
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: zoneOffsetSeconds(user.tz, workspace.now()),
    is_admin: user.isAdmin,
    is_owner: user.isAdmin,
    is_primary_owner: false,
    is_restricted: user.guest !== undefined,
    is_ultra_restricted: user.guest === 'one channel',
    is_bot: user.isBot,
    is_app_user: false,
    updated: Math.floor(workspace.now() / 1000),
    ...(user.teamId === workspace.identity.team.id ? {} : { is_stranger: !sharesChannelWithBot(workspace, user.id) }),
    ...(withLocale ? { locale: user.locale } : {}),
    profile: {
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.realName,
      display_name_normalized: user.realName,
      team: user.teamId,
      ...(showsEmail ? { email: user.email } : {}),
      ...(user.id === workspace.identity.botUserId
        ? { bot_id: workspace.identity.botId, api_app_id: workspace.identity.appId }
        : {}),
    },
  };
}

/** Slack calls somebody of another company a stranger only while no channel that the app sees is shared with them. */
const sharesChannelWithBot = ({ channels, identity }: Workspace, userId: string): boolean =>
  [...channels.values()].some(({ members }) => members.includes(userId) && members.includes(identity.botUserId));

/** Seconds east of UTC of an IANA zone at an instant. @example zoneOffsetSeconds('Europe/Warsaw', Date.UTC(2026, 0, 1)) // => 3600 */
export function zoneOffsetSeconds(zone: string, at: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const seconds = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60;
  return sign === '-' ? -seconds : seconds;
}
