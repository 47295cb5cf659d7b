import type { EventDelivery } from './delivery/events.ts';
import { addChannel, archive, findIm, join, leave, type NewChannel, openIm, rename, share } from './state/channels.ts';
import type { Message, SlackChannel, SlackUser, StoredFile, View } from './state/entities.ts';
import { publish } from './state/events.ts';
import { changeFile, reserveFile } from './state/files.ts';
import { randomHex } from './state/ids.ts';
import { repliesTo, topLevel } from './state/messages.ts';
import { addUser, changeUser, type NewUser } from './state/users.ts';
import type { Workspace } from './state/workspace.ts';
import { postDue } from './web-api/scheduled.ts';

/** What the director of a test or demo arranges, and what there is to see. */
export type Stage = {
  addUser(user: NewUser): SlackUser;
  /** Changes a person's profile, language or zone; the app hears `user_change`. */
  changeUser(userId: string, change: Partial<Omit<SlackUser, 'id'>>): SlackUser;
  deactivate(userId: string): void;
  addChannel(channel: NewChannel): SlackChannel;
  archive(channelId: string): void;
  rename(channelId: string, name: string): void;
  /** Shares a channel with another company, invites one, or ends that; the app hears `channel_shared` or `channel_unshared`. */
  share(channelId: string, how: 'shared' | 'pending' | 'own'): void;
  /** Adds a member, by default on the invitation of nobody in particular. */
  invite(channelId: string, userId: string, inviterId?: string): void;
  remove(channelId: string, userId: string): void;
  users(): readonly SlackUser[];
  channels(): readonly SlackChannel[];
  /** Top-level messages in order, as they read now. */
  messages(channelId: string): readonly Message[];
  replies(channelId: string, ts: string): readonly Message[];
  /** The bot's direct conversation with a person, both sides. */
  dm(userId: string): readonly Message[];
  /** The bot's direct conversation with a person, opened if there is none yet. */
  openDm(userId: string): SlackChannel;
  /** Everything shown to that person only, in order. */
  ephemerals(userId: string): readonly Message[];
  home(userId: string): View | undefined;
  files(): readonly StoredFile[];
  /** A file that a person has chosen on their machine, before it is in any message or form. */
  upload(userId: string, name: string, bytes: Buffer): StoredFile;
  /** Takes the app away: its token stops working, then it hears `tokens_revoked` and `app_uninstalled`. */
  uninstall(): void;
  /** Agrees to an installation: the code for oauth.v2.access, which works once. */
  grantInstallation(userId: string, redirectUri: string): string;
  /** Calls back after each change that a person could see; the answer stops it. */
  onChange(listener: () => void): () => void;
  /** Resolves when the app has acknowledged, or failed to acknowledge, every event sent so far. */
  settled(): Promise<void>;
};

/** Sets the stage over a workspace. */
export function createStage(workspace: Workspace, events: EventDelivery): Stage {
  const shown = (channelId: string) => {
    postDue(workspace);
    return topLevel(workspace, channelId);
  };
  return {
    addUser: (user) => addUser(workspace, user),
    changeUser: (userId, change) => changeUser(workspace, userId, change),
    deactivate: (userId) => void changeUser(workspace, userId, { deleted: true }),
    addChannel: (channel) => addChannel(workspace, channel),
    archive: (channelId) => archive(workspace, channelId),
    rename: (channelId, name) => rename(workspace, channelId, name),
    share: (channelId, how) => share(workspace, channelId, how),
    invite: (channelId, userId, inviterId) => join(workspace, channelId, userId, inviterId),
    remove: (channelId, userId) => leave(workspace, channelId, userId),
    users: () => [...workspace.users.values()],
    channels: () => [...workspace.channels.values()],
    messages: shown,
    replies: (channelId, ts) => repliesTo(workspace, channelId, ts),
    dm(userId) {
      const im = findIm(workspace, userId);
      return im === undefined ? [] : shown(im.id);
    },
    openDm: (userId) => openIm(workspace, userId),
    ephemerals: (userId) => workspace.ephemerals.get(userId) ?? [],
    home: (userId) => workspace.homes.get(userId),
    files: () => [...workspace.files.values()].filter((file) => file.isComplete),
    upload(userId, name, bytes) {
      const file = reserveFile(workspace, { name, altTxt: '', user: userId });
      return changeFile(workspace, file, { bytes, isComplete: true });
    },
    uninstall: () => uninstall(workspace),
    grantInstallation(userId, redirectUri) {
      const code = randomHex(16);
      workspace.oauthCodes.set(code, { userId, redirectUri });
      return code;
    },
    onChange: (listener) => workspace.changes.on(listener),
    settled: () => events.settled(),
  };
}

function uninstall(workspace: Workspace): void {
  const { botToken, botUserId } = workspace.identity;
  workspace.revokedTokens.add(botToken);
  const event_ts = workspace.nextTs();
  publish(workspace, 'tokens_revoked', { type: 'tokens_revoked', tokens: { oauth: [], bot: [botUserId] }, event_ts });
  publish(workspace, 'app_uninstalled', { type: 'app_uninstalled', event_ts });
}
