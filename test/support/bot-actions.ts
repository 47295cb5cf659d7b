import { findElement } from '../../simulator/person/find-element.ts';
import type { Person } from '../../simulator/person/person.ts';
import { elementOptions } from '../../simulator/state/element-state.ts';
import type { Message, View } from '../../simulator/state/entities.ts';
import { lose } from '../../src/core/deal/close.ts';
import { edit } from '../../src/core/deal/edit.ts';
import { type PlainDate, utcDate } from '../../src/core/time/calendar.ts';
import { loadPipeline } from '../../src/facts/load-pipeline.ts';
import { LANGUAGES } from '../../src/locale/languages.ts';
import { pressedButton } from '../../src/slack/views/kit/pressed-button.ts';
import { toPlainText } from '../../src/slack/views/kit/text.ts';
import { ALL_DEALS } from './all-deals.ts';
import { priced } from './priced.ts';
import type { TestBot } from './test-bot.ts';

/** A value in whole euros, as the store keeps it. */
export const valueInEuros = (major: number) => priced(major * 100);

/** On a slow machine a form stays until it is saved, and then the answer takes its place. */
export const isStillSaving = (errors: Readonly<Record<string, string>>): boolean =>
  Object.values(LANGUAGES).some(({ common }) => Object.values(errors).includes(toPlainText(common.stillSaving)));

/** Lines of a rendered message without its frame. */
export const unframedLines = (text: string): readonly string[] =>
  text.split('\n').map((line) => line.replace(/^│ ?/, '').trimEnd());

/** Opens the form of the channel: by the word, or from the index of settings that it shows once Lejek is set up. */
export async function openSetupForm(lejek: TestBot, person: Person, line = '/funnel setup'): Promise<void> {
  if ((await lejek.typeCommand(person, line)) === '') return;
  const index = lejek.slack.ephemerals(person.id).at(-1);
  if (index !== undefined && JSON.stringify(index.blocks).includes('funnel.setup:channels'))
    await person.click(index, 'funnel.setup:channels');
}

/** `/funnel setup` for #sales (or another channel), by a person who becomes admin; Ewa stays the manager. */
export async function setUpFunnel(
  lejek: TestBot,
  person: Person,
  choice: { channel?: string; managers?: readonly string[]; cards?: string; language?: string; team?: string } = {},
): Promise<void> {
  await openSetupForm(lejek, person);
  // A slow machine shows a form that loads first.
  await person.waitForView((view) => JSON.stringify(view.blocks).includes('"input"'), 20_000);
  person.fillInput('channel', choice.channel ?? lejek.sales);
  // The firms of tests count in euros, wherever their people are.
  if (JSON.stringify(person.view()?.blocks).includes('"currency"')) person.fillInput('currency', 'EUR');
  if (choice.managers !== undefined) person.fillInput('managers', choice.managers);
  if (choice.cards !== undefined) person.fillInput('cards', choice.cards);
  if (choice.language !== undefined) person.fillInput('language', choice.language);
  if (choice.team !== undefined) person.fillInput('team', choice.team);
  const { closed, errors } = await person.submit();
  if (closed) return;
  if (errors !== undefined && !isStillSaving(errors)) throw new Error(`not set up: ${JSON.stringify(errors)}`);
  await person.waitForView((view) => view.callback_id === 'frame.message', 20_000);
  await person.closeAll();
}

/** Types a command and gives back the answer, which on a slow machine stands in the form that opened meanwhile. */
export async function typeAndRead(lejek: TestBot, person: Person, line: string): Promise<string> {
  const said = await lejek.typeCommand(person, line);
  if (said !== '') return said;
  await person.waitForView((view) => view.callback_id === 'frame.message', 20_000);
  const text = lejek.readScreen(person);
  await person.closeAll();
  return text;
}

/** Moves a deal's close date, directly in the store. */
export async function moveCloseDate(lejek: TestBot, person: Person, number: number, closeOn: PlainDate): Promise<void> {
  const [actor, pipeline] = [await lejek.tenant.members.bySlackUser(person.id), await loadPipeline(lejek.tenant, 'en')];
  if (actor === undefined || pipeline === undefined) throw new Error('Nobody is home.');
  const at = lejek.now();
  const act = { actor, at, today: utcDate(at), through: 'modal' as const };
  const saved = await lejek.tenant
    .deals(ALL_DEALS)
    .change(number, (file) => edit(file, { pipeline, edits: { deal: { closeOn } } }, act), {
      key: null,
      at,
    });
  if (!saved.ok) throw new Error(`the date of D-${number} was not moved: ${JSON.stringify(saved)}`);
}

