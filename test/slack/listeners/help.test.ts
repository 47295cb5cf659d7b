import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bot, bot } from '../../support/bot.ts';

let lejek: Bot;
beforeAll(async () => {
  lejek = await bot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const ENGLISH = 'What you can type';
const POLISH = 'Co można wpisać';

describe('help', () => {
  it('is in the language of the person, whichever word they type', async () => {
    for (const line of ['/deal help', '/deal pomoc', '/funnel help', '/lejek pomoc']) {
      expect(await lejek.type(lejek.piotr, line)).toContain(ENGLISH);
      expect(await lejek.type(lejek.anna, line)).toContain(POLISH);
    }
  });

  it('follows the word of a person whose own language is not spoken here', async () => {
    const { id } = lejek.slack.addUser({ name: 'luc', realName: 'Luc', locale: 'fr-FR' });
    lejek.slack.invite(lejek.sales, id);
    const luc = lejek.slack.as(id);
    expect(await lejek.type(luc, '/deal pomoc')).toContain(POLISH);
    expect(await lejek.type(luc, '/deal help')).toContain(ENGLISH);
    expect(await lejek.type(luc, '/deal pomoc')).toContain(POLISH);
  });
});
