import type { Message, View } from '../../state/entities.ts';
import { renderMessage, renderView } from '../../terminal/render.ts';
import { type Handle, PEOPLE } from '../sample-firm.ts';
import type { Demo } from '../start-demo.ts';

/** What is shown, and how. */
export type Screen = {
  readonly write: (text: string) => void;
  readonly message: (message: Message) => void;
  readonly view: (view: View, errors?: Readonly<Record<string, string>>) => void;
  /** A line of the narrator. */
  readonly narrate: (text: string) => void;
};

const WIDTH = 78;

/** Renders for a terminal; without colours where there is none. */
export function createScreen(demo: Demo, write: (text: string) => void, color: boolean): Screen {
  const names = new Map([
    ...PEOPLE.map(({ name, realName }) => [demo.people[name], realName] as const),
    ...demo.slack.channels().map(({ id, name }) => [id, name] as const),
  ]);
  const options = { width: WIDTH, color, timeZone: 'Europe/Warsaw', lookUpName: (id: string) => names.get(id) };
  const dim = (text: string) => (color ? `\u001B[2m${text}\u001B[0m` : text);
  return {
    write,
    message: (message) => write(`${renderMessage(message, options)}\n`),
    view: (view, errors) => {
      const values = demo.slack.as(viewOwnerId(demo, view)).values(view);
      write(`${renderView(view, values, { ...options, ...(errors === undefined ? {} : { errors }) })}\n`);
    },
    narrate: (text) => write(`\n${dim(`— ${text}`)}\n`),
  };
}

/** Whose screen a view is on. */
function viewOwnerId(demo: Demo, view: View): string {
  const found = Object.values(demo.people).find((id) => demo.slack.as(id).view()?.id === view.id);
  return found ?? demo.people.ewa;
}

export const personName = (handle: Handle): string => PEOPLE.find(({ name }) => name === handle)?.realName ?? handle;
