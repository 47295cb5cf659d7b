import type { Action } from '../../action.ts';
import type { ActionAnswer, JournalEntry, Patch } from '../../protocol.ts';
import { applyPatch, completeWorld, type PartialWorld, type World } from './world.ts';

/** Watches what a person sees; `onWorld` is called on every change. A lost connection comes back by itself. The answer stops it. */
export function watchWorld(userId: string, onWorld: (world: World) => void, onLink: (isUp: boolean) => void): () => void {
  const source = new EventSource(`/watch?as=${encodeURIComponent(userId)}`);
  let world: PartialWorld = {};
  let isReady = false;
  const tell = () => {
    const known = completeWorld(world);
    if (isReady && known !== undefined) onWorld(known);
  };
  source.onopen = () => {
    isReady = false;
    onLink(true);
  };
  source.onerror = () => onLink(false);
  source.onmessage = ({ data }) => {
    const patch: Patch = JSON.parse(String(data));
    world = applyPatch(world, patch);
    tell();
  };
  source.addEventListener('ready', () => {
    isReady = true;
    tell();
  });
  return () => source.close();
}

/** Watches the journal: the last entries first. */
export function watchJournal(onEntry: (entry: JournalEntry) => void): () => void {
  const source = new EventSource('/journal');
  source.onmessage = ({ data }) => {
    const entry: JournalEntry = JSON.parse(String(data));
    onEntry(entry);
  };
  return () => source.close();
}

export type SelectablePerson = { readonly id: string; readonly name: string; readonly realName: string; readonly locale: string };

/** Who can be at the page, and which start of the workspace this is. */
export type SelectablePeople = { readonly boot: string; readonly people: readonly SelectablePerson[] };

export async function fetchSelectablePeople(): Promise<SelectablePeople> {
  const response = await fetch('/people');
  const logins: SelectablePeople = await response.json();
  return logins;
}

const POLL_MS = 300;

/** Resolves when the workspace has started anew. */
export async function waitForNewBoot(boot: string): Promise<void> {
  for (;;) {
    const now = await fetchSelectablePeople().catch(() => undefined);
    if (now !== undefined && now.boot !== boot && now.people.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Posts what the person did. A server that is away is a problem like any other. */
export async function postAction(userId: string, action: Action): Promise<ActionAnswer> {
  try {
    const response = await fetch(`/act?as=${encodeURIComponent(userId)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(action),
    });
    const answer: ActionAnswer = await response.json();
    return answer;
  } catch {
    return { problem: 'The simulator does not answer: is it still running?' };
  }
}
