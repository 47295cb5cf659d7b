/** Scopes of the bot token without which the app does not work; the manifest asks for the same and says why. */
export const REQUIRED_SCOPES = [
  'commands',
  'chat:write',
  'im:write',
  'users:read',
  'channels:read',
  'groups:read',
  'files:write',
  'app_mentions:read',
  'im:history',
] as const;

/** Scopes that a workspace may refuse, which the manifest lists among those it asks for as well: a post whose answer was lost is then not looked for, a file with deals not read, or no team follows a user group. */
export const OPTIONAL_SCOPES = ['channels:history', 'groups:history', 'files:read', 'usergroups:read'] as const;
