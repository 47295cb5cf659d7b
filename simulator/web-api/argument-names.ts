import type { Fields } from '../read-json.ts';

/** The token, and the workspace, which Bolt's client gives to every method. */
const EVERYWHERE = ['token', 'team_id'];
const PAGE = ['cursor', 'limit'];
const MESSAGE = [
  'text',
  'blocks',
  'attachments',
  'markdown_text',
  'metadata',
  'mrkdwn',
  'parse',
  'link_names',
  'unfurl_links',
  'unfurl_media',
];
const AUTHOR = ['as_user', 'icon_emoji', 'icon_url', 'username'];
const HISTORY = ['channel', 'oldest', 'latest', 'inclusive', 'include_all_metadata', ...PAGE];
const LISTED_CHANNELS = ['types', 'exclude_archived', ...PAGE];

/** What each method knows by name. Source: docs.slack.dev, the arguments of each method, September 2026. */
const ARGUMENT_NAMES: Readonly<Record<string, readonly string[]>> = {
  'apps.connections.open': [],
  'apps.manifest.export': ['app_id'],
  'auth.test': [],
  'bots.info': ['bot'],
  'chat.delete': ['channel', 'ts', 'as_user'],
  'chat.deleteScheduledMessage': ['channel', 'scheduled_message_id', 'as_user'],
  'chat.getPermalink': ['channel', 'message_ts'],
  'chat.postEphemeral': ['channel', 'user', 'thread_ts', ...MESSAGE, ...AUTHOR],
  'chat.postMessage': ['channel', 'thread_ts', 'reply_broadcast', 'client_msg_id', ...MESSAGE, ...AUTHOR],
  'chat.scheduleMessage': ['channel', 'post_at', 'thread_ts', 'reply_broadcast', ...MESSAGE, ...AUTHOR],
  'chat.update': ['channel', 'ts', 'reply_broadcast', 'file_ids', 'as_user', ...MESSAGE],
  'conversations.history': HISTORY,
  'conversations.info': ['channel', 'include_locale', 'include_num_members'],
  'conversations.join': ['channel'],
  'conversations.list': LISTED_CHANNELS,
  'conversations.members': ['channel', ...PAGE],
  'conversations.open': ['channel', 'users', 'return_im', 'prevent_creation'],
  'conversations.replies': ['ts', ...HISTORY],
  'files.completeUploadExternal': ['files', 'channel_id', 'channels', 'blocks', 'initial_comment', 'thread_ts'],
  'files.getUploadURLExternal': ['filename', 'length', 'alt_txt', 'snippet_type'],
  'files.info': ['file', 'count', 'page', ...PAGE],
  'functions.completeError': ['function_execution_id', 'error'],
  'functions.completeSuccess': ['function_execution_id', 'outputs'],
  'oauth.v2.access': ['client_id', 'client_secret', 'code', 'redirect_uri', 'grant_type', 'refresh_token', 'code_verifier'],
  'pins.add': ['channel', 'timestamp'],
  'reactions.add': ['channel', 'name', 'timestamp'],
  response_url: ['response_type', 'replace_original', 'delete_original', 'thread_ts', ...MESSAGE],
  'usergroups.list': ['include_count', 'include_disabled', 'include_users'],
  'usergroups.users.list': ['usergroup', 'include_disabled'],
  'users.conversations': ['user', ...LISTED_CHANNELS],
  'users.info': ['user', 'include_locale'],
  'users.list': ['include_locale', ...PAGE],
  'users.lookupByEmail': ['email'],
  'views.open': ['trigger_id', 'interactivity_pointer', 'view'],
  'views.publish': ['user_id', 'view', 'hash'],
  'views.push': ['trigger_id', 'interactivity_pointer', 'view'],
  'views.update': ['view_id', 'external_id', 'hash', 'view'],
};

/**
 * The arguments of a call that its method does not know, in alphabetical order: Slack reads past them, so that what an app sends by mistake
 * would be seen by nobody. `api.test` takes anything.
 */
export function unknownArguments(method: string, args: Fields): readonly string[] {
  const known = ARGUMENT_NAMES[method];
  if (known === undefined) return method === 'api.test' ? [] : ['(the simulator does not know its arguments)'];
  return Object.keys(args)
    .filter((name) => !EVERYWHERE.includes(name) && !known.includes(name))
    .toSorted();
}
