import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const ENGLISH = 'What you can type';
const POLISH = 'Co można wpisać';

describe('help', () => {
  it('is in the language of the person, whichever word they type', async () => {
    for (const line of ['/deal help', '/deal pomoc', '/funnel help', '/lejek pomoc']) {
      expect(await lejek.typeCommand(lejek.piotr, line)).toContain(ENGLISH);
      expect(await lejek.typeCommand(lejek.anna, line)).toContain(POLISH);
    }
  });

  it('follows the word of a person whose own language is not spoken here', async () => {
    const { id } = lejek.slack.addUser({ name: 'luc', realName: 'Luc', locale: 'fr-FR' });
    lejek.slack.inviteToChannel(lejek.sales, id);
    const luc = lejek.slack.as(id);
    expect(await lejek.typeCommand(luc, '/deal pomoc')).toContain(POLISH);
    expect(await lejek.typeCommand(luc, '/deal help')).toContain(ENGLISH);
    expect(await lejek.typeCommand(luc, '/deal pomoc')).toContain(POLISH);
  });
});
