import type { WebClient } from '@slack/web-api';
import type { WorkspaceId } from '../core/ids.ts';
import type { Store } from '../store/types/store.ts';
import { createPostingClient } from './clients.ts';
import type { Clock } from './clock.ts';
import type { ToolConfig } from './config.ts';
import type { OAuthOptions } from './installations.ts';
import { createInstalledWorkspaces } from './installations.ts';
import type { Log } from './log-types.ts';

/** What the Slack app is built with. */
export type Credentials = { readonly botToken: string } | { readonly installing: OAuthOptions };

/** Resolves how to get a Web API client and Bolt credentials: one bot token for all, or the token of each OAuth installation. */
export function resolveIdentity(
  { identity, slackApiUrl }: Pick<ToolConfig, 'identity' | 'slackApiUrl'>,
  { store, log, clock }: { readonly store: Store; readonly log: Log; readonly clock: Clock },
): { readonly clientFor: (workspaceId: WorkspaceId) => Promise<WebClient>; readonly credentials: Credentials } {
  const createClient = (botToken: string) => createPostingClient(botToken, slackApiUrl, log);
  if (identity.kind === 'one workspace') {
    const client = createClient(identity.botToken);
    return { clientFor: async () => client, credentials: { botToken: identity.botToken } };
  }
  const { clientId, clientSecret, stateSecret, encryptionKey, previousKey, port } = identity;
  const { installationStore, clientFor, forget } = createInstalledWorkspaces({
    store,
    key: encryptionKey,
    previousKey,
    clock,
    createClient,
  });
  const installing = { clientId, clientSecret, stateSecret, port, installationStore, forget };
  return { clientFor, credentials: { installing } };
}
