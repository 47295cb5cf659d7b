import { expect } from 'vitest';
import type { Person } from '../../simulator/person/person.ts';
import { LANGUAGES } from '../../src/locale/languages.ts';
import type { Bot } from './bot.ts';

/** A value in whole euros, as the store keeps it. */
export const worth = (major: number) => ({ valueMinor: major * 100, pipelineValueMinor: major * 100, currency: 'EUR' });

/** Lines of a rendered message without its frame. */
export const lines = (text: string): readonly string[] => text.split('\n').map((line) => line.replace(/^│ ?/, '').trimEnd());

/** `/funnel setup` for #sales (or another channel), by a person who becomes admin; Ewa stays the manager. */
export async function setUp(
  lejek: Bot,
  person: Person,
  choice: { channel?: string; managers?: readonly string[]; cards?: string; language?: string } = {},
): Promise<void> {
  await lejek.type(person, '/funnel setup');
  await person.waitForView();
  person.type('channel', choice.channel ?? lejek.sales);
  if (choice.managers !== undefined) person.type('managers', choice.managers);
  if (choice.cards !== undefined) person.type('cards', choice.cards);
  if (choice.language !== undefined) person.type('language', choice.language);
  const { closed, errors } = await person.submit();
  if (closed) return;
  if (errors !== undefined) throw new Error(`not set up: ${JSON.stringify(errors)}`);
  // A slow machine shows a form that loads, and then the answer in its place.
  await person.waitForView((view) => JSON.stringify(view.blocks).includes('#'), 20_000);
  await person.closeAll();
}

/** Types a command and gives back the answer, which on a slow machine stands in the form that opened meanwhile. */
export async function answerTo(lejek: Bot, person: Person, line: string): Promise<string> {
  const said = await lejek.type(person, line);
  const working = Object.values(LANGUAGES).map(({ common }) => common.working);
  if (working.some((word) => said.includes(word))) {
    await expect.poll(() => working.some((word) => lejek.lastAnswer(person).includes(word)), { timeout: 20_000 }).toBe(false);
    return lejek.lastAnswer(person);
  }
  if (said !== '') return said;
  await person.waitForView((view) => view.callback_id === 'frame.message', 20_000);
  const text = lejek.read(person);
  await person.closeAll();
  return text;
}
