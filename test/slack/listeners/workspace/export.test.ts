import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../simulator/person/person.ts';
import { setUpFunnel } from '../../../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const lastDirectMessage = (person: Person) => {
  const { slack } = lejek;
  return slack.messages(slack.openDm(person.id).id).at(-1);
};

async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${lejek.slack.botToken}` } });
  return new Uint8Array(await response.arrayBuffer());
}

describe('taking everything out in Slack', () => {
  it('sends an admin one file by direct message, and the channel nothing', async () => {
    const { ewa, slack, sales } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(ewa, 'Acme');
    const before = slack.messages(sales).length;
    expect(await lejek.typeCommand(ewa, '/funnel export')).toContain('The file is in your direct messages with me.');
    const message = lastDirectMessage(ewa);
    expect(message?.text).toMatch(/^Everything as of 16.Nov.2026: 1 deal, their history/);
    const [file] = message?.files ?? [];
    expect(file?.name).toBe('lejek-2026-11-16.zip');
    const parts = unzipSync(await download(String(file?.url_private_download)));
    expect(strFromU8(parts['deals.csv'] ?? new Uint8Array())).toContain('1,Acme,');
    expect(slack.messages(sales)).toHaveLength(before);
  });

  it('is an admin’s alone, and says what is missing where files may not be sent', async () => {
    const { ewa, anna, slack } = lejek;
    await setUpFunnel(lejek, ewa);
    expect(await lejek.typeCommand(anna, '/lejek eksport')).toContain('może pobrać tylko administrator (Ewa)');
    expect(lastDirectMessage(anna)?.files).toBeUndefined();
    slack.faults.failWith('files.getUploadURLExternal', 'missing_scope', 1);
    expect(await lejek.typeCommand(ewa, '/funnel export')).toContain('the permission files:write is missing');
  });
});
