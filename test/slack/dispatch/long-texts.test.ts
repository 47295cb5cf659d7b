import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renderMessage } from '../../../simulator/terminal/render.ts';
import { SHORTCUTS } from '../../../src/slack/steps/shortcuts.ts';
import { NOTE_TEXT } from '../../../src/slack/views/deal/forms/note-form.ts';
import { plainSpaces } from '../../support/plain-spaces.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const COMMAS = ','.repeat(39_880);

/** How long the process was busy with one thing at most, in ms, while something was done. */
async function longestBlock(act: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await act();
  delay.disable();
  return delay.max / 1e6;
}

describe('a text of 40,000 characters', () => {
  it('as a command is refused in words, in both languages, and holds nobody', async () => {
    const { piotr, anna } = lejek;
    let said = '';
    const blocked = await longestBlock(async () => {
      said = await lejek.typeCommand(piotr, `/deal new ${COMMAS}`);
    });
    expect(said).toContain('That is 39,884 characters, and only 4,000 fit here. Nothing was changed; make it shorter.');
    expect(blocked).toBeLessThan(1000);
    expect(plainSpaces(await lejek.typeCommand(anna, `/szansa nowa Acme ${COMMAS}`))).toContain('zmieści się tu najwyżej 4 000');
    expect(piotr.view()).toBeUndefined();
  });

  it('said to the bot is refused in words, in a channel and directly', async () => {
    const { piotr, sales, slack } = lejek;
    const blocked = await longestBlock(async () => {
      await piotr.mention(sales, `new ${COMMAS}`);
      await expect.poll(() => slack.ephemerals(piotr.id).length, { timeout: 20_000 }).toBe(1);
    });
    expect(blocked).toBeLessThan(1000);
    const answer = slack.ephemerals(piotr.id).at(-1);
    expect(answer === undefined ? '' : renderMessage(answer, { width: 200 })).toContain('only 4,000 fit here');
    const sent = await piotr.dm(`note acme ${'word '.repeat(1000)}`);
    const reply = await piotr.waitForMessage('dm', ({ ts, bot_id }) => bot_id !== undefined && ts > sent.ts, 10_000);
    expect(renderMessage(reply, { width: 200 })).toContain('only 4,000 fit here');
  });

  it('in a message becomes a note by its beginning, and is seen to be one', async () => {
    const { piotr, sales } = lejek;
    await lejek.createDeal(piotr, 'Acme');
    const message = await piotr.writeMessage(sales, 'words '.repeat(6_000));
    await piotr.messageShortcut(SHORTCUTS.addMessage, sales, message.ts);
    const view = await piotr.waitForView(({ blocks }) => blocks.some(({ block_id }) => block_id === NOTE_TEXT));
    expect(piotr.values(view)[NOTE_TEXT]?.[NOTE_TEXT]).toMatchObject({ value: expect.stringMatching(/^words .*…$/) });
  });

  it('is not cut to what a field holds: a note, a step and a reason say that they are too long', async () => {
    const { piotr } = lejek;
    await lejek.createDeal(piotr, 'Bielik');
    const words = (count: number) => 'word '.repeat(count / 5).trim();
    expect(await lejek.typeCommand(piotr, `/deal note bielik ${words(3_500)}`)).toContain('only 3,000 fit here');
    expect(await lejek.typeCommand(piotr, `/deal step bielik ${words(300)}`)).toContain('only 200 fit here');
    expect(await lejek.typeCommand(piotr, `/deal move bielik to offer because ${words(400)}`)).toContain('only 300 fit here');
    expect(await lejek.typeCommand(piotr, '/deal show bielik')).not.toContain('word');
  });
});
