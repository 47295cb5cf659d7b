import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../src/platform/log.ts';
import type { Database } from '../../../src/store/db/database.ts';
import { setUpFunnel } from '../../support/bot-actions.ts';
import { openOwnDatabase } from '../../support/store/test-database.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

/** What people type; no line of the log may hold it. */
const PAYLOAD = 'Wielbłąd';

let database: Database;
let lejek: TestBot;
beforeAll(async () => {
  database = await openOwnDatabase();
  lejek = await startTestBot({ database });
});
beforeEach(() => lejek.reset());
afterAll(async () => {
  await lejek.stop();
  await database.close();
});

/** The log as it is written, at the most talkative level. */
function written(): readonly Record<string, unknown>[] {
  const lines: string[] = [];
  const log = createLog('trace', [], { write: (line) => void lines.push(line) });
  for (const { level, fields, message } of lejek.log) log[level](fields, message);
  return lines.map((line) => JSON.parse(line));
}

const texts = () => written().map((line) => JSON.stringify(line));

describe('a line of the log', () => {
  it('holds nothing of what people typed, and nothing of a deal, when all is well', async () => {
    const { anna, ewa } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.typeCommand(anna, `/deal new ${PAYLOAD} Sp. z o.o. 12k`);
    await lejek.typeCommand(anna, `/deal note 1 ${PAYLOAD}`);
    await lejek.typeCommand(anna, `/deal ${PAYLOAD}`);
    await lejek.tick();
    expect(texts().filter((line) => line.includes(PAYLOAD))).toEqual([]);
  });

  it('about a write that the database refuses names the request, and not what was to be written', async () => {
    const { ewa } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(ewa, 'Bielik');
    // Whatever goes wrong inside: the database's own sentence quotes the row in its detail.
    await database.session((sql) => sql.exec(`ALTER TABLE note ADD CONSTRAINT no_camels CHECK (text !~ '${PAYLOAD}')`));
    const from = lejek.log.length;
    const answer = await lejek.typeCommand(ewa, `/deal note 1 ${PAYLOAD}`);
    const [, code] = /\b([0-9A-F]{6})\b/.exec(answer) ?? [];
    const lines = written().slice(from);
    expect(lines.map(({ msg }) => msg)).toContain('a listener failed');
    for (const line of lines) expect(line['request'], JSON.stringify(line)).toMatch(/^[0-9A-F]{6}$/);
    expect(new Set(lines.map(({ request }) => request)).size).toBe(1);
    expect(JSON.stringify(lines)).toContain('no_camels');
    expect(JSON.stringify(lines)).not.toContain(PAYLOAD);
    // Who reports the code of the answer names the lines.
    expect(JSON.stringify(lines)).toContain(code);
  });

  it('about a post that Slack refuses names the post, and not what it says', async () => {
    const { ewa, slack } = lejek;
    await setUpFunnel(lejek, ewa);
    await lejek.createDeal(ewa, PAYLOAD, { stageId: 'offer' });
    slack.faults.failWith('chat.postMessage', 'invalid_blocks', 20);
    await lejek.tick();
    expect(lejek.log.length).toBeGreaterThan(0);
    expect(texts().filter((line) => line.includes(PAYLOAD))).toEqual([]);
  });
});