/** Ticks the boxes of a deal's recommended actions so that these are done, as the message shows them. */
export async function checkActions(person: Person, message: Message, actionIds: readonly string[]): Promise<void> {
  const [, id] = /"action_id":"(deal\.actions:[^"]+)"/.exec(JSON.stringify(message.blocks)) ?? [];
  if (id === undefined) throw new Error('there are no boxes to tick');
  await person.click(message, id, { select: [...actionIds] });
}

/** Makes the form into a stage one that may go without what is missing; to submit it is left. */
export async function pressMoveAnyway(person: Person): Promise<void> {
  const view = person.view();
  if (view === undefined) throw new Error('no form is open');
  await person.click(view, 'deal.move-anyway');
  await person.waitForView((shown) => !JSON.stringify(shown.blocks).includes('deal.move-anyway'), 20_000);
}

/** Presses a button that everybody in #sales sees. */
export async function pressPostedButton(lejek: TestBot, person: Person, id: string, value: string): Promise<void> {
  const client = await lejek.deps.clientFor(lejek.slack.team.id);
  const button = { type: 'button' as const, action_id: id, text: { type: 'plain_text' as const, text: 'x' }, value };
  const { ts } = await client.chat.postMessage({
    channel: lejek.sales,
    text: 'x',
    blocks: [{ type: 'actions', elements: [button] }],
  });
  const message = lejek.slack.messages(lejek.sales).find((each) => each.ts === ts);
  if (message === undefined) throw new Error('nothing was posted');
  await person.click(message, id);
}

/** Fills in the form that a button below the last answer opens. @returns what comes of it. */
export async function fillFormFromAnswer(
  lejek: TestBot,
  person: Person,
  opens: { readonly command: string; readonly button: string; readonly form: string },
  fields: Readonly<Record<string, string>>,
) {
  await typeAndRead(lejek, person, opens.command);
  const answer = lejek.slack.ephemerals(person.id).at(-1);
  if (answer === undefined) throw new Error('no answer');
  await person.click(answer, opens.button);
  await person.waitForView((view) => view.callback_id === opens.form, 20_000);
  for (const [name, value] of Object.entries(fields)) person.fillInput(name, value);
  return person.submit();
}

/** A stage that deals went through: before, nobody is told that it ran dry. Each of them is lost there. */
export async function loseDealsIn(lejek: TestBot, person: Person, stageId: string, count = 5): Promise<void> {
  for (let index = 1; index <= count; index += 1) {
    const number = await lejek.createDeal(person, `Gone ${stageId} ${index}`, { ...valueInEuros(1000), stageId });
    await lejek.typeCommand(person, `/deal lost ${number} no budget`);
  }
}

/** Deals that went through a stage and were lost there, directly in the store: the stage has really been used then. */
export async function useStage(
  lejek: TestBot,
  owner: Person,
  { stageId, deals = 4 }: { stageId: string; deals?: number },
): Promise<void> {
  const [member, pipeline] = [await lejek.tenant.members.bySlackUser(owner.id), await loadPipeline(lejek.tenant, 'en')];
  if (member === undefined || pipeline === undefined) throw new Error('Nobody is home.');
  for (let index = 0; index < deals; index += 1) {
    const number = await lejek.createDeal(owner, `Past ${index}`, { stageId });
    const at = lejek.now() - 30_000;
    const act = { actor: member, at, today: utcDate(at), through: 'command' as const };
    const lost = await lejek.tenant
      .deals(ALL_DEALS)
      .change(number, (file) => lose(file, { pipeline, reasonId: 'budget', note: '' }, act), {
        key: null,
        at,
      });
    if (!lost.ok) throw new Error(`not lost: ${lost.why}`);
  }
}

/** Chooses from the menu of a deal in a list what a button of that action would do. @param index of the deal in the list, from 0. */
export async function chooseInDealMenu(
  person: Person,
  where: Message | View,
  { index = 0, action }: { readonly index?: number; readonly action: string },
): Promise<void> {
  const { element } = findElement(where.blocks ?? [], `deal.menu:${index}`);
  const values = elementOptions(element).map(({ value }) => String(value));
  const value = values.find((each) => pressedButton.decode(each)?.action === action);
  if (value === undefined) throw new Error(`The menu does not offer ${action}; it offers ${values.join(', ')}.`);
  await person.click(where, `deal.menu:${index}`, { select: value });
}
