import type { Demo } from '../simulator/demo/start-demo.ts';
import type { Message } from '../simulator/state/entities.ts';
import { renderMessage } from '../simulator/terminal/render.ts';

/** A Sunday: the demo opens on the Monday before. The pictures of the README are of that morning. */
export const PICTURED_AT = Date.parse('2026-11-29T19:00:00Z');
/** What the pictures show, as text: a test holds it against what the demo says today. */
export const PICTURES_FILE = 'docs/pictures.json';

/** The messages that the README has pictures of, by the name of the picture's file. */
export function picturedMessages({ slack, sales }: Demo): Readonly<Record<'digest' | 'alert', Message>> {
  const [digest, alert] = ['Funnel, week', 'alert.take'].map((words) =>
    slack.messages(sales).find(({ text, blocks }) => JSON.stringify([text, blocks]).includes(words)),
  );
  if (digest === undefined || alert === undefined) throw new Error('The demo has opened without its digest or without an alert.');
  return { digest, alert };
}

/** A link's address holds ids that each demo has of its own, and no picture shows it. */
const withoutAddresses = (text: string): string => text.replace(/\s*\(https:\/\/[^)\s]+\)/g, '');

/** The same as text, by the name of the picture. */
export function pictureTexts(demo: Demo): Readonly<Record<string, string>> {
  const names = new Map(demo.slack.users().map(({ id, realName }) => [id, realName]));
  const shown = { width: 100, lookUpName: (id: string) => names.get(id) };
  return Object.fromEntries(
    Object.entries(picturedMessages(demo)).map(([name, message]) => [name, withoutAddresses(renderMessage(message, shown))]),
  );
}
