import type { Message } from '../../../state/entities.ts';
import type { ChannelInfo, Patch, PersonInfo, Snapshot, WithInputValues } from '../../protocol.ts';

/** All that the person at this page sees. `offsetMs` is how far the workspace's clock is ahead of this machine's. */
export type World = Snapshot & {
  readonly messages: { readonly [channelId: string]: readonly WithInputValues<Message>[] };
  readonly offsetMs: number;
};

/** The world while it is being told part by part. */
export type PartialWorld = Partial<World>;

/** The world with one part replaced. */
export function applyPatch(world: PartialWorld, patch: Patch): PartialWorld {
  if (patch.part === 'messages') return { ...world, messages: { ...world.messages, [patch.channel]: patch.value } };
  if (patch.part === 'clock') return { ...world, clock: patch.value, offsetMs: patch.value.now - Date.now() };
  return { ...world, [patch.part]: patch.value };
}

/** The world once every part of it is known. */
export function completeWorld(world: PartialWorld): World | undefined {
  const { about, people, channels, views, home, clock } = world;
  if (!about || !people || !channels || !views || home === undefined || !clock) return undefined;
  return { about, people, channels, views, home, clock, messages: world.messages ?? {}, offsetMs: world.offsetMs ?? 0 };
}

export function personById(world: World, id: string): PersonInfo | undefined {
  return world.people.find((person) => person.id === id);
}

/** Messages of a channel that are no replies, in order. */
export function topLevelMessages(world: World, channelId: string): readonly WithInputValues<Message>[] {
  return (world.messages[channelId] ?? []).filter(({ shown }) => shown.thread_ts === undefined || shown.thread_ts === shown.ts);
}

/** The message of a thread and its replies, in order. */
export function threadMessages(world: World, channelId: string, ts: string): readonly WithInputValues<Message>[] {
  return (world.messages[channelId] ?? []).filter(({ shown }) => shown.ts === ts || shown.thread_ts === ts);
}

/** How many messages of others came after the last one read; what only this person sees is no news. */
export function unreadCount(world: World, channel: ChannelInfo): number {
  const me = world.about.me.id;
  return topLevelMessages(world, channel.id).filter(
    ({ shown }) => Number(shown.ts) > Number(channel.readTs) && shown.user !== me && shown.ephemeralTo === undefined,
  ).length;
}

/** What came from others since a person last looked, in any conversation, the latest first. */
export function missedMessages(world: World): readonly { readonly channel: ChannelInfo; readonly message: Message }[] {
  const me = world.about.me.id;
  return world.channels
    .flatMap((channel) =>
      topLevelMessages(world, channel.id)
        .filter(({ shown }) => Number(shown.ts) > Number(channel.readTs) && shown.user !== me && shown.ephemeralTo === undefined)
        .map(({ shown }) => ({ channel, message: shown })),
    )
    .sort((a, b) => Number(b.message.ts) - Number(a.message.ts));
}
