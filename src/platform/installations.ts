import type { Installation, InstallationStore } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { WorkspaceId } from '../core/ids.ts';
import { DEFAULT_LANGUAGE } from '../core/people/language.ts';
import { DAY_MS, type DurationMs } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Store } from '../store/types/store.ts';
import type { Clock } from './clock.ts';
import { decrypt, decryptWithEither, type EncryptionKeys, encrypt } from './encryption.ts';

/** TTL of the installation cache: also how long another instance's removal may go unseen. */
const INSTALLATION_TTL_MS: DurationMs = 60_000;

/** How long the data of a workspace that took the app away are kept: docs/hosting.md says so. */
export const DATA_KEPT_MS: DurationMs = 30 * DAY_MS;

export type InstalledWorkspaces = {
  /** For Bolt: keeps what OAuth gave, and finds the token of every request. */
  readonly installationStore: InstallationStore;
  /** A client with the workspace's token. @throws Error where the app is not installed. */
  readonly clientFor: (workspaceId: WorkspaceId) => Promise<WebClient>;
  /** The app was removed: its token is forgotten. The workspace's data stay for a while, for when it comes back. */
  readonly forget: (workspaceId: WorkspaceId, removedAt: Instant) => Promise<boolean>;
};

type InstallationDeps = {
  readonly store: Store;
  /** 32 bytes. */
  readonly key: Buffer;
  /** The key until now, where another takes its place. */
  readonly previousKey?: Buffer | undefined;
  readonly clock: Clock;
  /** Makes a client for a token. */
  readonly createClient: (botToken: string) => WebClient;
};

/** The workspaces that installed the app by OAuth. Tokens lie in the database encrypted. */
export function createInstalledWorkspaces({
  store,
  key,
  previousKey,
  clock,
  createClient,
}: InstallationDeps): InstalledWorkspaces {
  const installationCache = new Map<string, { readonly installation: Installation; readonly until: Instant }>();
  const clients = new Map<string, WebClient>();
  const find = async (workspaceId: WorkspaceId): Promise<Installation> => {
    const known = installationCache.get(workspaceId);
    if (known !== undefined && known.until > clock.wallNow()) return known.installation;
    const encrypted = await store.installations.find(workspaceId);
    if (encrypted === undefined) throw new Error(`The app is not installed in the workspace ${workspaceId}.`);
    const installation: Installation = JSON.parse(decryptWithEither({ key, previousKey }, encrypted, workspaceId));
    installationCache.set(workspaceId, { installation, until: clock.wallNow() + INSTALLATION_TTL_MS });
    return installation;
  };
  const forget = async (workspaceId: WorkspaceId, removedAt: Instant) => {
    const token = installationCache.get(workspaceId)?.installation.bot?.token;
    if (token !== undefined) clients.delete(token);
    installationCache.delete(workspaceId);
    return store.installations.remove(workspaceId, { at: removedAt, deleteAfter: removedAt + DATA_KEPT_MS });
  };
  return {
    forget,
    installationStore: {
      storeInstallation: async (installation) => {
        const { team, enterprise, user } = installation;
        if (team === undefined || installation.isEnterpriseInstall === true)
          throw new Error('Lejek is installed in one workspace at a time, not in a whole organisation.');
        await initializeWorkspace(store, {
          team: { id: team.id, name: team.name ?? team.id },
          installer: user.id,
          at: clock.now(),
        });
        const encryptedRecord = encrypt(key, JSON.stringify(installation), team.id);
        await store.installations.save(
          { workspaceId: team.id, enterpriseId: enterprise?.id ?? null, encryptedRecord },
          clock.now(),
        );
        installationCache.delete(team.id);
      },
      fetchInstallation: ({ teamId }) => find(teamId ?? ''),
      deleteInstallation: async ({ teamId }) => void (await forget(teamId ?? '', clock.now())),
    },
    clientFor: async (workspaceId) => {
      const { bot } = await find(workspaceId);
      if (bot === undefined) throw new Error(`The installation in ${workspaceId} has no bot token.`);
      const client = clients.get(bot.token) ?? createClient(bot.token);
      clients.set(bot.token, client);
      return client;
    },
  };
}

/** Makes the workspace ready on its first installation; whoever installs is its admin, unless it has one. */
async function initializeWorkspace(
  store: Store,
  {
    team,
    installer,
    at,
  }: { readonly team: { readonly id: string; readonly name: string }; readonly installer: string; readonly at: Instant },
) {
  const tenant = store.tenant(team.id);
  const { member } = await tenant.loadOrCreateRequester({ slackUserId: installer, name: '' }, { language: DEFAULT_LANGUAGE, at });
  await tenant.updateWorkspace({ name: team.name, installedBy: installer });
  await tenant.members.claimAdmin(member.id);
}
/**
 * Tries the key on what is stored, before anybody relies on it: with a wrong one the bot would start, and answer nobody. What is encrypted
 * with the key until now is encrypted anew.
 *
 * @returns how many installations there are, how many were encrypted anew, and those that neither key reads.
 */
export async function checkEncryptionKey(
  store: Store,
  { key, previousKey }: EncryptionKeys,
  now: Instant,
): Promise<{ readonly installed: number; readonly renewed: number; readonly unreadable: readonly WorkspaceId[] }> {
  const ids = await store.installations.workspaceIds();
  const unreadable: WorkspaceId[] = [];
  let renewed = 0;
  for (const workspaceId of ids) {
    const encrypted = (await store.installations.find(workspaceId)) ?? '';
    if (canDecrypt(key, encrypted, workspaceId)) continue;
    if (previousKey === undefined || !canDecrypt(previousKey, encrypted, workspaceId)) {
      unreadable.push(workspaceId);
      continue;
    }
    const text = decrypt(previousKey, encrypted, workspaceId);
    const { enterprise }: Pick<Installation, 'enterprise'> = JSON.parse(text);
    const encryptedRecord = encrypt(key, text, workspaceId);
    await store.installations.save({ workspaceId, enterpriseId: enterprise?.id ?? null, encryptedRecord }, now);
    renewed += 1;
  }
  return { installed: ids.length, renewed, unreadable };
}

function canDecrypt(key: Buffer, encrypted: string, owner: WorkspaceId): boolean {
  try {
    decrypt(key, encrypted, owner);
    return true;
  } catch {
    return false;
  }
}

/** What installing by OAuth needs, where the app serves many workspaces. */
export type OAuthOptions = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  readonly installationStore: InstallationStore;
  /** The app was removed from a workspace. */
  readonly forget: (workspaceId: WorkspaceId, removedAt: Instant) => Promise<boolean>;
  /** Where /slack/install and /slack/oauth_redirect are in Socket Mode; over HTTP they are on the port of the bot. */
  readonly port: number;
};
