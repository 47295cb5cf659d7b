import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../../../simulator/state/entities.ts';
import { renderMessage } from '../../../../simulator/terminal/render.ts';
import type { NewDealDetails } from '../../../../src/core/deal/open-deal.ts';
import { DAY_MS, HOUR_MS } from '../../../../src/core/time/durations.ts';
import { loadPipeline } from '../../../../src/facts/load-pipeline.ts';
import { NO_CHOICES } from '../../../../src/import/read/import-choices.ts';
import { runImport } from '../../../../src/import/run-import.ts';
import { setUpFunnel, typeAndRead, valueInEuros } from '../../../support/bot-actions.ts';
import { tableOf } from '../../../support/table-files.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const text = (message: Message) => renderMessage(message, { width: 200 }).replaceAll('\u00A0', ' ');
/** What the channel hears of wins and losses, beside the cards. */
const newsPosts = () =>
  lejek.messages(lejek.sales).filter(({ metadata }) => String(metadata?.event_payload['key']).endsWith('/0-news'));
const news = () => newsPosts().map(text);

async function ready(choice: { cards?: string; language?: string } = {}): Promise<void> {
  await setUpFunnel(lejek, lejek.ewa, choice);
  await lejek.tick();
}

const IN_NEGOTIATION: Partial<NewDealDetails> = {
  ...valueInEuros(48_000),
  stageId: 'negotiation',
  closeOn: '2026-12-18',
};

async function win(name: string): Promise<void> {
  await lejek.typeCommand(lejek.piotr, `/deal won ${name}`);
  await lejek.piotr.waitForView((view) => JSON.stringify(view.blocks).includes('criterion signed'), 20_000);
  lejek.piotr.fillInput('criterion signed', ['yes']);
  expect(await lejek.piotr.submit()).toMatchObject({ closed: true });
  await lejek.tick();
}

describe('a win', () => {
  it('is a message of its own in a channel whose card of the deal is days old', async () => {
    await ready();
    await lejek.createDeal(lejek.piotr, 'Bielik', IN_NEGOTIATION);
    await lejek.tick();
    lejek.advanceClock(3 * DAY_MS);
    await win('bielik');
    expect(news()).toEqual([expect.stringContaining('Won 🎉 D-1 Bielik · 48k EUR · Piotr · 3 days')]);
    expect(text(newsPosts()[0] ?? expect.fail())).toContain('Open');
    await lejek.tick();
    expect(news()).toHaveLength(1);
  });

  it('is told where the channel has no cards, and in its language', async () => {
    await ready({ cards: 'none', language: 'pl' });
    await lejek.createDeal(lejek.piotr, 'Bielik', IN_NEGOTIATION);
    await lejek.tick();
    await win('bielik');
    expect(news()).toEqual([expect.stringContaining('Wygrana 🎉 D-1 Bielik · 48 tys. EUR · Piotr · tego samego dnia')]);
  });

  it('is told once where the channel’s first card of the deal is that of the win', async () => {
    await ready({ cards: '6' });
    await lejek.createDeal(lejek.piotr, 'Bielik', { ...IN_NEGOTIATION, stageId: 'offer' });
    await win('bielik');
    const posted = lejek.messages(lejek.sales).map(text);
    expect(posted.filter((each) => each.includes('Won 🎉 D-1 Bielik'))).toHaveLength(1);
  });

  it('that is undone takes its line back, and won again it is news again', async () => {
    await ready();
    await lejek.createDeal(lejek.piotr, 'Bielik', IN_NEGOTIATION);
    await lejek.tick();
    lejek.advanceClock(DAY_MS);
    await win('bielik');
    await lejek.typeCommand(lejek.piotr, '/deal undo');
    await lejek.tick();
    expect(news()).toEqual([expect.stringContaining('Taken back: D-1 Bielik is open, in Negotiation')]);
    lejek.advanceClock(HOUR_MS);
    await win('bielik');
    expect(news()).toEqual([
      expect.stringContaining('Taken back: D-1 Bielik is open, in Negotiation'),
      expect.stringContaining('Won 🎉 D-1 Bielik'),
    ]);
  });

  it('that is undone before anybody heard of it is never told', async () => {
    await ready({ cards: 'none' });
    await lejek.createDeal(lejek.piotr, 'Bielik', IN_NEGOTIATION);
    lejek.setNow(Date.parse('2026-11-16T22:00:00Z'));
    await win('bielik');
    await lejek.typeCommand(lejek.piotr, '/deal undo');
    await lejek.runUntil(Date.parse('2026-11-17T10:00:00Z'));
    expect(news()).toEqual([]);
  });

  it('of the night is told in the morning', async () => {
    await ready();
    await lejek.createDeal(lejek.piotr, 'Bielik', IN_NEGOTIATION);
    await lejek.tick();
    lejek.setNow(Date.parse('2026-11-16T22:00:00Z'));
    await win('bielik');
    expect(news()).toEqual([]);
    await lejek.runUntil(Date.parse('2026-11-17T08:00:00Z'));
    expect(news()).toEqual([expect.stringContaining('Won 🎉 D-1 Bielik')]);
  });

  it('is told once though Slack loses the answer', async () => {
    await ready();
    await lejek.createDeal(lejek.piotr, 'Bielik', IN_NEGOTIATION);
    await lejek.tick();
    lejek.slack.faults.loseResponses('chat.postMessage', 1);
    await win('bielik');
    await lejek.runUntil(lejek.now() + HOUR_MS, 300_000);
    expect(news()).toHaveLength(1);
  });

  it('that is reopened stands as open, and the reopening undone as won, without another message', async () => {
    await ready();
    await lejek.createDeal(lejek.piotr, 'Bielik', IN_NEGOTIATION);
    await lejek.tick();
    await win('bielik');
    lejek.advanceClock(DAY_MS);
    await lejek.typeCommand(lejek.piotr, '/deal reopen bielik');
    await lejek.tick();
    expect(news()).toEqual([expect.stringContaining('D-1 Bielik is open, in Negotiation')]);
    await lejek.typeCommand(lejek.piotr, '/deal undo');
    await lejek.tick();
    expect(news()).toEqual([expect.stringContaining('Won 🎉 D-1 Bielik')]);
  });

  it('comes by no channel to who sells alone', async () => {
    await lejek.createDeal(lejek.piotr, 'Bielik', IN_NEGOTIATION);
    await win('bielik');
    expect(await lejek.tenant.deliveries.ofKind('deal-news', 0)).toEqual([]);
  });
});

