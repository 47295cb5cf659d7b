import type { Slack } from '../slack.ts';
import type { Message, SlackChannel } from '../state/entities.ts';
import type { PageOptions } from './page-options.ts';
import type { ChannelInfo, Patch, PersonInfo, WithInputValues } from './protocol.ts';
import type { ReadMarks } from './read-marks.ts';

/** Messages of a channel that are shown, replies left out: scrolling back further is not needed to play a demo. */
const SHOWN_MESSAGES = 150;

/** All that a person sees now, part by part, channel by channel. */
export function snapshotPatches(options: PageOptions, marks: ReadMarks, userId: string): readonly Patch[] {
  const { slack, clock } = options;
  const person = slack.as(userId);
  const home = slack.home(userId);
  const channels = visibleChannels(slack, userId);
  return [
    { part: 'about', value: workspaceInfo(options, userId) },
    { part: 'people', value: slack.users().map((user) => toPersonInfo(user, options)) },
    { part: 'channels', value: channels.map((channel) => toChannelInfo(options, marks, userId, channel)) },
    { part: 'views', value: person.views().map((shown) => ({ shown, values: person.values(shown) })) },
    { part: 'home', value: home === undefined ? null : { shown: home, values: person.values(home) } },
    { part: 'clock', value: { now: clock?.now() ?? Date.now(), status: clock?.status() ?? null } },
    ...channels.map(({ id }) => ({ part: 'messages' as const, channel: id, value: visibleMessages(slack, userId, id) })),
  ];
}

function workspaceInfo({ slack, manifest, tour, clock, reset }: PageOptions, userId: string) {
  const { locale, tz } = slack.as(userId).profile();
  return {
    team: slack.team.name,
    app: manifest.features?.bot_user?.display_name ?? manifest.display_information?.name ?? 'App',
    botUserId: slack.botUserId,
    me: { id: userId, locale, timeZone: tz },
    hasHome: manifest.features?.app_home?.home_tab_enabled === true,
    commands: manifest.features?.slash_commands ?? [],
    shortcuts: manifest.features?.shortcuts ?? [],
    tour: tour?.(locale) ?? [],
    controls: [...(clock === undefined ? [] : (['clock'] as const)), ...(reset === undefined ? [] : (['reset'] as const))],
  };
}

function toPersonInfo(user: ReturnType<Slack['users']>[number], { duties = {} }: PageOptions): PersonInfo {
  const { id, name, realName, locale, isBot, isAdmin, deleted, guest } = user;
  const duty = duties[id];
  return {
    ...{ id, name, realName, locale, isBot, isAdmin, deleted },
    ...(duty === undefined ? {} : { duty }),
    ...(guest === undefined ? {} : { isGuest: true }),
  };
}

/** Channels that the person is in: the public and private ones by name, then the conversation with the bot. */
function visibleChannels(slack: Slack, userId: string): readonly SlackChannel[] {
  const own = slack.channels().filter((channel) => channel.members.includes(userId));
  const rank = (channel: SlackChannel) => (channel.kind === 'im' ? 1 : 0);
  return own.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

function toChannelInfo({ slack, manifest }: PageOptions, marks: ReadMarks, userId: string, channel: SlackChannel): ChannelInfo {
  const { id, kind, name, members, isArchived, isExtShared } = channel;
  const home = manifest.features?.app_home;
  const isClosedIm = kind === 'im' && (home?.messages_tab_enabled === false || home?.messages_tab_read_only_enabled === true);
  const readTs = marks.lastReadTs(userId, id);
  const facts = { id, kind, name, isArchived, isExtShared };
  const hasApp = members.includes(slack.botUserId);
  return { ...facts, memberCount: members.length, readTs, hasApp, takesMessages: !isClosedIm };
}

function visibleMessages(slack: Slack, userId: string, channelId: string): readonly WithInputValues<Message>[] {
  const person = slack.as(userId);
  const top = slack.messages(channelId).slice(-SHOWN_MESSAGES);
  const replies = top.flatMap((message) => (message.reply_count ? slack.replies(channelId, message.ts) : []));
  const own = slack.ephemerals(userId).filter((message) => message.channel === channelId);
  const all = [...top, ...replies, ...own].sort((a, b) => Number(a.ts) - Number(b.ts));
  return all.map((shown) => ({ shown, values: person.values(shown) }));
}
