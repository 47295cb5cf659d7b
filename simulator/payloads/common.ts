import type { Fields } from '../read-json.ts';
import { requireChannel } from '../state/channels.ts';
import type { SlackChannel } from '../state/entities.ts';
import { requireUser } from '../state/users.ts';
import type { Workspace } from '../state/workspace.ts';

/** What every interaction says of the team, the app and the person. `team` is where the app is installed. */
export function interactionBase(workspace: Workspace, userId: string): Fields {
  const { team, appId, verificationToken } = workspace.identity;
  const user = requireUser(workspace, userId);
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    team: { id: team.id, domain: team.domain },
    api_app_id: appId,
    token: verificationToken,
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** A channel's name in payloads: a DM and a private channel hide theirs. */
export function payloadName(channel: SlackChannel): string {
  return { im: 'directmessage', private: 'privategroup', public: channel.name }[channel.kind];
}

export function channelReference(workspace: Workspace, channelId: string): Fields {
  return { id: channelId, name: payloadName(requireChannel(workspace, channelId)) };
}
