import { asRecord, type Fields, parseJson } from '../read-json.ts';
import type { Message, SlackChannel, SlackUser, SlackUserGroup, StoredFile, View } from './entities.ts';
import type { Identity, Workspace } from './workspace.ts';

/** Format version of the saved JSON; a file of another version is ignored. */
const FORMAT = 1;

/** The part of a workspace that is saved. Open modals, triggers and the journal are not. */
export type SavedWorkspace = {
  readonly format: typeof FORMAT;
  readonly identity: Identity;
  readonly users: readonly SlackUser[];
  /** Not in files of before there were any. */
  readonly userGroups?: readonly SlackUserGroup[];
  readonly channels: readonly SlackChannel[];
  readonly messages: readonly (readonly [channelId: string, messages: readonly Message[]])[];
  readonly ephemerals: readonly (readonly [userId: string, messages: readonly Message[]])[];
  readonly homes: readonly (readonly [userId: string, home: View])[];
  /** `bytes` as base64. */
  readonly files: readonly (Omit<StoredFile, 'bytes'> & { readonly bytes: string })[];
};

/** The workspace as JSON can hold it. */
export function toSavedWorkspace(workspace: Workspace): SavedWorkspace {
  return {
    format: FORMAT,
    identity: workspace.identity,
    users: [...workspace.users.values()],
    userGroups: [...workspace.userGroups.values()],
    channels: [...workspace.channels.values()],
    messages: [...workspace.messages],
    ephemerals: [...workspace.ephemerals],
    homes: [...workspace.homes],
    files: [...workspace.files.values()].map((file) => ({ ...file, bytes: file.bytes.toString('base64') })),
  };
}

/** What `keep` wrote; `undefined` when the text is nothing of the kind. */
export function parseSavedWorkspace(source: string): SavedWorkspace | undefined {
  const read: Fields = asRecord(parseJson(source));
  return isSavedWorkspace(read) ? read : undefined;
}

function isSavedWorkspace(read: Fields): read is Fields & SavedWorkspace {
  return read['format'] === FORMAT && typeof read['identity'] === 'object' && Array.isArray(read['users']);
}

/** Puts what was kept into a workspace that was made with the kept identity. */
export function restoreWorkspace(workspace: Workspace, kept: SavedWorkspace): void {
  for (const user of kept.users) workspace.users.set(user.id, user);
  for (const group of kept.userGroups ?? []) workspace.userGroups.set(group.id, group);
  for (const channel of kept.channels) workspace.channels.set(channel.id, channel);
  for (const [channelId, messages] of kept.messages) workspace.messages.set(channelId, messages);
  for (const [userId, messages] of kept.ephemerals) workspace.ephemerals.set(userId, messages);
  for (const [userId, home] of kept.homes) workspace.homes.set(userId, home);
  for (const file of kept.files) workspace.files.set(file.id, { ...file, bytes: Buffer.from(file.bytes, 'base64') });
}
