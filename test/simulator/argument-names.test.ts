import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readManifest } from '../../simulator/read-manifest.ts';
import { type Slack, startSlack } from '../../simulator/slack.ts';
import { unknownArguments } from '../../simulator/web-api/argument-names.ts';
import { METHOD_NAMES } from '../../simulator/web-api/call-method.ts';

let slack: Slack;
let client: WebClient;
beforeAll(async () => {
  slack = await startSlack({ manifest: readManifest() });
  client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
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
