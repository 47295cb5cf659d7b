import { randomBytes } from 'node:crypto';
import type { Installation } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadPipeline } from '../../src/facts/load-pipeline.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { decrypt, encrypt } from '../../src/platform/encryption.ts';
import { checkEncryptionKey, createInstalledWorkspaces, DATA_KEPT_MS } from '../../src/platform/installations.ts';
import type { Database } from '../../src/store/db/database.ts';
import { createStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/types/store.ts';
import { emptyDatabase, openTestDatabase } from '../support/store/test-database.ts';

const KEY = randomBytes(32);
let database: Database;
let store: Store;
let clock: number;

beforeAll(async () => {
  database = await openTestDatabase();
  store = createStore(database);
});
beforeEach(async () => {
  await emptyDatabase(database);
  clock = Date.parse('2026-11-16T09:00:00Z');
});
afterAll(() => store.close());

const workspaces = (key = KEY, previousKey?: Buffer) =>
  createInstalledWorkspaces({
    store,
    key,
    previousKey,
    clock: { ...systemClock(() => clock), wallNow: () => clock },
    createClient: (token) => new WebClient(token),
  });

const installation = (teamId: string, token: string): Installation<'v2', false> => ({
  team: { id: teamId, name: 'Sample Ltd' },
  enterprise: undefined,
  user: { token: undefined, scopes: undefined, id: 'U1' },
  bot: { token, scopes: ['commands'], id: 'B1', userId: 'U0' },
});

const query = (teamId: string) => ({ teamId, enterpriseId: undefined, isEnterpriseInstall: false as const });

describe('an installation', () => {
  it('makes the workspace ready, and its installer admin', async () => {
    await workspaces().installationStore.storeInstallation(installation('T1', 'xoxb-one'));
    const tenant = store.tenant('T1');
    expect(await tenant.workspace()).toMatchObject({ name: 'Sample Ltd', installedBy: 'U1' });
    expect(await tenant.members.bySlackUser('U1')).toMatchObject({ role: 'admin' });
    expect((await loadPipeline(tenant, 'en'))?.stages[0]).toMatchObject({ name: 'Lead' });
  });

  it('gives each workspace its own token', async () => {
    const { installationStore, clientFor } = workspaces();
    await installationStore.storeInstallation(installation('T1', 'xoxb-one'));
    await installationStore.storeInstallation(installation('T2', 'xoxb-two'));
    expect((await clientFor('T1')).token).toBe('xoxb-one');
    expect((await clientFor('T2')).token).toBe('xoxb-two');
    expect((await installationStore.fetchInstallation(query('T2'))).bot?.token).toBe('xoxb-two');
    await expect(clientFor('T3')).rejects.toThrow('not installed in the workspace T3');
  });

  it('lies in the database encrypted, readable only with the key and only for its workspace', async () => {
    const { installationStore } = workspaces();
    await installationStore.storeInstallation(installation('T1', 'xoxb-one'));
    const record = (await store.installations.find('T1')) ?? '';
    expect(Buffer.from(record, 'base64').toString('latin1')).not.toContain('xoxb');
    await expect(workspaces(randomBytes(32)).clientFor('T1')).rejects.toThrow();

    await installationStore.storeInstallation(installation('T2', 'xoxb-two'));
    await store.installations.save({ workspaceId: 'T2', enterpriseId: null, encryptedRecord: record }, clock);
    await expect(workspaces().clientFor('T2')).rejects.toThrow();
  });

  it('a second time replaces the first, and takes no admin away', async () => {
    const { installationStore, clientFor } = workspaces();
    await installationStore.storeInstallation(installation('T1', 'xoxb-one'));
    const again = installation('T1', 'xoxb-new');
    await installationStore.storeInstallation({ ...again, user: { ...again.user, id: 'U2' } });
    expect((await clientFor('T1')).token).toBe('xoxb-new');
    expect(await store.tenant('T1').members.bySlackUser('U1')).toMatchObject({ role: 'admin' });
    expect(await store.tenant('T1').members.bySlackUser('U2')).toMatchObject({ role: 'rep' });
  });

  it('that was removed has no token any more; the data stay', async () => {
    const { installationStore, clientFor, forget } = workspaces();
    await installationStore.storeInstallation(installation('T1', 'xoxb-one'));
    await clientFor('T1');
    await forget('T1', clock);
    await expect(clientFor('T1')).rejects.toThrow('not installed');
    expect(await store.tenant('T1').workspace()).toMatchObject({ name: 'Sample Ltd' });
  });

  it('that another instance removed is used for a minute at most', async () => {
    const here = workspaces();
    await here.installationStore.storeInstallation(installation('T1', 'xoxb-one'));
    await here.clientFor('T1');
    await workspaces().forget('T1', clock);
    clock += 60_001;
    await expect(here.clientFor('T1')).rejects.toThrow('not installed');
  });

  it('of a whole organisation is refused', async () => {
    const { team: _none, ...rest } = installation('T1', 'xoxb-one');
    const whole = { ...rest, team: undefined, enterprise: { id: 'E1' }, isEnterpriseInstall: true } as const;
    await expect(workspaces().installationStore.storeInstallation(whole)).rejects.toThrow('one workspace at a time');
    // Slack may name a workspace beside the organisation.
    const named = { ...whole, team: { id: 'T1' } };
    await expect(workspaces().installationStore.storeInstallation(named)).rejects.toThrow('one workspace at a time');
    expect(await store.tenant('T1').workspace()).toBe(undefined);
    expect(await store.installations.workspaceIds()).toEqual([]);
  });

  it('that comes back within thirty days finds everything as it was; later, nothing is left', async () => {
    const { installationStore, forget } = workspaces();
    await installationStore.storeInstallation(installation('T1', 'xoxb-one'));
    await store.tenant('T1').updateWorkspace({ name: 'Own name' });
    await forget('T1', clock);
    expect(await store.workspaces()).toEqual([]);
    expect(await store.installations.deleteExpired(clock + DATA_KEPT_MS - 1)).toEqual([]);
    clock += DATA_KEPT_MS - 1;
    await installationStore.storeInstallation(installation('T1', 'xoxb-two'));
    expect(await store.installations.deleteExpired(clock + 10 * DATA_KEPT_MS)).toEqual([]);
    expect(await store.tenant('T1').members.bySlackUser('U1')).toMatchObject({ role: 'admin' });
    expect(await store.workspaces()).toHaveLength(1);
    await forget('T1', clock);
    expect(await store.installations.deleteExpired(clock + DATA_KEPT_MS)).toEqual(['T1']);
    expect(await store.tenant('T1').workspace()).toBe(undefined);
  });

  it('is not taken away by word of an earlier removal that comes late', async () => {
    const { installationStore, forget, clientFor } = workspaces();
    await installationStore.storeInstallation(installation('T1', 'xoxb-one'));
    const removedAt = clock + 60_000;
    clock += 120_000;
    await installationStore.storeInstallation(installation('T1', 'xoxb-two'));
    expect(await forget('T1', removedAt)).toBe(false);
    expect((await clientFor('T1')).token).toBe('xoxb-two');
    expect(await store.workspaces()).toHaveLength(1);
  });
});

describe('sealing', () => {
  it('is undone by the same key for the same owner, and never gives the same twice', () => {
    expect(decrypt(KEY, encrypt(KEY, 'zażółć', 'T1'), 'T1')).toBe('zażółć');
    expect(encrypt(KEY, 'zażółć', 'T1')).not.toBe(encrypt(KEY, 'zażółć', 'T1'));
  });

  it('shows that the text was changed', () => {
    const bytes = Buffer.from(encrypt(KEY, 'a token', 'T1'), 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(() => decrypt(KEY, bytes.toString('base64'), 'T1')).toThrow();
  });
});

describe('the encryption key', () => {
  const install = async (teamId: string, key = KEY) =>
    workspaces(key).installationStore.storeInstallation(installation(teamId, `xoxb-${teamId}`));

  it('is tried on what is stored: another one is found out at once', async () => {
    expect(await checkEncryptionKey(store, { key: KEY }, clock)).toEqual({ installed: 0, renewed: 0, unreadable: [] });
    await install('T1');
    expect(await checkEncryptionKey(store, { key: KEY }, clock)).toEqual({ installed: 1, renewed: 0, unreadable: [] });
    expect(await checkEncryptionKey(store, { key: randomBytes(32) }, clock)).toMatchObject({ installed: 1, unreadable: ['T1'] });
  });

  it('is changed by one start with both: what was encrypted with the old one is read, and encrypted anew', async () => {
    const fresh = randomBytes(32);
    await install('T1');
    await install('T2', fresh);
    expect((await workspaces(fresh, KEY).clientFor('T1')).token).toBe('xoxb-T1');
    await expect(workspaces(fresh).clientFor('T1')).rejects.toThrow();
    expect(await checkEncryptionKey(store, { key: fresh, previousKey: KEY }, clock)).toEqual({
      installed: 2,
      renewed: 1,
      unreadable: [],
    });
    for (const id of ['T1', 'T2']) expect((await workspaces(fresh).clientFor(id)).token).toBe(`xoxb-${id}`);
  });
});
