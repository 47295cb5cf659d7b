import { expect, it } from 'vitest';
import { offersConversation } from '../../../simulator/block-kit/conversation-filter.ts';

const channel = { kind: 'public', isExtShared: false, isBot: false } as const;
const person = { kind: 'im', isExtShared: false, isBot: false } as const;
const offered = (filter: object | undefined, of: Parameters<typeof offersConversation>[1]) =>
  offersConversation({ type: 'conversations_select', ...(filter === undefined ? {} : { filter }) }, of);

it('a menu of conversations without a filter offers every kind', () => {
  expect([channel, { ...channel, kind: 'private' } as const, person].map((each) => offered(undefined, each))).toEqual([
    true,
    true,
    true,
  ]);
});

it('a filter offers the kinds that it names, and leaves out what it excludes', () => {
  const channelsOnly = { include: ['public', 'private'] };
  expect(offered(channelsOnly, channel)).toBe(true);
  expect(offered(channelsOnly, { ...channel, kind: 'private' })).toBe(true);
  expect(offered(channelsOnly, person)).toBe(false);
  expect(offered({ exclude_external_shared_channels: true }, { ...channel, isExtShared: true })).toBe(false);
  expect(offered({ exclude_external_shared_channels: true }, channel)).toBe(true);
  expect(offered({ exclude_bot_users: true }, { ...person, isBot: true })).toBe(false);
  expect(offered({ exclude_bot_users: true }, person)).toBe(true);
});
