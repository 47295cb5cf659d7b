import { WebClient } from '@slack/web-api';
import { expect, it, onTestFinished } from 'vitest';
import { SILENT_BOLT_LOGGER } from '../../simulator/silent-bolt-logger.ts';
import { startSlack } from '../../simulator/slack.ts';
import { startBoltHarness } from './support/bolt-harness.ts';
import { MANIFEST } from './support/manifest.ts';

const withScopes = (scopes: readonly string[]) => ({ bot: [...(MANIFEST.oauth_config?.scopes?.bot ?? []), ...scopes] });

/** A workspace whose app may read user groups, or may not. */
async function start(scopes: readonly string[]) {
  const manifest = { ...MANIFEST, oauth_config: { scopes: withScopes(scopes) } };
  const slack = await startSlack({ manifest });
  onTestFinished(() => slack.stop());
  const retryConfig = { retries: 0 };
  const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig, logger: SILENT_BOLT_LOGGER });
  return { slack, client };
}

it('user groups are listed with their people where these are asked for; who is out of use only by name', async () => {
  const { slack, client } = await start(['usergroups:read']);
  const [anna, jan] = ['anna', 'jan'].map((name) => slack.addUser({ name }).id);
  const north = slack.addUserGroup({ name: 'North', handle: 'north', users: [anna ?? ''] });
  const south = slack.addUserGroup({ name: 'South', handle: 'south', users: [] });
  slack.changeUserGroup(south.id, { isDisabled: true });
  const plain = await client.usergroups.list();
  expect(plain.usergroups).toMatchObject([{ id: north.id, handle: 'north', name: 'North', date_delete: 0 }]);
  expect(plain.usergroups?.[0]).not.toHaveProperty('users');
  slack.changeUserGroup(north.id, { users: [anna ?? '', jan ?? ''] });
  const all = await client.usergroups.list({ include_disabled: true, include_users: true, include_count: true });
  expect(all.usergroups).toMatchObject([
    { handle: 'north', users: [anna, jan], user_count: 2 },
    { handle: 'south', users: [], user_count: 0 },
  ]);
  expect(all.usergroups?.[1]?.date_delete).toBeGreaterThan(0);
  expect((await client.usergroups.users.list({ usergroup: north.id })).users).toEqual([anna, jan]);
});

it('user groups are refused as Slack refuses: without the scope, one that is not there, one out of use, an unknown argument', async () => {
  const { slack, client } = await start(['usergroups:read']);
  const { id } = slack.addUserGroup({ name: 'North', handle: 'north', users: [] });
  const refused = (error: string) => ({ data: { error } });
  await expect(client.usergroups.users.list({ usergroup: 'S0NONE' })).rejects.toMatchObject(refused('no_such_subteam'));
  slack.changeUserGroup(id, { isDisabled: true });
  await expect(client.usergroups.users.list({ usergroup: id })).rejects.toMatchObject(refused('no_such_subteam'));
  await expect(client.apiCall('usergroups.list', { with_people: true })).rejects.toMatchObject(refused('invalid_arguments'));
  const { client: unable } = await start([]);
  await expect(unable.usergroups.list()).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'usergroups:read' },
  });
});

it('an app that subscribes to them hears of a user group’s people and name, with the scope alone', async () => {
  const events = ['subteam_members_changed', 'subteam_updated'];
  const heardWith = async (scopes: readonly string[]) => {
    const manifest = {
      ...MANIFEST,
      oauth_config: { scopes: withScopes(scopes) },
      settings: { ...MANIFEST.settings, event_subscriptions: { bot_events: events } },
    };
    const { slack, app, ania, connect, stop } = await startBoltHarness({ manifest });
    const heard: object[] = [];
    for (const name of events) app.event(name, async ({ event }) => void heard.push(event));
    await connect();
    const { id } = slack.addUserGroup({ name: 'North', handle: 'north', users: [] });
    slack.changeUserGroup(id, { users: [ania] });
    slack.changeUserGroup(id, { name: 'Far north' });
    await slack.allDelivered();
    await stop();
    return { heard, id, ania };
  };
  const { heard, id, ania } = await heardWith(['usergroups:read']);
  expect(heard).toHaveLength(3);
  expect(heard).toContainEqual(
    expect.objectContaining({
      type: 'subteam_members_changed',
      ...{ subteam_id: id, team_id: expect.stringMatching(/^T/), added_users: [ania], added_users_count: 1 },
      ...{ date_previous_update: expect.any(Number), date_update: expect.any(Number), event_ts: expect.any(String) },
    }),
  );
  for (const name of ['North', 'Far north'])
    expect(heard).toContainEqual(
      expect.objectContaining({ type: 'subteam_updated', subteam: expect.objectContaining({ id, name, users: [ania] }) }),
    );
  expect((await heardWith([])).heard).toEqual([]);
});
