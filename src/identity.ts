import type { WebClient } from '@slack/web-api';
import { postingClient } from './clients.ts';
import type { ToolConfig } from './config.ts';
import { installedWorkspaces } from './installations.ts';
import type { Log } from './log-types.ts';
import type { Installing } from './slack/app.ts';
import type { Store } from './store/types/store.ts';

/** What the Slack app is built with. */
export type Credentials = { readonly botToken: string } | { readonly installing: Installing };

/** Whose token goes with a workspace: the one of the settings for all, or the one that the workspace gave on installing. */
export function whoWeAre(
  { identity, slackApiUrl }: Pick<ToolConfig, 'identity' | 'slackApiUrl'>,
  store: Store,
  log: Log,
): { readonly clientFor: (workspaceId: string) => Promise<WebClient>; readonly credentials: Credentials } {
  const clientOf = (botToken: string) => postingClient(botToken, slackApiUrl, log);
  if (identity.kind === 'one workspace') {
    const client = clientOf(identity.botToken);
    return { clientFor: async () => client, credentials: { botToken: identity.botToken } };
  }
  const { clientId, clientSecret, stateSecret, encryptionKey, port } = identity;
  const { forBolt, clientFor, forget } = installedWorkspaces(store, encryptionKey, Date.now, clientOf);
  const installing = { clientId, clientSecret, stateSecret, port, installations: forBolt, forget };
  return { clientFor, credentials: { installing } };
}
