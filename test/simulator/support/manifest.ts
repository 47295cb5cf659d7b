import type { Manifest } from '../../../simulator/manifest.ts';

/** An app with a bit of everything. */
export const MANIFEST: Manifest = {
  display_information: { name: 'Sample' },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    bot_user: { display_name: 'Sample Bot' },
    slash_commands: [
      { command: '/deal', description: 'Deals', should_escape: true },
      { command: '/plain', description: 'Gets the text as it was typed' },
      { command: '/silent', description: 'Nothing in the app listens to it' },
    ],
    shortcuts: [
      { name: 'New deal', type: 'global', callback_id: 'deal.new' },
      { name: 'Deal from message', type: 'message', callback_id: 'deal.from-message' },
    ],
  },
  oauth_config: {
    redirect_urls: ['http://127.0.0.1/redirect'],
    scopes: {
      bot: [
        'app_mentions:read',
        'channels:history',
        'channels:join',
        'channels:read',
        'chat:write',
        'commands',
        'files:read',
        'files:write',
        'im:history',
        'im:write',
        'reactions:write',
        'users:read',
        'users:read.email',
      ],
      bot_optional: ['users:read.email'],
    },
  },
  settings: {
    event_subscriptions: {
      bot_events: [
        'app_home_opened',
        'app_mention',
        'app_uninstalled',
        'channel_archive',
        'channel_left',
        'member_joined_channel',
        'member_left_channel',
        'message.im',
        'tokens_revoked',
        'user_change',
      ],
    },
    interactivity: { is_enabled: true },
  },
};
