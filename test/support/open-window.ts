import type { Person } from '../../simulator/person/person.ts';
import { renderView } from '../../simulator/terminal/render.ts';

/** What stands in the window that a person has open, in one line without its frame; '' where none is. */
export function windowText(person: Person): string {
  const view = person.view();
  return view === undefined
    ? ''
    : renderView(view, person.values(view), { width: 300 })
        .replaceAll('\u00A0', ' ')
        .replace(/[│┃╭╮╰╯─]+/g, ' ')
        .replace(/\s+/g, ' ');
}

/** Waits until the person's window is a certain one. */
export const waitForWindow = (person: Person, id: string) => person.waitForView(({ callback_id }) => callback_id === id, 20_000);

/** Presses a button of the open window and waits until the window shows something else. */
export async function pressInWindow(person: Person, action: string): Promise<void> {
  const view = person.view();
  if (view === undefined) throw new Error('no window is open');
  await person.click(view, action);
  await person.waitForView(({ hash }) => hash !== view.hash, 20_000);
}
