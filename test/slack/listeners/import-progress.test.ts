import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Person } from '../../../simulator/person/person.ts';
import { safe } from '../../../src/locale/safe-text.ts';
import { textMessage } from '../../../src/slack/views/kit/blocks.ts';
import { createProgressMessage, PROGRESS_INTERVAL_MS } from '../../../src/slack/web-api/progress-message.ts';
import { plainSpaces } from '../../support/plain-spaces.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
afterAll(() => lejek.stop());
beforeEach(() => lejek.reset());

/** Each look at the clock moves it on: the import takes long, the test does not. */
async function atStepsOf(ms: number, run: () => Promise<void>) {
  let now = performance.now();
  const clock = vi.spyOn(lejek.deps.clock, 'monotonicNow').mockImplementation(() => {
    now += ms;
    return now;
  });
  try {
    await run();
  } finally {
    clock.mockRestore();
  }
}

const dm = ({ id }: Person): string => lejek.slack.openDm(id).id;
/** What was written into messages of the bot since, call by call, with the message that each call wrote. */
function written(since: number) {
  return lejek.slack.journal.slice(since).flatMap((entry) => {
    if (entry.kind !== 'call' || !/^chat\.(?:postMessage|update)$/.test(entry.method)) return [];
    const answered = Object(entry.answer) as { ts?: string };
    return [{ method: entry.method, text: plainSpaces(String(entry.args['text'])), ts: answered.ts }];
  });
}

async function admin(person: Person) {
  await lejek.typeCommand(person, '/deal');
  const member = await lejek.tenant.members.bySlackUser(person.id);
  await lejek.tenant.members.setRole(member?.id ?? '', 'admin');
}

/** A file as large as it takes for several slices. */
async function sendFile(person: Person, rows = 400) {
  const lines = Array.from({ length: rows }, (_, n) => `Deal ${n},Lead,${n + 1}`);
  const { ts } = await person.dm('', {
    files: [{ name: 'deals.csv', content: Buffer.from(['name,stage,value', ...lines].join('\n')) }],
  });
  return person.waitForMessage(
    dm(person),
    (message) => message.ts > ts && JSON.stringify(message.blocks ?? []).includes('import.make'),
    30_000,
  );
}

describe.each([
  {
    who: 'ewa',
    reading: /^Reading the file… [1-4]00 of 400 rows$/,
    importing: /^Importing… (\d+) of 400 deals$/,
    done: 'Imported: 400 new deals.',
  },
  {
    who: 'anna',
    reading: /^Czytam plik… [1-4]00 z 400 wierszy$/,
    importing: /^Importuję… (\d+) z 400 szans$/,
    done: 'Zaimportowane: 400 nowych szans.',
  },
] as const)('a long import, for $who', ({ who, reading, importing, done }) => {
  it('tells how far it has come in one message, which becomes the answer', async () => {
    const person = lejek[who];
    await admin(person);
    const preview = await sendFile(person);
    const since = lejek.slack.journal.length;
    const answers = lejek.slack.ephemerals(person.id).length;
    await atStepsOf(PROGRESS_INTERVAL_MS, async () => {
      await person.click(preview, 'import.make');
      await expect.poll(() => written(since).at(-1)?.text.replaceAll('*', ''), { timeout: 30_000 }).toContain(done);
    });
    const [first, ...edits] = written(since);
    expect(first?.method).toBe('chat.postMessage');
    expect(edits.map(({ method }) => method)).toEqual(edits.map(() => 'chat.update'));
    expect(new Set(written(since).map(({ ts }) => ts))).toEqual(new Set([first?.ts]));
    const texts = written(since).map(({ text }) => text);
    expect(texts.some((text) => reading.test(text))).toBe(true);
    const counted = texts.flatMap((text) => importing.exec(text)?.slice(1).map(Number) ?? []);
    expect(counted.length).toBeGreaterThan(1);
    expect(counted).toEqual(counted.toSorted((a, b) => a - b));
    const message = lejek.messages(dm(person)).at(-1);
    expect(message?.ts).toBe(first?.ts);
    expect(JSON.stringify(message?.blocks)).toContain('import.undo');
    expect(lejek.slack.ephemerals(person.id)).toHaveLength(answers);
  });
});

it('a file that takes long to read says so, and the preview takes the place of that', async () => {
  const { ewa } = lejek;
  await admin(ewa);
  const since = lejek.slack.journal.length;
  await atStepsOf(1000, async () => {
    const { ts } = await sendFile(ewa);
    expect(written(since)[0]).toMatchObject({ ts, text: expect.stringMatching(/^Reading the file…/) });
  });
});

it('a short import shows none', async () => {
  const { ewa } = lejek;
  await admin(ewa);
  await atStepsOf(0, async () => {
    const preview = await sendFile(ewa);
    const since = lejek.slack.journal.length;
    await ewa.click(preview, 'import.make');
    await expect.poll(() => lejek.lastAnswer(ewa), { timeout: 30_000 }).toContain('Imported: 400 new deals.');
    expect(written(since)).toEqual([]);
  });
});

it.each([
  ['chat.postMessage', 1],
  ['chat.update', 2],
] as const)('goes on where Slack refuses %s, and is answered all the same', async (method, times) => {
  const { ewa } = lejek;
  await admin(ewa);
  const preview = await sendFile(ewa);
  lejek.slack.faults.failWith(method, 'internal_error', times);
  await atStepsOf(1000, async () => {
    await ewa.click(preview, 'import.make');
    await expect.poll(() => lejek.lastAnswer(ewa), { timeout: 30_000 }).toContain('Imported: 400 new deals.');
  });
  expect((await lejek.tenant.imports.runs(1))[0]).toMatchObject({ newDeals: 400 });
  expect(lejek.posts(dm(ewa)).filter((text) => /^(?:Importing|The deals are in)/.test(text))).toEqual([]);
});

describe('a message about progress', () => {
  it('appears after three seconds and is edited no more often than that', async () => {
    const { ewa, slack, deps } = lejek;
    let now = 0;
    const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
    const place = { slackUserId: ewa.id, channelId: dm(ewa), thread: null };
    const message = createProgressMessage(client, place, { clock: { monotonicNow: () => now }, log: deps.log });
    const since = slack.journal.length;
    for (const at of [0, PROGRESS_INTERVAL_MS - 1, PROGRESS_INTERVAL_MS, PROGRESS_INTERVAL_MS + 1, 2 * PROGRESS_INTERVAL_MS]) {
      now = at;
      const show = () => message.show(() => textMessage(safe`at ${at}`));
      show();
      // The answer to the last edit may still be on its way.
      await expect.poll(() => [show(), written(since).length].at(-1)).toBe(Math.floor(at / PROGRESS_INTERVAL_MS));
    }
    expect(written(since).map(({ text }) => text)).toEqual(['at 3000', 'at 6000']);
    expect(await message.replaceBy(textMessage(safe`done`))).toBe(true);
    now = 9 * PROGRESS_INTERVAL_MS;
    message.show(() => textMessage(safe`too late`));
    expect(lejek.messages(dm(ewa)).at(-1)?.text).toBe('done');
    expect(written(since)).toHaveLength(3);
  });
});
