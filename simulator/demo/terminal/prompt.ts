import type { Interface } from 'node:readline/promises';
import { HOUR_MS } from '../../../src/core/time/durations.ts';
import type { Person } from '../../person/person.ts';
import type { Message, View } from '../../state/entities.ts';
import { interactiveElements } from '../../terminal/interactive.ts';
import type { Handle } from '../sample-firm.ts';
import type { Demo } from '../start-demo.ts';
import { personName, type Screen } from './screen.ts';

const HELP = `Type a command (/deal help, /funnel help), a number to press that button of the last answer, or
  as NAME     to be somebody else: ewa, anna, piotr, olivia, tomek, kuba
  sales, dm   to read #sales, or what Lejek wrote to you
  +1h, +1d    to move the clock on; monday goes to the next Monday, 9:05
  quit        to leave`;

/** A prompt at which a person uses the workspace until they quit. */
export async function prompt(demo: Demo, screen: Screen, input: Interface, ended: () => boolean): Promise<void> {
  let who: Handle = 'ewa';
  let last: Message | undefined;
  screen.write(`\n${HELP}\n`);
  const me = (): Person => demo.slack.as(demo.people[who]);
  const answers = () => demo.slack.ephemerals(demo.people[who]);

  /** Waits a moment for what an action brings: a form, or an answer. */
  const outcome = async (known: number): Promise<void> => {
    for (let waited = 0; waited < 3000; waited += 50) {
      if (me().view() !== undefined) return form();
      if (answers().length > known) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const answer = answers().at(-1);
    if (answers().length > known && answer !== undefined) {
      last = answer;
      screen.message(answer);
    }
  };

  /** Goes through the open form field by field; an empty line leaves a field as it is. */
  const form = async (): Promise<void> => {
    for (let view = me().view(); view !== undefined && !ended(); view = me().view()) {
      screen.view(view);
      const fields = interactiveElements(view.blocks).filter(({ type }) => type !== 'button');
      for (const each of fields) {
        const entry = (await input.question(`  ${each.label} [${choicesHint(each)}enter: leave] › `)).trim();
        if (entry === '') continue;
        await enterValue(me(), view, each, entry).catch((error: unknown) => screen.write(`  ${String(error)}\n`));
      }
      const known = answers().length;
      const send = (await input.question('  Send? [Y/n] › ')).trim().toLowerCase();
      if (send === 'n') return me().closeAll();
      const { closed, errors } = await me().submit();
      if (!closed && errors !== undefined) screen.view(me().view() ?? view, errors);
      else if (me().view() === undefined) return outcome(known);
    }
  };

  while (!ended()) {
    const line = (await input.question(`\n${personName(who)} › `)).trim();
    if (line === 'quit' || line === 'exit') return;
    const known = answers().length;
    try {
      if (line.startsWith('as ')) {
        const name = line.slice(3).trim().toLowerCase();
        if (name in demo.people) who = name as Handle;
        else screen.write(`${HELP}\n`);
      } else if (line === 'sales') for (const message of demo.slack.messages(demo.sales).slice(-4)) screen.message(message);
      else if (line === 'dm') for (const message of demo.slack.dm(demo.people[who]).slice(-4)) screen.message(message);
      else if (/^\+\d{1,3}[hd]$/.test(line))
        await moveClock(demo, screen, Number(line.slice(1, -1)) * (line.endsWith('d') ? 24 : 1));
      else if (line === 'monday') await moveClock(demo, screen, hoursToMonday(demo.clock.now()));
      else if (/^\d{1,2}$/.test(line) && last !== undefined) {
        const element = interactiveElements(last.blocks ?? [])[Number(line) - 1];
        if (element === undefined) screen.write('There is no such button.\n');
        else await me().click(last, element.actionId, element.value === undefined ? {} : { value: element.value });
        await outcome(known);
      } else if (line.startsWith('/')) {
        const { reply } = await me().command(demo.sales, line);
        if (reply === undefined) await outcome(known);
        else {
          last = reply;
          screen.message(reply);
        }
      } else if (line !== '') screen.write(`${HELP}\n`);
    } catch (error) {
      screen.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
}

type Field = ReturnType<typeof interactiveElements>[number];

const choicesHint = ({ options }: Field): string =>
  options === undefined || options.length === 0
    ? ''
    : `${options
        .map(({ label }) => label)
        .slice(0, 8)
        .join(' / ')}; `;

/** Puts what was typed into a field; several values are parted by commas. */
async function enterValue(person: Person, view: View, { type, actionId, options }: Field, entry: string): Promise<void> {
  const valueFor = (text: string) =>
    options?.find(({ label }) => label.toLowerCase() === text.trim().toLowerCase())?.value ?? text.trim();
  if (type === 'external_select') {
    const [first] = await person.suggest(view, actionId, entry);
    if (first !== undefined) person.fillInput(actionId, first.value);
    return;
  }
  const many = type === 'checkboxes' || type.startsWith('multi_');
  person.fillInput(actionId, many ? entry.split(',').map(valueFor) : valueFor(entry));
}

async function moveClock(demo: Demo, screen: Screen, hours: number): Promise<void> {
  const before = demo.slack.messages(demo.sales).length;
  await demo.moveTo(demo.clock.now() + hours * HOUR_MS);
  screen.narrate(`It is ${new Date(demo.clock.now()).toLocaleString('en-GB', { timeZone: 'Europe/Warsaw' })} in Warsaw.`);
  for (const message of demo.slack.messages(demo.sales).slice(before)) screen.message(message);
}

function hoursToMonday(at: number): number {
  const day = new Date(at);
  const ahead = (8 - (day.getUTCDay() || 7)) % 7 || 7;
  return (Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + ahead, 9, 5) - at) / HOUR_MS;
}
