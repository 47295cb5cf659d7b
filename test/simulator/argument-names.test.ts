import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readManifest } from '../../simulator/read-manifest.ts';
import { SILENT_BOLT_LOGGER } from '../../simulator/silent-bolt-logger.ts';
import { type Slack, startSlack } from '../../simulator/slack.ts';
import { unknownArguments } from '../../simulator/web-api/argument-names.ts';
import { METHOD_NAMES } from '../../simulator/web-api/call-method.ts';

let slack: Slack;
let client: WebClient;
beforeAll(async () => {
  slack = await startSlack({ manifest: readManifest() });
  client = new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    logger: SILENT_BOLT_LOGGER,
  });
});
afterAll(() => slack.stop());

it('the arguments of every method are known', () => {
  const unlisted = METHOD_NAMES.filter((name) => name !== 'api.test' && unknownArguments(name, {}).length > 0);
  expect(unlisted).toEqual([]);
});

it('a call with a field of the app’s own is refused, by name, and changes nothing', async () => {
  const { id: channel } = slack.addChannel({ name: 'sales', members: [] });
  const { ts } = await client.chat.postMessage({ channel, text: 'Bielik' });
  const changed = client.apiCall('chat.update', { channel, ts, text: 'Morela', shown: { deals: [] }, kind: 'update' });
  await expect(changed).rejects.toMatchObject({
    data: {
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] unknown argument: kind', '[ERROR] unknown argument: shown'] },
    },
  });
  expect(slack.messages(channel).map(({ text }) => text)).toEqual(['Bielik']);
});

/** What the app knows of a call beside its arguments, and would send by mistake. */
const EXTRA = [
  ['chat.postMessage', 'shown'],
  ['chat.postEphemeral', 'kind'],
  ['chat.update', 'shownVersion'],
  ['chat.delete', 'cardKey'],
  ['chat.getPermalink', 'target'],
  ['conversations.history', 'sinceMs'],
  ['conversations.replies', 'wasTried'],
  ['conversations.info', 'isDirect'],
  ['conversations.open', 'slackUserId'],
  ['files.getUploadURLExternal', 'svg'],
  ['files.completeUploadExternal', 'picture'],
  ['users.info', 'workspaceId'],
  ['users.conversations', 'tenant'],
  ['views.open', 'channel'],
  ['views.push', 'replyPath'],
  ['views.update', 'beside'],
  ['views.publish', 'published'],
] as const;
it.each(EXTRA)('%s refuses %s', async (method, extra) => {
  await expect(client.apiCall(method, { [extra]: 'x' })).rejects.toMatchObject({
    data: { error: 'invalid_arguments', response_metadata: { messages: [`[ERROR] unknown argument: ${extra}`] } },
  });
});

/** The same in what a call carries. */
const BUTTON = { type: 'button', action_id: 'x', text: { type: 'plain_text', text: 'Open' } };
const INSIDE = [
  ['a block', { type: 'divider', deal: 3 }],
  ['a text', { type: 'section', text: { type: 'mrkdwn', text: 'x', safe: true } }],
  ['a button', { type: 'actions', elements: [{ ...BUTTON, id: 'deal.show' }] }],
  ['an image', { type: 'image', slack_file: { id: 'F1', name: 'funnel' }, alt_text: 'x' }],
] as const;
it.each(INSIDE)('a field too many in %s is refused, in a message and in a view', async (_where, block) => {
  const { id: channel } = slack.addChannel({ name: `inside-${performance.now()}`.replace('.', '-'), members: [] });
  const blocks = JSON.stringify([block]);
  await expect(client.apiCall('chat.postMessage', { channel, text: 'x', blocks })).rejects.toMatchObject({
    data: { error: 'invalid_blocks' },
  });
  const view = JSON.stringify({ type: 'home', blocks: [block], data: {} });
  const { id: user_id } = slack.addUser({ name: `reader-${performance.now()}`.replace('.', '-') });
  await expect(client.apiCall('views.publish', { user_id, view })).rejects.toMatchObject({
    data: { error: 'invalid_arguments' },
  });
});
