import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGE_DIST_DIR } from '../../../simulator/page/dist-dir.ts';
import { type PageServer, startPageServer } from '../../../simulator/page/page-server.ts';
import { archivePath, parseArchivePath } from '../../../simulator/page/permalink.ts';
import { readManifest } from '../../../simulator/read-manifest.ts';
import { parseRecord } from '../../support/parse-record.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot;
let page: PageServer;
beforeAll(async () => {
  lejek = await startTestBot();
  page = await startPageServer({ slack: lejek.slack, manifest: readManifest(), dir: PAGE_DIST_DIR, port: 0 });
});
afterAll(async () => {
  await page.stop();
  await lejek.stop();
});

const post = async (path: string, body: unknown): Promise<Readonly<Record<string, unknown>>> => {
  const response = await fetch(page.address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...parseRecord(await response.text()) };
};
const read = async (path: string) => parseRecord(await (await fetch(page.address + path)).text());
/** What a person sees, as one text. */
const state = async (userId: string) => JSON.stringify(await read(`api/state?as=${userId}`));

describe('the workspace, driven over HTTP alone', () => {
  it('gets people and channels, in which they act and read', async () => {
    const { id: olivia } = await post('api/control', { do: 'addUser', name: 'olivia', locale: 'en-GB', tz: 'Europe/London' });
    const { id: team } = await post('api/control', { do: 'addChannel', name: 'team', members: [olivia] });
    await post(`act?as=${olivia}`, { do: 'command', channel: team, line: '/deal help' });
    expect(await state(String(olivia))).toContain('/deal advance');
    expect(await state(lejek.anna.id)).not.toContain('/deal advance');
    // What was typed stands above its answer, for who typed it.
    expect(await state(String(olivia))).toContain('"typedLine":"/deal help"');
  });

  it('fails as Slack does when it is told to, and says what a control lacks', async () => {
    expect(await post('api/control', { do: 'fail', method: 'views.open', error: 'expired_trigger_id' })).toEqual({ status: 200 });
    const { entries } = await read('api/journal?after=0');
    await post(`act?as=${lejek.piotr.id}`, { do: 'command', channel: lejek.sales, line: '/deal new Acme' });
    const after = Array.isArray(entries) ? entries.length : 0;
    await expect
      .poll(async () => JSON.stringify(await read(`api/journal?after=${after}`)), { timeout: 10_000 })
      .toContain('expired_trigger_id');
    expect(await post('api/control', { do: 'fail', method: 'views.open' })).toMatchObject({ status: 400 });
    expect(await post('api/control', { do: 'invite', channel: 'C0', user: 'U0' })).toMatchObject({ status: 400 });
    expect(await post('api/control', { do: 'moveClock', to: 0 })).toEqual({
      status: 400,
      problem: 'This workspace runs on real time.',
    });
  });

  it('has messages that their writers change and take away, and reactions that people join', async () => {
    const { slack, sales, anna, piotr } = lejek;
    const { ts } = await anna.writeMessage(sales, 'They called');
    const shown = () => slack.messages(sales).find((message) => message.ts === ts);
    await post(`act?as=${piotr.id}`, { do: 'react', channel: sales, ts, name: 'eyes' });
    await post(`act?as=${anna.id}`, { do: 'react', channel: sales, ts, name: 'eyes' });
    expect(shown()?.reactions).toEqual([{ name: 'eyes', users: [piotr.id, anna.id], count: 2 }]);
    await post(`act?as=${piotr.id}`, { do: 'react', channel: sales, ts, name: 'eyes' });
    expect(shown()?.reactions).toEqual([{ name: 'eyes', users: [anna.id], count: 1 }]);
    expect(await post(`act?as=${piotr.id}`, { do: 'edit', channel: sales, ts, text: 'No' })).toMatchObject({
      problem: 'This message is somebody else’s.',
    });
    await post(`act?as=${anna.id}`, { do: 'edit', channel: sales, ts, text: 'They called twice' });
    expect(shown()).toMatchObject({ text: 'They called twice', edited: { user: anna.id } });
    await post(`act?as=${anna.id}`, { do: 'delete', channel: sales, ts });
    expect(shown()).toBeUndefined();
  });

  it('opens a message by its permalink, in its thread where it is a reply', async () => {
    const permalink = (path: string) => parseArchivePath(new URL(`https://simulated.slack.com${path}`));
    const [ts, threadTs] = ['1763283600.000200', '1763283600.000100'];
    expect(permalink(archivePath({ channel: 'C01', ts }))).toBe(`/C01//${ts}`);
    expect(permalink(archivePath({ channel: 'C01', ts, threadTs }))).toBe(`/C01/${threadTs}/${ts}`);
    expect(permalink('/archives/C01')).toBeUndefined();
    const response = await fetch(`${page.address}${archivePath({ channel: 'C01', ts }).slice(1)}`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, `/#/C01//${ts}`]);
  });
});
