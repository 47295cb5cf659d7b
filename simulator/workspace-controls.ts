import type { EventDelivery } from './delivery/event-delivery.ts';
import type { Fields } from './read-json.ts';
import {
  addChannel,
  addMember,
  archiveChannel,
  findIm,
  type NewChannel,
  openIm,
  removeMember,
  renameChannel,
  shareChannel,
} from './state/channels.ts';
import type { Message, SlackChannel, SlackUser, SlackUserGroup, StoredFile, View } from './state/entities.ts';
import { changeFile, reserveFile } from './state/files.ts';
import { runFunction } from './state/function-runs.ts';
import { randomHex } from './state/ids.ts';
import { repliesTo, topLevelMessages } from './state/messages.ts';
import { publishEvent } from './state/publish-event.ts';
import { addUserGroup, changeUserGroup, type UserGroupChange } from './state/user-groups.ts';
import { addUser, changeUser, type NewUser } from './state/users.ts';
import type { FunctionResult, Workspace } from './state/workspace.ts';
import { postDueMessages } from './web-api/scheduled.ts';

/** Admin controls of the simulated workspace (users, channels, files, installation), and what it shows. */
export type WorkspaceControls = {
  addUser(user: NewUser): SlackUser;
  /** Changes a person's profile, language or zone; the app hears `user_change`. */
  changeUser(userId: string, change: Partial<Omit<SlackUser, 'id'>>): SlackUser;
  deactivate(userId: string): void;
  addUserGroup(group: Pick<SlackUserGroup, 'name' | 'handle' | 'users'>): SlackUserGroup;
  /** Changes a user group's name or people, or takes it out of use; the app hears `subteam_updated`, and `subteam_members_changed` of people. */
  changeUserGroup(groupId: string, change: UserGroupChange): SlackUserGroup;
  addChannel(channel: NewChannel): SlackChannel;
  archiveChannel(channelId: string): void;
  renameChannel(channelId: string, name: string): void;
  /** Shares a channel with another company, invites one, or ends that; the app hears `channel_shared` or `channel_unshared`. */
  shareChannel(channelId: string, how: 'shared' | 'pending' | 'own'): void;
  /** Adds a member, by default on the invitation of nobody in particular. */
  inviteToChannel(channelId: string, userId: string, inviterId?: string): void;
  removeFromChannel(channelId: string, userId: string): void;
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
  /** The bot's token, or one of a person, stops working, and the app stays: it hears `tokens_revoked`. */
  revokeToken(whose: 'bot' | 'person'): void;
  /** Agrees to an installation: the code for oauth.v2.access, which works once. `isOrgWide`: for a whole organisation of Enterprise Grid. */
  grantInstallation(userId: string, redirectUri: string, how?: { readonly isOrgWide: boolean }): string;
  /**
   * Runs a custom step of the app, as a workflow does. @returns what the app gave, or the error that the workflow shows.
   * @throws Error where Slack would not run it: the manifest has no such step, or an input is missing or of another type.
   */
  runFunction(callbackId: string, inputs: Fields): Promise<FunctionResult>;
  /** Calls back after each change that a person could see; the answer stops it. */
  onChange(listener: () => void): () => void;
  /** Resolves when the app has acknowledged, or failed to acknowledge, every event sent so far. */
  allDelivered(): Promise<void>;
};

/** Creates the controls of a workspace. */
export function createWorkspaceControls(workspace: Workspace, events: EventDelivery): WorkspaceControls {
  const shown = (channelId: string) => {
    postDueMessages(workspace);
    return topLevelMessages(workspace, channelId);
  };
  return {
    addUser: (user) => addUser(workspace, user),
    changeUser: (userId, change) => changeUser(workspace, userId, change),
    deactivate: (userId) => void changeUser(workspace, userId, { deleted: true }),
    addUserGroup: (group) => addUserGroup(workspace, group),
    changeUserGroup: (groupId, change) => changeUserGroup(workspace, groupId, change),
    addChannel: (channel) => addChannel(workspace, channel),
    archiveChannel: (channelId) => archiveChannel(workspace, channelId),
    renameChannel: (channelId, name) => renameChannel(workspace, channelId, name),
    shareChannel: (channelId, how) => shareChannel(workspace, channelId, how),
    inviteToChannel: (channelId, userId, inviterId) => addMember(workspace, channelId, userId, inviterId),
    removeFromChannel: (channelId, userId) => removeMember(workspace, channelId, userId),
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
    revokeToken(whose) {
      const { botToken, botUserId } = workspace.identity;
      if (whose === 'bot') workspace.revokedTokens.add(botToken);
      publishRevocation(workspace, whose === 'bot' ? { oauth: [], bot: [botUserId] } : { oauth: ['U0SOMEBODY'], bot: [] });
    },
    grantInstallation(userId, redirectUri, { isOrgWide } = { isOrgWide: false }) {
      const code = randomHex(16);
      workspace.oauthCodes.set(code, { userId, redirectUri, isOrgWide });
      return code;
    },
    runFunction: (callbackId, inputs) => runFunction(workspace, callbackId, inputs),
    onChange: (listener) => workspace.changes.on(listener),
    allDelivered: () => events.allDelivered(),
  };
}

function uninstall(workspace: Workspace): void {
  const { botToken, botUserId } = workspace.identity;
  workspace.revokedTokens.add(botToken);
  publishRevocation(workspace, { oauth: [], bot: [botUserId] });
  publishEvent(workspace, 'app_uninstalled', { type: 'app_uninstalled', event_ts: workspace.nextTs() });
}

/** @param tokens ids of the users whose tokens they were. */
function publishRevocation(workspace: Workspace, tokens: { readonly oauth: readonly string[]; readonly bot: readonly string[] }) {
  publishEvent(workspace, 'tokens_revoked', { type: 'tokens_revoked', tokens, event_ts: workspace.nextTs() });
}