describe('a loss', () => {
  it('is told with its reason and stage, and with nobody’s name', async () => {
    await ready({ cards: 'none' });
    await lejek.createDeal(lejek.piotr, 'Bielik', IN_NEGOTIATION);
    await lejek.typeCommand(lejek.piotr, '/deal lost bielik too expensive');
    await lejek.tick();
    expect(news()).toEqual([expect.stringContaining('Lost: D-1 Bielik · 48k EUR · too expensive · was in Negotiation')]);
    expect(news().join()).not.toContain('Piotr');
  });

  it('in Polish names the stage and the reason in Polish, though typed in English', async () => {
    await ready({ cards: 'none', language: 'pl' });
    await lejek.createDeal(lejek.piotr, 'Bielik', IN_NEGOTIATION);
    await lejek.typeCommand(lejek.piotr, '/deal lost bielik too expensive');
    await lejek.tick();
    expect(news()).toEqual([expect.stringContaining('Przegrana: D-1 Bielik · 48 tys. EUR · za drogo · etap „Negocjacje”')]);
  });

  it('shares a message with the losses of the same hour, and each is taken back by itself', async () => {
    await ready({ cards: 'none' });
    for (const name of ['Bielik', 'Morela', 'Kowent']) await lejek.createDeal(lejek.piotr, name, IN_NEGOTIATION);
    for (const name of ['Bielik', 'Morela', 'Kowent']) {
      await lejek.typeCommand(lejek.piotr, `/deal lost ${name} no budget`);
      await lejek.tick();
      lejek.advanceClock(60_000);
    }
    expect(news()).toEqual([expect.stringMatching(/Lost: D-1 Bielik.*\n.*Lost: D-2 Morela.*\n.*Lost: D-3 Kowent/)]);
    await typeAndRead(lejek, lejek.piotr, '/deal undo');
    await lejek.tick();
    expect(news()).toEqual([expect.stringMatching(/Lost: D-1 Bielik.*\n.*Lost: D-2 Morela.*\n.*Taken back: D-3 Kowent is open/)]);
    lejek.advanceClock(2 * HOUR_MS);
    await lejek.typeCommand(lejek.piotr, '/deal lost kowent no budget');
    await lejek.tick();
    expect(news()).toHaveLength(2);
  });
});

it('an import of won and lost deals is told by its summary alone', async () => {
  await ready();
  const pipeline = await loadPipeline(lejek.tenant, 'en');
  if (pipeline === undefined) throw new Error('There is no pipeline.');
  const rows = ['at,deal_id,rep,value,currency,event,stage', '2026-01-01,A,Anna,100,EUR,stage,Lead', '2026-01-08,A,Anna,,,won,'];
  const asked = {
    table: tableOf(rows.join('\n')),
    stages: [],
    reps: new Map<string, string>(),
    dryRun: false,
    at: lejek.now(),
    fileName: 'history.csv',
    choices: NO_CHOICES,
    timeZone: 'UTC',
    progress: () => undefined,
  };
  expect(await runImport(lejek.tenant, pipeline, asked)).toMatchObject({ ok: true });
  await lejek.tick();
  expect(news()).toEqual([]);
  expect(lejek.posts(lejek.sales).filter((post) => post.includes('imported'))).toHaveLength(1);
});
