import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../../../src/core/time/durations.ts';
import { dryOffer } from '../../../support/dry-offer.ts';
import { startTestBot, type TestBot } from '../../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

/** The daily check of Tuesday, after which a channel has its alert, and the Monday after. */
const CHECKED = Date.parse('2026-11-17T07:35:00Z');
const MONDAY = Date.parse('2026-11-23T08:00:00Z');
const A_WEEK_LATER = Date.parse('2026-11-30T08:00:00Z');

/** Offer runs dry on Monday, 16 November, with two deals next to hand; the channel hears of it on Tuesday. */
async function alertOnTuesday(language: string): Promise<void> {
  await dryOffer(lejek, { language });
  await lejek.runUntil(CHECKED, 10 * MINUTE_MS);
}

const isAlert = ({ text }: { readonly text?: string | undefined }): boolean =>
  /^(Offer is empty|Etap „Oferta” jest pusty)/.test(text ?? '');
const textOf = (json: string): string =>
  [...json.matchAll(/"text":"([^"]+)"/g)]
    .map(([, text]) => text)
    .join('')
    .replaceAll('\u00A0', ' ');
const channelAlert = () => lejek.messages(lejek.sales).find(isAlert);

/** The digest of a Monday, and its thread: what they say, and the addresses that they lead to. */
async function digestOf(at: number) {
  lejek.setNow(at);
  await lejek.tick();
  const digest = lejek.messages(lejek.sales).findLast(({ blocks }) => /Funnel, week|Lejek, tydzień/.test(JSON.stringify(blocks)));
  const thread = lejek.slack.replies(lejek.sales, digest?.ts ?? '');
  const read = (messages: readonly { readonly blocks?: unknown }[]) => {
    const json = JSON.stringify(messages.map(({ blocks }) => blocks)).replaceAll('\u00A0', ' ');
    return {
      json,
      text: textOf(json),
      links: [...json.matchAll(/"url":"([^"]+)","text":"([^"]+)"/g)].map(([, url, text]) => [text, url]),
    };
  };
  return { main: read(digest === undefined ? [] : [digest]), thread: read(thread) };
}

const address = (ts: string | undefined): string =>
  `https://simulated.slack.com/archives/${lejek.sales}/p${(ts ?? '').replace('.', '')}`;

describe.each([
  ['en', "Tuesday's alert", 'the alert of 17 Nov', 'More on Offer: see ', 'The minimum here is'],
  ['pl', 'alert z wtorku', 'alert z 17 listopada', 'Więcej o etapie „Oferta”: ', 'minimum'],
])('a digest (%s)', (language, ofTuesday, ofTheDay, more, measured) => {
  it('keeps one action, and leads to the alert that stands open in its channel instead of repeating it', async () => {
    await alertOnTuesday(language);
    const ts = channelAlert()?.ts;
    const { main, thread } = await digestOf(MONDAY);
    expect(main.text).toMatch(language === 'en' ? /Offer has been empty since/ : /Etap „Oferta” jest pusty od/);
    expect(main.text.match(/D-\d/g)).toEqual(['D-1']);
    expect(main.json).toContain('alert.take:0');
    expect(main.text).toContain(`${more}${ofTuesday}`);
    expect(main.links).toEqual([[ofTuesday, address(ts)]]);
    expect(thread.links).toEqual([[ofTuesday, address(ts)]]);
    expect(thread.text.toLowerCase()).not.toContain(measured.toLowerCase());
    expect((await digestOf(A_WEEK_LATER)).main.links).toEqual([[ofTheDay, address(ts)]]);
  });

  it('tells itself what no alert of its channel tells, as where somebody deleted it', async () => {
    await alertOnTuesday(language);
    const alert = channelAlert();
    if (alert === undefined) throw new Error('no alert');
    const client = await lejek.deps.clientFor(lejek.tenant.id);
    await client.chat.delete({ channel: lejek.sales, ts: alert.ts });
    const { main, thread } = await digestOf(MONDAY);
    expect(main.text).not.toContain(more);
    expect(thread.text.toLowerCase()).toContain(measured.toLowerCase());
    expect(main.text.match(/D-\d/g)).toEqual(['D-1']);
  });

  it('shows its alert in a preview too, which asks Slack for nothing', async () => {
    await alertOnTuesday(language);
    const calls = () =>
      lejek.slack.journal.filter((entry) => entry.kind === 'call' && entry.method === 'chat.getPermalink').length;
    const before = calls();
    await lejek.typeCommand(lejek.ewa, '/funnel digest');
    const preview = textOf(JSON.stringify(lejek.slack.ephemerals(lejek.ewa.id).at(-1)?.blocks));
    expect(preview).toContain(`${more}${language === 'en' ? "today's alert" : 'dzisiejszy alert'}`);
    expect(calls()).toBe(before);
  });
});
