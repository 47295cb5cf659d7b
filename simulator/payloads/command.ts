import type { Fields } from '../read-json.ts';
import { requireChannel } from '../state/channels.ts';
import { createResponseUrl } from '../state/response-urls.ts';
import { createTrigger } from '../state/triggers.ts';
import { requireUser } from '../state/users.ts';
import type { Workspace } from '../state/workspace.ts';
import { payloadName } from './common.ts';

/** The payload of a slash command: `command` with its slash, `text` as Slack would send it (see `escapeCommandText`). */
export function commandPayload(
  workspace: Workspace,
  at: { readonly userId: string; readonly channelId: string; readonly line: string },
  command: string,
  text: string,
): Fields {
  const { team, appId, verificationToken } = workspace.identity;
  return {
    token: verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: at.channelId,
    channel_name: payloadName(requireChannel(workspace, at.channelId)),
    user_id: at.userId,
    user_name: requireUser(workspace, at.userId).name,
    command,
    text,
    api_app_id: appId,
    is_enterprise_install: 'false',
    response_url: createResponseUrl(workspace, { channel: at.channelId, userId: at.userId, line: at.line }),
    trigger_id: createTrigger(workspace, at.userId, { channelId: at.channelId }),
  };
}

/**
 * Turns what was typed into what an app with `should_escape` gets: `@ann` -> `<@U…|ann>`, `#deals` -> `<#C…|deals>`, links in
 * angle brackets, and `&`, `<`, `>` as entities. Names are found in any case; those that nobody has stay as they were typed.
 */
export function escapeCommandText(workspace: Workspace, typed: string): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const people = new Map([...workspace.users.values()].map((user) => [user.name.toLowerCase(), user.id]));
  const channels = new Map([...workspace.channels.values()].map((channel) => [channel.name, channel.id]));
  return escaped
    .replaceAll(/https?:\/\/\S+/g, (link) => `<${link}>`)
    .replaceAll(
      /(?<![\p{L}\p{N}<&])@([\p{L}\p{N}._-]*[\p{L}\p{N}_-])/gu,
      (whole, name: string) => reference('@', people.get(name.toLowerCase()), name) ?? whole,
    )
    .replaceAll(
      /(?<![\p{L}\p{N}<&/])#([\p{L}\p{N}_-]+)/gu,
      (whole, name: string) => reference('#', channels.get(name), name) ?? whole,
    );
}

function reference(sign: '@' | '#', id: string | undefined, name: string): string | undefined {
  return id === undefined ? undefined : `<${sign}${id}|${name}>`;
}
